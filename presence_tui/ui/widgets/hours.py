"""Hours of a day laid along cells: the line itself, its labels, and what lies on it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presence_tui.domain.rhythm import Lived
from presence_tui.ui.draw import Piece
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.day_line import MOMENT, PAST, RETURN, STROKES


class Hours(NamedTuple):
    """Whole hours from `first` to `last` over `width` cells; a cell stands for its middle."""

    first: int
    last: int
    width: int

    def cell(self, hour: float) -> int:
        """The cell an hour falls in, held inside the line."""
        share = (hour - self.first) / (self.last - self.first)
        return max(0, min(self.width - 1, int(share * self.width)))

    def covered(self, begin: float, end: float) -> Iterable[int]:
        """The cells of a stretch; anything shorter than a cell still gets one."""
        scale = (self.last - self.first) / self.width
        middles = (self.first + (x + 0.5) * scale for x in range(self.width))
        return [x for x, m in enumerate(middles) if begin <= m < end] or [self.cell(begin)]

    def labels(self, step: int) -> str:
        """The hours, each over the cell at which it begins."""
        text = [" "] * self.width
        taken = -1
        for hour in range(-(-self.first // step) * step, self.last + 1, step):
            label = str(hour if hour <= 24 else hour - 24)
            at = round((hour - self.first) / (self.last - self.first) * self.width)
            at = min(at, self.width - len(label)) if hour == self.last else at
            if taken < at <= self.width - len(label):
                text[at : at + len(label)] = label
                taken = at + len(label)
        return "".join(text)


def hours_of(days: Sequence[Lived], width: int) -> Hours:
    """6 to 24, widened by whole hours to hold every entry of some days."""
    ends = [6.0, 24.0]
    for day in days:
        ends += [hour for s in day.stretches for hour in (s.begin, s.end)]
        ends += [dot.hour for dot in day.dots if dot.hour is not None]
    ends = [min(30.0, max(0.0, hour)) for hour in ends]
    low, high = int(min(ends)), int(max(ends))
    return Hours(low, high + (max(ends) > high), max(1, width))


def lived_line(
    ink: Ink, hours: Hours, day: Lived, returns: Sequence[float] = (), strokes: bool = True
) -> list[Piece]:
    """A day to scale: its boundaries as strokes, returns and moments on top of them."""
    cells: list[Piece] = [(PAST, ink.rule)] * hours.width
    if strokes:
        for stretch in sorted(day.stretches, key=lambda s: s.start):
            piece = (STROKES[stretch.side], ink.side(stretch.side))
            for x in hours.covered(stretch.begin, stretch.end):
                cells[x] = piece
    for hour in returns:
        cells[hours.cell(hour)] = (RETURN, ink.text)
    for dot in day.dots:
        if dot.hour is not None:
            cells[hours.cell(dot.hour)] = (MOMENT, ink.accent)
    return cells
