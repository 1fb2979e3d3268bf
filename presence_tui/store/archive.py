"""A backup as one file: a zip of the journal, the settings and the themes, checked when made.

It holds the month files of all devices as they lie on the disk, and `manifest.json` with the
SHA-256 of each. Any zip program opens it; `presence restore` reads it.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from presence_tui.domain.errors import DamagedError, NewerVersionError, StoreError
from presence_tui.domain.record import iso
from presence_tui.store.devices import is_device
from presence_tui.store.files import read_bytes, replace
from presence_tui.store.joined import Month, MonthFile, united
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import Months, month_named, parse_month
from presence_tui.store.paths import Paths

MANIFEST = "manifest.json"
FORMAT = "presence-backup"
LARGEST = 1 << 30
"""Bytes that an archive may hold unpacked: what claims more is not ours."""
OWN = ("config.toml", "ideas.toml")
"""What of one's own lies beside the themes."""

_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, RuntimeError, OSError)
"""What unpacking damaged bytes raises; the bytes are in memory by then."""


class Archive(NamedTuple):
    """A backup as read."""

    made_at: str
    """ISO 8601."""
    months: dict[str, Month]
    """By name, all devices as one."""
    settings: dict[str, bytes]
    """`config.toml`, `ideas.toml` and `themes/*.toml`."""
    problems: tuple[str, ...]
    """One sentence for each file in it that could not be read."""


def write_archive(target: Path, paths: Paths, months: Months, now: datetime) -> Archive:
    """Writes all that is kept to one file, whole or not at all, and reads it back.

    Returns what it holds; `problems` names what is not sound. Raises StoreError, also when `target`
    is some other file: only a backup is replaced by a backup.
    """
    if target.exists() and _manifest_of(target) is None:
        raise StoreError(f"{target} is there already and is no backup; name another file.")
    left_out: list[str] = []
    found = _journal_files(months, left_out) | settings_files(paths)
    data = _packed(found, now)
    replace(target, data)
    made = read_archive(target)
    return made._replace(problems=(*left_out, *made.problems))


def _journal_files(months: Months, left_out: list[str]) -> dict[str, bytes]:
    """What lies in the journal, conflict copies as well, by its name in the archive.

    `left_out` gets a sentence for each file that cannot be read now.
    """
    found: dict[str, bytes] = {}
    for device in months.devices():
        for month in months.names():
            copies = months.copies(device, month, left_out)
            for file in (months.file(device, month), *copies):
                try:
                    raw = _bytes(file)
                except StoreError as error:
                    # One file of many: a backup of all the others is better than none.
                    left_out.append(f"{error} It is left out of the backup.")
                    continue
                if raw is not None:
                    found[_name_in(found, device, month)] = raw
    return found


def _name_in(found: Collection[str], device: str, month: str) -> str:
    """A name that is free: the file's own, then that of a numbered copy."""
    name, number = f"journal/{device}/{month}.json", 2
    while name in found:
        name, number = f"journal/{device}/{month} {number}.json", number + 1
    return name


def settings_files(paths: Paths) -> dict[str, bytes]:
    """The settings, ideas and themes that are there, by their names. Raises StoreError."""
    own = [paths.config / name for name in OWN]
    files = [*own, *sorted(paths.themes.glob("*.toml"))]
    found = {str(file.relative_to(paths.config)): _bytes(file) for file in files}
    return {name: raw for name, raw in found.items() if raw is not None}


def _bytes(file: Path) -> bytes | None:
    try:
        return read_bytes(file)
    except DamagedError:
        # A folder in a file's place; one's own was mended before, another's is left alone.
        return None


def _packed(files: dict[str, bytes], now: datetime) -> bytes:
    sums = {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()}
    manifest = {"format": FORMAT, "version": VERSION, "made_at": iso(now), "files": sums}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(manifest, indent=1).encode()
        for name, raw in {MANIFEST: text, **files}.items():
            entry = zipfile.ZipInfo(name, (max(now.year, 1980), *now.timetuple()[1:6]))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, raw)
    return packed.getvalue()


def read_archive(file: Path) -> Archive:
    """A backup. Raises StoreError, NewerVersionError, DamagedError when it is none."""
    manifest = _manifest_of(file)
    if manifest is None:
        raise DamagedError(f"{file} is no backup that `presence backup` made, or it is damaged.")
    if manifest["version"] > VERSION:
        raise NewerVersionError(
            f"{file} was made by a newer version of presence. Update presence to read it."
        )
    files: dict[str, list[MonthFile]] = {}
    settings: dict[str, bytes] = {}
    problems: list[str] = []
    for name, raw in _unpacked(file, manifest["files"], problems):
        month = _month_of(name)
        if month is None:
            settings[name] = raw
            continue
        try:
            files.setdefault(month, []).append(parse_month(raw, file / name))
        except DamagedError as error:
            problems.append(f"{error} It is left out.")
    months = {name: united(found) for name, found in sorted(files.items())}
    return Archive(str(manifest.get("made_at")), months, settings, tuple(problems))


def _month_of(name: str) -> str | None:
    """The month that a name in an archive stands for; none for settings."""
    parts = name.split("/")
    return month_named(parts[2]) if len(parts) == 3 and parts[0] == "journal" else None


def _is_known(name: str) -> bool:
    parts = name.split("/")
    if len(parts) == 3:
        return is_device(parts[1]) and _month_of(name) is not None
    themes = len(parts) == 2 and parts[0] == "themes" and parts[1].endswith(".toml")
    return name in OWN or (themes and not parts[1].startswith("."))


def _unpacked(file: Path, sums: dict[str, Any], problems: list[str]) -> list[tuple[str, bytes]]:
    """What an archive holds and the manifest names. Raises StoreError."""
    found: list[tuple[str, bytes]] = []
    with _opened(file) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise StoreError(f"{file} claims to hold more than a journal can; it is not read.")
        for name, wanted in sums.items():
            if not _is_known(name):
                continue
            try:
                raw = archive.read(name)
            except _BROKEN:
                raw = b""
            if hashlib.sha256(raw).hexdigest() == wanted:
                found.append((name, raw))
            else:
                problems.append(f"{file / name} is damaged. It is left out.")
    return found


def _opened(file: Path) -> zipfile.ZipFile:
    raw = read_bytes(file)
    if raw is None:
        raise StoreError(f"There is no file {file}.")
    return zipfile.ZipFile(io.BytesIO(raw))


def _manifest_of(file: Path) -> dict[str, Any] | None:
    """What an archive says of itself, or none when it is no backup. Raises StoreError."""
    try:
        with _opened(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
    except _BROKEN:
        return None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return None
    sound = type(manifest.get("version")) is int and isinstance(manifest.get("files"), dict)
    return manifest if sound else None
