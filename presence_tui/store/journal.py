"""The journal: all records of all devices read as one, and the one way to change them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
from presence_tui.store.paths import Paths, Places, read_places
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
        self._clock = clock or SystemClock()
        self._places = read_places(paths)
        self.months = Months(folder or paths.journal, self.begun)
        self._own = OwnFiles(paths, self.months, self._clock, self._lie)
        self._clean: dict[str, tuple[Joined, MonthFile]] = {}
        """What was last found to hold no purged words, by month."""
        self._looked_for_unfinished = False
        self.gone: str | None = None
        """Why nothing can be written, if it cannot: the place of the journal is away."""
        self._lie()

    @property
    def device(self) -> str | None:
        """This device's name, or none before its first write."""
        if self._device is None:
            # Another process may have made the first entry meanwhile.
            self._device = find_device(self.paths)
        return self._device

    def read(self, month: str) -> Month:
        """One month, exactly; a damaged file of one's own is mended first. Raises StoreError.

        Words of one's own that another device has purged are taken off the disk.
        """
        if not self._own.holding:
            self._follow()
            self._end_unfinished()
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
        """Whether words that were purged still stand in one's own file, or in a copy of it."""
        # Where no record has a second revision, as in most months, nobody else can have purged one.
        if not any(map(found.tables.several, found.tables)):
            return False
        from presence_tui.store.purges import unblanked

        copies = self.months.copies(self._device or "", month, []).values()
        return any(unblanked(month, found, f.tables) for f in (own, *(f for _, f in copies)))

    def _end_unfinished(self) -> None:
        """Lets a purge or a move that was interrupted come to its end, once in a process."""
        if self._looked_for_unfinished:
            return
        self._looked_for_unfinished = True
        if self._device and os.path.lexists(self.paths.unfinished_file):
            # Taking the lock to write ends it; where it cannot be had now, the next write does.
            with suppress(StoreError), self.writing(self._clock.now(), wait=False):
                pass

    def own(self, month: str) -> MonthFile | None:
        """What this device's own file of a month holds. Raises StoreError."""
        return self._own.load(device, month) if (device := self.device) else None

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each thing about one's own files that this process had to say."""
        return self._own.notices

    @property
    def settled(self) -> bool:
        """Whether all that this device wrote lies where the journal lies now."""
        return self._own.unsettled is None

    def is_as_left(self, month: str) -> bool:
        """Whether one's own file of a month bears the time and size that this device left."""
        return not self.device or self._own.was_left_so(self.device, month)

    def lost(self) -> set[str]:
        """The months whose file of this device is gone, or is not as it left it. Raises StoreError.

        Only `read` knows what to make of those.
        """
        if (device := self.device) is None:
            return set()
        file = self.months.file
        return {
            month
            for month in self.begun()
            if not os.path.lexists(file(device, month)) or not self.is_as_left(month)
        }

    def begun(self) -> set[str]:
        """The months that this device has begun, whether or not their file is there."""
        return self._own.begun(device) if (device := self.device) else set()

    def note_written(self, month: str, raw: bytes) -> None:
        """Notes that one's own file of a month was just written so."""
        if self._device:
            self._own.note_written(self._device, month, raw)

    def afresh(self) -> Months:
        """The months for reading once: what is read through it is not kept in memory."""
        return Months(self.months.folder, elsewhere=self.months.elsewhere)

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

    def naming(self, ident: str, field: str) -> "list[Found]":
        """The records that name this id in a field of theirs, such as `was` or `boundary`."""
        return self._lookup.naming(ident, field)

    def purged(self, said: str) -> "list[Found]":
        """Records whose words were purged and that an id means, as in `find`."""
        return self._lookup.purged(said)

    def words_left(self, purged: "list[Found]") -> "list[Found]":
        """Those of purged records of which this device still keeps words beside its months.

        Raises StoreError.
        """
        if (device := self.device) is None:
            return []
        from presence_tui.store.purges import Purge, holding

        purges = [Purge(f.month, f.table, f.entry.row) for f in purged]
        held = holding(self.paths, self.months.folder / device, purges)
        names = {(purge.month, purge.table, purge.ident) for purge in held}
        return [f for f in purged if (f.month, f.table, f.entry.row["id"]) in names]

    @cached_property
    def _lookup(self) -> "Lookup":
        from presence_tui.store.lookup import Lookup

        return Lookup(self)

    # ── where it lies ────────────────────────────────────────────────────────

    def _lie(self) -> None:
        """Looks where else records may lie, and whether the journal is all in its place."""
        folder, home, before = self.months.folder, self.paths.journal, self._own.unsettled
        self.gone = None
        if folder == home and self._places == Places():
            # So it is for most: nothing else is to be looked at.
            self.months.elsewhere, self._own.unsettled = (), None
            return
        from presence_tui.store.places import away, elsewhere, missing

        self.months.elsewhere = elsewhere(self.paths, folder, self._places)
        if (said := missing(self.paths, folder, self._places, self._device)) and self.begun():
            self.gone = self._own.unsettled = said
        elif (self._places.journal or home) != folder:
            self._own.unsettled = away(self._places, folder)
        else:
            self._own.unsettled = None
        if self._own.unsettled or before:
            self._own.say("place", self._own.unsettled or None)

    def _follow(self) -> None:
        """Goes along with another process of this device that has moved the journal."""
        places = read_places(self.paths)
        if places == self._places:
            if self._own.unsettled is not None:
                # What was away may be back.
                self._lie()
            return
        if places.journal != self._places.journal:
            self.months.folder = places.journal or self.paths.journal
        self._places = places
        self._lie()

    def _settle(self, writing: "Writing") -> None:
        """Brings the journal to its place before anything is written there. Raises StoreError."""
        if self.months.folder == self.paths.journal and not self.months.elsewhere:
            return
        from presence_tui.store.places import settle

        self._lie()
        if self.gone is not None:
            # Said by the error, and once is enough.
            self._own.say("place", None)
            raise StoreError(self.gone)
        self._own.moving = True
        try:
            said = settle(self.paths, self._places, self.months.elsewhere, writing)
        finally:
            self._own.moving = False
        self._places = read_places(self.paths)
        self._lie()
        self._own.say("place", said)

    # ── changing ─────────────────────────────────────────────────────────────

    @contextmanager
    def writing(self, now: datetime, wait: bool = True) -> "Iterator[Writing]":
        """Holds the device's lock; what is read inside is what will be replaced.

        Without `wait` the lock is asked for once. Raises LockedError, StoreError;
        UncertainWriteError when the disk did not confirm.
        """
        # Here and not above: reading needs neither, nor TinyDB, and it is most of a quick start.
        from presence_tui.store.changes import can_be_appended
        from presence_tui.store.devices import is_damaged, name_device
        from presence_tui.store.lock import PATIENCE_S, held
        from presence_tui.store.writing import Writing

        if self._device is None:
            self._device = name_device(self.paths, now)
        patience_s = PATIENCE_S if wait else 0.0
        with held(self.paths.lock_file, patience_s), self._own.locked():
            if is_damaged(self.paths) or not can_be_appended(self.paths):
                from presence_tui.store.mending import clear_way

                clear_way(self._own)
            self._follow()
            writing = Writing(self, self._device, now)
            self._settle(writing)
            writing.blank_arrived()
            yield writing
