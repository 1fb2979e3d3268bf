"""Purged records: taking their words out of everything this device keeps.

A purge is a row without words that wins over every other revision. The device that writes it, and
every device that reads it, then blanks what else it kept of the record: its own file, the backups,
the change log, drafts, conflict copies, damaged bytes that were set aside.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import StoreError
from presence_tui.domain.record import Row
from presence_tui.store.backups import blank_file, blank_states
from presence_tui.store.changes import blank_changes, read_changes
from presence_tui.store.conflicts import kept_copies
from presence_tui.store.files import Tables, parse_tables, replace
from presence_tui.store.joined import Month
from presence_tui.store.months import Months
from presence_tui.store.paths import Paths, reason
from presence_tui.store.revisions import Revision, is_void


class Purge(NamedTuple):
    """One purged record of a month."""

    month: str
    table: str
    row: Row
    """What is left of it."""
    words: tuple[str, ...] = ()
    """The texts it had, as far as they are known: drafts go by them."""

    @property
    def ident(self) -> str:
        """The record's id."""
        return str(self.row.get("id", ""))


def texts_of(row: Row) -> tuple[str, ...]:
    """The words in a row, wherever they stand in it."""
    return tuple(
        value.strip()
        for field, value in row.items()
        if field not in ("id", "rev", "day", "at", "zone", "was", "kind", "boundary", "for_day")
        and isinstance(value, str)
        and value.strip()
    )


def unblanked(month: str, read: Month, own: Tables) -> list[Purge]:
    """The purged records of a month whose words still stand in one's own file."""
    found: list[Purge] = []
    for table in read.tables:
        mine = own.get(table, {})
        # One revision alone cannot have been purged by another, and most are alone.
        for ident, revisions in read.tables.several(table).items():
            row = mine.get(ident)
            if isinstance(row, dict) and is_void(Revision(row), revisions):
                found.append(Purge(month, table, _left(row, revisions), texts_of(row)))
    return found


def _left(mine: Row, revisions: Iterable[Revision]) -> Row:
    """The purge as it was written, or as far as it is known from what was written over it."""
    purge = max((p for r in revisions for p in r.purges), key=lambda p: p.rev)
    if purge.row.get("purged") is True:
        return purge.row
    return {"id": mine.get("id"), "rev": purge.rev, **_when(mine), "purged": True}


def _when(row: Row) -> Row:
    return {"day": row.get("day"), "at": row.get("at")}


# ── what else holds the words ────────────────────────────────────────────────


def forget(paths: Paths, folder: Path, purges: list[Purge]) -> None:
    """Takes the words out of all that is kept beside the month files of `folder`, one's own.

    What is left to do is noted first, so that a crash cannot leave half of it: `resume` goes on.
    Raises StoreError.
    """
    if not purges:
        return
    try:
        _note(paths, purges)
        _forget(paths, folder, purges)
        _pending(paths).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"The words are gone from the journal, but not from every backup ({reason(error)}). "
            "The next change tries again."
        ) from error


def resume(paths: Paths, folder: Path) -> None:
    """Ends what a crash interrupted. Raises StoreError."""
    try:
        noted = json.loads(_pending(paths).read_bytes())
        purges = [Purge(m, t, row, tuple(words)) for m, t, row, words in noted]
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError):
        # Torn: it was written before anything was taken away, and the purge can be said again.
        _pending(paths).unlink(missing_ok=True)
        return
    forget(paths, folder, purges)


def _pending(paths: Paths) -> Path:
    return paths.state / "purges.json"


def _note(paths: Paths, purges: list[Purge]) -> None:
    # The words themselves are left out: a note must not keep what it is about to take away.
    noted = [[p.month, p.table, p.row, []] for p in purges]
    replace(_pending(paths), json.dumps(noted).encode())


def _forget(paths: Paths, folder: Path, purges: list[Purge]) -> None:
    device = folder.name
    # While the log still tells what the drafts go by.
    _remove_drafts(paths, purges)
    blank_changes(paths, {(p.table, p.ident) for p in purges})
    for month in {p.month for p in purges}:
        rows = {(p.table, p.ident): p.row for p in purges if p.month == month}
        blank_states(paths, device, month, rows)
        for file in kept_copies(paths, device, month):
            blank_file(file, parse_tables(file.read_bytes(), file), rows)
        _remove_set_aside(folder, month)


def _remove_set_aside(folder: Path, month: str) -> None:
    """Damaged bytes of that month: what could be read of them is back in the journal."""
    for file in folder.glob(f"{month}.damaged-*"):
        if file.is_file() or file.is_symlink():
            file.unlink(missing_ok=True)


def _remove_drafts(paths: Paths, purges: Iterable[Purge]) -> None:
    """Drafts of these records, and those that quote them or are quoted."""
    drafts = list((paths.state / "drafts").glob("*"))
    if not drafts:
        return
    idents = {p.ident for p in purges}
    words = {text for p in purges for text in p.words}
    for line in read_changes(paths):
        if line["row"].get("id") in idents:
            words.update(texts_of(line["row"]))
    for file in drafts:
        draft = file.read_text("utf-8", "replace").strip()
        held = any(text in draft or draft in text for text in words)
        if held or any(ident in file.name for ident in idents):
            file.unlink(missing_ok=True)


# ── purges that another device made ──────────────────────────────────────────


class Arrivals:
    """Looks at what came from other devices since the last look, at the cost of a stat each."""

    def __init__(self, paths: Paths, months: Months, device: str) -> None:
        self._file = paths.state / "looked.json"
        self._months = months
        self._device = device
        self._now: dict[str, int] = {}

    def months(self) -> list[str]:
        """The months of which a file with a purge in it came. Raises StoreError, OSError."""
        before = self._before()
        found: set[str] = set()
        for device in self._months.devices():
            if device == self._device:
                continue
            folder = self._months.folder / device
            looked = before.get(device, 0)
            # A file that is renamed into a folder, or made in it, changes the folder.
            self._now[device] = os.stat(folder).st_ctime_ns
            if self._now[device] != looked:
                found.update(_purging(folder, looked))
        self._changed = self._now != before
        return sorted(found)

    def looked(self) -> None:
        """Notes that all of it was dealt with. Raises StoreError."""
        if self._changed:
            replace(self._file, json.dumps(self._now).encode())

    def _before(self) -> dict[str, int]:
        try:
            before = json.loads(self._file.read_bytes())
        except (FileNotFoundError, ValueError):
            # Never looked, or torn: look at everything once.
            return {}
        if not isinstance(before, dict):
            return {}
        return {k: v for k, v in before.items() if isinstance(v, int)}


def _purging(folder: Path, since_ns: int) -> Iterable[str]:
    """Months in a folder whose file is newer and holds a purge."""
    with os.scandir(folder) as entries:
        for entry in entries:
            month = entry.name.removesuffix(".json")
            if month == entry.name or not entry.is_file():
                continue
            if entry.stat().st_ctime_ns >= since_ns:
                with open(entry.path, "rb") as stream:
                    if b'"purged": true' in stream.read():
                        yield month
