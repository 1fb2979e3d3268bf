"""Times as they are typed, perhaps with their day, and the instants they mean."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from presence_tui.domain.clock import calendar_day, instants_at
from presence_tui.domain.clock_words import clock_time, is_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence, a_day


class Said(NamedTuple):
    """A time as typed, perhaps with its day: `20:00`, `yesterday 20:00`, `2026-06-10 20:00`."""

    at: time
    day: date | None = None


def read_said(words: str, today: date) -> Said:
    """Raises WordsError for what is no time, NotFoundError for what is no day."""
    said = one_line(words)
    if len(said) > 10 and said[10] in "Tt":
        said = f"{said[:10]} {said[11:]}"
    parts = said.split(" ")
    for n in range(len(parts)):
        if is_time(" ".join(parts[n:])):
            day = a_day(" ".join(parts[:n]), today) if n else None
            return Said(clock_time(" ".join(parts[n:])), day)
    return Said(clock_time(said))


def instant_said(
    said: Said, presence: Presence, tz: tzinfo, first: datetime, last: datetime
) -> datetime | None:
    """The first instant from `first` to `last` that a time says, none where there is none.

    With its day it is that of the calendar, else that of the presence day: half past midnight may
    be said of the evening as well.
    """
    begin, end = first.astimezone(UTC), last.astimezone(UTC)
    if said.day is not None:
        day_ends = presence.settings.day_ends
        days = [said.day, calendar_day(said.day, said.at, tz, day_ends)]
    else:
        day = begin.astimezone(tz).date()
        days = [day + timedelta(days=n) for n in range(4)]
    for day in days:
        for instant in instants_at(day, said.at, tz):
            if begin <= instant.astimezone(UTC) <= end:
                return instant
    return None


def shown(instant: datetime, after: datetime, tz: tzinfo) -> str:
    """An instant as it is typed behind `after`: the time alone where that says it."""
    local = instant.astimezone(tz)
    ahead = local.astimezone(UTC) - after.astimezone(UTC)
    # Seconds are not shown, so what is less than a minute short of a day is a day.
    alone = timedelta(0) <= ahead < timedelta(days=1) - timedelta(minutes=1)
    return f"{local:%H:%M}" if alone else f"{local:%Y-%m-%d %H:%M}"


def typed(words: str, presence: Presence, tz: tzinfo, after: datetime, last: datetime) -> datetime:
    """The first instant from `after` to `last` that words say. Raises WordsError, NotFoundError."""
    # A start within the named minute counts from the minute's beginning.
    minute = after.astimezone(UTC).replace(second=0, microsecond=0)
    found = instant_said(read_said(words, presence.today()), presence, tz, minute, last)
    if found is None:
        raise not_between(words, tz, after, last)
    return max(found, after, key=lambda i: i.astimezone(UTC))


def not_between(words: str, tz: tzinfo, first: datetime, last: datetime) -> WordsError:
    """What is said of a time that lies outside of what it belongs to."""
    begin, end = first.astimezone(tz), last.astimezone(tz)
    form = "%H:%M" if begin.date() == end.date() else "%Y-%m-%d %H:%M"
    return WordsError(
        f"{one_line(words)} does not lie between {begin.strftime(form)} and {end.strftime(form)}."
    )
