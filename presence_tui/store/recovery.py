"""The last good state of a damaged or lost file of this device, and putting it back.

The last good state is a union by revision of the earlier states that are kept, the change log and
every record that can still be read out of the damaged bytes.
"""

import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import DamagedError, NewerVersionError
from presence_tui.domain.record import Row
from presence_tui.store.backups import list_states, read_state, set_aside_files
from presence_tui.store.changes import read_changes
from presence_tui.store.files import Tables, forget, read_bytes, sync_folder
from presence_tui.store.joined import META
from presence_tui.store.migrations import VERSION, migrated
from presence_tui.store.months import meta_row, version_of
from presence_tui.store.paths import PRIVATE_FILE, Paths, make_private_folder
from presence_tui.store.revisions import beats, device_of
from presence_tui.store.salvage import Salvaged, is_revision, salvage


class Mended(NamedTuple):
    """What came of putting a file back."""

    records: int
    """How many records it holds again."""
    aside: Path | None
    """Where the damaged bytes are; none when there were none."""


def last_good(paths: Paths, device: str, month: str, damaged: bytes | None) -> Tables | None:
    """The newest sound state of a file, or none when nothing of it is left anywhere.

    `damaged` are the bytes in its place, if there are any. Raises StoreError, OSError.
    """
    found = salvage(damaged) if damaged else Salvaged([], None)
    kept = [
        migrated(state, version)
        for file, state in _sound_states(paths, device, month)
        if (version := _version(file, state)) is not None
    ]
    logged = list(_logged(paths, device, month))
    if not kept and not logged and not found.rows:
        return None
    tables: Tables = {}
    if not kept:
        tables[META] = {"1": {**meta_row(device, month), "version": found.version or VERSION}}
    for state in kept:
        # What is no record of ours (a newer field's table, a row that is no object) stays as well.
        for table, rows in state.items():
            own = tables.setdefault(table, {})
            for key, row in rows.items():
                own.setdefault(key, row)
    for table, row in logged:
        _take(tables, table, row)
    for state in kept:
        for table, rows in state.items():
            for row in rows.values():
                if table != META and isinstance(row, dict) and isinstance(row.get("id"), str):
                    _take(tables, table, row)
    homes = {key: table for table, rows in tables.items() for key in rows}
    for heading, row in found.rows:
        home = homes.get(row["id"], heading)
        if home and home != META and _is_own(row, device):
            _take(tables, home, row)
    return tables


def _sound_states(paths: Paths, device: str, month: str) -> Iterable[tuple[Path, Tables]]:
    for state in list_states(paths, device, month):
        tables = read_state(state)
        if tables is not None:
            yield state.file, tables


def _version(file: Path, tables: Tables) -> int | None:
    try:
        return version_of(file, tables)
    except DamagedError:
        return None


def _logged(paths: Paths, device: str, month: str) -> Iterable[tuple[str, Row]]:
    """This device's revisions of a month in the change log."""
    for change in read_changes(paths):
        if change.get("month") != month or not isinstance(change.get("table"), str):
            continue
        for row in (change.get("before"), change.get("row")):
            if isinstance(row, dict) and isinstance(row.get("id"), str) and _is_own(row, device):
                yield change["table"], row


def _is_own(row: Row, device: str) -> bool:
    return is_revision(row.get("rev")) and device_of(row["rev"]) == device


def _take(tables: Tables, table: str, row: Row) -> None:
    """Takes a row in unless what is there has a higher revision or was purged."""
    rows = tables.setdefault(table, {})
    there = rows.get(row["id"])
    if not isinstance(there, dict) or beats(row, there):
        rows[row["id"]] = row


def put_back(paths: Paths, file: Path, device: str, month: str, now: datetime) -> Mended:
    """Sets damaged bytes aside and writes the last good state; call it under the lock.

    Raises StoreError, OSError: then the bytes are where they were. Raises NewerVersionError.
    """
    from presence_tui.store.storage import LinedJSONStorage

    try:
        raw = read_bytes(file)
    except DamagedError:
        raw = None
    tables = last_good(paths, device, month, raw)
    if tables and version_of(file, tables) > VERSION:
        raise NewerVersionError(
            f"{month} was written by a newer version of presence. Update presence to mend it."
        )
    aside = set_aside(file, now, stay=tables is not None) if os.path.lexists(file) else None
    if tables is None:
        return Mended(0, aside)
    make_private_folder(file.parent)
    LinedJSONStorage(file, create=False).write(tables)
    return Mended(count_records(tables), aside)


def count_records(tables: Tables) -> int:
    """How many records are neither deleted nor purged."""
    return sum(
        1
        for table, rows in tables.items()
        for row in rows.values()
        if table != META
        and isinstance(row, dict)
        and row.get("deleted") is not True
        and row.get("purged") is not True
    )


def set_aside(file: Path, now: datetime, stay: bool = False) -> Path:
    """Gives damaged bytes the name they are kept under, beside where they were.

    With `stay` a file also stays in its place until it is replaced, so that no instant goes by
    without one. Raises OSError.
    """
    for aside in set_aside_files(file.parent):
        if stay and aside.name.startswith(f"{file.stem}.damaged-") and _same(aside, file):
            # Set aside by a process that died before it could replace it.
            return aside
    stem = f"{file.stem}.damaged-{now:%Y%m%dT%H%M}"
    aside, count = file.with_name(stem + file.suffix), 1
    while os.path.lexists(aside):
        count += 1
        aside = file.with_name(f"{stem}-{count}{file.suffix}")
    if stay and file.is_file() and not file.is_symlink():
        _second_name(file, aside)
    else:
        os.rename(file, aside)
    if aside.is_file():
        # Whoever damaged it may have opened it to others as well.
        aside.chmod(PRIVATE_FILE)
    sync_folder(file.parent)
    return aside


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except FileNotFoundError:
        return False


def _second_name(file: Path, aside: Path) -> None:
    try:
        os.link(file, aside)
    except OSError:
        try:
            shutil.copyfile(file, aside)
            aside.chmod(PRIVATE_FILE)
        except OSError:
            forget(aside)
            raise
