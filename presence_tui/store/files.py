"""Reading and replacing whole files so that no one ever sees half of one.

A replacement is written beside its target, synced, renamed over it, and the folder synced.
"""

import json
import os
import stat
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


def read_bytes(file: Path | str) -> bytes | None:
    """A file's bytes; none when it is not there.

    Raises DamagedError when a folder or something else that is no file lies in its place,
    StoreError when it cannot be read: a read that failed is never taken for a missing file.
    """
    try:
        # Without waiting: a pipe planted in its place must not hold the program up.
        descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise DamagedError(f"{file} is damaged: a folder or a device lies in its place.")
        with open(descriptor, "rb") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"{file} could not be read ({reason(error)}).") from error


def parse_tables(raw: bytes, file: Path | str) -> Tables:
    """The tables in the bytes of `file`. Raises DamagedError."""
    if not raw:
        raise DamagedError(f"{file} is damaged: it is empty.")
    try:
        # As text: given bytes, json would take UTF-16 as well, which no other program expects.
        tables = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DamagedError(f"{file} is damaged: it is not UTF-8 text.") from None
    except RecursionError:
        raise DamagedError(f"{file} is damaged: it is nested too deeply.") from None
    except ValueError as error:
        raise DamagedError(f"{file} is damaged: it is not JSON ({error}).") from None
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
        forget(temporary)
        raise StoreError(
            f"{file} could not be written ({reason(error)}); nothing was changed."
        ) from error
    except BaseException:
        forget(temporary)
        raise
    try:
        sync_folder(target.parent)
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
    forget(temporary)
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


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def forget(temporary: Path) -> None:
    """Removes a temporary file, if it can be."""
    try:
        temporary.unlink()
    except FileNotFoundError:
        pass
    except OSError:
        # It holds nothing that is not elsewhere, and the error on its way says more.
        pass
