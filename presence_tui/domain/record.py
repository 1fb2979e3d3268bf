"""What every record carries, and the checks at the edge between JSON rows and typed values.

A row is a JSON object as it lies in a month file. A record is its frozen, typed value; both hold
the same: fields this version does not know live in `Stamp.extra` and go back unchanged.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, TypeVar

Row = dict[str, Any]


class RowError(ValueError):
    """A row on disk is not a record of its table; names the field and what it should be."""


class Stamp(NamedTuple):
    """Which record this is, whose revision, and where in time it belongs."""

    id: str
    """A ULID, or for reviews and pages the day, for people the name casefolded."""
    day: date | None
    """The presence day it belongs to, fixed when written; null only for what has no day."""
    at: datetime
    """The instant it is about, with the offset that was local when it was written."""
    zone: str | None = None
    """IANA name of the zone in which it was written, if known."""
    rev: str = ""
    """`<ms>-<counter>-<device>`; empty until the store has written it."""
    saw: Mapping[str, str] = {}
    """Other devices' revisions that were read when this one was written."""
    deleted: bool = False
    purged: bool = False
    extra: Mapping[str, Any] = {}
    """Fields written by a newer version; kept as they are."""


class Record(Protocol):
    """Any of the frozen records: a stamp and its own fields."""

    @property
    def stamp(self) -> Stamp: ...

    def to_row(self) -> Row: ...


_COMMON = frozenset(("id", "rev", "saw", "day", "at", "zone", "deleted", "purged"))

T = TypeVar("T")


def instant(value: object, field: str) -> datetime:
    """An ISO 8601 instant with offset. Raises RowError."""
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        # At the ends of the calendar a change of zone would run over its edge.
        if moment is not None and moment.tzinfo is not None and 1 < moment.year < 9999:
            return moment
    raise RowError(f"{field} should be a time with its offset, not {_shown(value)}")


def _shown(value: object) -> str:
    """A wrong value in a sentence, without its control characters and not at any length."""
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def day_value(value: object, field: str) -> date:
    """A `YYYY-MM-DD` day. Raises RowError."""
    if isinstance(value, str) and len(value) == 10:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None and 1 < day.year < 9999:
            return day
    raise RowError(f"{field} should be a day like 2026-11-22, not {_shown(value)}")


class Fields:
    """Reads the fields of one row with their types, and remembers which were known."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        self._known = set(_COMMON)

    def _get(self, name: str) -> Any:
        self._known.add(name)
        return self.row.get(name)

    def _typed(self, name: str, wanted: type[T], words: str) -> T | None:
        value = self._get(name)
        if value is None:
            return None
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise RowError(f"{name} should be {words}, not {_shown(value)}")
        return value

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self._typed(name, str, "text")
        if value is None:
            raise RowError(f"{name} is missing")
        return value

    def maybe_text(self, name: str) -> str | None:
        """A string or null."""
        return self._typed(name, str, "text or null")

    def maybe_int(self, name: str) -> int | None:
        """A whole number from 0 to a billion, or null."""
        words = "a whole number from 0 to 1000000000, or null"
        value = self._typed(name, int, words)
        if value is not None and not 0 <= value <= 1_000_000_000:
            raise RowError(f"{name} should be {words}, not {_shown(value)}")
        return value

    def maybe_object(self, name: str) -> Row:
        """A JSON object; absent means an empty one."""
        return self._typed(name, dict, "an object or null") or {}

    def flag(self, name: str, default: bool) -> bool:
        """true or false; absent means `default`."""
        value = self._typed(name, bool, "true or false")
        return default if value is None else value

    def names(self, name: str) -> tuple[str, ...]:
        """A list of strings; absent means none."""
        value = self._typed(name, list, "a list of names") or []
        if not all(isinstance(item, str) for item in value):
            raise RowError(f"{name} should be a list of names, not {_shown(value)}")
        return tuple(value)

    def maybe_instant(self, name: str) -> datetime | None:
        """An instant or null."""
        value = self._get(name)
        return None if value is None else instant(value, name)

    def maybe_day(self, name: str) -> date | None:
        """A day or null."""
        value = self._get(name)
        return None if value is None else day_value(value, name)

    def each(self, name: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        """A list whose items `read` understands; absent means none."""
        value = self._typed(name, list, "a list") or []
        return tuple(read(item, name) for item in value)

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        value = self._get(name)
        if value not in allowed:
            raise RowError(f"{name} should be one of {', '.join(allowed)}, not {_shown(value)}")
        return str(value)

    def stamp(self, dated: bool = True) -> Stamp:
        """The common fields. Call it last: what nobody asked for by then is `extra`.

        Only what is not `dated` may have no day.
        """
        row = self.row
        ident, rev = row.get("id"), row.get("rev")
        if not isinstance(ident, str) or not ident or not isinstance(rev, str):
            raise RowError("id and rev should be text")
        saw = row.get("saw", {})
        if not isinstance(saw, dict) or not all(isinstance(v, str) for v in saw.values()):
            raise RowError("saw should name a revision for each device")
        day = row.get("day")
        if day is None and dated:
            raise RowError("its day is missing")
        return Stamp(
            id=ident,
            day=None if day is None else day_value(day, "day"),
            at=instant(row.get("at"), "at"),
            zone=self.maybe_text("zone"),
            rev=rev,
            saw=saw,
            deleted=self.flag("deleted", False),
            purged=self.flag("purged", False),
            extra={k: v for k, v in row.items() if k not in self._known},
        )


def iso(moment: datetime) -> str:
    """An instant as it is stored: ISO 8601 to the millisecond, with its offset."""
    return moment.isoformat(timespec="milliseconds")


def row_of(stamp: Stamp, own: Mapping[str, Any]) -> Row:
    """The JSON row of a record: common fields, its own, then what a newer version added."""
    row: Row = {"id": stamp.id, "rev": stamp.rev}
    if stamp.saw:
        row["saw"] = dict(stamp.saw)
    row["day"] = None if stamp.day is None else stamp.day.isoformat()
    row["at"] = iso(stamp.at)
    row["zone"] = stamp.zone
    if stamp.deleted:
        row["deleted"] = True
    if stamp.purged:
        row["purged"] = True
    row.update(own)
    row.update(stamp.extra)
    return row
