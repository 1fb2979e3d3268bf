"""A month: two days share a row, the first in the upper half of its cells."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from presence_tui.domain.rhythm import Lived, Rhythm
from presence_tui.ui.draw import Piece
from presence_tui.ui.plan import MIDDLE, WIDE
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.day_line import PAST
from presence_tui.ui.widgets.hours import Hours, hours_of
from presence_tui.ui.widgets.rhythm_week import Columns, Picture, columns_of, scale_line, scale_of
from presence_tui.ui.widgets.sheet import Line, Spot

# By upper left, upper right, lower left, lower right quarter.
_QUARTERS = " ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"


def _halves(minutes: int, width: int, scale: int) -> int:
    return min(2 * width, round(minutes / 60 / scale * width * 2)) or (1 if minutes else 0)


def pair_bar(upper: int, lower: int, width: int, scale: int) -> str:
    """Two bars in one row of cells, growing to the right."""
    one, two = _halves(upper, width, scale), _halves(lower, width, scale)
    text = ""
    for x in range(width):
        quarters = (2 * x < one, 2 * x + 1 < one, 2 * x < two, 2 * x + 1 < two)
        text += _QUARTERS[sum(bit << 3 - n for n, bit in enumerate(quarters))]
    return text


_MIRROR = {ord(a): b for a, b in zip("▗▖▝▘▐▌▞▚▟▙▜▛", "▖▗▘▝▌▐▚▞▙▟▛▜", strict=True)}


def mirrored(text: str) -> str:
    """The same cells seen from the other side."""
    return text[::-1].translate(_MIRROR)


def pair_dots(ink: Ink, hours: Hours, pair: Sequence[Lived]) -> list[Piece]:
    """Two days' moments on one line."""
    found = [{hours.cell(dot.hour) for dot in day.dots if dot.hour is not None} for day in pair]
    found += [set()] * (2 - len(found))
    cells: list[Piece] = []
    for x in range(hours.width):
        up, down = x in found[0], x in found[1]
        mark = "█" if up and down else "▀" if up else "▄" if down else ""
        cells.append((mark, ink.accent) if mark else (PAST, ink.rule))
    return cells


def month_picture(ink: Ink, rhythm: Rhythm, chosen: date, inner: int) -> Picture:
    """A month; the days of a pair are `1 2`, `3 4`, …"""
    wide = inner >= WIDE - 6
    columns = columns_of(inner, 8 if wide else 6)
    hours = hours_of(rhythm.days, columns.line) if columns.line and inner >= MIDDLE - 4 else None
    scale = scale_of(rhythm.days)
    lines = [scale_line(ink, columns, scale, hours)]
    for n in range(0, len(rhythm.days), 2):
        pair = rhythm.days[n : n + 2]
        on = any(day.day == chosen for day in pair)
        lines.append(_pair_row(ink, columns, pair, scale, hours, chosen if on else None))
    return Picture(lines, columns, hours)


def _pair_row(
    ink: Ink,
    columns: Columns,
    pair: Sequence[Lived],
    scale: int,
    hours: Hours | None,
    chosen: date | None,
) -> Line:
    pieces: list[Piece] = []
    spots: list[Spot] = []
    for n, day in enumerate(pair):
        style = ink.strong if day.day == chosen else ink.muted
        pieces.append((f"{day.day.day:>2} ", style))
        spots.append(Spot(3 * n, 3 * n + 3, f"pick('{day.day.isoformat()}')"))
    label = sum(cell_len(text) for text, _ in pieces)
    pieces.append((" " * (columns.label - label), ink.text))
    both = [day.minutes("work") for day in pair] + [0]
    home = [day.minutes("home") for day in pair] + [0]
    pieces += [
        (mirrored(pair_bar(both[0], both[1], columns.bar, scale)), ink.work),
        ("│", ink.rule),
        (pair_bar(home[0], home[1], columns.bar, scale), ink.home),
    ]
    if hours is not None:
        pieces.append((" " * columns.gap, ink.text))
        pieces += pair_dots(ink, hours, pair)
    # Beside the numbers the row means the day that is read out already, else its first.
    here = (chosen or pair[0].day).isoformat()
    does = f"pick('{here}')"
    return Line(tuple(pieces), tuple(spots), does=does, raised=chosen is not None)
