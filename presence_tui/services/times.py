"""From the words of an entry to its instant and its day."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from presence_tui.domain.boundary import seconds_between
from presence_tui.domain.clock import morning_after, noon, start_of, time_in_day
from presence_tui.domain.clock_words import Ago, Span
from presence_tui.domain.errors import AheadError, WordsError
from presence_tui.domain.lengths import MOST_MINUTES
from presence_tui.services.presence import Presence

AHEAD = timedelta(minutes=5)
"""How far ahead of the clock a beginning may lie: clocks differ, and people round."""


class Placed(NamedTuple):
    """Where an entry lies in time."""

    at: datetime
    day: date
    minutes: int | None
    timed: bool


def place(
    presence: Presence,
    when: Span | Ago | None,
    minutes: int | None,
    day: date | None,
    tz: tzinfo | None = None,
) -> Placed:
    """Where an entry with these words lies; `day` is the one given with `--day`.

    Times are on the clock of `tz`, or of the place where one is. Raises AheadError for a time ahead
    of the clock, WordsError for a skipped one, an end before its start.
    """
    today = presence.today()
    if day is not None and day > today:
        raise WordsError(f"{day} is still to come; the latest day is {today}.")
    if isinstance(when, Ago):
        return _ago(presence, when, minutes, day)
    if when is not None:
        on = day or today
        at = begin_of(presence, when, on, tz)
        return Placed(at, on, _length(presence, when, at, on, minutes, tz), True)
    if day is not None:
        return Placed(noon(day, tz or presence.clock.place().tz), day, minutes, False)
    at = _before_now(presence, minutes or 0)
    return Placed(at, presence.day_of(at), minutes, True)


def _ago(presence: Presence, when: Ago, minutes: int | None, day: date | None) -> Placed:
    """So many minutes before now, on the day on which that was."""
    at = _before_now(presence, when.minutes)
    on = presence.day_of(at)
    if day is not None and day != on:
        raise WordsError(
            f"That long ago it was {at:%H:%M} on {on}, not {day}. "
            "Say a time of that day, such as at 7:40."
        )
    return Placed(at, on, minutes, True)


def _before_now(presence: Presence, minutes: int) -> datetime:
    began = presence.clock.now().astimezone(UTC) - timedelta(minutes=minutes)
    return began.astimezone(presence.clock.place().tz)


def begin_of(presence: Presence, span: Span, day: date, tz: tzinfo | None = None) -> datetime:
    """The instant a span begins inside presence day `day`, in a zone; without one, where one is.

    Raises WordsError, AheadError.
    """
    now = presence.clock.now()
    zone = tz or presence.clock.place().tz
    at = time_in_day(day, span.begin, zone, presence.settings.day_ends, now)
    if at.astimezone(UTC) > now.astimezone(UTC) + AHEAD:
        there = now.astimezone(zone)
        raise AheadError(f"{span.begin:%H:%M} is still ahead; it is {there:%H:%M}.")
    return at


def _length(
    presence: Presence,
    span: Span,
    at: datetime,
    day: date,
    minutes: int | None,
    tz: tzinfo | None,
) -> int | None:
    """Minutes of a range; a beginning alone leaves `minutes` as they are."""
    if span.end is None:
        return minutes
    zone, day_ends = tz or presence.clock.place().tz, presence.settings.day_ends
    if span.end == day_ends:
        # As an end it is that of the day and not its beginning.
        ends = [start_of(morning_after(day, zone), zone, day_ends)]
    else:
        last = datetime.max.replace(tzinfo=UTC)
        ends = [time_in_day(day, span.end, zone, day_ends, now) for now in (at, last)]
    for end in ends:
        whole = round(seconds_between(at, end) / 60)
        if whole > MOST_MINUTES:
            raise WordsError(
                f"{span.begin:%H:%M}-{span.end:%H:%M} is longer than 24 hours on {day}; "
                "one moment holds up to 24 hours."
            )
        if whole >= 1:
            return whole
    raise WordsError(_impossible(span.begin, span.end, day_ends))


def _impossible(begin: time, end: time, day_ends: time) -> str:
    said = f"{begin:%H:%M}-{end:%H:%M}"
    if begin == end:
        return f"{said} ends as it begins; say a later end, or a length such as 20m."
    if begin < day_ends < end:
        return (
            f"{said} goes past {day_ends:%H:%M}, where the day ends; a range stays inside one day."
        )
    return f"{said} ends before it begins; a range stays inside one day."
