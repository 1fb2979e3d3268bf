"""What can be done to the row under the cursor, or to all that are selected."""

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import clean
from presence_tui.ui.alerts import say
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.screens.dashboard import Dashboard
from presence_tui.ui.widgets.walked import Walked

NO_ROW = "No row is chosen; {next-panel} goes to a list."
EMPTY = "There is no row here yet."


def rows_of(room: Dashboard) -> Walked | None:
    """The list in focus, or the lamp with its boundaries."""
    return room.focused if isinstance(room.focused, Walked) else None


def say_no_row(room: Dashboard) -> None:
    """Says that there is no row to do anything to."""
    listed = rows_of(room) not in (None, room.lamp)
    say(room.app, EMPTY if listed else with_keys(room.app, NO_ROW))


def chosen(room: Dashboard) -> tuple[str, ...]:
    """Ids of the rows that are selected, in their order, else of the one under the cursor."""
    rows = rows_of(room)
    if rows is None:
        return ()
    selected = tuple(record for _, record in rows.places() if record in rows.selected)
    hidden = tuple(sorted(rows.selected - set(selected)))
    current = rows.current()
    return selected + hidden or ((current,) if current is not None else ())


def down(room: Dashboard) -> None:
    """To the next row."""
    if rows := rows_of(room):
        rows.move(1)


def up(room: Dashboard) -> None:
    """To the row before."""
    if rows := rows_of(room):
        rows.move(-1)


def _chosen(room: Dashboard) -> tuple[str, ...]:
    """As `chosen`; where there is none, that is said."""
    idents = chosen(room)
    if not idents:
        say_no_row(room)
    return idents


async def edit(room: Dashboard) -> None:
    """Shows the row's words for editing."""
    rows = rows_of(room)
    ident = rows.current() if rows else None
    if ident is None:
        say_no_row(room)
        return
    try:
        words = await room.desk.do(lambda: room.presence.past.words(ident))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    await room.entry.begin("edit", words, ident)


def delete(room: Dashboard) -> None:
    """Deletes the rows; no question asked, undo brings them back."""
    idents, past = _chosen(room), room.presence.past
    if len(idents) == 1:
        room.change(lambda: past.delete(idents[0]), "Deleted; {undo} brings it back.")
    elif idents:
        said = f"{len(idents)} rows are deleted; {{undo}} brings them back."
        room.change(lambda: past.delete_all(idents), said)


def select(room: Dashboard) -> None:
    """Selects the row and goes on to the next."""
    rows = rows_of(room)
    if rows is not None and _chosen(room):
        rows.select()
        rows.move(1)


async def tag(room: Dashboard) -> None:
    """Begins to type tags for the rows."""
    room.tagged = _chosen(room)
    if room.tagged:
        await room.entry.begin("tag", "#")


def copy(room: Dashboard) -> None:
    """Puts the rows' words on the clipboard, a line each."""
    if idents := _chosen(room):
        room.run_worker(_copy(room, idents), group="copy")


async def _copy(room: Dashboard, idents: tuple[str, ...]) -> None:
    past = room.presence.past
    try:
        words = await room.desk.do(lambda: "\n".join(clean(past.words(i)) for i in idents))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    room.host.copy(words, lines=True)
    say(room.app, "On your clipboard, where the terminal allows it.")
