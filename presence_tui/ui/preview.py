"""What will be kept, in one line under the words."""

from datetime import datetime

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.lived import zone_of
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import one_line
from presence_tui.ui.draw import cut
from presence_tui.ui.phrases import minutes_long, names, returns

LONGEST = 60
"""Cells of a text that are shown."""


def moment_preview(moment: Moment, began: bool = True) -> str:
    """`reading on the floor · 10 min · @mia · began 17:32`."""
    return _moment(moment, _text(moment.text), began)


def whole_moment(moment: Moment) -> str:
    """The same with all of its words, and without when."""
    return _moment(moment, one_line(moment.text), began=False)


def _moment(moment: Moment, text: str, began: bool) -> str:
    parts = [text]
    if moment.minutes:
        parts.append(minutes_long(moment.minutes))
    parts += [names(moment.people), _tags(moment.tags)]
    if began and moment.timed:
        at = f"{moment.stamp.at:%H:%M}"
        parts.append(f"began {at}" if moment.minutes else at)
    return " · ".join(part for part in parts if part)


def timed_preview(moment: Moment) -> str:
    """`dance party · @mia · runs for 10 min`."""
    parts = [_text(moment.text), names(moment.people), _tags(moment.tags)]
    parts.append(f"runs for {minutes_long(moment.minutes)}" if moment.minutes else "runs")
    return " · ".join(part for part in parts if part)


def gratitude_preview(gratitude: Gratitude) -> str:
    """`the way he said good night · @leo`."""
    parts = [_text(gratitude.text), names(gratitude.people), _tags(gratitude.tags)]
    return " · ".join(part for part in parts if part)


def boundary_preview(boundary: Boundary, now: datetime) -> str:
    """`All in at work · 08:30-16:28 · 7 h 58 min · @leo`, or `… since 08:30` while it runs."""
    tz = zone_of(boundary.stamp)
    began, end = f"{boundary.stamp.at.astimezone(tz):%H:%M}", boundary.ended_at
    times = f"since {began}" if end is None else f"{began}-{end.astimezone(tz):%H:%M}"
    length = minutes_long(shown_minutes(boundary, now))
    parts = [_text(boundary.name), times, length]
    parts += [returns(len(boundary.returns)), names(boundary.people), _tags(boundary.tags)]
    return " · ".join(part for part in parts if part)


def _text(words: str) -> str:
    """The text, short enough that what was read out of the words stays in sight."""
    return cut(words, LONGEST)


def _tags(tags: tuple[str, ...]) -> str:
    return " ".join(f"#{tag}" for tag in tags)
