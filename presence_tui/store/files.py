"""Reading and replacing whole files so that no one ever sees half of one.

A replacement is written beside its target, synced, renamed over it, and the folder synced.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from presence_tui.domain.errors import DamagedError, StoreError, UncertainWriteError
from presence_tui.store.paths import PRIVATE_FILE, reason

TEMPORARY = ".tmp"

Tables = dict[str, dict[str, Any]]


class Print(NamedTuple):
    """A file's fingerprint: when it differs, the file has changed."""

    inode: int
    modified_ns: int
    size: int


def fingerprint(file: Path | str) -> Print | None:
    """The fingerprint of a file, or none when it is not there."""
    try:
        found = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Print(found.st_ino, found.st_mtime_ns, found.st_size)


def read_tables(file: Path | str) -> Tables | None:
    """All tables of a TinyDB file; none when it is not there.

    Raises DamagedError when it is not a JSON object of objects, StoreError when it cannot be read.
    """
    try:
        with open(file, "rb") as stream:
            raw = stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{file} could not be read ({reason(error)}).") from error
    try:
        tables = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"{file} is damaged: {error}.") from error
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise DamagedError(f"{file} is damaged: it should hold tables and does not.")
    return tables


def sync(descriptor: int) -> None:
    """Brings a file or folder to the disk; on macOS past the drive's own cache as well."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def replace(file: Path, data: bytes, before_rename: Callable[[], None] | None = None) -> None:
    """Puts `data` in the place of `file`, whole or not at all; it is on the disk on return.

    `before_rename` runs once the new bytes are safe and the old file still stands. Raises
    StoreError when nothing was changed, UncertainWriteError when the last sync failed.
    """
    target = Path(os.path.realpath(file))
    temporary = target.with_name(f".{target.name}.{os.getpid()}{TEMPORARY}")
    try:
        _write_new(temporary, data, _mode_of(target))
        if before_rename is not None:
            before_rename()
        os.replace(temporary, target)
    except OSError as error:
        _forget(temporary)
        raise StoreError(
            f"{file} could not be written ({reason(error)}); nothing was changed."
        ) from error
    except BaseException:
        _forget(temporary)
        raise
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise UncertainWriteError(
            f"The disk did not confirm {file} ({reason(error)}): the entry may be there. "
            "Look before you write it again."
        ) from error


def _mode_of(target: Path) -> int:
    """The mode of the file to be replaced, never wider than private."""
    try:
        return os.stat(target).st_mode & PRIVATE_FILE
    except FileNotFoundError:
        return PRIVATE_FILE


def _write_new(temporary: Path, data: bytes, mode: int) -> None:
    _forget(temporary)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, PRIVATE_FILE)
    try:
        os.fchmod(descriptor, mode)
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        sync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def _forget(temporary: Path) -> None:
    try:
        temporary.unlink()
    except FileNotFoundError:
        pass
    except OSError:
        # It holds nothing that is not elsewhere, and the error on its way says more.
        pass
