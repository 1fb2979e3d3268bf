"""Watching what runs: an end reached is said once, and what ends itself is ended."""

from typing import NamedTuple

from presence_tui.domain.boundary import Boundary, planned_end, state
from presence_tui.domain.plans import Occasion
from presence_tui.domain.presets import HEARD
from presence_tui.domain.text import one_line
from presence_tui.services.heartbeat import Heartbeat
from presence_tui.services.presence import Presence
from presence_tui.services.said import Said

PROGRAM = "presence"


class Notice(NamedTuple):
    """Something to be noticed once, and where."""

    what: str
    """`started`, `over`, `ended` or `plan`."""
    sentence: str
    """For the dashboard's own eyes: names what it is about in the user's words."""
    outside: str
    """For other programs and other people's eyes: a preset's name, free words are `boundary`."""
    heard: tuple[str, ...]
    """Where, of HEARD; nowhere for what is quiet."""
    boundary: Boundary | None = None


class Watch:
    """Looks at what runs on each tick; reads and writes files only when something is due."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self.said = Said(presence)
        self.heartbeat = Heartbeat(presence)

    def due(self, running: tuple[Boundary, ...]) -> bool:
        """Whether `look` has something to do; reads no file, so it may be asked on every tick."""
        now = self._presence.clock.now()
        return any(state(b, now) == "over" and not self.said.surely(self._key(b)) for b in running)

    def look(self, running: tuple[Boundary, ...]) -> tuple[Notice, ...]:
        """What has come due among `running`, each once on this machine, also after a suspend.

        The boundaries of `ended` notices are ended on the disk. Call it when `due` says so, off
        the event loop: it reads and writes files.
        """
        now = self._presence.clock.now()
        notices: list[Notice] = []
        if any(state(b, now) == "over" for b in running):
            notices += [
                self._notice("ended", b, f"{one_line(b.name)} has come to its end.", "has ended")
                for b in self._presence.boundaries.settle()
            ]
            done = {n.boundary.stamp.id for n in notices if n.boundary}
            for boundary in running:
                if boundary.stamp.id in done or state(boundary, now) != "over":
                    continue
                key = self._key(boundary)
                if not self.said.before(key):
                    self.said.now(key)
                    notices.append(self._over(boundary))
        return tuple(self._hushed(running, notice) for notice in notices)

    def started(self, boundary: Boundary) -> Notice:
        """The notice of a boundary just started."""
        return self._notice("started", boundary, f"{one_line(boundary.name)} begins.", "begins")

    def planned(self, occasion: Occasion, running: tuple[Boundary, ...] = ()) -> Notice:
        """The notice of a plan that has come due; a second one of the same is heard nowhere."""
        plan = occasion.plan
        preset = self._presence.settings.preset(plan.start)
        key = f"plan {plan.key} {occasion.day}"
        heard = self._heard(preset.key if preset else None)
        if self.said.before(key):
            heard = ()
        else:
            self.said.now(key)
        name = preset.name if preset else "a boundary"
        outside = f"{PROGRAM}: it is {plan.at:%H:%M}, {name}"
        return self._hushed(running, Notice("plan", plan.words, outside, heard))

    def title(self, running: tuple[Boundary, ...]) -> str:
        """The window's title: what began last by its preset's name, free words as `boundary`.

        The program's name alone when nothing runs, or what runs is quiet or not for the title.
        """
        if not running or "title" not in self._heard(running[-1].preset):
            return PROGRAM
        return f"{self._public(running[-1])} · {PROGRAM}"

    # ── how ──────────────────────────────────────────────────────────────────

    def _over(self, boundary: Boundary) -> Notice:
        sentence = (
            f"{one_line(boundary.name)}: its planned end is here. It runs on until you end it."
        )
        return self._notice("over", boundary, sentence, "has reached its planned end")

    def _notice(self, what: str, boundary: Boundary, sentence: str, outside: str) -> Notice:
        heard = self._heard(boundary.preset)
        return Notice(what, sentence, f"{self._public(boundary)} {outside}", heard, boundary)

    def _heard(self, key: str | None) -> tuple[str, ...]:
        """Where things of this preset are heard: as it says, else as the settings say."""
        settings = self._presence.settings
        preset = settings.preset(key) if key else None
        if preset is not None and preset.quiet:
            return ()
        chosen = preset.heard if preset is not None and preset.heard is not None else settings.heard
        return tuple(place for place in HEARD if place in chosen)

    def _hushed(self, running: tuple[Boundary, ...], notice: Notice) -> Notice:
        """While a quiet one runs, nothing else is heard either: someone is falling asleep."""
        presets = [self._presence.settings.preset(b.preset) for b in running if b.preset]
        return notice._replace(heard=()) if any(p and p.quiet for p in presets) else notice

    def _public(self, boundary: Boundary) -> str:
        preset = self._presence.settings.preset(boundary.preset) if boundary.preset else None
        return one_line(preset.name) if preset else "boundary"

    def _key(self, boundary: Boundary) -> str:
        end = planned_end(boundary, self._presence.clock.now())
        return f"over {boundary.stamp.id} {'' if end is None else int(end.timestamp())}"
