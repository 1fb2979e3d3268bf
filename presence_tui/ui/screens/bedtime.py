"""A phone-free bedtime: nearly black, no digits, a moon that fills, a few words below it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from presence_tui.domain.boundary import Boundary, elapsed_s, share
from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.moon import NIGHT, WORDS, Cell, Depth, Moon, Rgb, changed, moon
from presence_tui.ui.screens.layer import Layer

TICK_S = 1.0
SHOWN_S = 4.0
"""How long the controls stay after a key, in seconds."""
OPEN_SHARE = 0.12
"""With an open end there is nothing to wait for: a young moon stays as it is."""
CONTROLS = (
    ("space", "return"),
    ("enter", "end"),
    ("esc", "back"),
    ("+", "a little longer"),
    ("f", "a while longer"),
)
"""In the order in which they give way from the right; no digits here."""


def _style(ink: Rgb, page: Rgb = NIGHT) -> Style:
    return Style(
        color="#{:02x}{:02x}{:02x}".format(*ink), bgcolor="#{:02x}{:02x}{:02x}".format(*page)
    )


class Night(Widget):
    """The whole screen: the moon, the words, and for a while the controls."""

    DEFAULT_CSS = "Night { width: 100%; height: 100%; background: #060403; }"

    def __init__(self, words: str, south: bool, depth: Depth) -> None:
        super().__init__()
        self._words = one_line(words)
        self._south = south
        self._depth: Depth = depth
        self._moon: Moon | None = None
        self._share = 0.0
        self._low = ""

    def fill(self, lit: float) -> None:
        """Lets the share `lit` of the moon shine, and draws only the cells that differ."""
        self._share = lit
        before = self._moon
        self._moon = self._made(self.size)
        for y, left, right in changed(before, self._moon):
            self.refresh(Region(left, y, right - left, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another moon."""
        self._moon = self._made(event.size)
        self.refresh()

    def _made(self, size: Size) -> Moon:
        return moon(size.width, size.height, self._share, self._south, self._depth)

    @property
    def low(self) -> str:
        """What the last row says."""
        return self._low

    def say(self, words: str) -> None:
        """Says something clean on the last row, or nothing."""
        if words != self._low:
            self._low = words
            self.refresh(Region(0, self.size.height - 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One row, exactly as wide as the screen."""
        width, height = self.size
        if y == height - 1 and self._low:
            return _centred(self._low, width)
        if y == height - (3 if height >= 30 else 2) and self._words and height > 1:
            return _centred(self._words, width)
        drawn = self._moon
        if drawn is None or not drawn.top <= y < drawn.top + len(drawn.rows):
            return Strip([Segment(" " * width, _style(WORDS))], width)
        row = drawn.rows[y - drawn.top]
        found = [Segment(" " * drawn.left, _style(WORDS)), *_runs(row)]
        return Strip(found).adjust_cell_length(width, _style(WORDS))


def _runs(row: tuple[Cell, ...]) -> list[Segment]:
    """Neighbours of the same colours as one segment."""
    runs: list[tuple[str, Rgb, Rgb]] = []
    for glyph, ink, page in row:
        if runs and runs[-1][1:] == (ink, page):
            runs[-1] = (runs[-1][0] + glyph, ink, page)
        else:
            runs.append((glyph, ink, page))
    return [Segment(text, _style(ink, page)) for text, ink, page in runs]


def _centred(words: str, width: int) -> Strip:
    if cell_len(words) > width:
        words = set_cell_size(words, max(0, width - 1)).rstrip() + "…" if width else ""
    left = max(0, width - cell_len(words)) // 2
    style = _style(WORDS)
    return Strip([Segment(" " * left + words, style)]).adjust_cell_length(width, style)


class Bedtime(Layer[Boundary | None]):
    """Shows one running boundary as a moon; gives it back ended, or nothing when it goes on."""

    # No list of commands lights up a dark room.
    wanders = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "come_back", show=False),
        Binding("enter", "end", show=False),
        Binding("plus,equals_sign", "extend('5m')", show=False),
        Binding("f", "extend('15m')", show=False),
        Binding("escape,q", "leave", show=False),
    ]
    CSS = """
    Bedtime { background: #060403; }
    Bedtime ToastRack { display: none; }
    """

    def __init__(self, presence: Presence, boundary: Boundary, plain: bool = False) -> None:
        """Its preset gives the words below the moon, the settings the half of the earth.

        `plain` draws it in ASCII.
        """
        super().__init__()
        self.presence = presence
        self.boundary = boundary
        self._plain = plain
        self._prints: object = None
        self._minute: tuple[int, bool] | None = None
        self._shown: Timer | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """One widget; nothing else is there to be bright."""
        settings = self.presence.settings
        preset = settings.preset(self.boundary.preset) if self.boundary.preset else None
        words = preset.words if preset else None
        yield Night(words or "", settings.hemisphere == "south", self._depth())

    def _depth(self) -> Depth:
        if self._plain:
            return "ascii"
        known: dict[str, Depth] = {"truecolor": "true", "256": "256"}
        return known.get(self.app.console.color_system or "", "16")

    def on_mount(self) -> None:
        """The first moon, then a look at the clock each second."""
        self._prints = self._found()
        self.tick()
        self.set_interval(TICK_S, self.tick)

    @property
    def night(self) -> Night:
        """The widget that fills the screen."""
        return self.query_one(Night)

    @property
    def controls_shown(self) -> bool:
        """Whether a key was pressed within the last seconds."""
        return self._shown is not None

    # ── the clock ────────────────────────────────────────────────────────────

    def tick(self) -> None:
        """Draws when a minute is full or the end is reached, and at no other time."""
        prints = self._found()
        if prints != self._prints:
            self._prints = prints
            self.look_again()
        now = self.presence.clock.now()
        passed = share(self.boundary, now)
        minute = (elapsed_s(self.boundary, now) // 60, passed is not None and passed >= 1)
        if minute != self._minute:
            self._minute = minute
            self.night.fill(OPEN_SHARE if passed is None else self._whole_minutes(passed, now))

    def _whole_minutes(self, passed: float, now: datetime) -> float:
        """The share at the last full minute, so that a return does not move the moon."""
        seconds = elapsed_s(self.boundary, now)
        return passed if passed >= 1 or not seconds else passed * (seconds // 60 * 60) / seconds

    def _found(self) -> object:
        day = self.boundary.stamp.day or self.presence.today()
        return self.presence.history.prints(day)

    @work(exclusive=True, group="look")
    async def look_again(self) -> None:
        """Something was written elsewhere: perhaps this bedtime was ended or extended there."""
        try:
            running = await asyncio.to_thread(self.presence.boundaries.running)
        except PresenceError as error:
            self.night.say(one_line(str(error)))
            return
        mine = [b for b in running if b.stamp.id == self.boundary.stamp.id]
        if mine:
            self._take(mine[0])
        elif not self._busy:
            self.dismiss(None)

    def _take(self, boundary: Boundary) -> None:
        self.boundary = boundary
        self._minute = None
        self.tick()

    # ── keys ─────────────────────────────────────────────────────────────────

    def on_key(self, event: events.Key) -> None:
        """Any key brings the controls for a while."""
        if event.key not in ("space", "escape", "q"):
            event.prevent_default()
            acts = self.controls_shown and event.key in ("enter", "plus", "equals_sign", "f")
            self.show_controls()
            if not acts:
                event.stop()

    def show_controls(self, words: str | None = None) -> None:
        """Shows the controls, or `words` in their place, for four seconds."""
        self.night.say(self._controls() if words is None else words)
        if self._shown is not None:
            self._shown.stop()
        self._shown = self.set_timer(SHOWN_S, self.hide_controls)

    def hide_controls(self) -> None:
        """Dark again."""
        self._shown = None
        self.night.say("")

    def _controls(self) -> str:
        """As many as fit; a planned end can be moved, an open one cannot."""
        known = (
            CONTROLS
            if share(self.boundary, self.presence.clock.now()) is not None
            else CONTROLS[:3]
        )
        for count in range(len(known), 0, -1):
            line = "   ".join(f"{key} {does}" for key, does in known[:count])
            if cell_len(line) <= self.size.width - 2:
                return line
        return "esc"

    @work(exclusive=False, group="change")
    async def _change(self, do: Callable[[], Boundary], then: Callable[[Boundary], Any]) -> None:
        """Writes off the event loop; what went wrong is said on the last row."""
        if self._busy:
            return
        self._busy = True
        try:
            changed_one = await asyncio.to_thread(do)
        except PresenceError as error:
            self.show_controls(one_line(str(error)))
        else:
            self._prints = self._found()
            then(changed_one)
        finally:
            self._busy = False

    def action_come_back(self) -> None:
        """Counts a return."""
        ident = self.boundary.stamp.id

        def kept(boundary: Boundary) -> None:
            self._take(boundary)
            self.show_controls("here again")

        self._change(lambda: self.presence.boundaries.come_back(ident), kept)

    def action_extend(self, length: str) -> None:
        """A little longer."""
        ident = self.boundary.stamp.id

        def kept(boundary: Boundary) -> None:
            self._take(boundary)
            self.show_controls("a little longer" if length == "5m" else "a while longer")

        self._change(lambda: self.presence.boundaries.extend(ident, length), kept)

    def action_end(self) -> None:
        """Ends it and goes back."""
        ident = self.boundary.stamp.id
        self._change(lambda: self.presence.boundaries.stop(ident), self.dismiss)

    def action_leave(self) -> None:
        """Goes back; the bedtime goes on."""
        self.dismiss(None)
