"""Today's moments as rows: time, text, people, minutes."""

from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from presence_tui.domain.moment import Moment
from presence_tui.domain.text import one_line
from presence_tui.ui.draw import Piece, fill, right
from presence_tui.ui.keymap import key_pieces
from presence_tui.ui.phrases import minutes_short, names
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.preview import whole_moment
from presence_tui.ui.widgets.rows import Row, Rows

_TIME, _GAP, _PEOPLE = 5, 2, 12
_LEAST = 24
"""Cells that words keep beside people, unless all of them need less."""


class Columns(NamedTuple):
    """Cells of each column, measured by what the list holds; none where there is no room."""

    text: int
    people: int
    minutes: int
    all_people: bool = True
    """Whether further names are shown beside the first."""


def _daypart(moment: Moment) -> int:
    """Morning, afternoon or evening, for the gaps between paragraphs."""
    hour = moment.stamp.at.hour
    if moment.stamp.at.date() != moment.stamp.day:
        return 2
    return 0 if hour < 12 else 1 if hour < 17 else 2


def _minutes(moment: Moment) -> str:
    return minutes_short(moment.minutes) if moment.minutes else ""


def _people(moment: Moment, every: bool = True) -> str:
    """All names, or as many as there is room for."""
    for count in range(len(moment.people) if every else 1, 1, -1):
        shown = names(moment.people[:count])
        if cell_len(shown) <= _PEOPLE:
            return shown
    return names(moment.people[:1])


class MomentRows(Rows):
    """The moments panel."""

    title = "Moments"

    def __init__(self) -> None:
        super().__init__("moments")
        self._made = Columns(0, 0, 0)
        """The columns that the rows were made with: finding them looks at every moment."""

    def records(self) -> tuple[object, ...]:
        """Today's moments, and what of them rests."""
        return (self.room.day.moments, self.room.at_rest.state)

    @property
    def paragraphs(self) -> int:
        """Blank rows that stand between dayparts where there is room."""
        parts = [_daypart(moment) for moment in self.room.day.moments]
        return sum(before != after for before, after in pairwise(parts))

    def empty(self) -> list[Piece]:
        """An open page, and the next key; in a hard week nothing is suggested."""
        if self.room.at_rest.hard_until is not None:
            return [("An open page.", self.ink.muted)]
        return self.either(
            key_pieces(self.app, "An open page. {moment} keeps a moment.", self.ink),
            key_pieces(self.app, "{moment} keeps a moment.", self.ink),
        )

    def make_rows(self) -> list[Row]:
        """A row a moment, with a blank one where the daypart changes if there is room."""
        rows: list[Row] = []
        before: Moment | None = None
        columns = self._made = self._columns()
        for moment in self.room.day.moments:
            if before and self.room.made.roomy and _daypart(moment) != _daypart(before):
                rows.append(Row(None, ()))
            rows.append(Row(moment.stamp.id, tuple(self._pieces(moment, columns))))
            before = moment
        return rows

    def _columns(self) -> Columns:
        """The columns at this width: minutes go before people, people before words."""
        moments, width = self.room.day.moments, self.inner
        room = max(0, width - _TIME - _GAP)
        minutes = max((cell_len(_minutes(m)) for m in moments), default=0)
        if minutes and width >= 30:
            room -= _GAP + minutes
        else:
            minutes = 0
        if self.room.size.width < MIDDLE:
            return Columns(room, 0, minutes)
        least = min(_LEAST, max((cell_len(one_line(m.text)) for m in moments), default=0))
        for every in (True, False):
            people = min(_PEOPLE, max((cell_len(_people(m, every)) for m in moments), default=0))
            if people and room - _GAP - people >= least:
                return Columns(room - _GAP - people, people, minutes, every)
        return Columns(room, 0, minutes)

    def _pieces(self, moment: Moment, columns: Columns) -> list[Piece]:
        ink = self.ink
        time = f"{moment.stamp.at:%H:%M}" if moment.timed else ""
        pieces: list[Piece] = [(fill(time, _TIME), ink.muted), ("  ", ink.text)]
        pieces += self.room.at_rest.pieces(moment, columns.text)
        if columns.people:
            shown = _people(moment, columns.all_people)
            pieces += [("  ", ink.text), (fill(shown, columns.people), ink.muted)]
        if columns.minutes:
            pieces += [("  ", ink.text), (right(_minutes(moment), columns.minutes), ink.muted)]
        return pieces

    def unseen(self) -> str:
        """All of the moment under the cursor, where its words or its people had to be cut."""
        ident = self.current()
        moment = next((m for m in self.room.day.moments if m.stamp.id == ident), None)
        if moment is None:
            return ""
        self._fresh()
        columns = self._made
        shown = _people(moment, columns.all_people) if columns.people else ""
        whole = cell_len(one_line(moment.text)) <= columns.text
        whole = whole and shown == names(moment.people) and cell_len(shown) <= columns.people
        return "" if whole else whole_moment(moment)
