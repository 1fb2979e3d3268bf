"""Bringing an export back in: a union with what is here, so that twice is the same as once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import StoreError
from presence_tui.domain.record import Row, RowError, day_value
from presence_tui.services.import_rows import ImportedRow, Skipped, read_rows
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES, reader
from presence_tui.store.changes import taken_back
from presence_tui.store.joined import Entry
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import month_of
from presence_tui.store.paths import reason

Progress = Callable[[int, int], None]
"""Called with (months done, months to do)."""

BACK = "back"


class Plan(NamedTuple):
    """What an import would do, or did."""

    new: dict[str, int]
    """How many records by table are not here yet."""
    newer: dict[str, int]
    """How many are here in an older state, which they replace."""
    here: int
    """How many are here already, as they are or changed since."""
    skipped: tuple[Skipped, ...]
    """In order of their lines."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take in."""
        return not self.new and not self.newer


class _Weighed(NamedTuple):
    fresh: list[ImportedRow]
    newer: list[ImportedRow]
    here: int
    skipped: list[Skipped]


class Importing:
    """What a person can bring into the journal."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._back: set[tuple[str, str]] | None = None
        """What went by taking a change back, once it was asked for."""

    def preview(self, path: Path, progress: Progress | None = None) -> Plan:
        """What importing `path` would do: a JSON export, a CSV of one kind, or a folder of those.

        Raises NotFoundError for a missing file, WordsError for one that is no export of ours,
        NewerVersionError, StoreError.
        """
        self._back = None
        rows, skipped = read_rows(path)
        weighed = _Weighed([], [], 0, skipped)
        for month, batch in _steps(rows, progress):
            weighed = self._weigh(month, batch, weighed)
        return _plan(weighed)

    def take_in(self, path: Path, progress: Progress | None = None) -> Plan:
        """Imports `path` as one change for undo, and keeps the state before; what it did.

        It is on the disk on return, a write a month. Repeating it after a crash finishes it.
        Raises as `preview`.
        """
        presence = self._presence
        self._back = None
        rows, skipped = read_rows(path)
        weighed = _Weighed([], [], 0, skipped)
        with presence.journal.writing(presence.clock.now()) as journal:
            journal.begin_import()
            for month, batch in _steps(rows, progress):
                found = self._weigh(month, batch, _Weighed([], [], weighed.here, skipped))
                wanted = [(row.table, row.row) for row in (*found.fresh, *found.newer)]
                if wanted:
                    journal.take_in(wanted)
                weighed.fresh.extend(found.fresh)
                weighed.newer.extend(found.newer)
                weighed = weighed._replace(here=found.here)
        return _plan(weighed)

    def _weigh(self, name: str, batch: list[ImportedRow], so_far: _Weighed) -> _Weighed:
        """Sorts the rows of one month by what is here."""
        tables = self._presence.journal.read(name).tables
        here = so_far.here
        for row in batch:
            entry = tables.get(row.table, {}).get(str(row.row["id"]))
            said = self._known(row, entry) if entry else None
            if entry is None or said is BACK:
                so_far.fresh.append(row)
            elif said is None:
                so_far.newer.append(row)
            elif said:
                so_far.skipped.append(Skipped(row.file, row.line, said))
            else:
                here += 1
        return so_far._replace(here=here)

    def _known(self, row: ImportedRow, entry: Entry) -> str | None:
        """Nothing when a row here is to be replaced, "" when it stays, else why it is skipped.

        BACK when it went by taking an import back: who brings it in once more wants it here.
        """
        deleted = entry.row.get("deleted") is True and entry.row.get("purged") is not True
        if deleted and self._was_taken_back(row):
            return BACK
        return _weighed(row, entry)

    def _was_taken_back(self, row: ImportedRow) -> bool:
        if self._back is None:
            try:
                self._back = taken_back(self._presence.paths)
            except OSError as error:
                raise StoreError(
                    f"The change log could not be read ({reason(error)}); nothing was changed."
                ) from error
        return (row.table, str(row.row["id"])) in self._back


def _weighed(row: ImportedRow, entry: Entry) -> str | None:
    mine = entry.row
    if mine.get("purged") is True:
        return "it was taken off this disk for good"
    if mine.get("deleted") is True:
        return "it was deleted here"
    if entry.version > VERSION:
        return "it is here in a newer version's form"
    here, there = str(mine.get("rev", "")), str(row.row["rev"])
    if there > here:
        return None
    if there == here and _words(reader(row.table), mine) != row.row:
        return "it is here already with other words; change it here"
    return ""


def _words(read: Callable[[Row], object], row: Row) -> Row | None:
    try:
        return read(row).to_row()  # type: ignore[attr-defined, no-any-return]
    except RowError:
        return None


def _plan(weighed: _Weighed) -> Plan:
    def count(rows: list[ImportedRow]) -> dict[str, int]:
        tables = [row.table for row in rows]
        return {table: tables.count(table) for table in TABLES if table in tables}

    order = sorted(weighed.skipped, key=lambda s: (s.file, s.line))
    return Plan(count(weighed.fresh), count(weighed.newer), weighed.here, tuple(order))


def _steps(
    rows: list[ImportedRow], progress: Progress | None
) -> Iterator[tuple[str, list[ImportedRow]]]:
    """The rows month by month, with progress told between."""
    months: dict[str, list[ImportedRow]] = {}
    for row in rows:
        day = row.row["day"]
        name = month_of(None if day is None else day_value(day, "day"))
        months.setdefault(name, []).append(row)
    for done, name in enumerate(sorted(months)):
        if progress is not None:
            progress(done, len(months))
        yield name, months[name]
