"""Reading and replacing whole files so that no one ever sees half of one.

A replacement is written beside its target, synced, renamed over it, and the folder synced.
"""

import json
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from presence_tui.domain.errors import DamagedError, StoreError, UncertainWriteError
from presence_tui.store.paths import PRIVATE_FILE, UNSUPPORTED, make_private, reason

TEMPORARY = ".tmp"
# Text, not compiled here: each pattern costs a start, and few commands meet it.
_TEMPORARY = r"\..+\.(\d+)\.tmp"

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
    found: Tables = tables
    if _holds_twice(raw, found):
        # As after a conflict that was resolved by hand. JSON keeps the last; both are read.
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_united)
    return found


def _holds_twice(raw: bytes, tables: Tables) -> bool:
    """Whether more ids stand in the bytes than were read: a table or a record is there twice."""
    every = (row for rows in tables.values() for row in rows.values())
    read = sum(1 for row in every if type(row) is dict and "id" in row)
    return raw.count(b'"id"') > read


def _united(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[key] = _both(found[key], value) if key in found else value
    return found


def _both(one: Any, other: Any) -> Any:
    """Two values of one key: of a record the row that stands, of a table all rows of both."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    if "rev" in one and "rev" in other:
        # Here and not above: hardly any file holds something twice.
        from presence_tui.store.revisions import standing

        return standing([one, other])
    return one | {k: _both(one[k], v) if k in one else v for k, v in other.items()}


def sync(descriptor: int) -> None:
    """Brings a file or folder to the disk; on macOS past the drive's own cache as well."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            # Network and other foreign disks have no such cache to go past.
            if error.errno not in UNSUPPORTED:
                raise
    os.fsync(descriptor)


def replace(
    file: Path,
    data: bytes,
    before_rename: Callable[[], None] | None = None,
    synced: bool = True,
) -> None:
    """Puts `data` in the place of `file`, whole or not at all; it is on the disk on return.

    `before_rename` runs once the new bytes are safe and the old file still stands. What may be lost
    is written without being `synced`. Raises StoreError when nothing was changed,
    UncertainWriteError when the last sync failed.
    """
    target = Path(os.path.realpath(file))
    temporary = target.with_name(f".{target.name}.{os.getpid()}{TEMPORARY}")
    try:
        _write_new(temporary, data, _mode_of(target), synced)
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
    if not synced:
        return
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


def _write_new(temporary: Path, data: bytes, mode: int, synced: bool) -> None:
    forget(temporary)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, PRIVATE_FILE)
    try:
        make_private(descriptor, mode)
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if synced:
            sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    except OSError as error:
        # Some file systems do not know of syncing folders: there is no more to be had there.
        if error.errno not in UNSUPPORTED:
            raise
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


def temporary_files(folder: Path, alive: bool = False) -> list[Path]:
    """Temporary files in a folder whose process has died before it could rename them, sorted.

    With `alive` also those of other processes that live: ids come again. Raises OSError.
    """
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [(name, re.fullmatch(_TEMPORARY, name)) for name in sorted(names)]
    return [
        folder / name for name, match in found if match and (alive or not _is_alive(int(match[1])))
    ]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return process != os.getpid()
