"""The journal: all records of all devices read as one, and the one way to change them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from presence_tui.domain.clock import Clock
from presence_tui.domain.errors import NewerVersionError, StoreError
from presence_tui.domain.ids import new_id
from presence_tui.domain.record import Row, day_value
from presence_tui.store.backups import keep_begun, keep_state, keep_version
from presence_tui.store.changes import append_changes
from presence_tui.store.conflicts import fold, put_away
from presence_tui.store.devices import find_device, name_device
from presence_tui.store.files import Print, Tables, fingerprint
from presence_tui.store.joined import META, Entry, Joined, Month, MonthFile
from presence_tui.store.lock import PATIENCE_S, held
from presence_tui.store.lookup import Found, Lookup
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import Months, meta_row, month_of
from presence_tui.store.own import OwnFiles
from presence_tui.store.paths import Paths, make_private_folder
from presence_tui.store.purges import Arrivals, Purge, forget, resume, texts_of, unblanked
from presence_tui.store.revisions import OVER, next_rev, next_saw
from presence_tui.store.zones import SystemClock


class Journal:
    """Reads without a lock; writes inside `writing()`."""

    def __init__(
        self, paths: Paths, folder: Path | None = None, clock: Clock | None = None
    ) -> None:
        self.paths = paths
        self._device = find_device(paths)
        self.months = Months(folder or paths.journal, self.begun)
        self._clock = clock or SystemClock()
        self._own = OwnFiles(paths, self.months, self._clock)
        self._lookup = Lookup(self.months, self.read)
        self._clean: dict[str, tuple[Joined, MonthFile]] = {}
        """What was last found to hold no purged words, by month."""

    @property
    def device(self) -> str | None:
        """This device's name, or none before its first write."""
        return self._device

    def read(self, month: str) -> Month:
        """One month, exactly; a damaged file of one's own is mended first. Raises StoreError.

        Words of one's own that another device has purged are taken off the disk.
        """
        own = self.own(month)
        found = self.months.read(month, self._device, own)
        if own is None or self._own.holding:
            return found
        looked = self._clean.get(month)
        if looked and looked[0] is found.tables and looked[1] is own:
            return found
        if not unblanked(month, found, own.tables):
            self._clean[month] = found.tables, own
            return found
        try:
            with self.writing(self._clock.now(), patience_s=0.0) as writing:
                writing.blank(month)
        except StoreError:
            # Another process writes, or the disk cannot be written: a later read tries again.
            return found
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
        return {m for m in self.begun() if not os.path.lexists(file(self._device, m))}

    def begun(self) -> set[str]:
        """The months that this device has begun, whether or not their file is there."""
        return self._own.begun(self._device) if self._device else set()

    def prints(self, months: list[str]) -> dict[Path, Print | None]:
        """What to compare to notice that another process or device wrote."""
        return self.months.prints(months)

    def find(self, said: str, even_deleted: bool = False) -> Found:
        """The record an id means: exact, then as an ending, then as a beginning.

        Follows `was` from a record that moved to another month. Raises NotFoundError (also for a
        deleted one, unless `even_deleted`), AmbiguousError (which lists what fits).
        """
        return self._lookup.find(said, even_deleted)

    def linked(self, found: Found) -> list[Found]:
        """The record under all the ids it ever had, deleted or not; the one given first."""
        return self._lookup.linked(found)

    # ── changing ─────────────────────────────────────────────────────────────

    @contextmanager
    def writing(self, now: datetime, patience_s: float = PATIENCE_S) -> "Iterator[Writing]":
        """Holds the device's lock; what is read inside is what will be replaced.

        Raises LockedError, StoreError; UncertainWriteError when the disk did not confirm.
        """
        if self._device is None:
            self._device = name_device(self.paths, now)
        with held(self.paths.lock_file, patience_s), self._own.locked():
            self._own.clear_way()
            writing = Writing(self, self._device, now)
            writing.blank_arrived()
            yield writing


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

    def take_in(self, records: list[tuple[str, Row]]) -> None:
        """Writes records from elsewhere; those never held here keep their numbers.

        Raises as `put_all`.
        """
        for month, batch in _by_month(records).items():
            self._write(month, batch, from_elsewhere=True)

    def move(self, table: str, old: Row, new: Row) -> Row:
        """Moves a record to another month: `new` (with its own id) first, then the old goes."""
        kept = self.put(table, {**new, "was": old["id"]})
        self.put(table, {**old, "deleted": True})
        return kept

    def purge(self, found: Found) -> None:
        """Takes a record's words out of all that this device keeps. Raises StoreError.

        A record that moved goes by several ids: `Journal.linked` names them.
        """
        left = {k: found.entry.row.get(k) for k in ("id", "day", "at")}
        row = self.put(found.table, {**left, "purged": True})
        words = {text for r in found.entry.revisions for text in texts_of(r.row)}
        self._forget([Purge(found.month, found.table, row, tuple(words))])

    def blank(self, month: str) -> None:
        """Takes off the disk what other devices have purged of a month. Raises StoreError."""
        own = self._journal.own(month)
        if own and unblanked(month, self._journal.read(month), own.tables):
            self._write(month, [])

    def blank_arrived(self) -> None:
        """Does so for each month of which another device's file came since the last time."""
        journal = self._journal
        try:
            resume(journal.paths, journal.months.folder / self._device)
            arrivals = Arrivals(journal.paths, journal.months, self._device)
            for month in arrivals.months():
                self.blank(month)
            arrivals.looked()
        except (StoreError, OSError):
            # The entry that is to be written now is more urgent; the next one tries again.
            return

    def _forget(self, purges: list[Purge]) -> None:
        journal = self._journal
        forget(journal.paths, journal.months.folder / self._device, purges)

    def _write(
        self, month: str, batch: list[tuple[str, Row]], from_elsewhere: bool = False
    ) -> list[Row]:
        journal, device = self._journal, self._device
        own = journal.own(month)
        if own and own.version > VERSION:
            raise NewerVersionError(_newer(month))
        file = journal.months.file(device, month)
        read = journal.read(month)
        copies = {
            copy: (mark, loaded)
            for copy, (mark, loaded) in journal.months.copies(device, month, []).items()
            if loaded.version <= VERSION
        }
        tables: Tables = own.tables if own else {META: {"1": meta_row(device, month)}}
        tables = fold(tables, [loaded.tables for _, loaded in copies.values()], META)
        purged = unblanked(month, read, tables)
        for purge in purged:
            tables[purge.table][purge.ident] = purge.row
        changes: list[Row] = []
        kept: list[Row] = []
        for table, row in batch:
            entry = read.tables.get(table, {}).get(str(row["id"]))
            keep = from_elsewhere and entry is None
            above = str(row["rev"]) if from_elsewhere else None
            new = row if keep else self._revise(row, entry, month, above)
            kept.append(new)
            before = None if new.get("purged") or entry is None else entry.row
            mine = tables.get(table, {}).get(str(row["id"]))
            replaced = mine.get("rev") if isinstance(mine, dict) else None
            line = {"month": month, "table": table, "row": new, "before": before, "own": replaced}
            if keep:
                line["device"] = device
            changes.append({**self.change, **line})
            tables.setdefault(table, {})[str(row["id"])] = new
        if own and own.written < VERSION:
            keep_version(journal.paths, file, device, month, own.written)
        self._replace(file, month, tables, changes)
        put_away(journal.paths, device, month, {copy: mark for copy, (mark, _) in copies.items()})
        self._forget(purged)
        return kept

    def _revise(self, row: Row, entry: Entry | None, month: str, above: str | None = None) -> Row:
        """`row` with its new number, above those it replaces and `above`, and what it has seen."""
        revisions = entry.revisions if entry else ()
        if entry and entry.version > VERSION:
            raise NewerVersionError(_newer(month))
        highest = max([*(r.rev for r in revisions), above or ""]) or None
        rev = next_rev(self._now, highest, self._device)
        saw = next_saw(revisions, self._device)
        rest = {k: v for k, v in row.items() if k not in ("id", "rev", "saw")}
        purges = [purge.rev for revision in revisions for purge in revision.purges]
        if purges and row.get("purged") is not True:
            # A day's page is written anew: what the purge took stays gone everywhere.
            rest[OVER] = max(purges)
        return {"id": row["id"], "rev": rev, **({"saw": saw} if saw else {}), **rest}

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
            if mark is not None:
                keep_state(journal.paths, file, device, month, self._now.date())

        storage = LinedJSONStorage(file, create=False, before_rename=before_rename)
        storage.write(tables)
        if mark is None:
            unwritten = storage.serialize({META: tables[META]}).encode()
            keep_begun(journal.paths, device, month, unwritten)
        journal.months.remember(device, month, tables)


def _by_month(records: list[tuple[str, Row]]) -> dict[str, list[tuple[str, Row]]]:
    months: dict[str, list[tuple[str, Row]]] = {}
    for table, row in records:
        day: date | None = None if row.get("day") is None else day_value(row["day"], "day")
        months.setdefault(month_of(day), []).append((table, row))
    return months


def _newer(month: str) -> str:
    return (
        f"{month} was written by a newer version of presence, so it is only shown here. "
        "Update presence to change it."
    )
