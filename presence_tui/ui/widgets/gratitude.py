"""Today's gratitude, a line each, and why; the newest at the top."""

from rich.cells import cell_len

from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.text import one_line
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.keymap import key_pieces
from presence_tui.ui.widgets.rows import Row, Rows


def _because(gratitude: Gratitude) -> str:
    return f"because {one_line(gratitude.because)}" if gratitude.because else ""


class GratitudeRows(Rows):
    """The gratitude panel."""

    title = "Gratitude"
    newest_first = True

    def __init__(self) -> None:
        super().__init__("gratitude")

    def records(self) -> tuple[object, ...]:
        """Today's gratitude, and what of it rests."""
        return (self.room.day.gratitude, self.room.at_rest.state)

    @property
    def reasons(self) -> int:
        """Rows it takes more where reasons stand below."""
        return sum(bool(gratitude.because) for gratitude in self.room.day.gratitude)

    def empty(self) -> list[Piece]:
        """The next key, in its own words; in a hard week nothing is suggested."""
        if self.room.at_rest.hard_until is not None:
            return []
        return self.either(
            key_pieces(self.app, "{gratitude} gives thanks, in a line.", self.ink),
            key_pieces(self.app, "{gratitude} gives thanks.", self.ink),
        )

    def make_rows(self) -> list[Row]:
        """A row a gratitude; its reason on the same row, or below where there is room."""
        rows: list[Row] = []
        for gratitude in reversed(self.room.day.gratitude):
            rows += self._rows_of(gratitude)
        return rows

    def _rows_of(self, gratitude: Gratitude) -> list[Row]:
        ink, width, ident = self.ink, self.inner, gratitude.stamp.id
        because = _because(gratitude)
        if not because:
            return [Row(ident, tuple(self.room.at_rest.pieces(gratitude, width)))]
        text = cut(gratitude.text, width)
        if self.room.made.roomy:
            below = cut(because, width - 2)
            pieces = tuple(self.room.at_rest.pieces(gratitude, width))
            return [Row(ident, pieces), Row(None, (("  " + below, ink.muted),))]
        room = width - cell_len(text) - 2
        tail = f", {cut(because, room)}" if room > 12 else ""
        return [Row(ident, ((text, ink.text), (tail, ink.muted)))]

    def unseen(self) -> str:
        """All of the line under the cursor and why, where some of it had to be cut."""
        ident, width = self.current(), self.inner
        found = next((g for g in self.room.day.gratitude if g.stamp.id == ident), None)
        if found is None:
            return ""
        text, because = one_line(found.text), _because(found)
        beside = cell_len(text) + (cell_len(because) + 2 if because else 0)
        below = max(cell_len(text), cell_len(because) + 2)
        if (below if self.room.made.roomy else beside) <= width:
            return ""
        return f"{text}, {because}" if because else text
