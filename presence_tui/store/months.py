"""Which file a record lives in, and reading one month over all devices."""

import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from operator import is_
from pathlib import Path

from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.domain.record import Row
from presence_tui.store.conflicts import list_copies, month_of_copy
from presence_tui.store.devices import is_device
from presence_tui.store.files import Print, Tables, fingerprint, parse_tables, read_bytes
from presence_tui.store.joined import META, Joined, Month, MonthFile
from presence_tui.store.migrations import VERSION, migrated
from presence_tui.store.paths import reason

FORMAT = "presence"
ALWAYS = "always"

_COARSEST_NS = 2_100_000_000
"""Longer than any file system takes to give two changes two times."""

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_FILE = r"(\d{4}-(?:0[1-9]|1[0-2])|always)\.json"


def month_of(day: date | None) -> str:
    """The name of the month file of a presence day; `always` for what has no day."""
    return ALWAYS if day is None else f"{day.year:04d}-{day.month:02d}"


def meta_row(device: str, month: str) -> Row:
    """The one row of table `meta`."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "device": device,
        "month": None if month == ALWAYS else month,
    }


def version_of(file: Path, tables: Tables) -> int:
    """The format version of a month file. Raises DamagedError when its `meta` row is not sound."""
    meta = tables.get(META, {}).get("1")
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise DamagedError(f"{file} is damaged: its meta row is missing.")
    version = meta.get("version")
    if type(version) is not int or version < 1:
        raise DamagedError(f"{file} is damaged: its version is {version!r}.")
    return version


class Months:
    """Reads month files, keeping what it parsed for as long as the file is the same."""

    def __init__(
        self,
        folder: Path,
        begun: Callable[[], Iterable[str]] = tuple,
        elsewhere: tuple[Path, ...] = (),
    ) -> None:
        """`begun` names months that this device has begun, even if their file is lost.

        `elsewhere` are places where the journal lay before: a file there is read as one more copy
        of the file here.
        """
        self.folder = folder
        self.elsewhere = elsewhere
        self._begun = begun
        self._files: dict[Path, tuple[Print, MonthFile]] = {}
        self._copies: dict[str, tuple[list[Print | None], dict[str, list[Path]]]] = {}
        self._joined: dict[str, tuple[list[MonthFile], Month]] = {}

    def devices(self) -> list[str]:
        """The devices that have written, sorted. Raises StoreError for an unreadable folder."""
        try:
            found = set(devices_in(self.folder))
        except OSError as error:
            raise StoreError(
                f"The journal {self.folder} could not be read ({reason(error)})."
            ) from error
        for place in self.elsewhere:
            # A place of before may be away, or be nobody's any more.
            with suppress(OSError):
                found.update(devices_in(place))
        return sorted(found)

    def file(self, device: str, month: str) -> Path:
        """Where a device keeps a month."""
        return self.folder / device / f"{month}.json"

    def names(self) -> list[str]:
        """All months written by any device, oldest first, `always` last."""
        found: set[str] = set(self._begun())
        for device in self.devices():
            for place in (self.folder, *self.elsewhere):
                try:
                    names = os.listdir(place / device)
                except OSError:
                    # It is being carried off or brought back; it will be read when it is there.
                    continue
                # iCloud Drive leaves `.2026-11.json.icloud` for a file it has taken off the disk.
                plain = (name.removeprefix(".").removesuffix(".icloud") for name in names)
                found.update(month for name in plain if (month := month_named(name)))
        return sorted(found)

    def files(self, device: str, month: str) -> list[Path]:
        """Where a device keeps a month, and the conflict copies beside it."""
        return [self.file(device, month), *self._copies_of(device).get(month, ())]

    def _copies_of(self, device: str) -> dict[str, list[Path]]:
        """The copies of a device's files by month, listed anew when one of its folders has changed.

        The dashboard asks each second; listing ten years of files would cost it more than the rest.
        """
        folders = [place / device for place in (self.folder, *self.elsewhere)]
        marks = [_fingerprint_if_any(folder) for folder in folders]
        kept = self._copies.get(device)
        if kept and kept[0] == marks:
            return kept[1]
        copies = list_copies(folders[0])
        for folder in folders[1:]:
            for month, files in list_copies(folder, month_named).items():
                copies.setdefault(month, []).extend(files)
        # A folder that changed just now may change again and bear the same time.
        settled = time.time_ns() - _COARSEST_NS
        if marks[0] is not None and all(m is None or m.modified_ns < settled for m in marks):
            self._copies[device] = marks, copies
        return copies

    def prints(self, months: list[str]) -> dict[Path, Print | None]:
        """Fingerprints of all devices' files of these months, to notice a change cheaply."""
        files = [file for d in self.devices() for m in months for file in self.files(d, m)]
        return {file: _fingerprint_if_any(file) for file in files}

    def load(self, device: str, month: str) -> MonthFile | None:
        """One file, or none when it is not there. Raises DamagedError, StoreError."""
        return self.load_file(self.file(device, month))

    def load_file(self, file: Path) -> MonthFile | None:
        """The file of that path, as `load`."""
        try:
            mark = fingerprint(file)
        except OSError as error:
            raise StoreError(f"{file} could not be read ({reason(error)}).") from error
        if mark is None:
            self._files.pop(file, None)
            return None
        kept = self._files.get(file)
        if kept and kept[0] == mark:
            return kept[1]
        raw = read_bytes(file)
        if raw is None:
            return None
        loaded = parse_month(raw, file)
        self._files[file] = (mark, loaded)
        return loaded

    def _read_elsewhere(self, file: Path, problems: list[str]) -> MonthFile | None:
        """A file that is not one's own; while it cannot be read, its state before that."""
        try:
            return self.load_file(file)
        except StoreError as error:
            problems.append(f"{error} It is left alone and read again later.")
            kept = self._files.get(file)
            return kept[1] if kept else None

    def copies(
        self, device: str, month: str, problems: list[str]
    ) -> dict[Path, tuple[Print, MonthFile]]:
        """The conflict copies of a file that can be read, each as it was read.

        One that tells in its `meta` row of another device or month is no copy of this file.
        """
        meant = {"device": device, "month": meta_row(device, month)["month"]}
        found: dict[Path, tuple[Print, MonthFile]] = {}
        for file in self._copies_of(device).get(month, ()):
            loaded = self._read_elsewhere(file, problems)
            if loaded is not None and meant.items() <= loaded.tables[META]["1"].items():
                found[file] = (self._files[file][0], loaded)
        return found

    def remember(self, device: str, month: str, tables: Tables) -> None:
        """What was just written under the lock need not be read again."""
        file = self.file(device, month)
        mark = _fingerprint_if_any(file)
        if mark is not None:
            self._files[file] = mark, MonthFile(tables, VERSION)

    def read_as(self, device: str, month: str) -> Print | None:
        """The fingerprint of a file when it was last read, or none when it was not there."""
        kept = self._files.get(self.file(device, month))
        return kept[0] if kept else None

    def read(self, month: str, own: str | None = None, mine: MonthFile | None = None) -> Month:
        """A month over all devices; for `own`, `mine` counts instead of what its file holds.

        Another device's file that cannot be read is left alone, named in `problems`, and read
        again next time. Raises StoreError for an unreadable folder.
        """
        files = [] if mine is None else [mine]
        problems: list[str] = []
        for device in self.devices():
            if device != own:
                loaded = self._read_elsewhere(self.file(device, month), problems)
                if loaded is not None:
                    files.append(loaded)
                elif os.path.lexists(self.folder / device / f".{month}.json.icloud"):
                    problems.append(
                        f"What {device} wrote in {month} is in iCloud and not on this machine yet."
                    )
            files += [copy for _, copy in self.copies(device, month, problems).values()]
        before = self._joined.get(month)
        if before and len(before[0]) == len(files) and all(map(is_, before[0], files)):
            return before[1]._replace(problems=tuple(problems))
        joined = Month(Joined(files, before[1].tables if before else None), tuple(problems))
        self._joined[month] = files, joined
        return joined


def devices_in(folder: Path) -> list[str]:
    """The devices that have a folder there; none where it is not. Raises OSError."""
    try:
        with os.scandir(folder) as found:
            return [e.name for e in found if is_device(e.name) and e.is_dir()]
    except FileNotFoundError:
        return []


def month_named(name: str) -> str | None:
    """The month of which a file name tells, as a month file's or as a copy's."""
    return is_month_file(name) or month_of_copy(name)


def is_month_file(name: str) -> str | None:
    """The month that a file of this name holds, or none when it is no month file."""
    found = re.fullmatch(_FILE, name)
    return found[1] if found else None


def parse_month(raw: bytes, file: Path) -> MonthFile:
    """A month file from its bytes. Raises DamagedError."""
    tables = parse_tables(raw, file)
    written = version_of(file, tables)
    return MonthFile(migrated(tables, written), max(written, VERSION), written)


def _fingerprint_if_any(file: Path) -> Print | None:
    try:
        return fingerprint(file)
    except OSError:
        # Only a sign that something changed; reading the file itself says what is wrong.
        return None
