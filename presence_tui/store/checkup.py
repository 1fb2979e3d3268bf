"""What the doctor looks at on the disk. Nothing here changes anything."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.backups import State, list_states, read_state
from presence_tui.store.files import read_bytes, temporary_files
from presence_tui.store.joined import META
from presence_tui.store.lock import held
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import Months
from presence_tui.store.paths import PRIVATE_FILE, PRIVATE_FOLDER, Paths, reason
from presence_tui.store.recovery import brought_forward, count_records, last_good
from presence_tui.store.salvage import is_revision


class FileFound(NamedTuple):
    """One month file and how it is."""

    device: str
    month: str
    file: Path
    problem: str | None
    """Why it cannot be read; none when it is sound."""
    version: int
    rows: dict[str, dict[str, object]]
    """Its tables without `meta`."""


def look_at_months(fresh: Months, own: str | None, begun: set[str]) -> Iterator[FileFound]:
    """Every device's month files, and those of one's own that are lost. Raises StoreError.

    `fresh` keeps what it reads, so it is not the journal's.
    """
    seen: set[str] = set()
    for device in fresh.devices():
        for month in fresh.names():
            elsewhere = [place / device / f"{month}.json" for place in fresh.elsewhere]
            for file in filter(os.path.lexists, (fresh.file(device, month), *elsewhere)):
                if device == own:
                    seen.add(month)
                yield _looked_at(fresh, device, month, file)
    if own is not None:
        for month in sorted(begun - seen):
            file = fresh.file(own, month)
            yield FileFound(own, month, file, f"{file} is gone.", VERSION, {})


def _looked_at(fresh: Months, device: str, month: str, file: Path) -> FileFound:
    try:
        loaded = fresh.load_file(file)
        problem = None if loaded else f"{file} is gone."
    except StoreError as error:
        loaded, problem = None, str(error)
    tables = {t: rows for t, rows in loaded.tables.items() if t != META} if loaded else {}
    return FileFound(device, month, file, problem, loaded.version if loaded else VERSION, tables)


def was_put_back(paths: Paths, found: FileFound) -> bool:
    """Whether a sound file of this device lacks what was written there. Raises StoreError."""
    try:
        return brought_forward(paths, found.device, found.month, found.rows) is not None
    except OSError as error:
        raise StoreError(f"The change log could not be read ({reason(error)}).") from error


def odd_rows(found: FileFound) -> Iterator[tuple[str, str, str]]:
    """Table, key and what is odd about a row, as far as that needs no table's own rules."""
    for table, rows in found.rows.items():
        for key, row in rows.items():
            if not isinstance(row, dict):
                yield table, key, "it is no object"
            elif row.get("id") != key:
                yield table, key, f"its id is {row.get('id')!r}"
            elif not is_revision(row.get("rev")):
                yield table, key, f"its revision is {row.get('rev')!r}"
            elif found.month != (str(row["day"])[:7] if row.get("day") else "always"):
                yield table, key, f"its day is {row.get('day')!r}"


def recoverable(paths: Paths, found: FileFound) -> int | None:
    """How many entries would come back, or none when nothing of a file is left."""
    try:
        raw = read_bytes(found.file)
    except DamagedError:
        raw = None
    tables = last_good(paths, found.device, found.month, raw)
    return None if tables is None else count_records(tables)


def unsound_states(paths: Paths, device: str) -> list[State]:
    """The kept states that cannot be read. Raises StoreError."""
    return [state for state in list_states(paths, device) if read_state(state) is None]


def open_to_others(folders: list[Path]) -> Iterator[tuple[Path, int]]:
    """Files and folders that others may read or write, and the mode they should have."""
    for folder in folders:
        if not folder.is_dir():
            continue
        yield from _if_open(folder, PRIVATE_FOLDER)
        for place, names, files in os.walk(folder):
            for name in names:
                yield from _if_open(Path(place, name), PRIVATE_FOLDER)
            for name in files:
                yield from _if_open(Path(place, name), PRIVATE_FILE)


def _if_open(path: Path, wanted: int) -> Iterator[tuple[Path, int]]:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISLNK(mode) and stat.S_IMODE(mode) & 0o077:
        yield path, wanted


def keeps_modes(folder: Path) -> bool:
    """Whether the file system of a folder of one's own keeps modes: it is given its own once more.

    Some of WSL's and of sticks' do not; what lies there is open to whoever may read the disk.
    """
    try:
        os.chmod(folder, stat.S_IMODE(folder.stat().st_mode))
    except OSError:
        return False
    return True


def temporaries(folders: list[Path]) -> list[Path]:
    """Temporary files whose process has died before it could rename them."""
    places = [Path(place) for folder in folders for place, _, _ in os.walk(folder)]
    return sorted(file for place in places for file in temporary_files(place))


def lock_problem(paths: Paths) -> str | None:
    """Why the lock cannot be had now, or none when it is free."""
    if not paths.state.is_dir():
        return None
    try:
        with held(paths.lock_file, 0.0):
            return None
    except StoreError as error:
        return str(error)
