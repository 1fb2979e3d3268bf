"""Watching what runs: an end reached is said once, and what ends itself is ended."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from presence_tui.domain.boundary import TABLE, Boundary, planned_end, seconds_between, state
from presence_tui.domain.plans import Occasion
from presence_tui.domain.presets import HEARD
from presence_tui.domain.text import one_line
from presence_tui.services.heartbeat import Heartbeat
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.services.said import Said
from presence_tui.store.months import month_of

PROGRAM = "presence"
FRESH = timedelta(minutes=5)
"""What came about longer ago is no news any more."""
PAST_END = timedelta(hours=1)
"""How far past its planned end a boundary must be before anyone asks when it really ended."""


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

        `running` may be what ran a while ago: of what was ended since, only that is told which
        ended by itself. The boundaries of `ended` notices are ended on the disk. Call it when `due`
        says so, off the event loop: it reads and writes files.
        """
        now = self._presence.clock.now()
        if not any(state(b, now) == "over" for b in running):
            return ()
        self._presence.boundaries.settle()
        still = {b.stamp.id: b for b in self._presence.boundaries.running()}
        notices: list[Notice] = []
        for boundary in running:
            ident = boundary.stamp.id
            if ident not in still:
                ended = self._ended_itself(boundary)
                if ended is not None and self._first(f"ended {ident}"):
                    notices.append(self._ended(ended))
            elif state(still[ident], now) == "over" and self._first(self._key(still[ident])):
                notices += self._over(still[ident])
        return tuple(self._hushed(tuple(still.values()), notice) for notice in notices)

    def started(self, boundary: Boundary, running: tuple[Boundary, ...] = ()) -> Notice:
        """The notice of a boundary that was started here just now, beside what runs already."""
        self.said.now(_started(boundary))
        return self._hushed(running, self._begins(boundary))

    def begun(
        self, before: tuple[Boundary, ...], running: tuple[Boundary, ...]
    ) -> tuple[Notice, ...]:
        """What has just begun elsewhere: in a shell, by a timer, on another device.

        Each once on this machine, and no timed moments: those belong to whoever began them. Call it
        off the event loop where something new runs.
        """
        now, known = self._presence.clock.now(), {b.stamp.id for b in before}
        fresh = [
            b
            for b in running
            if b.stamp.id not in known
            and b.kind == "boundary"
            and 0 <= seconds_between(b.stamp.at, now) < FRESH.total_seconds()
            and self._first(_started(b))
        ]
        return tuple(self._hushed(running, self._begins(b)) for b in fresh)

    def planned(self, occasion: Occasion, running: tuple[Boundary, ...] = ()) -> Notice:
        """The notice of a plan that has come due; it is heard once for each time it is asked."""
        plan = occasion.plan
        preset = self._presence.settings.preset(plan.start)
        asked = (occasion.put_off_to or occasion.at).astimezone(UTC)
        heard = self._heard(preset.key if preset else None)
        if not self._first(f"plan {plan.key} {asked:%Y-%m-%d %H:%M}"):
            heard = ()
        name = one_line(preset.name) if preset else "a boundary"
        late = self._presence.clock.now().astimezone(UTC) - asked >= FRESH
        outside = f"{name} was planned for {plan.at:%H:%M}" if late else f"it is time for {name}"
        return self._hushed(running, Notice("plan", plan.words, outside, heard))

    def title(self, running: tuple[Boundary, ...]) -> str:
        """The window's title: what began last by its preset's name, free words as `boundary`.

        The program's name alone when nothing runs, or what runs is quiet or not for the title.
        """
        if not running or "title" not in self._heard(running[-1].preset):
            return PROGRAM
        return f"{self._public(running[-1])} · {PROGRAM}"

    # ── how ──────────────────────────────────────────────────────────────────

    def _first(self, what: str) -> bool:
        """Whether this is the first time on this machine; from now on it is not."""
        if self.said.before(what):
            return False
        self.said.now(what)
        return True

    def _ended_itself(self, boundary: Boundary) -> Boundary | None:
        """The boundary as it lies on the disk, if it ended at its planned end by itself."""
        preset = self._presence.settings.preset(boundary.preset) if boundary.preset else None
        if preset is None or not preset.ends_itself:
            return None
        month = self._presence.journal.read(month_of(boundary.stamp.day))
        mine = live(month, TABLE, [], lambda row: row.get("id") == boundary.stamp.id)
        for found in mine:
            end: datetime | None = planned_end(found, self._presence.clock.now())
            if found.ended_at and end and abs(seconds_between(found.ended_at, end)) < 1:
                return found  # type: ignore[no-any-return]
        return None

    def _ended(self, boundary: Boundary) -> Notice:
        sentence = f"{one_line(boundary.name)} has come to its end."
        return self._notice("ended", boundary, sentence, "has ended")

    def _begins(self, boundary: Boundary) -> Notice:
        return self._notice("started", boundary, f"{one_line(boundary.name)} begins.", "begins")

    def _over(self, boundary: Boundary) -> list[Notice]:
        """That its end is reached, or was a while ago, unless it is asked when it really ended."""
        now = self._presence.clock.now()
        end = planned_end(boundary, now) or now
        late = seconds_between(end, now)
        if late >= FRESH.total_seconds() and self._presence.forgotten.outlived(boundary):
            return []
        local = end.astimezone(self._presence.clock.place().tz)
        when = "is here" if late < FRESH.total_seconds() else f"was {local:%H:%M}"
        name = one_line(boundary.name)
        sentence = f"{name}: its planned end {when}. It runs on until you end it."
        return [self._notice("over", boundary, sentence, "has reached its planned end")]

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


def _started(boundary: Boundary) -> str:
    return f"started {boundary.stamp.id}"
