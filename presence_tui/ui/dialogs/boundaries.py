"""The chooser of boundaries: what runs, the presets, and words of one's own."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import PresenceError, WordsError
from presence_tui.domain.folding import plain
from presence_tui.domain.presets import Preset
from presence_tui.domain.settings import Settings
from presence_tui.domain.text import one_line
from presence_tui.services.spoken import read_boundary
from presence_tui.ui.alerts import say, told
from presence_tui.ui.dialogs.choosing import ChoosingDialog, choosing_css
from presence_tui.ui.phrases import minutes_long, since
from presence_tui.ui.widgets.choices import Act, Option
from presence_tui.ui.widgets.keys import Key

FIELD = "what is this time for?"
SIDES = (("work", "or at work"), ("self", "or for yourself"))
"""Whose time words of one's own may be besides home."""
OWN = "or your own words: piano 30m, logged off until 20:00, a walk at 16:30"


class Choice(NamedTuple):
    """What to do, and to which boundary or preset."""

    what: str
    """`start`, `stop`, `earlier`, `drop`, `pause`, `resume`, `return`, `presets`; longer: `5m`."""
    name: str
    side: str | None = None
    """Of words of one's own: whose time it is."""


class BoundaryDialog(ChoosingDialog[Choice | None]):
    """Type to narrow the list or to name a boundary of one's own; enter chooses."""

    CSS = choosing_css("BoundaryDialog", 60)
    hint = OWN

    def __init__(
        self,
        settings: Settings,
        running: tuple[Boundary, ...],
        now: datetime,
        check: Callable[[str, str | None], object],
        veiled: bool = False,
    ) -> None:
        """`veiled` leaves out names: what runs goes by its side.

        `check` is called off the event loop with the words that are to start something, and the
        side that was chosen. It raises PresenceError where they cannot: they stay to be mended.
        """
        super().__init__(FIELD)
        self._settings, self._now, self._check = settings, now, check
        self._veiled = veiled
        self._ongoing = [_running(boundary, now, veiled) for boundary in reversed(running)]
        keys = {boundary.preset for boundary in running}
        self._presets = [_preset(p) for p in settings.presets if p.key not in keys]

    def options(self, words: str) -> Sequence[Option]:
        """What runs first, then what can start."""
        wanted = plain(one_line(words))
        change = Option("Make or change a preset", Choice("presets", ""))
        if not wanted:
            titled = [Option("Runs"), *self._ongoing] if self._ongoing else []
            return [*titled, Option("Start"), *self._presets, change]
        running = [_begun_with(option, wanted) for option in self._ongoing]
        start = [o for o in self._presets if wanted in plain(f"start {o.words}")]
        more = [change] if wanted in plain(change.words) else []
        found = [option for option in running if option is not None]
        return [*found, *start, *more, *self._own(one_line(words))]

    def _own(self, words: str) -> Sequence[Option]:
        """What is typed, as a boundary; its side and length as they would be kept."""
        try:
            spoken = read_boundary(self._settings, words)
        except WordsError as error:
            self.say(str(error))
            return (Option(f"Start “{words}”", Choice("start", words)),)
        self.say("")
        until = f"until {spoken.until}" if spoken.until else spoken.length
        at = f"from {spoken.at}" if spoken.at else ""

        def tail(side: str) -> str:
            return " · ".join(part for part in (side, until, at) if part)

        own = Option(f"Start “{spoken.name}”", Choice("start", words), tail=tail(spoken.side))
        if self._settings.preset(spoken.name) is not None:
            return (own,)
        more = (
            Option(named, Choice("start", words, side), tail=tail(side)) for side, named in SIDES
        )
        return (own, *more)

    def chosen(self, value: Choice) -> None:
        """Gives it back; what cannot start stays, and why is said."""
        if value.what == "start":
            self.run_worker(self._start(value), exclusive=True, group="check")
        else:
            self.dismiss(value)

    async def _start(self, value: Choice) -> None:
        try:
            await asyncio.to_thread(self._check, value.name, value.side)
        except PresenceError as error:
            if self._veiled:
                # It may hold the name of one that runs.
                say(self.app, error, serious=True)
            else:
                self.say(told(self.app, error))
        else:
            self.dismiss(value)

    def keys(self) -> Sequence[Key]:
        """Left and right count where something runs, and are the field's while one types."""
        first = Key("enter", "choose", "choose")
        last = Key("esc", "leave", "cancel")
        return (
            (first, Key("← →", "what to do", "step(1)"), last)
            if self._ongoing and not self.words
            else (first, last)
        )


def _running(boundary: Boundary, now: datetime, veiled: bool) -> Option:
    """One that runs, and what can be done with it."""
    ident = boundary.stamp.id
    acts = [Act("end", Choice("stop", ident))]
    if boundary.kind == "moment":
        acts = [Act("keep it", Choice("stop", ident)), Act("let it go", Choice("drop", ident))]
    acts.append(
        Act("go on", Choice("resume", ident))
        if boundary.paused
        else Act("pause", Choice("pause", ident))
    )
    acts.append(Act("a return", Choice("return", ident)))
    if boundary.kind == "boundary":
        acts.append(Act("ended earlier", Choice("earlier", ident)))
    if boundary.planned_s is not None or boundary.until is not None:
        acts += [Act("+5 min", Choice("5m", ident)), Act("+15", Choice("15m", ident))]
    tail = "paused" if boundary.paused else f"since {since(boundary.stamp.at, now)}"
    name = boundary.side if veiled else one_line(boundary.name)
    return Option(name, tail=tail, acts=tuple(acts))


def _preset(preset: Preset) -> Option:
    """One that can start: its side, and how long it is planned."""
    length = minutes_long(preset.minutes) if preset.minutes else ""
    if preset.until is not None:
        length = f"until {preset.until:%H:%M}"
    tail = f"{preset.side} · {length}" if length else preset.side
    return Option(one_line(preset.name), Choice("start", preset.key), tail=tail)


def _begun_with(option: Option, wanted: str) -> Option | None:
    """What runs, if its name or something that can be done with it is meant."""
    if wanted in plain(option.words):
        return option
    for number, act in enumerate(option.acts):
        if wanted in plain(f"{act.words} {option.words}"):
            return option._replace(first=number)
    return None
