"""The clock a day is read from, and which day an instant belongs to.

A presence day ends at `day_ends` on the wall clock of the place where it is lived, so a bedtime at
half past midnight still belongs to the evening. All reckoning between instants is in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, Protocol

from presence_tui.domain.errors import WordsError


class Place(NamedTuple):
    """A time zone and the name it is stored by."""

    tz: tzinfo
    name: str | None
    """IANA name, or null when only the rules are known."""


class Clock(Protocol):
    """Where `now` comes from; the only source of the time in the program."""

    def now(self) -> datetime:
        """The instant, aware, in the zone of `place()`."""
        ...

    def place(self) -> Place:
        """The zone the person is in now."""
        ...


class FixedClock:
    """A clock that stands still until it is set: for tests, demos and the generator."""

    def __init__(self, now: datetime, name: str | None = None) -> None:
        if now.tzinfo is None:
            raise ValueError("now must be aware")
        self._place = Place(now.tzinfo, name or getattr(now.tzinfo, "key", None))
        self._now = now

    def now(self) -> datetime:
        """The instant it was set to."""
        return self._now

    def place(self) -> Place:
        """The zone of the instant it was made with."""
        return self._place

    def set(self, now: datetime) -> None:
        """Moves the clock, forward or back."""
        self._now = now.astimezone(self._place.tz)

    def advance(self, seconds: float) -> None:
        """Lets `seconds` of real time pass."""
        later = self._now.astimezone(UTC) + timedelta(seconds=seconds)
        self._now = later.astimezone(self._place.tz)


def day_of(instant: datetime, tz: tzinfo, day_ends: time) -> date:
    """The presence day an instant belongs to in a zone."""
    local = instant.astimezone(tz)
    return evening_before(local.date(), tz) if local.time() < day_ends else local.date()


def evening_before(day: date, tz: tzinfo) -> date:
    """The calendar date before `day`, past any that a zone left out (Samoa, 30 December 2011)."""
    return _lived(day, tz, -1)


def morning_after(day: date, tz: tzinfo) -> date:
    """The calendar date after `day`, past any that a zone left out."""
    return _lived(day, tz, 1)


def _lived(day: date, tz: tzinfo, step: int) -> date:
    beside = day + timedelta(days=step)
    while not instants_at(beside, time(12), tz):
        beside += timedelta(days=step)
    return beside


def wall(day: date, at: time, tz: tzinfo, fold: int = 0) -> datetime:
    """An aware datetime for a wall-clock time; a skipped one is shifted as the zone shifts it."""
    return datetime.combine(day, at.replace(fold=fold), tz)


def instants_at(day: date, at: time, tz: tzinfo) -> tuple[datetime, ...]:
    """The instants at which a wall clock shows `at` on `day`: none (skipped), one, or two."""
    first, second = wall(day, at, tz), wall(day, at, tz, 1)
    if first.utcoffset() == second.utcoffset():
        return (first,)
    there_and_back = first.astimezone(UTC).astimezone(tz)
    if there_and_back.replace(tzinfo=None, fold=0) != first.replace(tzinfo=None, fold=0):
        return ()
    return tuple(sorted((first, second), key=lambda i: i.astimezone(UTC)))


def after_gap(day: date, at: time, tz: tzinfo) -> datetime:
    """What a skipped wall time becomes: half an hour into the gap is half an hour after it."""
    return wall(day, at, tz).astimezone(UTC).astimezone(tz)


def start_of(day: date, tz: tzinfo, day_ends: time) -> datetime:
    """The instant a presence day begins (where it is skipped, the instant after the gap)."""
    found = instants_at(day, day_ends, tz)
    if found:
        return found[0].astimezone(UTC).astimezone(tz)
    # The rules before and after the gap disagree by its length; between them it ends.
    before, after = (wall(day, day_ends, tz, fold).astimezone(UTC) for fold in (1, 0))
    offset = after.astimezone(tz).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(tz).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.astimezone(tz)


def calendar_day(day: date, at: time, tz: tzinfo, day_ends: time) -> date:
    """The calendar date on which a wall time inside presence day `day` falls."""
    return morning_after(day, tz) if at < day_ends else day


def time_in_day(day: date, at: time, tz: tzinfo, day_ends: time, now: datetime) -> datetime:
    """The instant of wall time `at` inside presence day `day`.

    A doubled time is the latest that is not after `now`, else its first. Raises WordsError for a
    time that the clocks skip.
    """
    on = calendar_day(day, at, tz, day_ends)
    found = instants_at(on, at, tz)
    if not found:
        raise WordsError(
            f"{at:%H:%M} does not exist on {on}: the clocks go forward over it. "
            "Say a time before or after."
        )
    past = [i for i in found if i.astimezone(UTC) <= now.astimezone(UTC)]
    return past[-1] if past else found[0]


def noon(day: date, tz: tzinfo) -> datetime:
    """Noon of a day: where a record lies when only its day is known."""
    return wall(day, time(12), tz).astimezone(UTC).astimezone(tz)
