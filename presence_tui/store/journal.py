"""The journal: all records of all devices read as one, and the one way to change them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presence_tui.domain.clock import Clock
from presence_tui.domain.errors import StoreError
from presence_tui.store.devices import find_device
from presence_tui.store.files import Print
from presence_tui.store.joined import Joined, Month, MonthFile
from presence_tui.store.months import Months
from presence_tui.store.own import OwnFiles
from presence_tui.store.paths import Paths
from presence_tui.store.zones import SystemClock

if TYPE_CHECKING:
    from presence_tui.store.lookup import Found, Lookup
    from presence_tui.store.writing import Writing


class Journal:
    """Reads without a lock; writes inside `writing()`."""

    def __init__(
        self, paths: Paths, folder: Path | None = None, clock: Clock | None = None
    ) -> None:
        self.paths = paths
        self._device = find_device(paths)
        self.months = Months(folder or paths.journal, self.begun)
        self._clock = clock or SystemClock()
        self._own = OwnFiles(paths, self.months, self._clock)
        self._clean: dict[str, tuple[Joined, MonthFile]] = {}
        """What was last found to hold no purged words, by month."""

    @property
    def device(self) -> str | None:
        """This device's name, or none before its first write."""
        return self._device

    def read(self, month: str) -> Month:
        """One month, exactly; a damaged file of one's own is mended first. Raises StoreError.

        Words of one's own that another device has purged are taken off the disk.
        """
        own = self.own(month)
        found = self.months.read(month, self._device, own)
        if own is None or self._own.holding:
            return found
        looked = self._clean.get(month)
        if looked and looked[0] is found.tables and looked[1] is own:
            return found
        if not self._unblanked(month, found, own):
            self._clean[month] = found.tables, own
            return found
        try:
            with self.writing(self._clock.now(), wait=False) as writing:
                writing.blank(month)
        except StoreError:
            # Another process writes, or the disk cannot be written: a later read tries again.
            return found
        return self.months.read(month, self._device, self.own(month))

    def _unblanked(self, month: str, found: Month, own: MonthFile) -> bool:
        """Whether words that another device has purged still stand in one's own file."""
        # Where no record has a second revision, as in most months, nobody else can have purged one.
        if not any(map(found.tables.several, found.tables)):
            return False
        from presence_tui.store.purges import unblanked

        return bool(unblanked(month, found, own.tables))

    def own(self, month: str) -> MonthFile | None:
        """What this device's own file of a month holds. Raises StoreError."""
        return self._own.load(self._device, month) if self._device else None

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each of one's own files that this process found damaged or lost."""
        return self._own.notices

    def lost(self) -> set[str]:
        """The months whose file of this device is gone. Raises StoreError."""
        if self._device is None:
            return set()
        file = self.months.file
        return {m for m in self.begun() if not os.path.lexists(file(self._device, m))}

    def begun(self) -> set[str]:
        """The months that this device has begun, whether or not their file is there."""
        return self._own.begun(self._device) if self._device else set()

    def prints(self, months: list[str]) -> dict[Path, Print | None]:
        """What to compare to notice that another process or device wrote."""
        return self.months.prints(months)

    def find(self, said: str, even_deleted: bool = False) -> "Found":
        """The record an id means: exact, then as an ending, then as a beginning.

        A page and a review go by their day, or by `page:` and `review:` before it.

        Follows `was` from a record that moved to another month. Raises NotFoundError (also for a
        deleted one, unless `even_deleted`), AmbiguousError (which lists what fits).
        """
        return self._lookup.find(said, even_deleted)

    def linked(self, found: "Found") -> "list[Found]":
        """The record under all the ids it ever had, deleted or not; the one given first."""
        return self._lookup.linked(found)

    @cached_property
    def _lookup(self) -> "Lookup":
        from presence_tui.store.lookup import Lookup

        return Lookup(self.months, self.read)

    # ── changing ─────────────────────────────────────────────────────────────

    @contextmanager
    def writing(self, now: datetime, wait: bool = True) -> "Iterator[Writing]":
        """Holds the device's lock; what is read inside is what will be replaced.

        Without `wait` the lock is asked for once. Raises LockedError, StoreError;
        UncertainWriteError when the disk did not confirm.
        """
        # Here and not above: reading needs neither, nor TinyDB, and it is most of a quick start.
        from presence_tui.store.devices import name_device
        from presence_tui.store.lock import PATIENCE_S, held
        from presence_tui.store.writing import Writing

        if self._device is None:
            self._device = name_device(self.paths, now)
        patience_s = PATIENCE_S if wait else 0.0
        with held(self.paths.lock_file, patience_s), self._own.locked():
            self._own.clear_way()
            writing = Writing(self, self._device, now)
            writing.blank_arrived()
            yield writing
