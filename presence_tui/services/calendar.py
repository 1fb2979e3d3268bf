"""Which days carry what, for a calendar: marks, never counts."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.record import RowError, day_value
from presence_tui.services.presence import Presence
from presence_tui.services.records import BESIDES, days_of
from presence_tui.store.files import Print
from presence_tui.store.joined import Month
from presence_tui.store.months import ALWAYS

_TABLES = ("moments", "boundaries", "gratitude")


class Marks(NamedTuple):
    """What a day carries."""

    moments: bool = False
    boundaries: bool = False
    thanks: bool = False
    more: bool = False
    """Something else, for which there is no mark: it is no open page."""


class Calendar:
    """Marks of days, kept for each month until one of its files changes."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._months: dict[str, tuple[Mapping[Path, Print | None], Mapping[date, Marks]]] = {}

    def year(self, year: int) -> Mapping[date, Marks]:
        """The days of a year that carry anything. Raises StoreError."""
        journal = self._presence.journal
        found: dict[date, Marks] = {}
        for name in (f"{year:04d}-{month:02d}" for month in range(1, 13)):
            prints = journal.prints([name])
            known = self._months.get(name)
            if known is None or known[0] != prints:
                # Its own reader: the journal's would keep every year that was leafed through.
                month = journal.afresh().read(name)
                if month.problems:
                    month = journal.read(name)
                known = self._months[name] = (prints, _marks(month))
            found.update(known[1])
        return found

    def years(self) -> tuple[int, ...]:
        """The years in which anything is written, oldest first. Raises StoreError."""
        names = self._presence.journal.months.names()
        return tuple(sorted({int(name[:4]) for name in names if name != ALWAYS}))


def _marks(month: Month) -> dict[date, Marks]:
    days: list[Collection[str]] = [_days(month, table) for table in _TABLES]
    days.append({day for table in BESIDES for day in days_of(month, table)})
    found: dict[date, Marks] = {}
    for said in sorted(set().union(*days)):
        try:
            found[day_value(said, "day")] = Marks(*(said in of for of in days))
        except RowError:
            # The row stays on the disk; finding and the day itself name what is wrong with it.
            continue
    return found


def _days(month: Month, table: str) -> set[str]:
    """The days of live rows, without making records of them."""
    return {
        str(entry.row.get("day"))
        for entry in month.tables.get(table, {}).values()
        if entry.row.get("deleted") is not True
        and entry.row.get("purged") is not True
        and entry.row.get("kind", "boundary") == "boundary"
    }
