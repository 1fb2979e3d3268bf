"""A week as rows: work to the left, home to the right, and each day's own line."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from presence_tui.domain.person import Label
from presence_tui.domain.rhythm import Lived, Rhythm
from presence_tui.services.rhythms import Seen
from presence_tui.ui.draw import Piece, cut, width_of
from presence_tui.ui.plan import MIDDLE, WIDE
from presence_tui.ui.themes import Ink, person_style
from presence_tui.ui.widgets.day_line import AHEAD, MOMENT
from presence_tui.ui.widgets.hours import Hours, hours_of, lived_line
from presence_tui.ui.widgets.sheet import BLANK, Line

LONGEST_NAME = 14
"""Cells of a person's name."""
SCALE_H = 10
"""Hours a bar holds, unless a day is longer."""


class Columns(NamedTuple):
    """Where things stand in a row: label, a bar to either side of the axis, the day's line."""

    label: int
    bar: int
    gap: int
    line: int

    @property
    def axis(self) -> int:
        """The column of the axis."""
        return self.label + self.bar

    @property
    def line_at(self) -> int:
        """The column at which lines begin."""
        return self.axis + 1 + self.bar + self.gap


class Picture(NamedTuple):
    """What is drawn of a span, and what that which follows below keeps to."""

    lines: list[Line]
    columns: Columns = Columns(0, 0, 0, 0)
    hours: Hours | None = None
    """Null where there is no room for the hours of a day."""


def columns_of(inner: int, label: int) -> Columns:
    """Columns for so many cells; below 60 there is no room for lines."""
    if inner >= WIDE - 6:
        line = (inner - 8) // 2
        bar = (inner - line - 5 - label - 1) // 2
    elif inner >= MIDDLE - 4:
        line = inner * 54 // 100
        bar = (inner - line - label - 4) // 2
    else:
        line, bar = 0, (inner - label - 1) // 2
    return Columns(label, bar, inner - line - label - 1 - 2 * bar, line)


def scale_of(days: Sequence[Lived]) -> int:
    """Whole hours that a bar holds: ten, or the longest day."""
    longest = max((d.minutes(side) for d in days for side in ("work", "home")), default=0)
    return max(SCALE_H, -(-longest // 60))


def bar_left(minutes: int, width: int, scale: int) -> str:
    """A bar that grows to the left, to half a cell."""
    halves = min(2 * width, round(minutes / 60 / scale * width * 2)) or (1 if minutes else 0)
    text = ("▗" if halves % 2 else "") + "▄" * (halves // 2)
    return " " * (width - len(text)) + text


def bar_right(minutes: int, width: int, scale: int) -> str:
    """A bar that grows to the right, to half a cell."""
    halves = min(2 * width, round(minutes / 60 / scale * width * 2)) or (1 if minutes else 0)
    text = "▄" * (halves // 2) + ("▖" if halves % 2 else "")
    return text + " " * (width - len(text))


def scale_line(ink: Ink, columns: Columns, scale: int, hours: Hours | None) -> Line:
    """`8h  4h  work   home  4h  8h`, and the hours over the lines."""
    width = columns.line_at if hours else columns.axis + 1 + columns.bar
    text = [" "] * width
    named: list[tuple[int, str, str]] = []
    if columns.bar >= 6:
        named = [(columns.axis - 5, "work", "work"), (columns.axis + 2, "home", "home")]
    taken = {x for at, word, _ in named for x in range(at - 2, at + len(word) + 2)}
    for hour in (4, 8):
        cells = round(hour / scale * columns.bar)
        for at in (columns.axis - cells - 1, columns.axis + cells):
            label = f"{hour}h"
            place = range(at, at + len(label))
            inside = hour <= scale and columns.label <= at and at + len(label) <= width
            if inside and not taken & set(place):
                text[at : at + len(label)] = label
                taken |= set(range(at - 1, at + len(label) + 1))
    pieces: list[Piece] = []
    x = 0
    for at, word, side in named:
        pieces += [("".join(text[x:at]), ink.muted), (word, ink.side(side))]
        x = at + len(word)
    pieces.append(("".join(text[x:]), ink.muted))
    if hours is not None:
        pieces.append((hours.labels(3 if hours.width >= 50 else 6), ink.muted))
    return Line(tuple(pieces))


def day_row(
    ink: Ink,
    columns: Columns,
    day: Lived,
    label: str,
    scale: int,
    hours: Hours | None,
    chosen: bool,
) -> Line:
    """One day."""
    strong = ink.strong if chosen else ink.muted
    pieces: list[Piece] = [
        (label + " " * (columns.label - cell_len(label)), strong),
        (bar_left(day.minutes("work"), columns.bar, scale), ink.work),
        ("│", ink.rule),
        (bar_right(day.minutes("home"), columns.bar, scale), ink.home),
    ]
    if hours is not None:
        pieces.append((" " * columns.gap, ink.text))
        pieces += lived_line(ink, hours, day)
    return Line(tuple(pieces), does=f"pick('{day.day.isoformat()}')", raised=chosen)


def week_picture(ink: Ink, rhythm: Rhythm, chosen: date, inner: int, roomy: bool) -> Picture:
    """A week: a row a day."""
    wide = inner >= WIDE - 6
    columns = columns_of(inner, 7 if wide else 4 if inner < MIDDLE - 4 else 3)
    hours = hours_of(rhythm.days, columns.line) if columns.line else None
    scale = scale_of(rhythm.days)
    lines = [scale_line(ink, columns, scale, hours)]
    if roomy:
        lines.append(BLANK)
    axis = Line(((" " * columns.axis, ink.text), ("│", ink.rule)))
    for n, day in enumerate(rhythm.days):
        if n and roomy:
            lines.append(axis)
        label = f"{day.day:%a}" + (f" {day.day.day}" if wide else "")
        lines.append(day_row(ink, columns, day, label, scale, hours, day.day == chosen))
    return Picture(lines, columns, hours)


def people_lines(ink: Ink, seen: Seen, picture: Picture, most: int) -> list[Line]:
    """A row a person on the same hours, in the colour they were given."""
    lines: list[Line] = []
    columns, hours = picture.columns, picture.hours
    if hours is None:
        return lines
    for name in seen.people[:most]:
        label = seen.labels.get(name, Label(name))
        cells: list[Piece] = [(AHEAD, ink.rule)] * hours.width
        for dot in seen.rhythm.with_person(name):
            if dot.hour is not None:
                cells[hours.cell(dot.hour)] = (MOMENT, ink.accent)
        shown = cut(label.signed, LONGEST_NAME)
        gap = " " * max(0, columns.line_at - 2 - cell_len(shown))
        style = person_style(ink, label.colour)
        lines.append(Line(((gap, ink.text), (shown, style), ("  ", ink.text), *cells)))
    return lines


def over(lines: Sequence[Line], words: Sequence[Line], ink: Ink) -> list[Line]:
    """Sentences laid into the left of lines that leave it free."""
    found = []
    for n in range(max(len(lines), len(words))):
        line = lines[n] if n < len(lines) else BLANK
        if n < len(words) and line.pieces:
            gap = width_of(line.pieces[:1]) - width_of(words[n].pieces)
            line = Line((*words[n].pieces, (" " * max(1, gap), ink.text), *line.pieces[1:]))
        elif n < len(words):
            line = words[n]
        found.append(line)
    return found
