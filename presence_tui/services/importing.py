"""Bringing an export back in: a union with what is here, so that twice is the same as once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import NewerVersionError, WordsError
from presence_tui.domain.record import Row, RowError, day_value
from presence_tui.domain.text import clean
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES, reader
from presence_tui.store.imports import read_files
from presence_tui.store.joined import Entry
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import month_of

Progress = Callable[[int, int], None]
"""Called with (months done, months to do)."""

BY_DAY = ("reviews", "pages")
"""Tables whose ids are days."""
_ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_REV = re.compile(r"\d{13}-[0-9a-z]{4}-[\w\-]+")


class Skipped(NamedTuple):
    """A row that was not taken in."""

    file: str
    line: int
    reason: str


class Plan(NamedTuple):
    """What an import would do, or did."""

    new: dict[str, int]
    """How many records by table are not here yet."""
    newer: dict[str, int]
    """How many are here in an older state, which they replace."""
    here: int
    """How many are here already, as they are or changed since."""
    skipped: tuple[Skipped, ...]
    """In order of their lines."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take in."""
        return not self.new and not self.newer


class _Row(NamedTuple):
    table: str
    row: Row
    file: str
    line: int


class _Weighed(NamedTuple):
    fresh: list[_Row]
    newer: list[_Row]
    here: int
    skipped: list[Skipped]


class Importing:
    """What a person can bring into the journal."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def preview(self, path: Path, progress: Progress | None = None) -> Plan:
        """What importing `path` would do: a JSON export, a CSV of one kind, or a folder of those.

        Raises NotFoundError for a missing file, WordsError for one that is no export of ours,
        NewerVersionError, StoreError.
        """
        rows, skipped = _read(path)
        weighed = _Weighed([], [], 0, skipped)
        for month, batch in _steps(rows, progress):
            weighed = self._weigh(month, batch, weighed)
        return _plan(weighed)

    def take_in(self, path: Path, progress: Progress | None = None) -> Plan:
        """Imports `path` after a backup, as one change for undo; what it did.

        It is on the disk on return, a write a month. Repeating it after a crash finishes it.
        Raises as `preview`.
        """
        presence = self._presence
        rows, skipped = _read(path)
        weighed = _Weighed([], [], 0, skipped)
        with presence.journal.writing(presence.clock.now()) as journal:
            for month, batch in _steps(rows, progress):
                found = self._weigh(month, batch, _Weighed([], [], weighed.here, skipped))
                wanted = [(row.table, row.row) for row in (*found.fresh, *found.newer)]
                if wanted:
                    journal.take_in(wanted)
                weighed.fresh.extend(found.fresh)
                weighed.newer.extend(found.newer)
                weighed = weighed._replace(here=found.here)
        return _plan(weighed)

    def _weigh(self, name: str, batch: list[_Row], so_far: _Weighed) -> _Weighed:
        """Sorts the rows of one month by what is here."""
        tables = self._presence.journal.read(name).tables
        here = so_far.here
        for row in batch:
            entry = tables.get(row.table, {}).get(str(row.row["id"]))
            said = _known(row, entry) if entry else None
            if entry is None:
                so_far.fresh.append(row)
            elif said is None:
                so_far.newer.append(row)
            elif said:
                so_far.skipped.append(Skipped(row.file, row.line, said))
            else:
                here += 1
        return so_far._replace(here=here)


def _known(row: _Row, entry: Entry) -> str | None:
    """Nothing when a row here is to be replaced, "" when it stays, a reason to skip it."""
    mine = entry.row
    if mine.get("purged") is True:
        return "it was taken off this disk for good"
    if mine.get("deleted") is True:
        return "it was deleted here"
    if entry.version > VERSION:
        return "it is here in a newer version's form"
    here, there = str(mine.get("rev", "")), str(row.row["rev"])
    if there > here:
        return None
    if there == here and _words(reader(row.table), mine) != row.row:
        return "it is here already with other words; change it here"
    return ""


def _words(read: Callable[[Row], object], row: Row) -> Row | None:
    try:
        return read(row).to_row()  # type: ignore[attr-defined, no-any-return]
    except RowError:
        return None


def _plan(weighed: _Weighed) -> Plan:
    def count(rows: list[_Row]) -> dict[str, int]:
        tables = [row.table for row in rows]
        return {table: tables.count(table) for table in TABLES if table in tables}

    order = sorted(weighed.skipped, key=lambda s: (s.file, s.line))
    return Plan(count(weighed.fresh), count(weighed.newer), weighed.here, tuple(order))


# ── reading files ─────────────────────────────────────────────────────────────


def _steps(rows: list[_Row], progress: Progress | None) -> Iterator[tuple[str, list[_Row]]]:
    """The rows month by month, with progress told between."""
    months: dict[str, list[_Row]] = {}
    for row in rows:
        day = row.row["day"]
        name = month_of(None if day is None else day_value(day, "day"))
        months.setdefault(name, []).append(row)
    for done, name in enumerate(sorted(months)):
        if progress is not None:
            progress(done, len(months))
        yield name, months[name]


def _read(path: Path) -> tuple[list[_Row], list[Skipped]]:
    rows: list[_Row] = []
    skipped: list[Skipped] = []
    seen: set[tuple[str, str]] = set()
    for name, text in read_files(path):
        _read_file(name, text, seen, rows, skipped)
    return rows, skipped


def _read_file(
    file: str,
    text: str,
    seen: set[tuple[str, str]],
    rows: list[_Row],
    skipped: list[Skipped],
) -> None:
    from presence_tui.domain.listing import read_listing
    from presence_tui.domain.sheet import read_sheet

    is_listing = text.lstrip().startswith("{")
    said: Row = {}
    try:
        for line, table, found in read_listing(text) if is_listing else read_sheet(text):
            if not table and isinstance(found, dict):
                said.update(found)
                _check(file, said)
                continue
            try:
                row = _checked(table, found)
                if (table, str(row["id"])) in seen:
                    raise RowError("its id stands on a line before")
            except RowError as error:
                skipped.append(Skipped(file, line, clean(str(error))))
                continue
            seen.add((table, str(row["id"])))
            rows.append(_Row(table, row, file, line))
    except RowError as error:
        raise WordsError(f"{file} is no export of presence: {clean(str(error))}.") from error
    if is_listing and said.get("format") != "presence":
        raise WordsError(f"{file} is no export of presence: it does not say so at its beginning.")


def _check(file: str, said: Row) -> None:
    """Stops at a file of a newer version before anything of it is taken for old."""
    version = said.get("version", VERSION)
    if type(version) is not int or version < 1:
        raise WordsError(f"{file} is no export of presence: its version is {version!r}.")
    if version > VERSION:
        raise NewerVersionError(
            f"{file} was written by a newer version of presence. Update presence to import it."
        )


def _checked(table: str, found: Row | RowError) -> Row:
    """The row as this version keeps it. Raises RowError."""
    if isinstance(found, RowError):
        raise found
    if table not in TABLES:
        raise RowError(f"there is no kind {table!r}")
    record = reader(table)({**found, "rev": found.get("rev") or ""})
    row: Row = record.to_row()
    ident, day = row["id"], row["day"]
    if record.stamp.deleted or record.stamp.purged:
        raise RowError("it is a deleted entry")
    if not _REV.fullmatch(row["rev"]):
        raise RowError("its rev is not what an export writes")
    if day is None and table not in ("people", "ticks"):
        raise RowError("its day is missing")
    if day is not None and table == "people":
        raise RowError("a person has no day")
    if table in BY_DAY and ident != day:
        raise RowError("its id is not its day")
    if table not in BY_DAY and table != "people" and not _ULID.fullmatch(ident):
        raise RowError(f"its id {ident!r} is none of ours")
    return row
