"""What can still be read out of the bytes of a damaged month file.

One record stands on one line, so a torn or overwritten stretch costs the records it touches; this
also reads files that another program has written on one line or has indented.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from presence_tui.domain.record import Row

_OBJECT = re.compile(r'"((?:[^"\\\n]|\\.){1,200})"\s*:\s*(?=\{)')
_REV = re.compile(r"[0-9]{13}-[0-9a-z]{4}-.+")
_ID = re.compile(r"[0-9A-Za-z]{26}|\d{4}-\d\d-\d\d")
_META = re.compile(r'"format"\s*:\s*"presence"\s*,\s*"version"\s*:\s*(\d{1,6})\b')
_TOO_DEEP = 50
"""How many hopelessly nested places are tried before the rest is given up."""

_SIGNS = (
    ("returns", "boundaries"),
    ("because", "gratitude"),
    ("minutes", "moments"),
    ("for_day", "intentions"),
    ("resume", "parked"),
    ("step", "reviews"),
    ("at_rest", "people"),
)
"""Fields that tell a record's table where its heading is lost."""


class Salvaged(NamedTuple):
    """What was read out of damaged bytes."""

    rows: list[tuple[str | None, Row]]
    """Table and row; no table where neither heading nor fields tell it."""
    version: int | None
    """The format version the file claimed, if it still says so."""


def salvage(raw: bytes) -> Salvaged:
    """Every record that can still be read. Never raises."""
    text = _text(raw)
    meta = _META.search(text)
    return Salvaged(list(_rows(text)), int(meta[1]) if meta else None)


def is_revision(rev: object) -> bool:
    """Whether this is the number of a revision."""
    return isinstance(rev, str) and _REV.fullmatch(rev) is not None


def _text(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    for encoding, zeros in (("utf-16-le", raw[1:200:2]), ("utf-16-be", raw[:200:2])):
        if len(zeros) > 10 and not any(zeros) and any(raw[:200]):
            return raw.decode(encoding, "replace")
    return raw.decode("utf-8", "replace")


def _rows(text: str) -> Iterator[tuple[str | None, Row]]:
    decode = json.JSONDecoder().raw_decode
    table: str | None = None
    too_deep = 0
    position = 0
    while found := _OBJECT.search(text, position):
        key, start = found[1], found.end()
        position = start + 1
        value: object = None
        try:
            value, end = decode(text, start)
        except RecursionError:
            too_deep += 1
            if too_deep > _TOO_DEEP:
                return
            continue
        except ValueError:
            end = position
        if isinstance(value, dict) and value.get("id") == _plain(key):
            position = end
            if is_revision(value.get("rev")):
                yield _table(table, value), value
        elif _is_heading(key, value):
            table = _plain(key)


def _is_heading(key: str, value: object) -> bool:
    """Whether a table begins here: an object of objects, or one that was torn further on."""
    if value is None:
        return not _ID.fullmatch(key)
    return isinstance(value, dict) and all(isinstance(row, dict) for row in value.values())


def _plain(key: str) -> str:
    try:
        plain = json.loads(f'"{key}"')
    except ValueError:
        return key
    return str(plain)


def _table(heading: str | None, row: Row) -> str | None:
    """The table by its heading; where a stretch was lost, by what only one table has."""
    signs = [table for field, table in _SIGNS if field in row]
    return signs[0] if len(signs) == 1 and heading != signs[0] else heading
