"""A part of the dashboard that draws its own lines, with the light of the room behind them."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from presence_tui.ui.draw import Piece, fitted, segments, width_of
from presence_tui.ui.light import Run, lit
from presence_tui.ui.plan import NOWHERE, Box
from presence_tui.ui.themes import Ink

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


_KEPT = 200
"""Rows kept as drawn, a few screens of them."""


class Drawn(Widget):
    """Subclasses give the pieces of each row; `box` is their place in the plan."""

    box: Box = NOWHERE

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: dict[object, Strip] = {}
        """Rows as drawn, by what they are made of."""

    @cached_property
    def room(self) -> "Dashboard":
        """The screen it is on, for good; looked up once, for each row asks several times."""
        return cast("Dashboard", self.screen)

    @property
    def ink(self) -> Ink:
        """The styles of the theme in use."""
        return self.room.ink

    @property
    def inner(self) -> int:
        """Columns between its margins."""
        return self.box.inner

    @property
    def shown(self) -> bool:
        """Whether any of it is on the screen; before the first layout that is not known yet."""
        return self.box.height > 0 or not self.room.laid_out

    def allow_focus(self) -> bool:
        """Only what is on the screen is ever in focus."""
        return super().allow_focus() and self.shown

    def row(self, y: int) -> list[Piece]:
        """The pieces of a row, margins left out."""
        raise NotImplementedError

    def either(self, long: list[Piece], short: list[Piece]) -> list[Piece]:
        """The longer of two ways to say something, where there is room for it."""
        return long if width_of(long) <= self.inner else short

    def raised(self, y: int) -> bool:
        """Whether a row lies on the raised strip of the cursor."""
        return False

    def marker(self, y: int) -> Piece | None:
        """What stands in the last column of the left margin."""
        return None

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the widget."""
        ink, width = self.ink, self.size.width
        pieces = fitted(self.row(y), self.inner)
        left = " " * self.box.left
        mark = self.marker(y)
        if mark and left:
            # Leftmost but one at a wide margin, so that the bar stands off the text.
            at = max(0, len(left) - 2)
            head = [(left[:at], ink.text), mark, (left[at + 1 :], ink.text)]
        else:
            head = [(left, ink.text)]
        pieces = [*head, *pieces]
        if self.raised(y):
            under = ink.cursor if mark else ink.raised
            return self._drawn_once(pieces, width, under, [])
        return self._drawn_once(pieces, width, ink.page, self.room.light.row(self.box.y + y))

    def _drawn_once(self, pieces: list[Piece], width: int, under: Style, light: list[Run]) -> Strip:
        """The pieces in the light; the very same strip for the same pieces, drawn once."""
        key = (tuple(pieces), width, under, self.box.x, tuple(light))
        strip = self._lines.get(key)
        if strip is None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            strip = Strip(segments(pieces)).adjust_cell_length(width, self.ink.text).crop(0, width)
            strip = self._lines[key] = lit(strip, light, self.box.x, under)
        return strip
