"""How days lean: minutes by side, moments along the hours and by person, said in plain sentences.

Hours are those of the wall clock where each record was written, so travelling never reshuffles
them; minutes are reckoned between instants, so a day of 23 or 25 hours is right.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from presence_tui.domain.boundary import SIDES, Boundary
from presence_tui.domain.clock import day_of, start_of
from presence_tui.domain.lived import hour_of, zone_of
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import fold

DAYPARTS = (("morning", 12), ("afternoon", 17), ("evening", 48))
"""Each part of a day and the hour before which it ends."""


class Stretch(NamedTuple):
    """A piece of a boundary inside one day, pauses left out."""

    side: str
    begin: float
    """Hours since the midnight at which the day's calendar date began, by the wall clock."""
    end: float
    start: datetime
    """The same two as instants, in UTC."""
    finish: datetime


class Dot(NamedTuple):
    """A moment along the hours of its day."""

    hour: float | None
    """Hours since midnight, or null where only the day is known."""
    text: str
    people: tuple[str, ...]
    id: str

    @property
    def clock(self) -> str:
        """`17:59`, as it was on the wall, or nothing where only the day is known."""
        if self.hour is None:
            return ""
        # A hair above: seven and two thirds of an hour is 7:40, whatever a float makes of it.
        hours, minutes = divmod(int(self.hour * 60 + 1e-6), 60)
        return f"{hours % 24:02d}:{minutes:02d}"


class Lived(NamedTuple):
    """One day: what was protected, its moments, and whether there was anything besides."""

    day: date
    stretches: tuple[Stretch, ...] = ()
    dots: tuple[Dot, ...] = ()
    thanks: int = 0
    """How many lines of thanks were given."""
    more: bool = False
    """Whether something else was written, which no rhythm tells: a mark, a page, a choice."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written on it."""
        return not (self.stretches or self.dots or self.thanks or self.more)

    def minutes(self, side: str) -> int:
        """Whole minutes of a side; boundaries that overlap count once."""
        total, reached = 0.0, datetime.min.replace(tzinfo=UTC)
        for stretch in sorted(self.stretches, key=lambda s: s.start):
            if stretch.side != side or stretch.finish <= reached:
                continue
            total += (stretch.finish - max(stretch.start, reached)).total_seconds()
            reached = stretch.finish
        return round(total / 60)


class Rhythm(NamedTuple):
    """How a run of days leans; every day is there, empty ones too."""

    days: tuple[Lived, ...]

    @property
    def dots(self) -> tuple[Dot, ...]:
        """All moments, in order of their days."""
        return tuple(dot for day in self.days for dot in day.dots)

    def people(self) -> tuple[str, ...]:
        """The people of these moments as they are first written, in order of appearance."""
        found: dict[str, str] = {}
        for dot in self.dots:
            for name in dot.people:
                found.setdefault(fold(name), name)
        return tuple(found.values())

    def with_person(self, name: str) -> tuple[Dot, ...]:
        """The moments with one person, however the name is cased."""
        wanted = fold(name)
        return tuple(dot for dot in self.dots if wanted in map(fold, dot.people))

    def dayparts(self) -> dict[str, int]:
        """Moments by part of the day, those without a time left out."""
        counts = {name: 0 for name, _ in DAYPARTS}
        for dot in self.dots:
            if dot.hour is not None:
                counts[daypart(dot.hour)] += 1
        return counts


def daypart(hour: float) -> str:
    """`morning`, `afternoon` or `evening`; the small hours belong to the evening before."""
    return next(name for name, end in DAYPARTS if hour < end)


def rhythm(
    first: date,
    last: date,
    boundaries: Iterable[Boundary],
    moments: Iterable[Moment],
    day_ends: time,
    now: datetime,
) -> Rhythm:
    """The days from `first` to `last`, with what of the records falls on them.

    A boundary that runs counts up to `now`. Running timed moments are moments, not boundaries.
    """
    stretches: dict[date, list[Stretch]] = {}
    for boundary in boundaries:
        if boundary.kind == "boundary":
            for day, stretch in stretches_of(boundary, day_ends, now):
                stretches.setdefault(day, []).append(stretch)
    dots: dict[date, list[Dot]] = {}
    for moment in moments:
        if moment.stamp.day is not None:
            dots.setdefault(moment.stamp.day, []).append(dot_of(moment, moment.stamp.day))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Rhythm(
        tuple(Lived(day, tuple(stretches.get(day, ())), tuple(dots.get(day, ()))) for day in days)
    )


def dot_of(moment: Moment, day: date) -> Dot:
    """A moment on its day; its hour is that of the place where it was written.

    One that another program laid on a day far from its time has no hour there.
    """
    hour = hour_of(moment.stamp.at, day)
    in_day = moment.timed and 0 <= hour < DAYPARTS[-1][1]
    return Dot(hour if in_day else None, moment.text, moment.people, moment.stamp.id)


def stretches_of(
    boundary: Boundary, day_ends: time, now: datetime
) -> Iterable[tuple[date, Stretch]]:
    """The pieces of a boundary, each with the presence day it falls on."""
    tz = zone_of(boundary.stamp)
    start = boundary.stamp.at.astimezone(UTC)
    end = max(start, (boundary.ended_at or now).astimezone(UTC))
    day = boundary.stamp.day or day_of(start, tz, day_ends)
    cut = start_of(day + timedelta(days=1), tz, day_ends).astimezone(UTC)
    while cut <= start:
        # `day_ends` was another when this was written: its first day stays the one it was given.
        cut = start_of(cut.astimezone(tz).date() + timedelta(days=1), tz, day_ends).astimezone(UTC)
    for begin, finish in _awake(boundary, start, end):
        at = begin
        while at < finish:
            while cut <= at:
                day += timedelta(days=1)
                cut = start_of(day + timedelta(days=1), tz, day_ends).astimezone(UTC)
            until = min(cut, finish)
            hours = hour_of(at.astimezone(tz), day), hour_of(until.astimezone(tz), day)
            yield day, Stretch(boundary.side, *hours, at, until)
            at = until


def _awake(
    boundary: Boundary, start: datetime, end: datetime
) -> Iterable[tuple[datetime, datetime]]:
    """From `start` to `end` without the pauses, in order."""
    at = start
    pauses = ((a.astimezone(UTC), b.astimezone(UTC) if b else end) for a, b in boundary.pauses)
    for begin, finish in sorted(pauses):
        begins = min(max(begin, at), end)
        if begins > at:
            yield at, begins
        at = max(at, min(finish, end))
    if end > at:
        yield at, end


def totals(days: Sequence[Lived]) -> dict[str, int]:
    """Minutes by side over some days."""
    return {side: sum(day.minutes(side) for day in days) for side in SIDES}
