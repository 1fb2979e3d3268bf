"""What can be done to the row under the cursor."""

from presence_tui.ui.screens.dashboard import Dashboard
from presence_tui.ui.widgets.rows import Rows


def _rows(room: Dashboard) -> Rows | None:
    return room.focused if isinstance(room.focused, Rows) else None


def down(room: Dashboard) -> None:
    """To the next row."""
    if rows := _rows(room):
        rows.move(1)


def up(room: Dashboard) -> None:
    """To the row before."""
    if rows := _rows(room):
        rows.move(-1)


async def edit(room: Dashboard) -> None:
    """Shows the row's words for editing."""
    rows = _rows(room)
    ident = rows.current() if rows else None
    if ident is not None:
        words = await room.desk.do(lambda: room.presence.past.words(ident))
        await room.entry.begin("edit", words, ident)


def delete(room: Dashboard) -> None:
    """Deletes the row; no question asked, undo brings it back."""
    rows = _rows(room)
    ident = rows.current() if rows else None
    if ident is not None:
        room.change(lambda: room.presence.past.delete(ident))
