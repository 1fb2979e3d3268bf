"""Small things this machine remembers for itself in `state/`: never synced, no loss when gone.

A file that cannot be read counts as empty; one that cannot be written is the caller's to ignore or
to say.
"""

import json
import os
from pathlib import Path
from typing import Any

from presence_tui.store.paths import PRIVATE_FILE, Paths, make_private_folder

LONGEST = 64_000
"""Bytes such a file may hold."""


def read_state(paths: Paths, name: str) -> dict[str, Any]:
    """What is remembered under that name."""
    try:
        with open(_file(paths, name), "rb") as stream:
            found = json.loads(stream.read(LONGEST + 1))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write_state(paths: Paths, name: str, value: dict[str, Any]) -> None:
    """Remembers it, whole or not at all, but without waiting for the disk. Raises OSError.

    Once a minute a sync would keep a sleeping disk awake for something no one would miss.
    """
    make_private_folder(paths.state)
    file = _file(paths, name)
    fresh = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(fresh, flags, PRIVATE_FILE)
    try:
        os.write(descriptor, json.dumps(value).encode())
    finally:
        os.close(descriptor)
    os.replace(fresh, file)


def _file(paths: Paths, name: str) -> Path:
    return paths.state / f"{name}.json"
