"""Moving a record to another month: it gets an id of its own there, and the old one is deleted.

Two devices that move a record to one month while apart give it the same id, so it is one again
when they meet.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from presence_tui.domain.errors import StoreError, UncertainWriteError
from presence_tui.domain.ids import id_in
from presence_tui.domain.record import Row, day_value
from presence_tui.store.months import month_of
from presence_tui.store.unfinished import Move, Named, begin_move, end

if TYPE_CHECKING:
    from presence_tui.store.joined import Entry
    from presence_tui.store.writing import Writing


def move(writing: "Writing", table: str, old: Row, new: Row) -> Row:
    """As `Writing.move`."""
    ident, paths = str(old["id"]), writing.journal.paths
    there, here = (month_of(day_value(row["day"], "day")) for row in (new, old))
    on_its_way = Move(
        Named(here, table, ident),
        str(old["rev"]),
        Named(there, table, id_in(ident, there)),
        writing.change["change"],
    )
    begin_move(paths, on_its_way)
    try:
        kept = writing.put(table, {**new, "id": on_its_way.new.ident, "was": ident})
    except UncertainWriteError:
        raise
    except StoreError:
        with suppress(StoreError):
            end(paths, on_its_way)
        raise
    try:
        finish(writing, on_its_way)
        end(paths, on_its_way)
    except StoreError as error:
        raise StoreError(
            f"It is on {new['day']} now and still on {old['day']} as well: {error} The next change "
            "goes on with it."
        ) from error
    return kept


def finish(writing: "Writing", move: Move) -> None:
    """Deletes what has come to be elsewhere, unless it was changed since.

    Does nothing where the move did not come about. Raises StoreError.
    """
    new, old = _entry(writing, move.new), _entry(writing, move.old)
    if new is None or old is None or new.row.get("was") != move.old.ident or _is_gone(new.row):
        return
    if _is_gone(old.row) or old.row.get("rev") != move.rev:
        return
    change, writing.change = writing.change, {"change": move.change}
    try:
        writing.put(move.old.table, {**old.row, "deleted": True})
    finally:
        writing.change = change


def _entry(writing: "Writing", name: Named) -> "Entry | None":
    return writing.read(name.month).tables.get(name.table, {}).get(name.ident)


def _is_gone(row: Row) -> bool:
    return row.get("deleted") is True or row.get("purged") is True
