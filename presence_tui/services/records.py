"""Records by table: how rows become typed values, and a month's worth of them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from presence_tui.domain.record import Record, Row, RowError
from presence_tui.store.joined import Entry, Month
from presence_tui.store.journal import Journal
from presence_tui.store.months import month_of

# Modules are named, not imported: `status` needs boundaries and nothing else at start.
_KINDS = {
    "moments": ("moment", "Moment"),
    "boundaries": ("boundary", "Boundary"),
    "gratitude": ("gratitude", "Gratitude"),
    "checkins": ("checkin", "Checkin"),
    "intentions": ("intention", "Intention"),
    "reviews": ("review", "Review"),
    "pages": ("review", "Page"),
    "parked": ("parked", "Parked"),
    "people": ("person", "Person"),
    "ticks": ("tick", "Tick"),
}

TABLES = tuple(_KINDS)
AHEAD = timedelta(days=2)
"""How far ahead of today a day may lie that is lived already elsewhere on earth, and one more."""


def reader(table: str) -> Callable[[Row], Any]:
    """The function that makes a record of that table's rows; it raises RowError."""
    module, name = _KINDS[table]
    read: Callable[[Row], Any] = getattr(
        import_module(f"presence_tui.domain.{module}"), name
    ).from_row
    return read


def table_of(record: Any) -> str:
    """The table a record belongs to."""
    name = type(record).__name__
    return next(table for table, (_, kind) in _KINDS.items() if kind == name)


def handle(table: str, ident: str) -> str:
    """What a record can be asked for by: its id, for what goes by its day with its kind."""
    from presence_tui.domain.review import BY_DAY

    return next((f"{kind}:{ident}" for kind, of in BY_DAY.items() if of == table), ident)


def live(
    month: Month,
    table: str,
    problems: list[str],
    wanted: Callable[[Row], bool] | None = None,
    even_deleted: bool = False,
) -> list[Any]:
    """The records of a table that are neither purged nor invalid, nor deleted unless asked for.

    An invalid row stays on the disk; `problems` gets one sentence about it. Only rows for which
    `wanted` holds are looked at: making records of a month's rows costs more than reading them.
    """
    entries = month.tables.get(table, {})
    if not entries:
        return []
    read = reader(table)
    found: list[Record] = []
    for key, entry in entries.items():
        if (wanted is not None and not wanted(entry.row)) or _gone(entry, even_deleted):
            continue
        try:
            if entry.row.get("id") != key:
                raise RowError(f"its id is {entry.row.get('id')!r}")
            found.append(read(entry.row))
        except RowError as error:
            problems.append(f"The entry {key} of {table} is kept but not shown: {error}.")
    return found


BESIDES = ("boundaries", "checkins", "intentions", "parked", "reviews", "pages")
"""Tables whose rows make a day more than an open page, whatever else is on it."""


def says_something(review: Row) -> bool:
    """Whether a review holds more than the step it was left at, of a day or of a week."""
    week = review.get("week")
    lines = isinstance(week, dict) and any(v for name, v in week.items() if name != "step")
    return bool(review.get("note") or review.get("closed_at") or lines)


def days_of(month: Month, table: str) -> Mapping[str, int]:
    """How many live rows each day has that say anything, without making records of them."""
    found: dict[str, int] = {}
    for entry in month.tables.get(table, {}).values():
        row = entry.row
        silent = table == "reviews" and not says_something(row)
        if not silent and not _gone(entry, even_deleted=False):
            day = str(row.get("day"))
            found[day] = found.get(day, 0) + 1
    return found


def _gone(entry: Entry, even_deleted: bool) -> bool:
    purged = entry.row.get("purged") is True
    return purged or (entry.row.get("deleted") is True and not even_deleted)


def first_of_month_before(day: date) -> date:
    """The first day of the month before the month of `day`."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_before(day: date) -> str:
    """The name of the month before the month of `day`."""
    return month_of(first_of_month_before(day))


def current_months(day: date) -> tuple[str, ...]:
    """The names of the months in which running boundaries are looked for on `day`.

    Its own and the one before. At a month's end the next one as well: someone who has flown from
    Auckland to Honolulu, or a clock that was set back, began it on a day that is still to come.
    """
    found = (month_before(day), month_of(day), month_of(day + AHEAD))
    return found if found[2] != found[1] else found[:2]


def recent_months(journal: Journal, day: date) -> list[Month]:
    """The months of `current_months`, oldest first."""
    return [journal.read(name) for name in current_months(day)]
