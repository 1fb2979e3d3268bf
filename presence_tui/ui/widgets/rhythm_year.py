"""A year as a calendar of marks: a column a week, a row a weekday."""

from datetime import date, timedelta

from rich.style import Style

from presence_tui.domain.dates import WEEKDAYS
from presence_tui.domain.rhythm import Lived, Rhythm
from presence_tui.domain.sentences import lean
from presence_tui.ui.draw import Piece
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.day_line import MOMENT, STROKES
from presence_tui.ui.widgets.rhythm_week import Picture
from presence_tui.ui.widgets.sheet import Line, Spot

EMPTY, EVEN = "·", "┅"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def mark_of(ink: Ink, day: Lived) -> Piece:
    """A day's glyph and colour: how it leaned, else moments, else an open page."""
    leaned = lean((day,))
    if leaned == "close":
        return EVEN, ink.home
    if leaned is not None:
        return STROKES[leaned], ink.side(leaned)
    if day.minutes("self"):
        return STROKES["self"], ink.self
    return (MOMENT, ink.accent) if day.dots else (EMPTY, ink.rule)


def year_picture(ink: Ink, rhythm: Rhythm, chosen: date, inner: int, roomy: bool) -> Picture:
    """A year; where 53 weeks do not fit, the half with the chosen day."""
    days = {day.day: day for day in rhythm.days}
    first, last = rhythm.days[0].day, rhythm.days[-1].day
    label = 5
    if inner < label + 53:
        half = date(first.year, 7, 1)
        first, last = (first, half - timedelta(days=1)) if chosen < half else (half, last)
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    cell = 2 if inner >= label + 2 * weeks else 1
    lines = [_months(ink, monday, weeks, cell, label, first, last)]
    for weekday in range(7):
        pieces: list[Piece] = [(f"{WEEKDAYS[weekday][:3]:<{label}}", ink.muted)]
        spots: list[Spot] = []
        for week in range(weeks):
            on = monday + timedelta(days=7 * week + weekday)
            inside = first <= on <= last
            text, style = mark_of(ink, days[on]) if inside else (" ", ink.text)
            if cell == 2:
                # The second cell carries the day's moments beside its leaning.
                more = inside and days[on].dots and text != MOMENT
                tail: Piece = (MOMENT, ink.accent) if more else (" ", ink.text)
            if on == chosen:
                style = style + ink.raised + Style(underline=True)
            pieces.append((text, style))
            if cell == 2:
                pieces.append(tail)
            if inside:
                x = label + week * cell
                spots.append(Spot(x, x + cell, f"pick('{on.isoformat()}')"))
        here = weekday == chosen.weekday()
        lines.append(Line(tuple(pieces), tuple(spots), in_sight=here))
        if roomy and weekday < 6:
            lines.append(Line())
    return Picture(lines)


def _months(
    ink: Ink, monday: date, weeks: int, cell: int, label: int, first: date, last: date
) -> Line:
    text = [" "] * (label + weeks * cell + 3)
    taken = -1
    for week in range(weeks):
        for offset in range(7):
            on = monday + timedelta(days=7 * week + offset)
            at = label + week * cell
            if on.day == 1 and first <= on <= last and at > taken:
                text[at : at + 3] = MONTHS[on.month - 1]
                taken = at + 3
    return Line((("".join(text), ink.muted),))
