"""Dates, times, lengths and counts in the program's own words."""

from datetime import UTC, date, datetime, time, timedelta

from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.text import in_words

_LIGHTS = (
    (time(5), "night"),
    (time(7), "first light"),
    (time(10), "morning"),
    (time(12), "late morning"),
    (time(14), "midday"),
    (time(17), "afternoon"),
    (time(19), "dusk"),
    (time(22), "evening"),
)


def long_day(day: date) -> str:
    """`Sunday 22 November`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """`Sun 22 Nov`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def found_day(day: date, today: date) -> str:
    """`Sun 22 Nov` in this year, `22 Nov 2019` in another."""
    if day.year == today.year:
        return short_day(day)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def since(at: datetime, now: datetime) -> str:
    """`16:30` on the wall clock of `now`; with its weekday where that is a day or more away."""
    local = at.astimezone(now.tzinfo)
    far = abs(now.astimezone(UTC) - at.astimezone(UTC)) >= timedelta(days=1)
    day = f"{WEEKDAYS[local.weekday()][:3]} " if far else ""
    return f"{day}{local:%H:%M}"


def light(now: datetime) -> str:
    """A word for the light of the hour."""
    at = now.time().replace(tzinfo=None)
    return next((word for end, word in _LIGHTS if at < end), "night")


def minutes_short(minutes: int) -> str:
    """`10m`, `1h30`, `7h`: five cells at most."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


def minutes_long(minutes: int) -> str:
    """`34 min`, `1 h 12 min`, `7 h`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def returns(count: int) -> str:
    """`one return`, `two returns`; nothing for none."""
    if not count:
        return ""
    return f"{in_words(count)} return{'' if count == 1 else 's'}"


def names(people: tuple[str, ...]) -> str:
    """`@mia @leo`."""
    return " ".join(f"@{name}" for name in people)
