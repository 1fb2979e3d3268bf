"""Days as snapshots, and noticing that something was written."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import StoreError
from presence_tui.domain.record import Row
from presence_tui.services.presence import Presence
from presence_tui.services.records import BESIDES, current_months, days_of, live, month_before
from presence_tui.services.running import running
from presence_tui.store.files import Print
from presence_tui.store.joined import Entry, Month
from presence_tui.store.months import month_of
from presence_tui.store.revisions import heads

if TYPE_CHECKING:
    from presence_tui.domain.day import Day
    from presence_tui.services.calendar import Calendar, Marks


class History:
    """What a person can look at."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def today(self) -> "Day":
        """The presence day that is lived now."""
        return self.day(self._presence.today())

    def is_open(self, day: date) -> bool:
        """Whether a day is an open page: nothing stands on it, not even what is private.

        Raises StoreError.
        """
        month, said = self._month(month_of(day), []), day.isoformat()
        return not any(said in days_of(month, t) for t in ("moments", "gratitude", *BESIDES))

    def day(self, day: date) -> "Day":
        """One day as a snapshot. Raises DamagedError, StoreError."""
        # Here and not above: `status` needs none of the kinds of records that a day has.
        from presence_tui.domain.day import Day, order

        problems: list[str] = []
        month = self._month(month_of(day), problems)
        near = _rows_of(day, "day", "for_day")
        intentions = [
            i
            for m in self._around(day, month, problems)
            for i in live(m, "intentions", problems, near)
            if day in (i.for_day, i.stamp.day)
        ]
        reviews = _of_day(month, "reviews", day, problems)
        return Day(
            day=day,
            moments=tuple(_of_day(month, "moments", day, problems)),
            boundaries=tuple(_of_day(month, "boundaries", day, problems)),
            running=running(self._presence),
            gratitude=tuple(_of_day(month, "gratitude", day, problems)),
            checkins=tuple(_of_day(month, "checkins", day, problems)),
            intentions=tuple(sorted(intentions, key=order)),
            review=reviews[0] if reviews else None,
            offers=self._presence.week.open_offers(day) if self._presence.settings.week else (),
            divided=_divided(month, day),
            problems=tuple(dict.fromkeys((*self._presence.journal.notices, *problems))),
        )

    def running(self) -> tuple[Boundary, ...]:
        """All that run now, whichever day they began. Raises StoreError."""
        return running(self._presence)

    def counts(self) -> tuple[date, int, int]:
        """Today, and how many moments and thanks it has. Raises StoreError."""
        day = self._presence.today()
        month = self._month(month_of(day), [])
        return day, _count(month, "moments", day), _count(month, "gratitude", day)

    def marks(self, year: int) -> "Mapping[date, Marks]":
        """Which days of a year carry moments, boundaries or thanks. Raises StoreError."""
        return self._calendar.year(year)

    def years(self) -> tuple[int, ...]:
        """The years in which anything is written, oldest first. Raises StoreError."""
        return self._calendar.years()

    @cached_property
    def _calendar(self) -> "Calendar":
        from presence_tui.services.calendar import Calendar

        return Calendar(self._presence)

    def prints(self, day: date) -> dict[Path, Print | None]:
        """What to compare to notice cheaply that another process or device wrote to these days.

        A journal that cannot be read now has a print of its own: whoever reads it then says why.
        """
        months = sorted({month_of(day), *current_months(self._presence.today())})
        journal = self._presence.journal
        try:
            return journal.prints(months)
        except StoreError:
            return {journal.months.folder: None}

    def _month(self, name: str, problems: list[str]) -> Month:
        month = self._presence.journal.read(name)
        problems += month.problems
        return month

    def _around(self, day: date, month: Month, problems: list[str]) -> list[Month]:
        """The months in which an intention for `day` may have been written."""
        if (day - timedelta(days=7)).month == day.month:
            return [month]
        return [self._month(month_before(day), problems), month]


def _of_day(month: Month, table: str, day: date, problems: list[str]) -> list[Any]:
    from presence_tui.domain.day import order

    rows = live(month, table, problems, _rows_of(day, "day"))
    return sorted((r for r in rows if r.stamp.day == day), key=order)


def _divided(month: Month, day: date) -> frozenset[str]:
    """Ids of what stands in several versions; concurrent boundaries are merged, and are one."""
    wanted = day.isoformat()
    return frozenset(
        ident
        for table in ("moments", "gratitude")
        for ident, entry in month.tables.get(table, {}).items()
        if len(entry.revisions) > 1 and entry.row.get("day") == wanted and _versions(entry) > 1
    )


def _versions(entry: Entry) -> int:
    """How many versions of an entry no other has seen, those that are deleted left out."""
    live = (r.row for r in heads(entry.revisions) if not r.row.get("deleted"))
    return sum(row.get("purged") is not True for row in live)


def _rows_of(day: date, *fields: str) -> Callable[[Row], bool]:
    """Picks the rows that say a day in one of these fields, and those that say none there."""
    wanted = day.isoformat()

    def picked(row: Row) -> bool:
        for field in fields:
            said = row.get(field)
            if said == wanted or not (isinstance(said, str) and len(said) == 10):
                return True
        return False

    return picked


def _count(month: Month, table: str, day: date) -> int:
    """How many live rows a day has, without making records of them."""
    wanted = day.isoformat()
    return sum(
        1
        for entry in month.tables.get(table, {}).values()
        if entry.row.get("day") == wanted
        and entry.row.get("deleted") is not True
        and entry.row.get("purged") is not True
    )
