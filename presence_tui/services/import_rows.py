"""Reading an export that someone brings: its rows as this version keeps them, or why not."""

import re
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import NewerVersionError, WordsError
from presence_tui.domain.record import Row, RowError
from presence_tui.domain.review import BY_DAY
from presence_tui.domain.text import LONGEST, clean, fold
from presence_tui.services.pages import LONGEST_PAGE
from presence_tui.services.people import LONGEST_NAME
from presence_tui.services.records import TABLES, reader
from presence_tui.store.imports import read_files
from presence_tui.store.migrations import VERSION

_ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_REV = re.compile(r"[0-9]{13}-[0-9a-z]{4}-[\w\-]+")

TOO_LONG = {"pages": LONGEST_PAGE, "people": LONGEST_NAME}
"""Characters that words of a table may have, where it is not as many as an entry's."""


class Skipped(NamedTuple):
    """A row that was not taken in."""

    file: str
    line: int
    reason: str


class ImportedRow(NamedTuple):
    """A row that may come in, and where it stands."""

    table: str
    row: Row
    file: str
    line: int


def read_rows(path: Path) -> tuple[list[ImportedRow], list[Skipped]]:
    """Every row of a file, or of the files of a folder, and those that cannot come in.

    Raises NotFoundError, StoreError, NewerVersionError, WordsError for what is no export of ours.
    """
    rows: list[ImportedRow] = []
    skipped: list[Skipped] = []
    seen: set[tuple[str, str]] = set()
    for name, text in read_files(path):
        _read_file(name, text, seen, rows, skipped)
    return rows, skipped


def _read_file(
    file: str,
    text: str,
    seen: set[tuple[str, str]],
    rows: list[ImportedRow],
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
            rows.append(ImportedRow(table, row, file, line))
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
    longest = TOO_LONG.get(table, LONGEST)
    for name in ("text", "name", "because", "note", "resume"):
        if len(row.get(name) or "") > longest:
            raise RowError(f"its {name} is longer than {longest:,} characters")
    if record.stamp.deleted or record.stamp.purged:
        raise RowError("it is a deleted entry")
    if not _REV.fullmatch(row["rev"]):
        raise RowError("its rev is not what an export writes")
    if day is not None and table == "people":
        raise RowError("a person has no day")
    if table == "people" and ident != fold(ident):
        raise RowError(f"a person's id is the name in small letters, {fold(ident)!r}")
    if table in BY_DAY.values() and ident != day:
        raise RowError("its id is not its day")
    if table not in BY_DAY.values() and table != "people" and not _ULID.fullmatch(ident):
        raise RowError(f"its id {ident!r} is none of ours")
    return row
