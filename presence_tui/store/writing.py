"""Writing to the journal: under the lock, each change as a new revision, on the disk on return."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_tui.domain.errors import NewerVersionError, StoreError
from presence_tui.domain.ids import new_id
from presence_tui.domain.record import Row, day_value
from presence_tui.store.backups import keep_begun, keep_state, keep_version
from presence_tui.store.changes import append_changes
from presence_tui.store.conflicts import fold, put_away
from presence_tui.store.files import Tables, fingerprint
from presence_tui.store.joined import META, Entry, Month
from presence_tui.store.lookup import Found
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import meta_row, month_of
from presence_tui.store.paths import make_private_folder
from presence_tui.store.purges import Arrivals, Purge, forget, resume, texts_of, unblanked
from presence_tui.store.revisions import OVER, next_rev, next_saw
from presence_tui.store.storage import LinedJSONStorage

if TYPE_CHECKING:
    from presence_tui.store.journal import Journal


class Writing:
    """The journal under the lock. Each `put` is on the disk when it returns."""

    def __init__(self, journal: "Journal", device: str, now: datetime) -> None:
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
