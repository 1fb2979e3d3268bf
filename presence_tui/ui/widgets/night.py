"""The whole screen of a bedtime: the moon, a few words below it, one row for what can be done."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from presence_tui.domain.text import one_line
from presence_tui.ui.moon import FEW_WORDS, NIGHT, WORDS, Cell, Depth, Moon, Rgb, changed, moon


class Night(Widget):
    """Draws itself in the night's own ink, whatever the theme, and only what has changed."""

    DEFAULT_CSS = "Night { width: 100%; height: 100%; background: #060403; }"
    ALLOW_SELECT = False

    def __init__(self, south: bool, depth: Depth) -> None:
        super().__init__()
        self._south = south
        self._depth: Depth = depth
        self._ink = _style(FEW_WORDS if depth == "256" else WORDS)
        self._moon: Moon | None = None
        self._share = 0.0
        self._words: tuple[str, ...] = ()
        self._low: tuple[str, ...] = ()
        self._resting: tuple[str, ...] = ()
        """What the last row says when nothing else is said there."""
        self._for_a_while: Timer | None = None

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
        """What the last row says: the first of what it was given that fits."""
        width = self.size.width
        fits = (words for words in self._low if cell_len(words) <= width - 2)
        return next(fits, self._low[-1] if self._low else "")

    def rest(self, *words: str) -> None:
        """What the last row says for good: clean words, at greatest length first, or nothing."""
        self._resting = words
        if self._for_a_while is None:
            self._set_low(words)

    def say(self, seconds: float, *words: str) -> None:
        """Says something in its place for some seconds."""
        self._set_low(words)
        if self._for_a_while is not None:
            self._for_a_while.stop()
        self._for_a_while = self.set_timer(seconds, self.hush)

    def hush(self) -> None:
        """The last row is as it rests."""
        self._for_a_while = None
        self._set_low(self._resting)

    @property
    def saying(self) -> bool:
        """Whether something is said for a while."""
        return self._for_a_while is not None

    def _set_low(self, words: tuple[str, ...]) -> None:
        if words != self._low:
            self._low = words
            self._refresh_row(self.size.height - 1)

    def show_words(self, *words: str) -> None:
        """Shows words below the moon, the last of them lowest."""
        lines = tuple(line for said in words if (line := one_line(said)))
        if lines != self._words:
            rows = max(len(lines), len(self._words))
            self._words = lines
            for up in range(rows):
                self._refresh_row(self._lowest - up)

    @property
    def _lowest(self) -> int:
        """The row of the last of the words."""
        height = self.size.height
        return height - (3 if height >= 30 else 2)

    def _refresh_row(self, y: int) -> None:
        self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One row, exactly as wide as the screen."""
        width, height = self.size
        if y == height - 1 and self._low:
            return self._centred(self.low, width)
        up = self._lowest - y
        if 0 <= up < len(self._words) and height > 1:
            return self._centred(self._words[-1 - up], width)
        drawn = self._moon
        if drawn is None or not drawn.top <= y < drawn.top + len(drawn.rows):
            return Strip([Segment(" " * width, self._ink)], width)
        row = drawn.rows[y - drawn.top]
        found = [Segment(" " * drawn.left, self._ink), *_runs(row)]
        return Strip(found).adjust_cell_length(width, self._ink)

    def _centred(self, words: str, width: int) -> Strip:
        if cell_len(words) > width:
            words = set_cell_size(words, max(0, width - 1)).rstrip() + "…" if width else ""
        left = max(0, width - cell_len(words)) // 2
        strip = Strip([Segment(" " * left + words, self._ink)])
        return strip.adjust_cell_length(width, self._ink)


def fitting(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts side by side, and ever fewer of them: what gives way from the right."""
    return tuple("   ".join(parts[:count]) for count in range(len(parts), 0, -1))


def _style(ink: Rgb, page: Rgb = NIGHT) -> Style:
    return Style(
        color="#{:02x}{:02x}{:02x}".format(*ink), bgcolor="#{:02x}{:02x}{:02x}".format(*page)
    )


def _runs(row: tuple[Cell, ...]) -> list[Segment]:
    """Neighbours of the same colours as one segment."""
    runs: list[tuple[str, Rgb, Rgb]] = []
    for glyph, ink, page in row:
        if runs and runs[-1][1:] == (ink, page):
            runs[-1] = (runs[-1][0] + glyph, ink, page)
        else:
            runs.append((glyph, ink, page))
    return [Segment(text, _style(ink, page)) for text, ink, page in runs]
