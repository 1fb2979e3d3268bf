"""A part of the dashboard that draws its own lines, with the light of the room behind them."""

from typing import TYPE_CHECKING, cast

from textual.strip import Strip
from textual.widget import Widget

from presence_tui.ui.draw import Piece, segments
from presence_tui.ui.light import lit
from presence_tui.ui.plan import NOWHERE, Box
from presence_tui.ui.themes import Ink

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


class Drawn(Widget):
    """Subclasses give the pieces of each row; `box` is their place in the plan."""

    box: Box = NOWHERE

    @property
    def room(self) -> "Dashboard":
        """The screen it is on."""
        return cast("Dashboard", self.screen)

    @property
    def ink(self) -> Ink:
        """The styles of the theme in use."""
        return self.room.ink

    @property
    def inner(self) -> int:
        """Columns between its margins."""
        return max(0, self.size.width - self.box.left - self.box.right)

    def row(self, y: int) -> list[Piece]:
        """The pieces of a row, margins left out."""
        raise NotImplementedError

    def raised(self, y: int) -> bool:
        """Whether a row lies on the raised strip of the cursor."""
        return False

    def marker(self, y: int) -> Piece | None:
        """What stands in the last column of the left margin."""
        return None

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the widget."""
        ink, width = self.ink, self.size.width
        pieces = list(self.row(y))
        left = " " * self.box.left
        mark = self.marker(y)
        if mark and left:
            # Leftmost but one at a wide margin, so that the bar stands off the text.
            at = max(0, len(left) - 2)
            head = [(left[:at], ink.text), mark, (left[at + 1 :], ink.text)]
        else:
            head = [(left, ink.text)]
        strip = Strip(segments([*head, *pieces])).adjust_cell_length(width, ink.text)
        strip = strip.crop(0, width)
        if self.raised(y):
            return strip.apply_style(ink.raised)
        return lit(strip, self.room.light.row(self.box.y + y), self.box.x, ink.page)
