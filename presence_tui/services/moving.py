"""Writing a changed record, also into another month, where it goes by another id."""

from collections.abc import Callable
from datetime import date
from typing import Any

from presence_tui.domain.record import Row
from presence_tui.services.presence import Presence
from presence_tui.services.records import live, month_before
from presence_tui.store.lookup import Found
from presence_tui.store.months import month_of
from presence_tui.store.writing import Writing

Rows = list[tuple[str, Row]]
POINTERS = {"boundaries": ("moments", "boundary"), "moments": ("intentions", "moment")}
"""For the records of a table: which table points at them, and in which field."""


def put(
    presence: Presence,
    journal: Writing,
    found: Found,
    new: Any,
    also: Callable[[Any], Rows] = lambda _: [],
) -> list[Row]:
    """Writes `new` in the place of what was found, and what else the change makes of it.

    Its id never leaves its month: on another month's day it has a new one, and what pointed at the
    old one points at it. Returns the rows as kept, its own first. Raises StoreError.
    """
    if month_of(new.stamp.day) == found.month:
        return journal.put_all([(found.table, new.to_row()), *also(new)])
    row = journal.move(found.table, found.entry.row, new.to_row())
    moved = new._replace(stamp=new.stamp._replace(id=row["id"]))
    rest = [*also(moved), *_pointing(presence, found, row["id"])]
    return [row, *journal.put_all(rest)]


def _pointing(presence: Presence, found: Found, ident: str) -> Rows:
    """The rows that pointed at a record that moved, with its new id."""
    if found.table not in POINTERS:
        return []
    table, field = POINTERS[found.table]
    day = date.fromisoformat(found.entry.row["day"])
    # An intention is written up to a week before its day.
    months = (month_before(day), found.month)
    return [
        (table, {**record.to_row(), field: ident})
        for month in months
        for record in live(presence.journal.read(month), table, [])
        if getattr(record, field) == found.entry.row["id"]
    ]
