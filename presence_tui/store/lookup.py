"""Finding a record by its id, whatever month it lies in."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from presence_tui.domain.errors import AmbiguousError, NotFoundError
from presence_tui.domain.review import BY_DAY
from presence_tui.domain.text import quoted
from presence_tui.store.joined import Entry
from presence_tui.store.months import ALWAYS, month_of

if TYPE_CHECKING:
    from presence_tui.store.journal import Journal

SEARCHED = ("moments", "boundaries", "gratitude", "checkins", "intentions", "parked", "ticks")
"""Tables whose records go by a ULID."""

_BY_DAY = rf"(?a)(?:(?P<kind>{'|'.join(BY_DAY)}):)?(?P<day>\d{{4}}-\d\d-\d\d)"


class Found(NamedTuple):
    """Where a record is and what it says."""

    table: str
    month: str
    entry: Entry


class Lookup:
    """Looks through the months of a journal, newest first."""

    def __init__(self, journal: "Journal") -> None:
        self._journal = journal

    def find(self, said: str, even_deleted: bool) -> Found:
        """As `Journal.find`."""
        if by_day := re.fullmatch(_BY_DAY, said.strip().casefold()):
            return self._of_day(by_day["kind"], by_day["day"], even_deleted)
        wanted = said.strip().upper()
        if not wanted or not wanted.isascii() or not wanted.isalnum():
            raise _unknown(said)
        every = list(self._containing(wanted))
        for fit in _fits(wanted):
            # What was purged is nothing any more, but what it became when it moved still is.
            found = [f for f in every if fit(_id(f).upper())]
            alive = [f for f in found if not _is(f, "deleted") and not _is(f, "purged")]
            if len(alive) > 1:
                raise AmbiguousError(_which(said, alive))
            if alive:
                return alive[0]
            if found:
                return self._follow(found, said, even_deleted)
        raise _unknown(said)

    def _of_day(self, kind: str | None, said: str, even_deleted: bool) -> Found:
        """The page or the review of a day. Raises NotFoundError, AmbiguousError."""
        kinds = [kind] if kind else list(BY_DAY)
        try:
            month = month_of(date.fromisoformat(said))
        except ValueError:
            raise NotFoundError(f"{said} is no day; say it like 2026-11-24.") from None
        tables = self._journal.read(month).tables
        every = {k: tables.get(BY_DAY[k], {}).get(said) for k in kinds}
        found = {
            k: Found(BY_DAY[k], month, entry)
            for k, entry in every.items()
            if entry is not None
            and entry.row.get("id") == said
            and entry.row.get("purged") is not True
            and (even_deleted or entry.row.get("deleted") is not True)
        }
        if len(found) > 1:
            ways = " or ".join(f"{k}:{said}" for k in found)
            raise AmbiguousError(f"{said} has a {' and a '.join(found)}; say {ways}.")
        if not found:
            raise NotFoundError(
                f"{said} has no {kind}." if kind else f"{said} has neither a page nor a review."
            )
        return next(iter(found.values()))

    def purged(self, said: str) -> list[Found]:
        """As `Journal.purged`."""
        wanted = said.strip().upper()
        if not wanted or not wanted.isascii() or not wanted.isalnum():
            return []
        every = [f for f in self._containing(wanted) if _is(f, "purged")]
        for fit in _fits(wanted):
            if found := [f for f in every if fit(_id(f).upper())]:
                return found
        return []

    def linked(self, found: Found) -> list[Found]:
        """As `Journal.linked`."""
        every = {_id(found): found}
        waiting = [found]
        while waiting:
            here = waiting.pop()
            near = [here.entry.row.get("was"), _id(here)]
            for ident in (i for i in near if isinstance(i, str) and i):
                for f in self._containing(ident):
                    if _is(f, "purged") or _id(f) in every:
                        continue
                    if ident in (_id(f), f.entry.row.get("was")):
                        every[_id(f)] = f
                        waiting.append(f)
        return list(every.values())

    def naming(self, ident: str, field: str) -> list[Found]:
        """As `Journal.naming`."""
        return [
            f
            for f in self._containing(ident)
            if f.entry.row.get(field) == ident and not _is(f, "purged")
        ]

    def _follow(self, found: list[Found], said: str, even_deleted: bool) -> Found:
        """Where a record that is no longer under its id went."""
        by_was = {
            f.entry.row["was"]: f
            for ident in found
            for f in self._containing(_id(ident).upper())
            if f.entry.row.get("was")
        }
        here = found[0]
        for _ in range(1000):
            onward = by_was.get(_id(here))
            if onward is None:
                break
            here = onward
            if not _is(here, "deleted") and not _is(here, "purged"):
                return here
            for f in self._containing(_id(here).upper()):
                if f.entry.row.get("was"):
                    by_was[f.entry.row["was"]] = f
        kept = [f for f in found if not _is(f, "purged")]
        if even_deleted and not _is(here, "purged"):
            if len(kept) > 1:
                raise AmbiguousError(_which(said, kept))
            return here
        raise NotFoundError(f"{quoted(said)} was deleted.") if kept else _unknown(said)

    def _containing(self, wanted: str) -> Iterator[Found]:
        """Records of the months whose bytes hold `wanted` at all, newest month first."""
        # As half a surrogate pair stands in a file.
        needle = wanted.encode(errors="backslashreplace")
        # A file that is gone holds nothing, and reading its month brings it back.
        lost = self._journal.lost()
        for month in reversed(self._journal.months.names()):
            if month == ALWAYS or not (month in lost or self._any_file_holds(month, needle)):
                continue
            for table, entries in self._journal.read(month).tables.items():
                if table in SEARCHED:
                    for entry in entries.values():
                        yield Found(table, month, entry)

    def _any_file_holds(self, month: str, needle: bytes) -> bool:
        months = self._journal.months
        for device in months.devices():
            for file in months.files(device, month):
                try:
                    raw = file.read_bytes()
                except OSError:
                    # Reading the month itself says what is wrong with it.
                    continue
                if needle in raw or (device == self._journal.device and _is_odd(raw)):
                    return True
        return False


def _is_odd(raw: bytes) -> bool:
    """Whether bytes have not even the shape of a month file: reading it mends one's own."""
    return raw[:1] != b"{" or raw.rstrip()[-1:] != b"}"


def _fits(wanted: str) -> tuple[Callable[[str], bool], ...]:
    """How an id may be meant, the surest way first."""
    return (
        lambda ident: ident == wanted,
        lambda ident: ident.endswith(wanted),
        lambda ident: ident.startswith(wanted),
    )


def _is(found: Found, sign: str) -> bool:
    return found.entry.row.get(sign) is True


def _id(found: Found) -> str:
    return str(found.entry.row.get("id", ""))


def _unknown(said: str) -> NotFoundError:
    return NotFoundError(
        f"No entry goes by the id {quoted(said)}.",
        shell="`presence today` shows the ids of a day.",
    )


def _which(said: str, found: list[Found]) -> str:
    shown = ", ".join(
        f"{_id(f)[-6:]} ({f.entry.row.get('day')})" for f in sorted(found, key=_id)[:8]
    )
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    return f"{quoted(said)} fits several entries: {shown}{more}. Say more of the id."
