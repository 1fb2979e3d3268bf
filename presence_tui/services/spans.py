"""Records of a stretch of days, read month by month."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from presence_tui.domain.clock import noon
from presence_tui.domain.day import order
from presence_tui.domain.errors import WordsError
from presence_tui.domain.record import Stamp
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.store.months import month_of


def months_between(first: date, last: date) -> Iterator[str]:
    """The names of the months that hold the days from `first` to `last`."""
    day = first.replace(day=1)
    while day <= last:
        yield month_of(day)
        day = (day + timedelta(days=31)).replace(day=1)


def between(presence: Presence, table: str, first: date, last: date) -> tuple[Any, ...]:
    """The live records of a table from `first` to `last`, in order. Raises StoreError."""
    found: list[Any] = []
    for name in months_between(first, last):
        month = presence.journal.read(name)
        found += [
            r
            for r in live(month, table, [])
            if r.stamp.day is not None and first <= r.stamp.day <= last
        ]
    return tuple(sorted(found, key=order))


def stamp_on(presence: Presence, day: date, ident: str | None = None) -> Stamp:
    """The stamp of a record written now about `day`: at now, or at noon of a past day.

    Raises WordsError for a day still to come.
    """
    today = presence.today()
    if day > today:
        raise WordsError(f"{day} is still to come; the latest day is {today}.")
    at = presence.clock.now()
    if day != today:
        at = noon(day, presence.clock.place().tz)
    stamp = presence.new_stamp(day, at)
    return stamp if ident is None else stamp._replace(id=ident)
