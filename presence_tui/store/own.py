"""This device's own month files: loaded, and mended when they were damaged, lost or put back."""

import json
import os
import zlib
from _thread import get_ident
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.clock import Clock
from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.files import Print, fingerprint, replace
from presence_tui.store.joined import MonthFile
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import Months
from presence_tui.store.paths import Paths, make_private_folder, reason

WRITTEN = "written"
"""Folder in `state/` with a note for each month: how this device left its file."""


class PutBackError(DamagedError):
    """A file is sound and older than what this device wrote there."""


class Written(NamedTuple):
    """How a file was left."""

    modified_ns: int
    size: int
    digest: int
    """CRC-32 of its bytes: enough to tell the same bytes copied from others."""


class OwnFiles:
    """Loads this device's files; the first process that gets the lock mends a damaged one."""

    def __init__(
        self, paths: Paths, months: Months, clock: Clock, look_around: Callable[[], None]
    ) -> None:
        """`look_around` brings `unsettled` up to date."""
        self.paths = paths
        self.months = months
        self.clock = clock
        self._look_around = look_around
        self._holder: int | None = None
        self._notices: dict[str, str] = {}
        self._as_written: dict[str, Print] = {}
        self.shown: dict[str, tuple[Print | None, MonthFile | None]] = {}
        """What is shown of a month that could not be mended, by the file it stands for."""
        self.unsettled: str | None = None
        """Why the journal is not all in its place, if it is not: nothing is mended until it is."""
        self.moving = False
        """Whether it is being moved there: what is put back then was not damaged."""

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each of one's own files that was found damaged or lost."""
        return tuple(self._notices.values())

    def say(self, about: str, sentence: str | None) -> None:
        """Adds a sentence to the notices, in the place of an earlier one about the same."""
        if sentence is None:
            self._notices.pop(about, None)
        else:
            self._notices[about] = sentence

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Says that the lock is held by the caller for a while."""
        self._holder = get_ident()
        try:
            yield
        finally:
            self._holder = None

    @property
    def holding(self) -> bool:
        """Whether this thread has the lock: a search reads in a thread of its own."""
        return self._holder == get_ident()

    def begun(self, device: str) -> set[str]:
        """The months that this device has begun, whether or not their file is there."""
        from presence_tui.store.backups import list_states

        found = {state.month for state in list_states(self.paths, device)}
        with suppress(OSError):
            names = os.listdir(self.paths.state / WRITTEN / device)
            found.update(name.removesuffix(".json") for name in names if not name.startswith("."))
        return found

    def load(self, device: str, month: str) -> MonthFile | None:
        """One file, or none when that month was never begun.

        A damaged or lost one is mended first, as is one that something else put back to an earlier
        state. Where that cannot be done now (another process writes, the disk is read-only) a
        reader gets the last good state and `notices` a sentence; under the lock StoreError is
        raised instead, so that nothing is written over it.
        """
        try:
            return self.sound(device, month)
        except DamagedError as error:
            return self._mended(device, month, error)
        except StoreError as error:
            if self.holding:
                raise
            from presence_tui.store.mending import shown_instead

            return shown_instead(self, device, month, f"{error} Its last good state is shown.")

    def sound(self, device: str, month: str) -> MonthFile | None:
        """One file as it lies there. Raises DamagedError when it is not all it should be."""
        found = self.months.load(device, month)
        if found is None:
            # While the journal moves, what lies in its old place is read as a copy.
            waits = self.unsettled is not None and len(self.months.files(device, month)) > 1
            if not waits and self._was_begun(device, month):
                raise DamagedError(f"{self.months.file(device, month)} is gone.")
        elif found.version <= VERSION and not self._is_as_written(device, month):
            from presence_tui.store.mending import look_back

            look_back(self, device, month, found)
        self.shown.pop(month, None)
        return found

    def _mended(self, device: str, month: str, damage: DamagedError) -> MonthFile | None:
        # Here and not above: a sound journal never needs it.
        from presence_tui.store.lock import held
        from presence_tui.store.mending import put_back, shown_instead

        try:
            if self.holding:
                return put_back(self, device, month)
            self._look_around()
            if self.unsettled is not None:
                return shown_instead(self, device, month, self.unsettled or None)
            # Not waiting: whoever holds the lock will have mended it, or a later read will.
            with held(self.paths.lock_file, 0.0), self.locked():
                return put_back(self, device, month)
        except (StoreError, OSError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            if self.holding:
                raise StoreError(f"{damage} It could not be mended: {why}") from error
            said = f"{damage} Its last good state is shown; it could not be mended yet: {why}"
            return shown_instead(self, device, month, said)

    # ── how this device left a file ──────────────────────────────────────────

    def _was_begun(self, device: str, month: str) -> bool:
        if os.path.lexists(self._note(device, month)):
            return True
        try:
            names = os.listdir(self.paths.backups / device)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            # Asked in full, it says what is wrong.
            names = [month]
        if not any(name.startswith(month) for name in names):
            return False
        # Here and not above: nearly every month that has no file was never begun.
        from presence_tui.store.backups import list_states

        return bool(list_states(self.paths, device, month))

    def was_left_so(self, device: str, month: str) -> bool:
        """Whether a file's size and time are those that this device left, at the cost of a stat."""
        note, mark = self.read_note(device, month), mark_of(self.months.file(device, month))
        return note is None or (mark is not None and note[:2] == mark[1:])

    def _is_as_written(self, device: str, month: str) -> bool:
        mark = self.months.read_as(device, month)
        if mark is None or self._as_written.get(month) == mark:
            return True
        note = self.read_note(device, month)
        if note is None or note[:2] == mark[1:]:
            self._as_written[month] = mark
            return True
        return False

    def read_note(self, device: str, month: str) -> Written | None:
        """How this device left a file; none when it is not known."""
        try:
            modified_ns, size, digest = json.loads(self._note(device, month).read_bytes())
            return Written(int(modified_ns), int(size), int(digest))
        except (OSError, ValueError, TypeError):
            # Never written by this version, or torn.
            return None

    def note_written(self, device: str, month: str, raw: bytes | None) -> None:
        """Notes that a file holds these bytes now; without them, for this process alone.

        It does not wait for the disk: a note that is lost or late costs a closer look, no entry.
        """
        mark = self.months.read_as(device, month)
        if mark is None:
            return
        self._as_written[month] = mark
        if raw is not None:
            note = self._note(device, month)
            left = Written(mark.modified_ns, mark.size, zlib.crc32(raw))
            with suppress(StoreError):
                make_private_folder(note.parent, synced=False)
                replace(note, json.dumps(left).encode(), synced=False)

    def _note(self, device: str, month: str) -> Path:
        return self.paths.state / WRITTEN / device / f"{month}.json"


def mark_of(file: Path) -> Print | None:
    """A file's fingerprint, if it can be had."""
    try:
        return fingerprint(os.fspath(file))
    except OSError:
        # The read that failed has said so already.
        return None
