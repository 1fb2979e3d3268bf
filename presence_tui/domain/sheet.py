"""Rows as a spreadsheet: one table a sheet, one record a line, and the way back without loss.

A cell is plain text where it can be. One that begins with `\\` holds JSON after it: the empty text,
text that a spreadsheet would take for a formula, and characters that a terminal would act on.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from presence_tui.domain.record import Row, RowError
from presence_tui.domain.text import clean, escape_json

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "moments": ("text", "minutes", "people", "tags", "timed", "boundary"),
    "boundaries": (
        *("name", "side", "kind", "preset", "planned_s", "until", "ended_at"),
        *("pauses", "returns", "people", "tags"),
    ),
    "gratitude": ("text", "because", "people", "tags"),
    "checkins": ("kind",),
    "intentions": ("text", "for_day", "moment"),
    "reviews": ("note", "step", "closed_at"),
    "pages": ("text",),
    "parked": ("text", "resume", "done"),
    "people": ("name", "colour", "same_as", "at_rest"),
    "ticks": ("kind", "name"),
}
"""The fields of each table, in the order of its sheet."""

BETWEEN = (",", ";", "\t")
"""What may stand between the cells of a sheet that is read; we write commas."""

_FIRST = ("table", "id", "day", "at", "zone")
_LAST = ("rev", "saw", "more")
_NUMBERS = ("minutes", "planned_s")
_FLAGS = {"true": True, "false": False}
_FLAG_FIELDS = ("timed", "done", "at_rest")
_NAMES = ("people", "tags")
_JSON = ("pauses", "returns", "saw", "more")
_ACTING = ("=", "+", "-", "@", "\t", "\r", "\\")
"""Beginnings that a spreadsheet or this module takes for something else than text."""


def write_sheet(table: str, rows: Iterable[Row]) -> str:
    """The sheet of a table, its header first."""
    columns = COLUMNS[table]
    known = {*_FIRST[1:], *columns, *_LAST[:-1]}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    header = (*_FIRST, *columns, *_LAST)
    writer.writerow(header)
    for row in rows:
        more = {name: value for name, value in row.items() if name not in known}
        whole = {**row, "table": table, "more": more or None}
        writer.writerow([_cell(name, whole.get(name)) for name in header])
    return out.getvalue()


def read_sheet(text: str) -> Iterator[tuple[int, str, Row | RowError]]:
    """Line, table and row of each record of a sheet; an error in its place says what is wrong.

    Its cells may stand between commas, semicolons or tabs, as a spreadsheet saved them. Raises
    RowError when the text is no sheet of ours.
    """
    begins, between = _begin(text)
    whole = text[begins:]
    before = text[:begins].count("\n")
    lines = csv.reader(io.StringIO(whole, newline=""), strict=True, delimiter=between)
    try:
        header = next(lines, [])
        last = lines.line_num
        for cells in lines:
            line, last = before + last + 1, lines.line_num
            if any(cells):
                yield _record(line, dict(zip(header, cells, strict=False)), len(cells), len(header))
    except csv.Error as error:
        raise RowError(f"line {before + lines.line_num} is not CSV: {error}") from error


def _begin(text: str) -> tuple[int, str]:
    """Where the first line with names begins, and what stands between them. Raises RowError."""
    begins = 0
    first, end, _ = text.partition("\n")
    if first.strip()[:4] == "sep=":
        # A line for spreadsheets only.
        begins = len(first) + len(end)
        first = text[begins:].partition("\n")[0]
    for between in BETWEEN:
        try:
            header = next(csv.reader([first], strict=True, delimiter=between), [])
        except csv.Error:
            continue
        if {"table", "id", "day", "at"} <= set(header):
            return begins, between
    raise RowError(
        "its first line does not name the columns table, id, day and at, "
        "between commas, semicolons or tabs"
    )


def _record(
    line: int, cells: dict[str, str], found: int, wanted: int
) -> tuple[int, str, Row | RowError]:
    table = cells.pop("table", "")
    if found != wanted:
        return line, table, RowError(f"it has {found} cells, and the first line {wanted}")
    row: Row = {}
    try:
        for name, cell in cells.items():
            value = _value(name, cell)
            if name == "more":
                row.update(value or {})
            elif value is not None or name not in (*_FLAG_FIELDS, "saw", "rev"):
                row[name] = value
    except RowError as error:
        return line, table, error
    return line, table, row


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int) and name in _NUMBERS:
        return str(value)
    if isinstance(value, str) and name not in _JSON:
        plain = value and not value.startswith(_ACTING) and clean(value) == value
        return value if plain else _json(value)
    if name in _NAMES and isinstance(value, list) and all(_is_word(v) for v in value):
        return " ".join(value)
    return _json(value)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.split() == [value] and not value.startswith(_ACTING)


def _json(value: Any) -> str:
    return "\\" + escape_json(json.dumps(value, ensure_ascii=False))


def _value(name: str, cell: str) -> Any:
    """What a cell says. Raises RowError."""
    if cell.startswith("\\"):
        try:
            value = json.loads(cell[1:])
        except (ValueError, RecursionError):
            raise RowError(f"{name} begins with \\ and is not JSON after it") from None
        if name == "more" and not isinstance(value, dict):
            raise RowError("more should be a JSON object")
        return value
    if name in _NAMES:
        return cell.split()
    if not cell:
        return None
    if name in _NUMBERS:
        if not (cell.isascii() and cell.isdigit() and len(cell) < 10):
            raise RowError(f"{name} should be a whole number, not {cell!r}")
        return int(cell)
    if name in _FLAG_FIELDS:
        if cell.lower() not in _FLAGS:
            raise RowError(f"{name} should be true or false, not {cell!r}")
        return _FLAGS[cell.lower()]
    if name in _JSON:
        raise RowError(f"{name} should be empty, or begin with \\ and be JSON after it")
    return cell
