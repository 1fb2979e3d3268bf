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
from presence_tui.store.paths import Paths, make_private, make_private_folder
from presence_tui.store.revisions import device_of, standing
from presence_tui.store.salvage import Salvaged, is_revision, salvage


class Mended(NamedTuple):
    """What came of putting a file back."""

    records: int
    """How many records it holds again."""
    aside: Path | None
    """Where the damaged bytes are; none when there were none."""

    @property
    def sentence(self) -> str:
        """What came of it, said."""
        said = f"Mended: {_entries(self.records)} back."
        if not self.records:
            said = "No entry could be read in it, and none is kept elsewhere."
        return f"{said} The damaged bytes are kept in {self.aside}." if self.aside else said


def _entries(count: int) -> str:
    return f"{count:,} {'entry is' if count == 1 else 'entries are'}"


def last_good(paths: Paths, device: str, month: str, damaged: bytes | None) -> Tables | None:
    """The newest sound state of a file, or none when nothing of it is left anywhere.

    `damaged` are the bytes in its place, if there are any. Raises StoreError, OSError.
    """
    found = salvage(damaged) if damaged else Salvaged([], None)
    kept = list(_sound_states(paths, device, month))
    rows = _rows(kept)
    for table, row in _logged(paths, device, month):
        rows.setdefault((table, row["id"]), []).append(row)
    homes = {key: table for table, key in rows}
    for heading, row in found.rows:
        home = homes.get(row["id"], heading)
        if home and home != META:
            rows.setdefault((home, row["id"]), []).append(row)
    if not kept and not rows:
        return None
    tables: Tables = {META: {"1": meta_row(device, month)}}
    for state in reversed(kept):
        # What is no record of ours (a newer field's table, a row that is no object) stays as well.
        for table, others in state.items():
            tables.setdefault(table, {}).update(others)
    for (table, key), every in rows.items():
        tables.setdefault(table, {})[key] = standing(every)
    if found.version and found.version > VERSION:
        # Its bytes say that a newer version wrote it, so this one must not write over it.
        tables[META] = {"1": {**tables[META]["1"], "version": found.version}}
    return tables


def brought_forward(paths: Paths, device: str, month: str, tables: Tables) -> Tables | None:
    """A sound file's tables with what this device wrote there and they lack.

    None when they lack nothing. So a file that a sync engine or a hand put back to an earlier state
    is told from one that was merely written otherwise. Raises StoreError, OSError.
    """
    rows = _rows(list(_sound_states(paths, device, month)))
    for table, row in _logged(paths, device, month):
        rows.setdefault((table, row["id"]), []).append(row)
    forward = {table: dict(held) for table, held in tables.items()}
    lacks = False
    for (table, key), known in rows.items():
        held = tables.get(table, {}).get(key)
        every = known
        if isinstance(held, dict):
            # Under one number what stands there counts: someone may have mended it by hand.
            every = [held, *(row for row in known if row["rev"] != held.get("rev"))]
        row = standing(every)
        if not isinstance(held, dict) or row["rev"] != held.get("rev"):
            forward.setdefault(table, {})[key] = row
            lacks = True
    return forward if lacks else None


def _sound_states(paths: Paths, device: str, month: str) -> Iterable[Tables]:
    """Earlier states that can be read, newest first, in today's form."""
    for state in list_states(paths, device, month):
        tables = read_state(state)
        version = None if tables is None else _version(state.file, tables)
        if tables is not None and version is not None:
            yield migrated(tables, version)


def _version(file: Path, tables: Tables) -> int | None:
    try:
        return version_of(file, tables)
    except DamagedError:
        return None


def _rows(states: Iterable[Tables]) -> dict[tuple[str, str], list[Row]]:
    """Every row with a number of its own, by table and id."""
    rows: dict[tuple[str, str], list[Row]] = {}
    for state in states:
        for table, held in state.items():
            for key, row in held.items():
                numbered = isinstance(row, dict) and is_revision(row.get("rev"))
                if table != META and numbered and row.get("id") == key:
                    rows.setdefault((table, key), []).append(row)
    return rows


def _logged(paths: Paths, device: str, month: str) -> Iterable[tuple[str, Row]]:
    """What this device wrote in a month, as the change log tells it."""
    for change in read_changes(paths, month):
        if not isinstance(change.get("table"), str):
            continue
        for name in ("before", "row"):
            row = change.get(name)
            if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                continue
            if not is_revision(row.get("rev")):
                continue
            # A record brought in from elsewhere keeps its number, and its line says who wrote it.
            by = change.get("device") if name == "row" else None
            if (by or device_of(row["rev"])) == device:
                yield change["table"], row


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
    if tables and not any(rows for table, rows in tables.items() if table != META):
        # A file without a record would tell every device that there was none.
        tables = None
    aside = set_aside(file, now, stay=tables is not None) if os.path.lexists(file) else None
    if tables is None:
        return Mended(0, aside)
    make_private_folder(file.parent)
    LinedJSONStorage(file, create=False).write(tables)
    return Mended(count_records(tables), aside)


def put_forward(paths: Paths, file: Path, device: str, month: str, tables: Tables) -> str:
    """Writes a file that was put back to `tables` as this device left it; call it under the lock.

    Nothing is set aside: all that stood there stays. Returns what came of it. Raises StoreError,
    OSError.
    """
    from presence_tui.store.storage import LinedJSONStorage

    forward = brought_forward(paths, device, month, tables) or tables
    LinedJSONStorage(file, create=False).write(forward)
    back = count_records(forward) - count_records(tables)
    return f"It is as it was left again{f': {_entries(back)} back' if back > 0 else ''}."


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
        make_private(aside)
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
            make_private(aside)
        except OSError:
            forget(aside)
            raise
