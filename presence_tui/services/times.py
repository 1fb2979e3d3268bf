"""From the words of an entry to its instant and its day."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from presence_tui.domain.boundary import seconds_between
from presence_tui.domain.clock import noon, time_in_day
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
    presence: Presence, when: Span | Ago | None, minutes: int | None, day: date | None
) -> Placed:
    """Where an entry with these words lies; `day` is the one given with `--day`.

    Raises WordsError for a time ahead of the clock, a skipped one, an end before its start.
    """
    today = presence.today()
    if day is not None and day > today:
        raise WordsError(f"{day} is still to come; the latest day is {today}.")
    if isinstance(when, Ago):
        return _ago(presence, when, minutes, day)
    if when is not None:
        at = _begun(presence, when, day or today)
        return Placed(at, day or today, _length(presence, when, at, day or today, minutes), True)
    if day is not None:
        return Placed(noon(day, presence.clock.place().tz), day, minutes, False)
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


def begin_of(presence: Presence, span: Span, day: date) -> datetime:
    """The instant a span begins inside presence day `day`. Raises WordsError, AheadError."""
    now = presence.clock.now()
    tz, day_ends = presence.clock.place().tz, presence.settings.day_ends
    at = time_in_day(day, span.begin, tz, day_ends, now)
    if at.astimezone(UTC) > now.astimezone(UTC) + AHEAD:
        raise AheadError(f"{span.begin:%H:%M} is still ahead; it is {now:%H:%M}.")
    return at


def _begun(presence: Presence, span: Span, day: date) -> datetime:
    """As `begin_of`; the error says how the day before is meant."""
    try:
        return begin_of(presence, span, day)
    except AheadError as error:
        raise AheadError(
            str(error),
            shell=f"If it was the day before, say --day {day - timedelta(days=1)}.",
            screen="For the day before: esc, then {day-before}; your words wait.",
        ) from None


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
        if whole > MOST_MINUTES:
            raise WordsError(
                f"{span.begin:%H:%M}-{span.end:%H:%M} is longer than 24 hours on {day}; "
                "one moment holds up to 24 hours."
            )
        if whole >= 1:
            return whole
    raise WordsError(
        f"{span.begin:%H:%M}-{span.end:%H:%M} ends before it begins; a range stays inside one day."
    )
