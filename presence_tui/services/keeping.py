"""Backups, and bringing back what they hold.

Restoring writes new revisions of what a backup holds and the journal lacks or says otherwise:
nothing that was written since goes away, other devices learn of it as of any edit, and `undo` takes
it back as one change.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain import boundary
from presence_tui.domain.errors import NotFoundError, SettingsError, StoreError
from presence_tui.domain.record import Row, RowError, day_value
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES, reader
from presence_tui.store.archive import Archive, read_archive, settings_files, write_archive
from presence_tui.store.backups import State, list_states, read_state
from presence_tui.store.files import read_bytes, replace
from presence_tui.store.joined import Entry, Month, united
from presence_tui.store.months import is_month_file, month_of, parse_month
from presence_tui.store.paths import at_home, make_private_folder
from presence_tui.store.recovery import count_records
from presence_tui.store.revisions import Revision, is_void
from presence_tui.store.settings_edit import without_folder

LIVE = ("deleted", "purged")

BEFORE_IMPORT = "before-import"
"""The name of all states before the last import, as one."""


class Kept(NamedTuple):
    """One earlier state that is kept without being asked."""

    name: str
    """`2026-11@2026-11-20`: the month, and the day before whose first write it stood so."""
    month: str
    entries: int | None
    """How many it holds; none when it is not sound."""


class Made(NamedTuple):
    """A backup that was made, and read back."""

    file: Path
    entries: int
    months: int
    problems: tuple[str, ...]


class Restoration(NamedTuple):
    """What restoring does, or did."""

    source: str
    back: tuple[tuple[str, Row], ...] = ()
    """Table and row of what is missing or deleted now, and comes back."""
    changed: tuple[tuple[str, Row], ...] = ()
    """What says something else now, and goes back to what it said."""
    same: int = 0
    """How many are as they were."""
    settings: tuple[str, ...] = ()
    """Settings files that are missing now."""
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.back or self.changed or self.settings)


class Keeping:
    """What a person can do with backups."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def backup(self, file: Path | None = None) -> Made:
        """Writes all devices' entries, the settings and the themes to one zip file.

        Without a name it is `presence-<date>-<time>.zip` in the folder one is in. Raises
        StoreError.
        """
        presence = self._presence
        now = presence.clock.now()
        target = at_home(str(file or ""), "The file").absolute()
        if target.is_dir():
            target /= f"presence-{now:%Y%m%d-%H%M}.zip"
        # Mends what is damaged first: a backup holds what is sound.
        for name in presence.journal.months.names():
            presence.journal.read(name)
        made = write_archive(target, presence.paths, presence.journal.months, now)
        entries = sum(1 for month in made.months.values() for _ in _live(month))
        return Made(target, entries, len(made.months), made.problems)

    def is_month(self, name: str) -> bool:
        """Whether this names a month file: `2026-11`, `always`."""
        return is_month_file(f"{name}.json") is not None

    def kept(self, month: str | None = None) -> tuple[Kept, ...]:
        """The earlier states kept of one month, or of all: newest first. Raises StoreError.

        Those without an entry have nothing to bring back, and `last` is no earlier state: neither
        is named.
        """
        kept = []
        for state in self._states(month):
            tables = read_state(state)
            entries = None if tables is None else count_records(tables)
            if entries != 0 and state.kind != "last":
                kept.append(Kept(state.name, state.month, entries))
        return tuple(kept)

    @property
    def has_before_import(self) -> bool:
        """Whether a state before an import is kept. Raises StoreError."""
        return any(state.kind == "import" for state in self._states())

    def _states(self, month: str | None = None) -> list[State]:
        device = self._presence.journal.device
        return list_states(self._presence.paths, device, month) if device else []

    def preview(self, source: str) -> Restoration:
        """What `restore` would do. Raises NotFoundError, StoreError."""
        name, archive = self._read(source)
        return self._compared(name, archive)

    def restore(self, source: str) -> Restoration:
        """Brings back what a backup file or a kept state holds; it is on the disk on return.

        Entries made since stay, what was purged stays gone, what has ended stays ended. Raises
        NotFoundError, StoreError.
        """
        name, archive = self._read(source)
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            done = self._compared(name, archive)
            if rows := [*done.back, *done.changed]:
                journal.put_all(rows)
        failed: list[str] = []
        for file in done.settings:
            target = presence.paths.config / file
            try:
                make_private_folder(target.parent)
                replace(target, archive.settings[file])
            except StoreError as error:
                failed.append(f"{error} The entries came back all the same.")
        return done._replace(problems=(*done.problems, *failed))

    def _read(self, source: str) -> tuple[str, Archive]:
        """A backup by the file it is in, or by the name of a kept state."""
        month, at, _ = source.partition("@")
        if source == BEFORE_IMPORT:
            found = [state for state in self._states() if state.kind == "import"]
        elif at and is_month_file(f"{month}.json"):
            found = [state for state in self._states(month) if state.name == source]
        else:
            found = []
        if found:
            months = {
                state.month: united([parse_month(read_bytes(state.file) or b"", state.file)])
                for state in found
            }
            return source, Archive("", months, {}, ())
        file = at_home(source, "The file")
        if not file.exists():
            raise NotFoundError(
                f"{source} is neither a backup file nor an earlier state; "
                "`presence restore` lists the earlier states that are kept."
            )
        return source, self._with_a_place(read_archive(file))

    def _with_a_place(self, archive: Archive) -> Archive:
        """The archive with settings under which something can be written on this machine."""
        name = self._presence.paths.settings_file.name
        kept = archive.settings.get(name)
        folder, without = (None, None) if kept is None else without_folder(kept)
        if folder is None or self._is_here(folder):
            return archive
        settings = {file: raw for file, raw in archive.settings.items() if file != name}
        said = f"The backup's {name} names the journal folder {folder}, which is not here"
        if without is None:
            said += f", and cannot be read without it: {name} stays out."
        else:
            settings[name] = without
            said += ": that line is a comment now. Set it again once the folder is there."
        return archive._replace(settings=settings, problems=(*archive.problems, said))

    def _is_here(self, folder: str) -> bool:
        try:
            return (self._presence.paths.config / at_home(folder, "journal_folder")).is_dir()
        except SettingsError:
            return False

    def _compared(self, name: str, archive: Archive) -> Restoration:
        back: list[tuple[str, Row]] = []
        changed: list[tuple[str, Row]] = []
        problems = list(archive.problems)
        same = 0
        moved = self._moved()
        for month, held in archive.months.items():
            present = self._presence.journal.read(month)
            for table, row in _live(held):
                entry = present.tables.get(table, {}).get(row["id"])
                if problem := _problem(table, month, row):
                    problems.append(f"The entry {row['id']} of {table} cannot be read: {problem}.")
                elif entry and is_void(Revision(row), entry.revisions):
                    # From before a purge; what goes by its day may have been written anew since.
                    same += 1
                elif entry is None or (
                    _is_gone(entry) and not entry.row.get("purged") and row["id"] not in moved
                ):
                    back.append((table, _plain(row)))
                elif _is_gone(entry) or _says_the_same(table, row, entry.row):
                    same += 1
                else:
                    changed.append((table, _plain(row)))
        there = settings_files(self._presence.paths)
        missing = tuple(file for file in archive.settings if file not in there)
        return Restoration(name, tuple(back), tuple(changed), same, missing, tuple(problems))

    def _moved(self) -> set[str]:
        """The old ids of what was moved to another month, and lives there."""
        journal = self._presence.journal
        return {
            row["was"]
            for name in journal.months.names()
            for _, row in _live(journal.read(name))
            if isinstance(row.get("was"), str)
        }


def _is_gone(entry: Entry) -> bool:
    return any(entry.row.get(sign) is True for sign in LIVE)


def _live(month: Month) -> Iterator[tuple[str, Row]]:
    """Table and row of all that is neither deleted nor purged."""
    for table, entries in month.tables.items():
        for key, entry in entries.items():
            if entry.row.get("id") == key and not _is_gone(entry):
                yield table, entry.row


def _problem(table: str, month: str, row: Row) -> RowError | None:
    """Why a row of a backup cannot be brought back."""
    try:
        day = None if row.get("day") is None else day_value(row["day"], "day")
        if month_of(day) != month:
            raise RowError(f"its day {day} is not of {month}")
        if table in TABLES:
            reader(table)(row)
    except RowError as error:
        return error
    return None


def _plain(row: Row) -> Row:
    """The row without its number; it gets one of its own when written."""
    return {key: value for key, value in row.items() if key not in ("rev", "saw")}


def _says_the_same(table: str, held: Row, present: Row) -> bool:
    # What has ended since stays ended: a restored evening does not run on.
    if table == boundary.TABLE and present.get("ended_at") and not held.get("ended_at"):
        return True
    return _plain(held) == _plain(present)
