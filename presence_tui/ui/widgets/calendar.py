"""A month as a calendar: each day a number, and under it the marks of what it carries."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.style import Style

from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.services.calendar import Marks
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.day_line import MOMENT, STROKES
from presence_tui.ui.widgets.sheet import Line, Spot

THANKS = "▴"
CELL = 5
"""Columns of a day: three marks and a gap."""
MONTH = 7 * CELL - 2
"""Columns of a month."""
GAP = 6
WEEKS = 6
NOTHING = Marks()


def month_rows(roomy: bool) -> int:
    """Rows of a month: its name, the weekdays, and two rows a week, three where there is room."""
    return 2 + WEEKS * (3 if roomy else 2)


def fitting(inner: int, rows: int, roomy: bool) -> tuple[int, int]:
    """How many months stand side by side and one above the other: a page of them divides a year."""
    across = max(1, min(6, (inner + GAP) // (MONTH + GAP)))
    down = max(1, (rows + 1) // (month_rows(roomy) + 1))
    while 12 % (across * down):
        if down > 1:
            down -= 1
        else:
            across -= 1
    return across, down


def mark_pieces(ink: Ink, marks: Marks) -> list[Piece]:
    """The marks of a day, each in its place: glyph and colour, three cells."""
    return [
        (MOMENT if marks.moments else " ", ink.accent),
        (STROKES["home"] if marks.boundaries else " ", ink.home),
        (THANKS if marks.thanks else " ", ink.text),
    ]


class Month:
    """One month's rows."""

    def __init__(self, ink: Ink, first: date, marks: Mapping[date, Marks], roomy: bool) -> None:
        self._ink, self._first, self._marks, self._roomy = ink, first, marks, roomy

    def rows(self, chosen: date, today: date, inner: int) -> list[Line]:
        """The rows, each exactly as wide as a month or as there is room."""
        ink, first = self._ink, self._first
        cell = CELL if inner >= MONTH else 4
        name = MONTHS[first.month - 1] + f" {first.year}"
        here = (chosen.year, chosen.month) == (first.year, first.month)
        lines = [self._padded([(cut(name, inner), ink.strong if here else ink.muted)], inner)]
        week = "".join(f"{day[: min(2, cell - 2)]:<{cell}}" for day in WEEKDAYS)
        lines.append(self._padded([(week.rstrip(), ink.muted)], inner))
        monday = first - timedelta(days=first.weekday())
        for number in range(WEEKS):
            days = [monday + timedelta(days=7 * number + n) for n in range(7)]
            numbers: list[Piece] = []
            marks: list[Piece] = []
            spots: list[Spot] = []
            for n, day in enumerate(days):
                inside = (day.year, day.month) == (first.year, first.month)
                style = self._style(day, chosen, today)
                numbers.append((f"{day.day:>2}" if inside else "  ", style if inside else ink.text))
                numbers.append((" " * (cell - 2), ink.text))
                found = self._marks.get(day, NOTHING) if inside else NOTHING
                marks += mark_pieces(ink, found)
                marks.append((" " * (cell - 3), ink.text))
                if inside:
                    spots.append(Spot(n * cell, n * cell + 3, f"pick('{day.isoformat()}')"))
            lines.append(self._padded(numbers, inner, spots))
            lines.append(self._padded(marks, inner, spots))
            if self._roomy:
                lines.append(self._padded([], inner))
        return lines

    def _style(self, day: date, chosen: date, today: date) -> Style:
        ink = self._ink
        style = ink.strong if day == today else ink.text if day <= today else ink.muted
        if day == chosen:
            style = style + ink.raised + Style(underline=True)
        return style

    def _padded(self, pieces: list[Piece], inner: int, spots: Sequence[Spot] = ()) -> Line:
        width, room = min(MONTH, inner), min(MONTH, inner)
        kept: list[Piece] = []
        for text, style in pieces:
            kept.append((text[:room], style))
            room -= len(kept[-1][0])
        kept.append((" " * room, self._ink.text))
        return Line(tuple(kept), tuple(s for s in spots if s.start < width))


def side_by_side(months: Sequence[list[Line]]) -> list[Line]:
    """Months next to each other, row by row."""
    lines: list[Line] = []
    for row in zip(*months, strict=True):
        pieces: list[Piece] = []
        spots: list[Spot] = []
        for number, line in enumerate(row):
            if number:
                pieces.append((" " * GAP, Style.null()))
            x = number * (MONTH + GAP)
            pieces += line.pieces
            spots += [Spot(s.start + x, s.end + x, s.does) for s in line.spots]
        lines.append(Line(tuple(pieces), tuple(spots)))
    return lines


def stepped(day: date, months: int) -> date:
    """The same day some months on or back; a short month's last day where it has none."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not 1970 <= year <= 2200:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
