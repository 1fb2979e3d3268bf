"""From the words of an entry to its instant and its day."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from presence_tui.domain.boundary import seconds_between
from presence_tui.domain.clock import noon, time_in_day
from presence_tui.domain.errors import WordsError
from presence_tui.domain.quick_entry import Span
from presence_tui.services.presence import Presence

AHEAD = timedelta(minutes=5)
"""How far ahead of the clock a beginning may lie: clocks differ, and people round."""


class Placed(NamedTuple):
    """Where an entry lies in time."""

    at: datetime
    day: date
    minutes: int | None
    timed: bool


def place(presence: Presence, span: Span | None, minutes: int | None, day: date | None) -> Placed:
    """Where an entry with these words lies; `day` is the one given with `--day`.

    Raises WordsError for a time ahead of the clock, a skipped one, an end before its start.
    """
    now = presence.clock.now()
    today = presence.today()
    if day is not None and day > today:
        raise WordsError(f"{day} is still to come; the latest day is --day {today}.")
    if span is not None:
        at = begin_of(presence, span, day or today)
        return Placed(at, day or today, _length(presence, span, at, day or today, minutes), True)
    if day is not None:
        return Placed(noon(day, presence.clock.place().tz), day, minutes, False)
    began = now.astimezone(UTC) - timedelta(minutes=minutes or 0)
    at = began.astimezone(presence.clock.place().tz)
    return Placed(at, presence.day_of(at), minutes, True)


def begin_of(presence: Presence, span: Span, day: date) -> datetime:
    """The instant a span begins inside presence day `day`. Raises WordsError."""
    now = presence.clock.now()
    tz, day_ends = presence.clock.place().tz, presence.settings.day_ends
    at = time_in_day(day, span.begin, tz, day_ends, now)
    if at.astimezone(UTC) > now.astimezone(UTC) + AHEAD:
        raise WordsError(
            f"{span.begin:%H:%M} is still ahead; it is {now:%H:%M}. "
            f"If it was the day before, say --day {day - timedelta(days=1)}."
        )
    return at


def _length(
    presence: Presence, span: Span, at: datetime, day: date, minutes: int | None
) -> int | None:
    """Minutes of a range; a beginning alone leaves `minutes` as they are."""
    if span.end is None:
        return minutes
    tz, day_ends = presence.clock.place().tz, presence.settings.day_ends
    last = datetime.max.replace(tzinfo=UTC)
    ends = [time_in_day(day, span.end, tz, day_ends, now) for now in (at, last)]
    for end in ends:
        whole = round(seconds_between(at, end) / 60)
        if whole >= 1:
            return whole
    raise WordsError(
        f"{span.begin:%H:%M}-{span.end:%H:%M} ends before it begins; a range stays inside one day."
    )
