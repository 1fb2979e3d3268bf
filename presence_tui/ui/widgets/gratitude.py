"""Today's gratitude, a line each, and why."""

from rich.cells import cell_len

from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.text import one_line
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.widgets.rows import Row, Rows


class GratitudeRows(Rows):
    """The gratitude panel."""

    title = "Gratitude"

    def __init__(self) -> None:
        super().__init__("gratitude")

    def records(self) -> tuple[object, ...]:
        """Today's gratitude, and what of it rests."""
        return (*self.room.day.gratitude, self.room.at_rest.state)

    def empty(self) -> list[Piece]:
        """The next key, in its own words; in a hard week nothing is suggested."""
        ink = self.ink
        if self.room.at_rest.hard_until is not None:
            return []
        return [("g", ink.strong), (" gives thanks, in a line.", ink.muted)]

    def make_rows(self) -> list[Row]:
        """A row a gratitude; its reason on the same row, or below where there is room."""
        rows: list[Row] = []
        for gratitude in self.room.day.gratitude:
            rows += self._rows_of(gratitude)
        return rows

    def _rows_of(self, gratitude: Gratitude) -> list[Row]:
        ink, width, ident = self.ink, self.inner, gratitude.stamp.id
        if not gratitude.because:
            return [Row(ident, tuple(self.room.at_rest.pieces(gratitude, width)))]
        text = cut(gratitude.text, width)
        because = f"because {one_line(gratitude.because)}"
        if self.room.roomy:
            below = cut(because, width - 2)
            pieces = tuple(self.room.at_rest.pieces(gratitude, width))
            return [Row(ident, pieces), Row(None, (("  " + below, ink.muted),))]
        room = width - cell_len(text) - 2
        tail = f", {cut(because, room)}" if room > 12 else ""
        return [Row(ident, ((text, ink.text), (tail, ink.muted)))]
