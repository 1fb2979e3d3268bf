"""The last months in memory, read anew only where a file has changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from presence_tui.domain.day import order
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.services.spans import months_between
from presence_tui.store.files import Print
from presence_tui.store.months import ALWAYS

TABLES = ("moments", "gratitude", "boundaries")


class _Read(NamedTuple):
    prints: Mapping[Path, Print | None]
    records: Mapping[str, tuple[Any, ...]]


class Recent:
    """Records of the last `days` days of the tables that have words and names."""

    def __init__(self, presence: Presence, days: int) -> None:
        self._presence = presence
        self._days = timedelta(days=days)
        self._months: dict[str, _Read] = {}

    def refresh(self) -> bool:
        """Reads what has changed; whether anything had. Raises StoreError."""
        today = self._presence.today()
        names = [*months_between(today - self._days, today), ALWAYS]
        known: dict[str, _Read] = {}
        for name in names:
            prints = self._presence.journal.prints([name])
            before = self._months.get(name)
            same = before is not None and before.prints == prints
            known[name] = before if before and same else self._read(name, prints)
        changed = any(self._months.get(name) is not read for name, read in known.items())
        self._months = known
        return changed

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of a table that no one has put to rest, in order of their time."""
        resting = self._presence.memories.resting()
        first = self._presence.today() - self._days
        found = [
            r
            for read in self._months.values()
            for r in read.records.get(table, ())
            if _since(r.stamp.day, first) and not resting.keeps_back(r)
        ]
        return tuple(sorted(found, key=order))

    def _read(self, name: str, prints: Mapping[Path, Print | None]) -> _Read:
        month = self._presence.journal.read(name)
        return _Read(prints, {table: tuple(live(month, table, [])) for table in TABLES})


def _since(day: date | None, first: date) -> bool:
    return day is not None and day >= first
