"""Conflict copies: what a sync engine leaves beside a file that changed in two places.

Each device writes only its own files, so a copy is rare: a restored machine, a cloned one. Any
device's copies are read along; those of one's own files are folded in at the next write of their
month, and their bytes then kept in `backups/`.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from presence_tui.domain.errors import StoreError
from presence_tui.store.files import Print, Tables, fingerprint, parse_tables, replace
from presence_tui.store.paths import Paths, make_private_folder
from presence_tui.store.revisions import standing

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
    # Most are plain, and told from copies at a glance.
    if len(name) <= len("2026-11.json"):
        return None
    # Compiled here, once, and not above: most journals never hold such a name.
    found = re.fullmatch(_MONTH + "(?:" + "|".join(_KNOWN) + r")\.json", name)
    return found["month"] if found else None


def list_copies(
    folder: Path, month_of: Callable[[str], str | None] = month_of_copy
) -> dict[str, list[Path]]:
    """The conflict copies in a device's folder by their month, sorted; none where it is not there.

    `month_of` tells them by their names. Raises no error: a folder that is being carried off will
    be read when it is there.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return {}
    copies: dict[str, list[Path]] = {}
    for name in names:
        if month := month_of(name):
            copies.setdefault(month, []).append(folder / name)
    return copies


def fold(tables: Tables, copies: Iterable[Tables], meta: str) -> Tables:
    """A file's tables with what its conflict copies hold: of each record the row that stands.

    `meta` is the table left as it is.
    """
    others = list(copies)
    if not others:
        return {name: dict(rows) for name, rows in tables.items()}
    names = dict.fromkeys(name for each in (tables, *others) for name in each)
    return {
        name: dict(tables[name])
        if name == meta
        else _folded([each.get(name, {}) for each in (tables, *others)])
        for name in names
        if name != meta or meta in tables
    }


def _folded(files: list[dict[str, Any]]) -> dict[str, Any]:
    """One table out of several states of it."""
    rows: dict[str, list[Any]] = {}
    for file in files:
        for key, row in file.items():
            rows.setdefault(key, []).append(row)
    return {key: _standing(found) for key, found in rows.items()}


def _standing(found: list[Any]) -> Any:
    """The row that stands; what is no object stays only where nothing else is."""
    objects = [row for row in found if isinstance(row, dict)]
    if len(objects) < 2:
        return objects[0] if objects else found[0]
    return standing(objects)


def kept_copies(paths: Paths, device: str, month: str) -> list[Path]:
    """The bytes of folded copies of a month that are kept in the backups."""
    return sorted((paths.backups / device).glob(f"{month}.copy-*.json"))


def put_away(paths: Paths, own: Path, copies: dict[Path, Print], tables: Tables) -> None:
    """Moves copies of the file `own` that were folded into its `tables` to the backups.

    Words that a purge has taken do not go there. One that changed since it was read stays and is
    folded at the next write, as does one that cannot be moved: its words are in the month file.
    """
    if not copies:
        return
    # Here and not above: loading hashlib costs more than all else that `status` reads with.
    import hashlib

    for file, mark in copies.items():
        try:
            data = _without_purged(file.read_bytes(), file, tables)
            name = f"{own.stem}.copy-{hashlib.sha256(data).hexdigest()[:12]}.json"
            target = paths.backups / own.parent.name / name
            if not (target.exists() and target.read_bytes() == data):
                make_private_folder(target.parent)
                replace(target, data)
            # Two names of one folder would make the file a copy of itself.
            if fingerprint(file) == mark and not file.samefile(own):
                file.unlink()
        except (OSError, StoreError):
            continue


def _without_purged(raw: bytes, file: Path, tables: Tables) -> bytes:
    from presence_tui.store.purges import blanked, purged_row
    from presence_tui.store.storage import LinedJSONStorage

    copy = parse_tables(raw, file)
    purged = {
        (table, key): purge
        for table, rows in copy.items()
        for key in rows
        if (purge := purged_row(tables.get(table, {}).get(key))) is not None
    }
    without = blanked(copy, purged)
    return raw if without is None else LinedJSONStorage(file, create=False).encoded(without)
