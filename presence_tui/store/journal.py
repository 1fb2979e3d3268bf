"""The journal: all records of all devices read as one, and the one way to change them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.clock import Clock
from presence_tui.domain.errors import (
    AmbiguousError,
    NewerVersionError,
    NotFoundError,
    StoreError,
)
from presence_tui.domain.ids import new_id
from presence_tui.domain.record import Row, day_value
from presence_tui.store.backups import blank_states, keep_state, keep_version
from presence_tui.store.changes import append_changes, blank_changes
from presence_tui.store.devices import find_device, name_device
from presence_tui.store.files import Print, Tables, fingerprint
from presence_tui.store.lock import held
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import (
    ALWAYS,
    META,
    Entry,
    Month,
    MonthFile,
    Months,
    meta_row,
    month_of,
)
from presence_tui.store.own import OwnFiles
from presence_tui.store.paths import Paths, make_private_folder, reason
from presence_tui.store.revisions import next_rev, next_saw
from presence_tui.store.zones import SystemClock

SEARCHED = ("moments", "boundaries", "gratitude", "checkins", "intentions", "parked", "ticks")
"""Tables whose records go by a ULID."""


class Found(NamedTuple):
    """Where a record is and what it says."""

    table: str
    month: str
    entry: Entry


class Journal:
    """Reads without a lock; writes inside `writing()`."""

    def __init__(
        self, paths: Paths, folder: Path | None = None, clock: Clock | None = None
    ) -> None:
        self.paths = paths
        self._device = find_device(paths)
        self.months = Months(folder or paths.journal, self._begun)
        self._own = OwnFiles(paths, self.months, clock or SystemClock())

    @property
    def device(self) -> str | None:
        """This device's name, or none before its first write."""
        return self._device

    def read(self, month: str) -> Month:
        """One month, exactly; a damaged file of one's own is mended first. Raises StoreError."""
        return self.months.read(month, self._device, self.own(month))

    def own(self, month: str) -> MonthFile | None:
        """What this device's own file of a month holds. Raises StoreError."""
        return self._own.load(self._device, month) if self._device else None

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each of one's own files that this process found damaged or lost."""
        return self._own.notices

    def lost(self) -> set[str]:
        """The months whose file of this device is gone. Raises StoreError."""
        if self._device is None:
            return set()
        file = self.months.file
        return {m for m in self._begun() if not os.path.lexists(file(self._device, m))}

    def _begun(self) -> set[str]:
        return self._own.begun(self._device) if self._device else set()

    def prints(self, months: list[str]) -> dict[Path, Print | None]:
        """What to compare to notice that another process or device wrote."""
        return self.months.prints(months)

    # ── finding ──────────────────────────────────────────────────────────────

    def find(self, said: str) -> Found:
        """The record an id means: exact, then as an ending, then as a beginning.

        Follows `was` from a record that moved to another month. Raises NotFoundError,
        AmbiguousError (which lists what fits).
        """
        wanted = said.strip().upper()
        if not wanted or not wanted.isascii() or not wanted.isalnum():
            raise NotFoundError(_unknown(said))
        every = list(self._containing(wanted))
        fits: tuple[Callable[[str], bool], ...] = (
            lambda ident: ident == wanted,
            lambda ident: ident.endswith(wanted),
            lambda ident: ident.startswith(wanted),
        )
        for fit in fits:
            found = [f for f in every if fit(_id(f).upper())]
            alive = [f for f in found if f.entry.row.get("deleted") is not True]
            if len(alive) > 1:
                raise AmbiguousError(_which(said, alive))
            if alive:
                return alive[0]
            if found:
                return self._follow(found, said)
        raise NotFoundError(_unknown(said))

    def _follow(self, found: list[Found], said: str) -> Found:
        """Where a record that is no longer under its id went."""
        by_was = {
            f.entry.row["was"]: f
            for ident in found
            for f in self._containing(_id(ident).upper())
            if f.entry.row.get("was")
        }
        here = found[0]
        for _ in range(1000):
            onward = by_was.get(_id(here))
            if onward is None:
                break
            here = onward
            if here.entry.row.get("deleted") is not True:
                return here
            for f in self._containing(_id(here).upper()):
                if f.entry.row.get("was"):
                    by_was[f.entry.row["was"]] = f
        raise NotFoundError(f"{said} was deleted.")

    def _containing(self, wanted: str) -> Iterator[Found]:
        """Records of the months whose bytes hold `wanted` at all, newest month first."""
        needle = wanted.encode()
        for month in reversed(self.months.names()):
            if month == ALWAYS or not self._any_file_holds(month, needle):
                continue
            for table, entries in self.read(month).tables.items():
                if table in SEARCHED:
                    for entry in entries.values():
                        if entry.row.get("purged") is not True:
                            yield Found(table, month, entry)

    def _any_file_holds(self, month: str, needle: bytes) -> bool:
        for device in self.months.devices():
            try:
                if needle in self.months.file(device, month).read_bytes():
                    return True
            except OSError:
                # Reading the month itself says what is wrong with it.
                continue
        return False

    # ── changing ─────────────────────────────────────────────────────────────

    @contextmanager
    def writing(self, now: datetime) -> "Iterator[Writing]":
        """Holds the device's lock; what is read inside is what will be replaced.

        Raises LockedError, StoreError; UncertainWriteError when the disk did not confirm.
        """
        if self._device is None:
            self._device = name_device(self.paths, now)
        with held(self.paths.lock_file), self._own.locked():
            self._own.clear_way()
            yield Writing(self, self._device, now)


class Writing:
    """The journal under the lock. Each `put` is on the disk when it returns."""

    def __init__(self, journal: Journal, device: str, now: datetime) -> None:
        self._journal = journal
        self._device = device
        self._now = now
        self.change: dict[str, str] = {"change": new_id(int(now.timestamp() * 1000))}
        """What each line of the change log carries: all that is put here is one change."""

    def read(self, month: str) -> Month:
        """One month as it is now."""
        return self._journal.read(month)

    def put(self, table: str, row: Row) -> Row:
        """Writes one record as a new revision and returns its row as kept."""
        return self.put_all([(table, row)])[0]

    def put_all(self, records: list[tuple[str, Row]]) -> list[Row]:
        """Writes records, one write for each month they belong to, in the order given.

        Raises StoreError, NewerVersionError, UncertainWriteError.
        """
        kept: list[Row] = []
        for month, batch in _by_month(records).items():
            kept += self._write(month, batch)
        return kept

    def move(self, table: str, old: Row, new: Row) -> Row:
        """Moves a record to another month: `new` (with its own id) first, then the old goes."""
        kept = self.put(table, {**new, "was": old["id"]})
        self.put(table, {**old, "deleted": True})
        return kept

    def purge(self, found: Found) -> None:
        """Takes a record's words out of this device's files, change log and backups."""
        row = {k: found.entry.row.get(k) for k in ("id", "day", "at")}
        self.put(found.table, {**row, "purged": True})
        self._forget(str(row["id"]), found.month)

    def _forget(self, ident: str, month: str) -> None:
        try:
            blank_changes(self._journal.paths, [ident])
            blank_states(self._journal.paths, self._device, month, [ident])
        except OSError as error:
            raise StoreError(
                f"The words are gone from the journal, but not from every backup "
                f"({reason(error)}). Purge it once more."
            ) from error

    def _write(self, month: str, batch: list[tuple[str, Row]]) -> list[Row]:
        journal, device = self._journal, self._device
        own = journal.own(month)
        if own and own.version > VERSION:
            raise NewerVersionError(_newer(month))
        file = journal.months.file(device, month)
        read = journal.read(month)
        tables: Tables = {META: {"1": meta_row(device, month)}}
        if own:
            tables = {name: dict(rows) for name, rows in own.tables.items()}
        purged = self._blank_purged(read, tables)
        changes: list[Row] = []
        kept: list[Row] = []
        for table, row in batch:
            entry = read.tables.get(table, {}).get(str(row["id"]))
            new = self._revise(row, entry, month)
            kept.append(new)
            before = None if new.get("purged") or entry is None else entry.row
            mine = tables.get(table, {}).get(str(row["id"]))
            replaced = mine.get("rev") if isinstance(mine, dict) else None
            line = {"month": month, "table": table, "row": new, "before": before, "own": replaced}
            changes.append({**self.change, **line})
            tables.setdefault(table, {})[str(row["id"])] = new
        if own and own.written < VERSION:
            keep_version(journal.paths, file, device, month, own.written)
        self._replace(file, month, tables, changes)
        for ident in purged:
            self._forget(ident, month)
        return kept

    def _revise(self, row: Row, entry: Entry | None, month: str) -> Row:
        """`row` with its new number and what it has seen."""
        revisions = entry.revisions if entry else ()
        if entry and entry.version > VERSION:
            raise NewerVersionError(_newer(month))
        highest = max((r.rev for r in revisions), default=None)
        rev = next_rev(self._now, highest, self._device)
        saw = next_saw(revisions, self._device)
        rest = {k: v for k, v in row.items() if k not in ("id", "rev", "saw")}
        return {"id": row["id"], "rev": rev, **({"saw": saw} if saw else {}), **rest}

    def _blank_purged(self, read: Month, tables: Tables) -> list[str]:
        """Blanks what another device has purged; the ids it blanked."""
        blanked = []
        for table, entries in read.tables.items():
            for ident, entry in entries.items():
                mine = tables.get(table, {}).get(ident)
                if entry.row.get("purged") is not True or not isinstance(mine, dict):
                    continue
                if mine.get("purged") is not True:
                    tables[table][ident] = entry.row
                    blanked.append(ident)
        return blanked

    def _replace(self, file: Path, month: str, tables: Tables, changes: list[Row]) -> None:
        # Here and not above: reading needs no TinyDB, and it is most of a quick start.
        from presence_tui.store.storage import LinedJSONStorage

        journal, device = self._journal, self._device
        make_private_folder(file.parent)
        mark = journal.months.read_as(device, month)

        def before_rename() -> None:
            if fingerprint(file) != mark:
                raise StoreError(
                    f"Another program wrote {file} just now, so nothing was changed here. "
                    "Do it once more."
                )
            append_changes(journal.paths, changes)
            unwritten = storage.serialize({META: tables[META]}).encode()
            keep_state(journal.paths, file, device, month, self._now.date(), unwritten)

        storage = LinedJSONStorage(file, create=False, before_rename=before_rename)
        storage.write(tables)


def _by_month(records: list[tuple[str, Row]]) -> dict[str, list[tuple[str, Row]]]:
    months: dict[str, list[tuple[str, Row]]] = {}
    for table, row in records:
        day: date | None = None if row.get("day") is None else day_value(row["day"], "day")
        months.setdefault(month_of(day), []).append((table, row))
    return months


def _id(found: Found) -> str:
    return str(found.entry.row.get("id", ""))


def _unknown(said: str) -> str:
    return f"No entry goes by the id {said.strip()!r}; `presence today` shows the ids of a day."


def _newer(month: str) -> str:
    return (
        f"{month} was written by a newer version of presence, so it is only shown here. "
        "Update presence to change it."
    )


def _which(said: str, found: list[Found]) -> str:
    shown = ", ".join(
        f"{_id(f)[-6:]} ({f.entry.row.get('day')})" for f in sorted(found, key=_id)[:8]
    )
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    return f"{said.strip()!r} fits several entries: {shown}{more}. Say more of the id."
