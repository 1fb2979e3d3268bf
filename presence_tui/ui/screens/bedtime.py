"""A phone-free bedtime: nearly black, no digits, a moon that fills, a few words below it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from presence_tui.domain.boundary import Boundary, elapsed_s, share
from presence_tui.domain.errors import NotFoundError, PresenceError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.key_names import shown_key
from presence_tui.ui.moon import Depth
from presence_tui.ui.night_words import BEFORE, FIFTEEN, FIVE, OVER, Chosen, running_keys
from presence_tui.ui.rites import Rites
from presence_tui.ui.screens.layer import Layer
from presence_tui.ui.widgets.night import Night, fitting

TICK_S = 1.0
SHOWN_S, LONG_S = 4.0, 8.0
"""How long the controls stay after a key, and what went wrong, in seconds."""
OPEN_SHARE = 0.12
"""With an open end there is nothing to wait for: a young moon stays as it is."""


class Bedtime(Layer[Boundary | None]):
    """Shows a boundary as a moon, and before it begins how long it is to be.

    Gives back the boundary where it has ended, nothing where it goes on or has not begun. It is
    left by its owner only: whatever happens elsewhere, it stays dark.
    """

    # No list of commands lights up a dark room.
    wanders = False

    # Those with an id follow the user's own key for that command.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "come_back", show=False),
        Binding("x", "come_back", show=False, id="return"),
        Binding("enter", "enter", show=False),
        Binding("n", "begin", show=False, id="bedtime"),
        Binding("plus,equals_sign", "more('5m')", show=False, id="extend"),
        Binding("f", "more('15m')", show=False, id="extend-more"),
        Binding("p", "pause", show=False, id="pause"),
        Binding("right,l", "longer(1)", show=False),
        Binding("left,h,minus", "longer(-1)", show=False),
        Binding("down,j", "other(1)", show=False),
        Binding("up,k", "other(-1)", show=False),
        Binding("escape", "leave", show=False),
        Binding("q", "leave", show=False, id="leave"),
    ]
    CSS = "Bedtime { background: #060403; }"
    ALLOW_SELECT = False

    def __init__(
        self,
        presence: Presence,
        boundary: Boundary | None = None,
        plain: bool = False,
        rites: Rites | None = None,
    ) -> None:
        """Without a boundary its length is chosen first. `plain` draws it in ASCII."""
        super().__init__()
        self.presence = presence
        self.boundary = boundary
        self.rites = rites or Rites(presence)
        self.over = False
        """Whether it has ended, or is no longer there; the moon stays as it was."""
        self._chosen = Chosen(presence) if boundary is None else None
        """What is about to begin; nothing any more once it runs."""
        self._plain = plain
        self._prints: object = None
        self._minute: tuple[int, bool] | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """One widget; nothing else is there to be bright."""
        yield Night(self.presence.settings.hemisphere == "south", self._depth())

    def _depth(self) -> Depth:
        if self._plain:
            return "ascii"
        known: dict[str, Depth] = {"truecolor": "true", "256": "256"}
        return known.get(self.app.console.color_system or "", "16")

    def on_mount(self) -> None:
        """The first moon, then a look at the clock each second."""
        if self.boundary is not None:
            self._take(self.boundary)
        else:
            self.night.fill(0.0)
            self._dim()
        self.set_interval(TICK_S, self.tick)

    @property
    def night(self) -> Night:
        """The widget that fills the screen."""
        return self.query_one(Night)

    # ── the clock ────────────────────────────────────────────────────────────

    def tick(self) -> None:
        """Draws when a minute is full or the end is reached, and at no other time."""
        boundary = self.boundary
        if boundary is None:
            return
        prints = self._found(boundary)
        if prints != self._prints:
            self._prints = prints
            self.look_again()
        if not self.over:
            self._fill(boundary)

    def _fill(self, boundary: Boundary) -> None:
        now = self.presence.clock.now()
        passed = share(boundary, now)
        minute = (elapsed_s(boundary, now) // 60, passed is not None and passed >= 1)
        if minute == self._minute:
            return
        before, self._minute = self._minute, minute
        self.night.fill(OPEN_SHARE if passed is None else _full_minutes(boundary, passed, now))
        if before is not None and minute[1] and not before[1]:
            # One that ends itself has ended now.
            self.look_again()

    def _found(self, boundary: Boundary) -> object:
        return self.presence.history.prints(boundary.stamp.day or self.presence.today())

    @work(exclusive=True, group="look")
    async def look_again(self) -> None:
        """Something was written: perhaps this bedtime was ended or extended elsewhere."""
        boundary = self.boundary
        if boundary is None or self._busy:
            return
        try:
            found = await asyncio.to_thread(self._look, boundary.stamp.id)
        except PresenceError as error:
            self._say_error(error)
            return
        if not self._busy:
            self._take(found)

    def _look(self, ident: str) -> Boundary | None:
        """The boundary as it lies on the disk; nothing where it was taken back."""
        self.presence.boundaries.settle()
        try:
            found: Boundary = self.presence.past.find(ident)
        except NotFoundError:
            return None
        return found

    def _take(self, boundary: Boundary | None) -> None:
        """Shows what it is now. One that has ended, or is gone, leaves its moon as it was."""
        self.over, self._minute = boundary is None or not boundary.runs, None
        if boundary is None:
            return
        self.boundary, self._chosen = boundary, None
        self._prints = self._found(boundary)
        preset = self.presence.settings.preset(boundary.preset) if boundary.preset else None
        self.night.show_words((preset.words if preset else None) or "")
        self._dim()
        if self.over:
            passed = share(boundary, self.presence.clock.now())
            self.night.fill(OPEN_SHARE if passed is None else passed)
        else:
            self._fill(boundary)

    # ── keys ─────────────────────────────────────────────────────────────────

    def on_key(self, event: events.Key) -> None:
        """Any key brings the controls for a while; most do nothing more until they are there.

        Going back always does, and so does a return: noticing is enough, no one has to look.
        """
        if self._chosen is not None:
            return
        known = self.active_bindings.get(event.key)
        action = known.binding.action if known and known.node is self else ""
        if action == "leave" or (action == "come_back" and not self.over):
            return
        armed = self.night.saying
        event.prevent_default()
        self.show_controls()
        if not (armed and action):
            event.stop()

    def show_controls(self) -> None:
        """Shows for four seconds what can be done."""
        if self.boundary is not None:
            five, fifteen = self._key("more('5m')"), self._key("more('15m')")
            known = OVER if self.over else running_keys(self.boundary, self.presence, five, fifteen)
            self.night.say(SHOWN_S, *fitting(known))

    def stay(self) -> None:
        """What can be done here, instead of everything by name."""
        self.show_controls()

    def _key(self, action: str) -> str:
        """The key of an action as it is shown; empty where it has none."""
        bound = ((key, b) for key, b in self.active_bindings.items() if b.node is self)
        return next((shown_key(key) for key, b in bound if b.binding.action == action), "")

    def _say_error(self, error: PresenceError) -> None:
        self.night.say(LONG_S, one_line(str(error)))

    def _dim(self) -> None:
        """Nothing on the last row, unless something is to be chosen, or the moon stands still."""
        if self._chosen is not None:
            self.night.show_words(*self._chosen.words())
            self.night.rest(*fitting(BEFORE))
        elif self.boundary is not None and self.boundary.paused and not self.over:
            self.night.rest("paused")
        else:
            self.night.rest()

    # ── doing ────────────────────────────────────────────────────────────────

    # No group that is waited for at the end: a question in the midst of it waits for an answer.
    @work(exclusive=False, group="ritual")
    async def _do(
        self,
        do: Callable[[], Awaitable[Boundary | None]],
        then: Callable[[Boundary], object],
    ) -> None:
        """One thing at a time; what went wrong is said on the last row."""
        if self._busy:
            return
        self._busy = True
        try:
            changed = await do()
        except PresenceError as error:
            self._say_error(error)
            changed = None
        finally:
            self._busy = False
        if changed is None:
            self.look_again()
        else:
            then(changed)

    def action_longer(self, by: int) -> None:
        """Longer or shorter, before it has begun."""
        if self._chosen is not None and not self._busy:
            self._chosen.longer(by)
            self._dim()

    def action_other(self, by: int) -> None:
        """Another of the presets that are dark, before it has begun."""
        if self._chosen is not None and not self._busy:
            self._chosen.other(by)
            self._dim()

    def action_begin(self) -> None:
        """Begins it."""
        if self._chosen is None:
            return
        preset, length = self._chosen.preset, self._chosen.length

        def begun(boundary: Boundary) -> None:
            self.presence.bedtimes.remember(preset, length)
            self._take(boundary)

        self._do(lambda: self.rites.begin(preset, length), begun)

    def _change(self, change: Callable[[str], Boundary], said: str) -> None:
        """Changes the one that runs, and says so."""
        boundary = self.boundary
        if boundary is None or self.over:
            return

        def kept(found: Boundary) -> None:
            self._take(found)
            self.night.say(SHOWN_S, said)

        self._do(lambda: asyncio.to_thread(change, boundary.stamp.id), kept)

    def action_come_back(self) -> None:
        """Counts a return; one that was paused goes on."""
        boundaries = self.presence.boundaries
        paused = self.boundary is not None and self.boundary.paused
        self._change(boundaries.resume if paused else boundaries.come_back, "here again")

    def action_pause(self) -> None:
        """Pauses it, or goes on."""
        if self.boundary is not None and self.boundary.paused:
            self.action_come_back()
        else:
            self._change(self.presence.boundaries.pause, "paused")

    def action_more(self, length: str) -> None:
        """Longer: what is about to begin, or what runs."""
        extend = self.presence.boundaries.extend
        self.action_longer(1)
        self._change(lambda ident: extend(ident, length), FIVE if length == "5m" else FIFTEEN)

    def action_enter(self) -> None:
        """Begins it, or ends it and goes back."""
        boundary = self.boundary
        if boundary is None:
            self.action_begin()
        elif self.over:
            self.action_leave()
        else:
            self._do(lambda: self._end(boundary), self.dismiss)

    async def _end(self, boundary: Boundary) -> Boundary | None:
        ended = await self.rites.end(boundary)
        if ended is not None:
            self._take(ended)
            await self.rites.ended(ended)
        return ended

    def action_leave(self) -> None:
        """Goes back; a bedtime that runs goes on."""
        boundary = self.boundary
        if boundary is None or boundary.runs:
            if not self._busy:
                self.dismiss(None)
            return

        async def followed() -> Boundary:
            await self.rites.ended(boundary)
            return boundary

        self._do(followed, self.dismiss)


def _full_minutes(boundary: Boundary, passed: float, now: datetime) -> float:
    """The share at the last full minute, so that a return does not move the moon."""
    seconds = elapsed_s(boundary, now)
    return passed if passed >= 1 or not seconds else passed * (seconds // 60 * 60) / seconds
