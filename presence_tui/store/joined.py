"""Several devices' files of one month, read as one."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from presence_tui.domain.record import Row
from presence_tui.store.files import Tables
from presence_tui.store.migrations import VERSION
from presence_tui.store.revisions import Revision, winner

META = "meta"
"""The table that tells of the file itself."""


class MonthFile(NamedTuple):
    """One device's file of one month, as read."""

    tables: Tables
    """Migrated to today's form when they were older."""
    version: int
    """The format version of `tables`."""
    written: int = VERSION
    """The format version on the disk."""


class Entry(NamedTuple):
    """A record as read over all devices."""

    row: Row
    """What it says: the winning revision, merged where its kind merges."""
    revisions: tuple[Revision, ...]
    """Every device's revision."""
    version: int
    """Format version of the winning revision's file."""


class Joined(Mapping[str, dict[str, Entry]]):
    """The union of files: entries by table and id. A table is joined when it is first asked for.

    Nearly every record has one revision: what it costs, a start costs. What an earlier union says
    of a row that is still the same object is taken from there.
    """

    def __init__(self, files: list[MonthFile], before: "Joined | None" = None) -> None:
        self._files = files
        self._before = before._joined if before else {}
        self._names = dict.fromkeys(n for file in files for n in file.tables if n != META)
        self._joined: dict[str, dict[str, Entry]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, table: str) -> dict[str, Entry]:
        if table not in self._joined:
            if table not in self._names:
                raise KeyError(table)
            self._joined[table] = self._join(table, self._before.pop(table, {}))
        return self._joined[table]

    def _join(self, table: str, before: dict[str, Entry]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for tables, version, _ in self._files:
            for key, row in tables.get(table, {}).items():
                if not isinstance(row, dict):
                    continue
                if key in found:
                    found[key] = _together(table, (*found[key].revisions, Revision(row, version)))
                    continue
                same = before.get(key)
                if (
                    same is not None
                    and same.row is row
                    and same.version == version
                    and len(same.revisions) == 1
                ):
                    found[key] = same
                else:
                    found[key] = Entry(row, (Revision(row, version),), version)
        return found

    def several(self, table: str) -> dict[str, tuple[Revision, ...]]:
        """The revisions of those ids that lie in more than one file, by id."""
        held = [(file.tables.get(table, {}), file.version) for file in self._files]
        once: set[str] = set()
        twice: set[str] = set()
        for rows, _ in held:
            twice |= once & rows.keys()
            once |= rows.keys()
        return {
            key: tuple(
                Revision(rows[key], version)
                for rows, version in held
                if isinstance(rows.get(key), dict)
            )
            for key in sorted(twice)
        }


class Month(NamedTuple):
    """All devices' records of one month."""

    tables: Joined
    problems: tuple[str, ...]
    """One sentence for each file of another device that could not be read."""


def united(files: list[MonthFile]) -> Month:
    """Several devices' files of one month, read as one."""
    return Month(Joined(files), ())


def _together(table: str, revisions: tuple[Revision, ...]) -> Entry:
    won = winner(table, revisions)
    return Entry(won.row, revisions, won.version)


def entry_of(revision: Revision) -> Entry:
    """One revision alone, as if no other device had written."""
    return Entry(revision.row, (revision,), revision.version)
