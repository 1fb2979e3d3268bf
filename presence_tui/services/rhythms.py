"""Weeks, months and years as rhythms."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from presence_tui.domain.boundary import TABLE as BOUNDARIES
from presence_tui.domain.moment import TABLE as MOMENTS
from presence_tui.domain.person import Label, at_rest, labels
from presence_tui.domain.rhythm import Dot, Lived, Rhythm, rhythm
from presence_tui.domain.sentences import sentences
from presence_tui.domain.text import fold
from presence_tui.services.presence import Presence
from presence_tui.services.records import BESIDES, days_of, live
from presence_tui.services.reviews import week_of
from presence_tui.services.spans import between, months_between
from presence_tui.store.months import ALWAYS, month_of

SPANS = ("week", "month", "year")


class Seen(NamedTuple):
    """A span of days, how it leans and what that says in words."""

    span: str
    first: date
    last: date
    rhythm: Rhythm
    sentences: tuple[str, ...]
    people: tuple[str, ...]
    """Those who are in it and not at rest, each under one name."""
    labels: Mapping[str, Label]
    """How some of them are shown, by that name; of the others nothing is kept."""


class Rhythms:
    """What a person can see over weeks, months and years."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._months: dict[str, tuple[object, tuple[Lived, ...]]] = {}

    def see(self, span: str, day: date) -> Seen:
        """The week, month or year that a day lies in. Raises StoreError."""
        first, last = span_of(span, day)
        labels, resting = self._people()
        days: list[Lived] = []
        for month in months_between(first, last):
            days += [d for d in self._month(month) if first <= d.day <= last]
        found = Rhythm(tuple(_with(d, labels, resting) for d in days))
        shown = {label.name: label for label in labels.values()}
        ahead = first > self._presence.today()
        said = ("Still to come.",) if ahead else sentences(found, span)
        return Seen(span, first, last, found, said, found.people(), shown)

    def glimpse(self, day: date) -> Seen:
        """The year of a day with only that day's month read: what can be drawn at once."""
        first, last = span_of("year", day)
        labels, resting = self._people()
        month = {d.day: _with(d, labels, resting) for d in self._month(month_of(day))}
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        found = Rhythm(tuple(month.get(on, Lived(on)) for on in days))
        return Seen("year", first, last, found, (), (), {})

    def _month(self, name: str) -> tuple[Lived, ...]:
        """A month's days, kept until one of its files changes."""
        presence = self._presence
        first, last = span_of("month", date.fromisoformat(f"{name}-01"))
        before = month_of(first - timedelta(days=1))
        now = presence.clock.now()
        runs = name >= month_of(presence.today() - timedelta(days=31))
        mark = (presence.journal.prints([before, name]), presence.settings.day_ends)
        kept = self._months.get(name)
        # What runs grows with the clock, so recent months are reckoned each time.
        if kept is not None and kept[0] == mark and not runs:
            return kept[1]
        # A boundary of the last days of the month before may reach into this one.
        boundaries = [*between(presence, BOUNDARIES, first - timedelta(days=7), last)]
        moments = between(presence, MOMENTS, first, last)
        days = rhythm(first, last, boundaries, moments, presence.settings.day_ends, now).days
        month = presence.journal.read(name)
        thanks = days_of(month, "gratitude")
        more = {day for table in BESIDES for day in days_of(month, table)}
        found = tuple(
            day._replace(
                thanks=thanks.get(day.day.isoformat(), 0), more=day.day.isoformat() in more
            )
            for day in days
        )
        self._months[name] = (mark, found)
        return found

    def _people(self) -> tuple[Mapping[str, Label], frozenset[str]]:
        """How people are shown, and who is at rest, by folded names."""
        people = live(self._presence.journal.read(ALWAYS), "people", [])
        return labels(people), at_rest(people)


def _with(day: Lived, labels: Mapping[str, Label], resting: frozenset[str]) -> Lived:
    """A day with each person under one name, and without those at rest."""
    if not day.dots or not labels:
        return day
    return day._replace(dots=tuple(_known(dot, labels, resting) for dot in day.dots))


def _known(dot: Dot, labels: Mapping[str, Label], resting: frozenset[str]) -> Dot:
    folded = [fold(name) for name in dot.people]
    if not any(name in labels for name in folded):
        return dot
    names = [
        # As it was typed, where that is the spelling shown.
        labels[f].name if f in labels and fold(labels[f].name) != f else name
        for f, name in zip(folded, dot.people, strict=True)
        if f not in resting
    ]
    return dot._replace(people=tuple(dict.fromkeys(names)))


def span_of(span: str, day: date) -> tuple[date, date]:
    """First and last day of the `week`, `month` or `year` that a day lies in."""
    if span == "week":
        return week_of(day)
    if span == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
