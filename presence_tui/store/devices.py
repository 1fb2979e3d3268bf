"""This installation's name: `<slug>-<6 random>`, one for each machine the home is carried to."""

import json
import os
import re
import sys
import zlib
from datetime import datetime
from pathlib import Path

from presence_tui.domain.errors import DamagedError
from presence_tui.store.files import read_bytes, replace
from presence_tui.store.paths import Paths, make_private_folder

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_SLUG = r"[^a-z0-9]+"
_LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"
_IDENTS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def _machine() -> str:
    """A private fingerprint of this machine: not its id, which other programs may know."""
    ident = _machine_id() or _host_uuid() or _node()
    # Enough to tell one's few machines apart, too little to lead back to the id; hashlib would
    # cost every command a fifth of a bare start.
    return f"{zlib.crc32(b'presence ' + ident.encode()):08x}"


def _node() -> str:
    """The machine's name on its network."""
    return os.uname().nodename


def _machine_id() -> str | None:
    """The id that systemd gives a machine, on most Linux systems."""
    for file in _IDENTS:
        try:
            ident = file.read_text("ascii").strip()
        except (OSError, ValueError):
            continue
        # An image that has not started yet says so instead of an id.
        if ident and ident != "uninitialized":
            return ident
    return None


def _host_uuid() -> str | None:
    """The hardware's id on macOS, where the machine's name changes with its network."""
    if sys.platform != "darwin":
        return None
    import ctypes

    class Wait(ctypes.Structure):
        _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))

    ident = ctypes.create_string_buffer(16)
    failed = ctypes.CDLL(None).gethostuuid(ident, ctypes.byref(Wait(5, 0)))
    return None if failed else ident.raw.hex()


def _names(file: Path) -> dict[str, str] | None:
    """Names by machine; none when the file is not there. Raises DamagedError, StoreError."""
    raw = read_bytes(file)
    if raw is None:
        return None
    try:
        names = json.loads(raw.decode())
    except (ValueError, RecursionError):
        names = None
    # It is never written without a name.
    if not isinstance(names, dict) or not names:
        raise DamagedError(f"{file} is damaged.")
    if not all(isinstance(name, str) and is_device(name) for name in names.values()):
        raise DamagedError(f"{file} is damaged.")
    return names


def _known(paths: Paths) -> dict[str, str]:
    """Names by machine, from the copy where the list itself is damaged or gone.

    Without either this machine loses its old name, not a record: a new one is made.
    """
    for file in (_file(paths), _copy(paths)):
        try:
            names = _names(file)
        except DamagedError:
            continue
        if names is not None:
            return names
    return {}


def is_device(name: str) -> bool:
    """Whether a folder name in the journal can be a device's."""
    return bool(name) and not name.startswith(".") and re.fullmatch(r"[\w\-]+", name) is not None


def find_device(paths: Paths) -> str | None:
    """This machine's name, or none when it has never written here."""
    return _known(paths).get(_machine())


def name_device(paths: Paths, now: datetime) -> str:
    """This machine's name, made at the first write. Raises StoreError."""
    found = find_device(paths)
    if found:
        return found
    # Here and not above: the name is made once.
    from presence_tui.store.lock import held

    with held(paths.lock_file):
        if is_damaged(paths):
            mend_names(paths, now)
        names = _known(paths)
        machine = _machine()
        if machine not in names:
            slug = re.sub(_SLUG, "-", _node().casefold()).strip("-")[:20].strip("-")
            tail = "".join(_LETTERS[byte % 32] for byte in os.urandom(6))
            names[machine] = f"{slug or 'device'}-{tail}"
            make_private_folder(paths.state)
            _write(paths, names)
        return names[machine]


def is_damaged(paths: Paths) -> bool:
    """Whether the list of names is damaged, or gone while its copy is there."""
    try:
        return _names(_file(paths)) is None and _copy(paths).exists()
    except DamagedError:
        return True


def mend_names(paths: Paths, now: datetime) -> str:
    """Sets a damaged list aside and writes it anew from its copy; call it under the lock.

    Returns one sentence. Raises StoreError, OSError.
    """
    # Here and not above: only damage needs it.
    from presence_tui.store.recovery import set_aside

    file = _file(paths)
    names = _known(paths)
    said = f"{file} was damaged or gone; it is mended from its copy."
    if os.path.lexists(file):
        aside = set_aside(file, now)
        said = f"{file} was damaged; it is mended, and the damaged bytes are kept in {aside}."
    if names:
        _write(paths, names)
    return said


def _write(paths: Paths, names: dict[str, str]) -> None:
    data = json.dumps(names, indent=1).encode()
    for file in (_copy(paths), _file(paths)):
        if file.is_dir():
            file.rename(file.with_name(f"{file.name}.damaged-{os.getpid()}"))
        replace(file, data)


def _file(paths: Paths) -> Path:
    return paths.state / "devices.json"


def _copy(paths: Paths) -> Path:
    return paths.state / "devices.copy.json"
