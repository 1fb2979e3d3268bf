"""Earlier states of this device's files, kept without being asked.

`<month>.previous.json` is the state before the last write, `<month>.day-<date>.json` the state
before the first write of a day: kept for two weeks, then one a month. `<month>.import.json` is the
state before the last import, and `<month>.last.json` the last one that the change log no longer
tells of. Each but the last is a hard link to the file that was replaced, a copy where links fail.
"""

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.files import TEMPORARY, Tables, parse_tables, read_bytes, replace
from presence_tui.store.paths import Paths, make_private, make_private_folder

DAILY = timedelta(days=14)
"""How long every day's state is kept; after that one a month."""

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_NAME = r"(\d{4}-\d\d|always)\.(?:(previous|last|import)|day-(\d{4}-\d\d-\d\d)|version-\d+)\.json"
_KINDS = ("last", "previous", "import", "day", "version")
"""From the newest state to the oldest."""


class State(NamedTuple):
    """One earlier state of one file."""

    file: Path
    month: str
    day: date | None
    """The day before whose first write it stood; none for all that are not of kind `day`."""
    kind: str
    """`previous`, `day`, `import`, `last` or `version`."""

    @property
    def name(self) -> str:
        """What a person calls it: `2026-11@previous`, `2026-11@2026-11-20`."""
        return f"{self.month}@{self.day or self.kind}"


def _folder(paths: Paths, device: str) -> Path:
    return paths.backups / device


def previous_file(paths: Paths, device: str, month: str) -> Path:
    """Where the state before the last write of a month file is."""
    return _folder(paths, device) / f"{month}.previous.json"


def list_states(paths: Paths, device: str, month: str | None = None) -> list[State]:
    """The states of a file, or of all this device's files, newest first. Raises StoreError."""
    try:
        names = os.listdir(_folder(paths, device))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StoreError(f"The backups could not be read ({error.strerror}).") from error
    states = [s for name in names if (s := _state(_folder(paths, device) / name))]
    return sorted((s for s in states if month in (None, s.month)), key=_newest_first)


def _state(file: Path) -> State | None:
    found = re.fullmatch(_NAME, file.name)
    if found is None:
        return None
    if found[3] is None:
        return State(file, found[1], None, found[2] or "version")
    try:
        return State(file, found[1], date.fromisoformat(found[3]), "day")
    except ValueError:
        return None


def _newest_first(state: State) -> tuple[str, int, int]:
    order = _KINDS.index(state.kind)
    return state.month, order, -(state.day.toordinal() if state.day else 0)


def read_state(state: State) -> Tables | None:
    """Its tables, or none when it cannot be read or is not sound."""
    try:
        raw = read_bytes(state.file)
        return None if raw is None else parse_tables(raw, state.file)
    except (DamagedError, StoreError):
        # A backup that was hit as well; the next older one is asked.
        return None


def keep_state(paths: Paths, file: Path, device: str, month: str, today: date) -> None:
    """Keeps `file` as it stands, just before it is replaced; it was read and sound a moment ago.

    A backup that cannot be made does not fail the entry, which is the more important of both; the
    doctor names it.
    """
    previous = previous_file(paths, device, month)
    daily = previous.with_name(f"{month}.day-{today}.json")
    try:
        # Not waiting for the disk: that would be two more waits for one entry.
        make_private_folder(previous.parent, synced=False)
        _keep(file, previous)
        if not daily.exists():
            _keep(file, daily)
            _thin(paths, device, today)
    except (OSError, StoreError):
        return


def keep_before_import(paths: Paths, file: Path, device: str, month: str) -> None:
    """Keeps `file` as it stands before an import changes it. Raises StoreError, OSError."""
    target = _folder(paths, device) / f"{month}.import.json"
    make_private_folder(target.parent)
    _keep(file, target)


def forget_before_import(paths: Paths, device: str) -> None:
    """Lets the states before an earlier import go. Raises StoreError, OSError."""
    for state in list_states(paths, device):
        if state.kind == "import":
            remove(state.file)


def keep_last(paths: Paths, device: str, months: set[str], file_of: Callable[[str], Path]) -> None:
    """Keeps a checked copy of months as they stand, which the change log is about to forget.

    Raises StoreError (also for one that is damaged and not mended yet), OSError.
    """
    for month in sorted(months):
        raw = read_bytes(file_of(month))
        if raw is None:
            continue
        parse_tables(raw, file_of(month))
        target = _folder(paths, device) / f"{month}.last.json"
        make_private_folder(target.parent)
        # A copy and not a link: what overwrites the file in its place must not reach this one.
        replace(target, raw)
        if target.read_bytes() != raw:
            raise StoreError(f"{target} is not what was written.")


def keep_version(paths: Paths, file: Path, device: str, month: str, version: int) -> None:
    """Keeps the last state in an older format for good. Raises StoreError, OSError."""
    target = _folder(paths, device) / f"{month}.version-{version}.json"
    make_private_folder(target.parent)
    if not target.exists():
        _keep(file, target)


def _keep(file: Path, target: Path) -> None:
    """Puts `file` in the place of `target` without moving it. Raises OSError, StoreError."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}{TEMPORARY}")
    fresh.unlink(missing_ok=True)
    try:
        os.link(file, fresh)
    except FileNotFoundError:
        raise
    except OSError:
        # No links here (a stick, some network folders); `replace` writes a copy and syncs it.
        data = file.read_bytes()
        replace(target, data)
        if target.read_bytes() != data:
            target.unlink()
        return
    make_private(fresh)
    os.replace(fresh, target)
    # Renaming one link of a file over another of the same file does nothing at all.
    fresh.unlink(missing_ok=True)


def _thin(paths: Paths, device: str, today: date) -> None:
    """Of the days older than two weeks keeps the last of each month, for every file at once.

    A month that is over is written no more, so its own writes cannot thin it. Raises OSError.
    """
    seen: set[tuple[str, int, int]] = set()
    for state in list_states(paths, device):
        if state.day is None or today - state.day <= DAILY:
            continue
        of_month = (state.month, state.day.year, state.day.month)
        if of_month in seen:
            state.file.unlink(missing_ok=True)
        seen.add(of_month)


def set_aside_files(folder: Path) -> list[Path]:
    """What was set aside in a folder, oldest first."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [folder / name for name in sorted(names) if ".damaged-" in name]


def remove(file: Path) -> None:
    """Removes what lies in a state's place, also where it is no file. Raises OSError."""
    if file.is_dir() and not file.is_symlink():
        import shutil

        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
