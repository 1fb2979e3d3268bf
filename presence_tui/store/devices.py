"""This installation's name: `<slug>-<6 random>`, one for each machine the home is carried to."""

import hashlib
import json
import os
import platform
import re
from pathlib import Path

from presence_tui.domain.errors import StoreError
from presence_tui.store.files import replace
from presence_tui.store.lock import held
from presence_tui.store.paths import Paths, make_private_folder, reason

_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"


def _machine() -> str:
    """A private fingerprint of this machine: not its id, which other programs may know."""
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            ident = Path(name).read_text("ascii").strip()
        except (OSError, ValueError):
            continue
        if ident:
            break
    else:
        ident = platform.node()
    return hashlib.sha256(b"presence " + ident.encode()).hexdigest()[:16]


def _known(file: Path) -> dict[str, str]:
    try:
        names = json.loads(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise StoreError(f"{file} could not be read ({reason(error)}).") from error
    except ValueError:
        # A damaged list costs this machine its old name, not a record: a new one is made.
        return {}
    if not isinstance(names, dict):
        return {}
    return {k: v for k, v in names.items() if isinstance(v, str) and is_device(v)}


def is_device(name: str) -> bool:
    """Whether a folder name in the journal can be a device's."""
    return bool(name) and not name.startswith(".") and re.fullmatch(r"[\w\-]+", name) is not None


def find_device(paths: Paths) -> str | None:
    """This machine's name, or none when it has never written here."""
    return _known(_file(paths)).get(_machine())


def name_device(paths: Paths) -> str:
    """This machine's name, made at the first write. Raises StoreError."""
    found = find_device(paths)
    if found:
        return found
    with held(paths.lock_file):
        names = _known(_file(paths))
        machine = _machine()
        if machine not in names:
            slug = _SLUG.sub("-", platform.node().casefold()).strip("-")[:20].strip("-")
            tail = "".join(_LETTERS[byte % 32] for byte in os.urandom(6))
            names[machine] = f"{slug or 'device'}-{tail}"
            make_private_folder(paths.state)
            replace(_file(paths), json.dumps(names, indent=1).encode())
        return names[machine]


def _file(paths: Paths) -> Path:
    return paths.state / "devices.json"
