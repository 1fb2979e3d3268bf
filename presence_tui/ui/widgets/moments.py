"""Today's moments as rows: time, text, people, minutes."""

from presence_tui.domain.moment import Moment
from presence_tui.ui.draw import Piece, cut, fill, right
from presence_tui.ui.phrases import minutes_short, names
from presence_tui.ui.widgets.rows import Row, Rows

_TIME, _GAP, _PEOPLE, _MINUTES = 5, 2, 12, 5


def _daypart(moment: Moment) -> int:
    """Morning, afternoon or evening, for the gaps between paragraphs."""
    hour = moment.stamp.at.hour
    if moment.stamp.at.date() != moment.stamp.day:
        return 2
    return 0 if hour < 12 else 1 if hour < 17 else 2


class MomentRows(Rows):
    """The moments panel."""

    title = "Moments"

    def __init__(self) -> None:
        super().__init__("moments")

    def records(self) -> tuple[object, ...]:
        """Today's moments, and what of them rests."""
        return (*self.room.day.moments, self.room.at_rest.state)

    def empty(self) -> list[Piece]:
        """An open page, and the next key; in a hard week nothing is suggested."""
        ink = self.ink
        if self.room.at_rest.hard_until is not None:
            return [("An open page.", ink.muted)]
        return [("An open page. ", ink.muted), ("m", ink.strong), (" keeps a moment.", ink.muted)]

    def make_rows(self) -> list[Row]:
        """A row a moment, with a blank one where the daypart changes if there is room."""
        rows: list[Row] = []
        before: Moment | None = None
        for moment in self.room.day.moments:
            if before and self.room.roomy and _daypart(moment) != _daypart(before):
                rows.append(Row(None, ()))
            rows.append(Row(moment.stamp.id, tuple(self._pieces(moment))))
            before = moment
        return rows

    def _pieces(self, moment: Moment) -> list[Piece]:
        ink, width = self.ink, self.inner
        room = width - _TIME - _GAP
        minutes = room >= 23 and width >= 28
        if minutes:
            room -= _GAP + _MINUTES
        people = room - _GAP - _PEOPLE >= 30 and self.room.size.width >= 60
        if people:
            room -= _GAP + _PEOPLE
        time = f"{moment.stamp.at:%H:%M}" if moment.timed else ""
        pieces: list[Piece] = [(fill(time, _TIME), ink.muted), ("  ", ink.text)]
        pieces += self.room.at_rest.pieces(moment, max(0, room))
        if people:
            pieces += [("  ", ink.text), (fill(self._people(moment), _PEOPLE), ink.muted)]
        if minutes:
            length = minutes_short(moment.minutes) if moment.minutes else ""
            pieces += [("  ", ink.text), (right(length, _MINUTES), ink.muted)]
        return pieces

    def _people(self, moment: Moment) -> str:
        """All names, or as many as there is room for."""
        for count in range(len(moment.people), 1, -1):
            shown = names(moment.people[:count])
            if cut(shown, _PEOPLE) == shown:
                return shown
        return names(moment.people[:1])
