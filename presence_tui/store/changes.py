"""The change log: every change of this device, one JSON line each, in `state/`.

A line is appended under the lock before the file it tells of is renamed; undo and recovery read
it, and a torn line is skipped.
"""

import json
import os
from pathlib import Path

from presence_tui.domain.record import Row
from presence_tui.store.paths import PRIVATE_FILE, Paths

LARGEST = 4 * 1024 * 1024
"""Bytes the log may grow to before it starts anew; the log before is kept beside it."""


def changes_file(paths: Paths) -> Path:
    """Where the log is."""
    return paths.state / "changes.jsonl"


def append_changes(paths: Paths, changes: list[Row]) -> None:
    """Adds one line a change. Raises OSError."""
    file = changes_file(paths)
    lines = "".join(json.dumps(change, ensure_ascii=False) + "\n" for change in changes)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(file, flags, PRIVATE_FILE)
    try:
        size = os.fstat(descriptor).st_size
        data = lines.encode()
        # A line torn by a crash must not swallow the next one.
        if size:
            data = b"\n" + data
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    finally:
        os.close(descriptor)
    if size > LARGEST:
        os.replace(file, file.with_name("changes.1.jsonl"))


def read_changes(paths: Paths) -> list[Row]:
    """All changes that can be read, oldest first."""
    changes: list[Row] = []
    file = changes_file(paths)
    for part in (file.with_name("changes.1.jsonl"), file):
        try:
            raw = part.read_bytes()
        except FileNotFoundError:
            continue
        for line in raw.splitlines():
            try:
                change = json.loads(line)
            except ValueError:
                # Blank, or torn by a crash.
                continue
            if isinstance(change, dict):
                changes.append(change)
    return changes


def blank_changes(paths: Paths, ident: str) -> None:
    """Takes every line about a purged record out of the log. Raises StoreError."""
    from presence_tui.store.files import replace

    needle = json.dumps(ident).encode()
    file = changes_file(paths)
    for part in (file.with_name("changes.1.jsonl"), file):
        try:
            raw = part.read_bytes()
        except FileNotFoundError:
            continue
        kept = [line for line in raw.splitlines(keepends=True) if needle not in line]
        if len(kept) != raw.count(b"\n"):
            replace(part, b"".join(kept))
