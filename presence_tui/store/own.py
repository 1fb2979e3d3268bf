"""This device's own month files: loaded, and mended when they were damaged or lost."""

import os
import stat
from _thread import get_ident
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from presence_tui.domain.clock import Clock
from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.files import Print, fingerprint
from presence_tui.store.joined import MonthFile
from presence_tui.store.months import Months, version_of
from presence_tui.store.paths import Paths, reason

if TYPE_CHECKING:
    from presence_tui.store.backups import State


class OwnFiles:
    """Loads this device's files; the first process that gets the lock mends a damaged one."""

    def __init__(self, paths: Paths, months: Months, clock: Clock) -> None:
        self._paths = paths
        self._months = months
        self._clock = clock
        self._holder: int | None = None
        self._shown: dict[str, tuple[Print | None, MonthFile | None]] = {}
        self._notices: dict[str, str] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each of one's own files that was found damaged or lost."""
        return tuple(self._notices.values())

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
        """The months of which an earlier state is kept, whether or not their file is there."""
        from presence_tui.store.backups import list_states

        return {state.month for state in list_states(self._paths, device)}

    def clear_way(self) -> None:
        """Mends what a writer needs beside the months; call it under the lock.

        Raises StoreError.
        """
        from presence_tui.store.changes import changes_file
        from presence_tui.store.devices import is_damaged, mend_names

        changes = changes_file(self._paths)
        try:
            if is_damaged(self._paths):
                said = mend_names(self._paths, self._clock.now())
                self._notices["devices"] = said
            if not _can_be_appended(changes):
                from presence_tui.store.recovery import set_aside

                aside = set_aside(changes, self._clock.now())
                said = f"Something else lay in the place of the change log; it is kept as {aside}."
                self._notices["changes"] = said
        except OSError as error:
            raise StoreError(
                f"{self._paths.state} could not be mended ({reason(error)}); nothing was changed."
            ) from error

    def load(self, device: str, month: str) -> MonthFile | None:
        """One file, or none when that month was never begun.

        A damaged or lost one is mended first. Where that cannot be done now (another process
        writes, the disk is read-only) a reader gets the last good state and `notices` a sentence;
        under the lock StoreError is raised instead, so that nothing is written over it.
        """
        try:
            return self._sound(device, month)
        except DamagedError as error:
            return self._mended(device, month, error)
        except StoreError as error:
            if self.holding:
                raise
            return self._shown_instead(device, month, f"{error} Its last good state is shown.")

    def _sound(self, device: str, month: str) -> MonthFile | None:
        found = self._months.load(device, month)
        if found is None and _kept_states(self._paths, device, month):
            raise DamagedError(f"{self._months.file(device, month)} is gone.")
        self._shown.pop(month, None)
        return found

    def _mended(self, device: str, month: str, damage: DamagedError) -> MonthFile | None:
        try:
            if self.holding:
                return self._put_back(device, month, damage)
            from presence_tui.store.lock import held

            # Not waiting: whoever holds the lock will have mended it, or a later read will.
            with held(self._paths.lock_file, 0.0), self.locked():
                return self._put_back(device, month, damage)
        except (StoreError, OSError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            if self.holding:
                raise StoreError(f"{damage} It could not be mended: {why}") from error
            said = f"{damage} Its last good state is shown; it could not be mended yet: {why}"
            return self._shown_instead(device, month, said)

    def _put_back(self, device: str, month: str, damage: DamagedError) -> MonthFile | None:
        # Here and not above: a sound journal never needs it.
        from presence_tui.store.recovery import put_back

        try:
            return self._sound(device, month)
        except DamagedError:
            pass  # No other process has mended it before the lock was ours.
        file = self._months.file(device, month)
        self._look_for_folder()
        mended = put_back(self._paths, file, device, month, self._clock.now())
        entries = f"{mended.records} entr{'y is' if mended.records == 1 else 'ies are'} back"
        if not mended.records:
            entries = "no entry in it could be read and no earlier state was kept"
        self._notices[month] = f"{damage} Mended: {entries}." + (
            f" The damaged bytes are kept in {mended.aside}." if mended.aside else ""
        )
        return self._months.load(device, month)

    def _look_for_folder(self) -> None:
        folder = self._months.folder
        if folder != self._paths.journal and not folder.is_dir():
            raise StoreError(
                f"The journal folder {folder} is not there. Bring it back (is its disk mounted, "
                "does the sync engine run?), or change journal_folder in the settings."
            )

    def _shown_instead(self, device: str, month: str, said: str) -> MonthFile | None:
        from presence_tui.store.files import read_bytes
        from presence_tui.store.recovery import last_good

        self._notices[month] = said
        file = self._months.file(device, month)
        mark = _mark(file)
        shown = self._shown.get(month)
        if shown and shown[0] == mark:
            return shown[1]
        try:
            raw = read_bytes(file)
        except StoreError:
            raw = None
        tables = last_good(self._paths, device, month, raw)
        loaded = MonthFile(tables, version_of(file, tables)) if tables else None
        self._shown[month] = (mark, loaded)
        return loaded


def _kept_states(paths: Paths, device: str, month: str) -> "list[State]":
    """Earlier states of a month, as `list_states` gives them. Raises StoreError."""
    try:
        names = os.listdir(paths.backups / device)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        names = [month]
    if not any(name.startswith(month) for name in names):
        return []
    # Here and not above: nearly every month that has no file was never begun.
    from presence_tui.store.backups import list_states

    return list_states(paths, device, month)


def _can_be_appended(file: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except FileNotFoundError:
        return True


def _mark(file: Path) -> Print | None:
    try:
        return fingerprint(os.fspath(file))
    except OSError:
        # The read that failed has said so already.
        return None
