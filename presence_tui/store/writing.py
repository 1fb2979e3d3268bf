"""Writing to the journal: under the lock, each change as a new revision, on the disk on return."""

import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_tui.domain.errors import NewerVersionError, StoreError, UncertainWriteError
from presence_tui.domain.ids import new_id
from presence_tui.domain.record import Row, day_value
from presence_tui.store.arrivals import Arrivals
from presence_tui.store.backups import (
    forget_before_import,
    keep_before_import,
    keep_last,
    keep_state,
    keep_version,
)
from presence_tui.store.changes import append_changes, take_back_lines
from presence_tui.store.conflicts import fold, put_away
from presence_tui.store.files import Tables, fingerprint
from presence_tui.store.joined import META, Entry, Month
from presence_tui.store.lookup import Found
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import meta_row, month_of
from presence_tui.store.paths import make_private_folder, reason
from presence_tui.store.revisions import highest_of, next_rev, next_saw, purges_of, with_purges
from presence_tui.store.storage import LinedJSONStorage

if TYPE_CHECKING:
    from presence_tui.store.journal import Journal
    from presence_tui.store.purges import Purge


class Writing:
    """The journal under the lock. Each `put` is on the disk when it returns."""

    def __init__(self, journal: "Journal", device: str, now: datetime) -> None:
        self.journal = journal
        self.now = now
        self._device = device
        self.change: dict[str, str] = {"change": new_id(int(now.timestamp() * 1000))}
        """What each line of the change log carries: all that is put here is one change."""

    @property
    def folder(self) -> Path:
        """Where this device's files are."""
        return self.journal.months.folder / self._device

    def read(self, month: str) -> Month:
        """One month as it is now."""
        return self.journal.read(month)

    def put(self, table: str, row: Row) -> Row:
        """Writes one record as a new revision and returns its row as kept."""
        return self.put_all([(table, row)])[0]

    def put_all(self, records: list[tuple[str, Row]]) -> list[Row]:
        """Writes records, one write for each month they belong to, in the order given.

        Raises StoreError, NewerVersionError, UncertainWriteError; what fails after the first of
        several months says so, and what is said once more goes on from there.
        """
        kept: list[Row] = []
        months = _by_month(records)
        for done, (month, batch) in enumerate(months.items()):
            try:
                kept += self._write(month, batch, of=len(records) if len(months) > 1 else None)
            except StoreError as error:
                if not done:
                    raise
                raise type(error)(
                    f"{error} Before that, {done} of {len(months)} months were written; saying it "
                    "once more goes on with the others."
                ) from error
        return kept

    def begin_import(self) -> None:
        """Makes room for the states before an import, in the place of those before an earlier one.

        Raises StoreError.
        """
        try:
            forget_before_import(self.journal.paths, self._device)
        except OSError as error:
            raise StoreError(
                f"The states before the last import could not be removed ({reason(error)}), so "
                "nothing was changed."
            ) from error

    def take_in(self, records: list[tuple[str, Row]]) -> None:
        """Writes records from elsewhere; those never held here keep their numbers.

        The state of each month before is kept under a name of its own. Raises as `put_all`.
        """
        for month, batch in _by_month(records).items():
            self._write(month, batch, from_elsewhere=True)

    def move(self, table: str, old: Row, new: Row) -> Row:
        """Moves a record to another month, where it gets an id of its own; returns its row as kept.

        What is interrupted is ended by the next write. Raises StoreError.
        """
        from presence_tui.store.moving import move

        return move(self, table, old, new)

    def purge(self, found: Iterable[Found]) -> None:
        """Takes the words of records out of all that this device keeps. Raises StoreError.

        A record that moved goes by several ids: `Journal.linked` names them.
        """
        from presence_tui.store.purging import purge

        purge(self, found)

    def blank(self, month: str) -> None:
        """Takes off the disk what other devices have purged of a month. Raises StoreError."""
        own, read = self.journal.own(month), self.journal.read(month)
        copies = self.journal.months.copies(self._device, month, []).values()
        if own and any(_unblanked(month, read, f.tables) for f in (own, *(f for _, f in copies))):
            self._write(month, [])

    def blank_arrived(self) -> None:
        """Does so for each month of which another device's file came since the last time.

        What was begun and interrupted is ended first.
        """
        paths = self.journal.paths
        try:
            if os.path.lexists(paths.unfinished_file):
                from presence_tui.store.purging import end_unfinished

                end_unfinished(self)
            arrivals = Arrivals(paths, self.journal.months, self._device, self.now)
            for month in arrivals.months():
                self.blank(month)
            arrivals.looked()
        except (StoreError, OSError):
            # The entry that is to be written now is more urgent; the next one tries again.
            return

    def rewrite(self, month: str, also: Iterable[Tables] = ()) -> None:
        """Writes a month anew with what its copies, and other states of it, hold besides.

        Raises StoreError.
        """
        self._write(month, [], also=also)

    # ── one month ────────────────────────────────────────────────────────────

    def _write(
        self,
        month: str,
        batch: list[tuple[str, Row]],
        of: int | None = None,
        from_elsewhere: bool = False,
        also: Iterable[Tables] = (),
    ) -> list[Row]:
        """One write of one month. `of` is how many records the change has over several months."""
        journal, device = self.journal, self._device
        own = journal.own(month)
        if own and own.version > VERSION:
            raise NewerVersionError(_newer(month))
        file = journal.months.file(device, month)
        read = journal.read(month)
        copies = {
            copy: held
            for copy, held in journal.months.copies(device, month, []).items()
            if held[1].version <= VERSION
        }
        tables: Tables = own.tables if own else {META: {"1": meta_row(device, month)}}
        tables = fold(tables, [*also, *(loaded.tables for _, loaded in copies.values())], META)
        purged = _unblanked(month, read, tables)
        for purge in purged:
            tables[purge.table][purge.ident] = purge.row
        lines = self._lines(month, batch, read, tables, of, from_elsewhere)
        for line in lines:
            tables.setdefault(line["table"], {})[str(line["row"]["id"])] = line["row"]
        if own:
            self._keep(file, month, own.written, from_elsewhere)
        if purged:
            from presence_tui.store.purging import arrived

            with arrived(self, purged):
                self._replace(file, month, tables, lines)
        else:
            self._replace(file, month, tables, lines)
        put_away(journal.paths, file, {copy: mark for copy, (mark, _) in copies.items()}, tables)
        return [line["row"] for line in lines]

    def _lines(
        self,
        month: str,
        batch: list[tuple[str, Row]],
        read: Month,
        tables: Tables,
        of: int | None,
        from_elsewhere: bool,
    ) -> list[Row]:
        """A line of the change log for each record, its row as it is to be kept."""
        lines: list[Row] = []
        for table, row in batch:
            ident = str(row["id"])
            entry = read.tables.get(table, {}).get(ident)
            keep = from_elsewhere and entry is None
            new = row if keep else self._revise(row, entry, month, from_elsewhere)
            before = None if new.get("purged") or entry is None else entry.row
            mine = tables.get(table, {}).get(ident)
            replaced = mine.get("rev") if isinstance(mine, dict) else None
            line = {"month": month, "table": table, "row": new, "before": before, "own": replaced}
            marks = {"of": of, "device": self._device if keep else None}
            said = {name: mark for name, mark in marks.items() if mark is not None}
            lines.append({**self.change, **line, **said})
        return lines

    def _revise(self, row: Row, entry: Entry | None, month: str, from_elsewhere: bool) -> Row:
        """`row` with its new number, above those it replaces, and what it has seen.

        A row from elsewhere also gets a number above the one that it came with.
        """
        revisions = entry.revisions if entry else ()
        if entry and entry.version > VERSION:
            raise NewerVersionError(_newer(month))
        above = str(row["rev"]) if from_elsewhere else ""
        highest = max(highest_of(revisions, self._device) or "", above) or None
        rev = next_rev(self.now, highest, self._device)
        saw = next_saw(revisions, self._device)
        rest = {k: v for k, v in row.items() if k not in ("id", "rev", "saw")}
        new = {"id": row["id"], "rev": rev, **({"saw": saw} if saw else {}), **rest}
        # A day's page is written anew: what a purge took stays gone everywhere.
        return with_purges(new, purges_of(revisions))

    def _keep(self, file: Path, month: str, written: int, from_elsewhere: bool) -> None:
        """Keeps the state before an import and the last one in an older format."""
        paths = self.journal.paths
        try:
            if from_elsewhere:
                keep_before_import(paths, file, self._device, month)
            if written < VERSION:
                keep_version(paths, file, self._device, month, written)
        except OSError as error:
            raise StoreError(
                f"The state of {month} before this could not be kept ({reason(error)}), so nothing "
                "was changed."
            ) from error

    def _replace(self, file: Path, month: str, tables: Tables, lines: list[Row]) -> None:
        journal, device = self.journal, self._device
        make_private_folder(file.parent)
        mark = journal.months.read_as(device, month)
        logged: int | None = None

        def before_rename() -> None:
            nonlocal logged
            if fingerprint(file) != mark:
                raise StoreError(
                    f"Another program wrote {file} just now, so nothing was changed here. "
                    "Do it once more."
                )
            logged = append_changes(journal.paths, lines, self._let_go)
            if mark is not None:
                keep_state(journal.paths, file, device, month, self.now.date())

        storage = LinedJSONStorage(file, create=False)
        raw = storage.encoded(tables)
        try:
            storage.put(raw, before_rename)
        except UncertainWriteError:
            raise
        except StoreError:
            if logged is not None:
                take_back_lines(journal.paths, logged)
            raise
        journal.months.remember(device, month, tables)
        journal.note_written(month, raw)

    def _let_go(self, months: set[str]) -> None:
        """Keeps what the change log is about to forget. Raises StoreError, OSError."""
        journal = self.journal
        # Mends first what is damaged or lost: the log may be what mends it.
        here = {month for month in months if journal.own(month) is not None}
        keep_last(journal.paths, self._device, here, lambda m: journal.months.file(self._device, m))


def _unblanked(month: str, read: Month, own: Tables) -> "list[Purge]":
    """What other devices have purged of a month and still stands in one's own file."""
    # Where no record has a second revision, as in most months, nobody else can have purged one.
    if not any(map(read.tables.several, read.tables)):
        return []
    from presence_tui.store.purges import unblanked

    return unblanked(month, read, own)


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
