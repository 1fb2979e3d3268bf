"""What the doctor looks at on the disk. Nothing here changes anything."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.backups import State, list_states, read_state
from presence_tui.store.changes import changes_file
from presence_tui.store.files import TEMPORARY, read_bytes
from presence_tui.store.joined import META
from presence_tui.store.lock import held
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import Months
from presence_tui.store.paths import PRIVATE_FILE, PRIVATE_FOLDER, Paths
from presence_tui.store.recovery import count_records, last_good
from presence_tui.store.salvage import is_revision

_TEMPORARY = re.compile(r"\..+\.(\d+)" + re.escape(TEMPORARY))


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


def look_at_months(months: Months, own: str | None, begun: set[str]) -> Iterator[FileFound]:
    """Every device's month files, and those of one's own that are lost. Raises StoreError."""
    fresh = Months(months.folder)
    seen: set[str] = set()
    for device in fresh.devices():
        for month in fresh.names():
            file = fresh.file(device, month)
            if not os.path.lexists(file):
                continue
            if device == own:
                seen.add(month)
            try:
                loaded = fresh.load(device, month)
                problem = None if loaded else f"{file} is gone."
            except StoreError as error:
                loaded, problem = None, str(error)
            tables = {t: rows for t, rows in loaded.tables.items() if t != META} if loaded else {}
            version = loaded.version if loaded else VERSION
            yield FileFound(device, month, file, problem, version, tables)
    if own is not None:
        for month in sorted(begun - seen):
            file = fresh.file(own, month)
            yield FileFound(own, month, file, f"{file} is gone.", VERSION, {})


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


def temporaries(folders: list[Path]) -> list[Path]:
    """Temporary files whose process has died before it could rename them."""
    found: list[Path] = []
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                match = _TEMPORARY.fullmatch(name)
                if match and not _is_alive(int(match[1])):
                    found.append(Path(place, name))
    return sorted(found)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return process != os.getpid()


def torn_lines(paths: Paths) -> int:
    """How many lines of the change log cannot be read. Raises StoreError, DamagedError."""
    import json

    torn = 0
    for line in (read_bytes(changes_file(paths)) or b"").splitlines():
        try:
            torn += bool(line) and not isinstance(json.loads(line), dict)
        except (ValueError, RecursionError):
            torn += 1
    return torn


def lock_problem(paths: Paths) -> str | None:
    """Why the lock cannot be had now, or none when it is free."""
    if not paths.state.is_dir():
        return None
    try:
        with held(paths.lock_file, 0.0):
            return None
    except StoreError as error:
        return str(error)
