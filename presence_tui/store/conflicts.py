"""Conflict copies: what a sync engine leaves beside a file that changed in two places.

Each device writes only its own files, so a copy is rare: a restored machine, a cloned one. Any
device's copies are read along; those of one's own files are folded in at the next write of their
month, and their bytes then kept in `backups/`.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from presence_tui.domain.errors import StoreError
from presence_tui.store.files import Print, Tables, fingerprint, replace
from presence_tui.store.paths import Paths, make_private_folder
from presence_tui.store.revisions import beats

_MONTH = r"(?P<month>\d{4}-(?:0[1-9]|1[0-2])|always)"
_KNOWN = (
    # Syncthing
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?",
    # Dropbox, Box, Nextcloud, ownCloud, OpenCloud, pCloud
    r" \([^()]*conflicted(?: copy)?[^()]*\)(?: ?\(\d+\))?",
    r" \[conflicted\]",
    # ownCloud of old
    r"_conflict-\d{8}-\d{6}",
    # Seafile
    r" \(SFConflict [^()]*\)",
    # iCloud Drive; Google Drive and OneDrive by number
    r" \d{1,3}",
    r" ?\(\d{1,3}\)",
    # OneDrive by the machine's name, its Linux client
    r"-[A-Za-z0-9][A-Za-z0-9-]{0,62}",
    # Resilio
    r"\.Conflict\d*",
    # Synology Drive
    r"_[^/]*_[A-Z][a-z]{2}-\d\d-\d{4}-\d{4}_[A-Za-z]*Conflict(?:_\d+)?",
)


def month_of_copy(name: str) -> str | None:
    """The month of which a file name tells a conflict copy, or none."""
    # Compiled here, once, and not above: most journals never hold such a name.
    found = re.fullmatch(_MONTH + "(?:" + "|".join(_KNOWN) + r")\.json", name)
    return found["month"] if found else None


def list_copies(folder: Path) -> dict[str, list[Path]]:
    """The conflict copies in a device's folder by their month, sorted; none where it is not there.

    Raises no error: a folder that is being carried off will be read when it is there.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return {}
    copies: dict[str, list[Path]] = {}
    for name in names:
        # Most are plain, and told from copies at a glance.
        if len(name) > len("2026-11.json") and (month := month_of_copy(name)):
            copies.setdefault(month, []).append(folder / name)
    return copies


def fold(tables: Tables, copies: Iterable[Tables], meta: str) -> Tables:
    """A file's tables with what its conflict copies hold: of each record the highest revision.

    `meta` is the table left as it is.
    """
    folded = {name: dict(rows) for name, rows in tables.items()}
    for copy in copies:
        for name, rows in copy.items():
            if name == meta:
                continue
            mine = folded.setdefault(name, {})
            for key, row in rows.items():
                if key not in mine or _stands(row, mine[key]):
                    mine[key] = row
    return folded


def _stands(row: Any, there: Any) -> bool:
    if not isinstance(row, dict):
        return False
    return not isinstance(there, dict) or beats(row, there)


def kept_copies(paths: Paths, device: str, month: str) -> list[Path]:
    """The bytes of folded copies of a month that are kept in the backups."""
    return sorted((paths.backups / device).glob(f"{month}.copy-*.json"))


def put_away(paths: Paths, device: str, month: str, copies: dict[Path, Print]) -> None:
    """Moves copies that were folded in to the backups.

    One that changed since it was read stays and is folded at the next write, as does one that
    cannot be moved: its words are in the month file already.
    """
    if not copies:
        return
    # Here and not above: loading hashlib costs more than all else that `status` reads with.
    import hashlib

    for file, mark in copies.items():
        try:
            data = file.read_bytes()
            name = hashlib.sha256(data).hexdigest()[:12]
            target = paths.backups / device / f"{month}.copy-{name}.json"
            make_private_folder(target.parent)
            replace(target, data)
            if fingerprint(file) == mark:
                file.unlink()
        except (OSError, StoreError):
            continue
