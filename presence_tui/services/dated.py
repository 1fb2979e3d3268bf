"""Times as they are typed, perhaps with their day, and the instants they mean."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from presence_tui.domain.clock import calendar_day, instants_at
from presence_tui.domain.clock_words import clock_time, is_time
from presence_tui.domain.dates import weekday_said
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence, a_day


class Said(NamedTuple):
    """A time as typed, perhaps with its day.

    `20:00`, `yesterday 20:00`, `sat 20:00` (the latest one), `2026-06-10 20:00`.
    """

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
            day = _day_said(" ".join(parts[:n]), today) if n else None
            return Said(clock_time(" ".join(parts[n:])), day)
    return Said(clock_time(said))


def is_day(word: str) -> bool:
    """Whether a word before a time is meant as its day, possible or not."""
    if word.casefold() in ("today", "yesterday") or weekday_said(word) is not None:
        return True
    return len(word) == len("2026-11-20") and word[:4].isdecimal()


def _day_said(words: str, today: date) -> date:
    weekday = weekday_said(words)
    if weekday is None:
        return a_day(words, today)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def instant_said(
    said: Said, presence: Presence, tz: tzinfo, first: datetime, last: datetime
) -> datetime | None:
    """The first instant from `first` to `last` that a time says, none where there is none.

    With its day it is that of the calendar, else that of the presence day: half past midnight may
    be said of the evening as well.
    """
    if said.day is None:
        return _first(_following(first, tz), said.at, tz, first, last)
    day_ends = presence.settings.day_ends
    days = (said.day, calendar_day(said.day, said.at, tz, day_ends))
    return _first(days, said.at, tz, first, last)


def _following(first: datetime, tz: tzinfo) -> list[date]:
    """The calendar's days from an instant on, enough for any time to come once."""
    day = first.astimezone(tz).date()
    return [day + timedelta(days=n) for n in range(4)]


def _first(
    days: Iterable[date], at: time, tz: tzinfo, first: datetime, last: datetime
) -> datetime | None:
    """The first of those days' instants of a time that lies from `first` to `last`."""
    begin, end = first.astimezone(UTC), last.astimezone(UTC)
    for day in days:
        for instant in instants_at(day, at, tz):
            if begin <= instant.astimezone(UTC) <= end:
                return instant
    return None


def _minute(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(second=0, microsecond=0)


def shown(instant: datetime, after: datetime, tz: tzinfo) -> str:
    """An instant as it is typed behind `after`: the time alone where that says it."""
    local, begin = instant.astimezone(tz), _minute(after)
    at = local.time().replace(second=0, microsecond=0, fold=0)
    read = _first(_following(begin, tz), at, tz, begin, datetime.max.replace(tzinfo=UTC))
    alone = read is not None and read.astimezone(UTC) == _minute(instant)
    return f"{local:%H:%M}" if alone else f"{local:%Y-%m-%d %H:%M}"


def typed(words: str, presence: Presence, tz: tzinfo, after: datetime, last: datetime) -> datetime:
    """The first instant from `after` to `last` that words say. Raises WordsError, NotFoundError."""
    # A start within the named minute counts from the minute's beginning.
    minute = _minute(after)
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
