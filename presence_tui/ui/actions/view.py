"""What is shown, and where one goes by a letter."""

from functools import partial

from presence_tui.ui.alerts import say
from presence_tui.ui.commands import perform
from presence_tui.ui.dialogs.jump import Place
from presence_tui.ui.look import look_of
from presence_tui.ui.screens.dashboard import Dashboard
from presence_tui.ui.widgets.rows import Rows


def focus_lamp(room: Dashboard) -> None:
    """Shows only what runs, or everything again."""
    room.alone = not room.alone
    room.lay_out()
    room.focus_panel(*((room.lamp,) if room.alone else ()))


def veil(room: Dashboard) -> None:
    """Hides all words, or shows them again; the timer stays."""
    app = look_of(room)
    app.veiled = not app.veiled
    room.set_title()
    room.lay_out()
    if app.veiled:
        app.clear_notifications()
        return
    withheld, app.withheld = app.withheld, []
    for sentence in withheld:
        say(app, sentence, serious=True)
    put_off, room.put_off = room.put_off, []
    for do in put_off:
        room.run_worker(do(), group="ritual")


async def jump(room: Dashboard) -> None:
    """Puts a letter on every place one can go."""
    from presence_tui.ui.dialogs.jump import Jump

    async def go(place: Place | None) -> None:
        if place is not None:
            await place.go()

    await room.app.push_screen(Jump(_places(room)), go)


def _places(room: Dashboard) -> list[Place]:
    """The lists row by row, the lamp, and what the header and the lines at the foot open."""
    head = room.header.box
    found = [Place(head.left - 1, head.y, partial(perform, room, "history"))]
    for rows in (room.moments, room.gratitude):
        if rows.box.height and not room.veiled:
            found += [
                Place(
                    rows.box.x + rows.box.left - 1, rows.box.y + y, partial(_row, room, rows, ident)
                )
                for y, ident in rows.places()
            ]
    lamp, intention, entry = room.lamp.box, room.intention.box, room.entry.box
    if lamp.height:
        found.append(Place(lamp.x + lamp.left - 1, lamp.y, partial(_lamp, room)))
    if intention.height:
        found.append(Place(intention.left - 1, intention.y, partial(perform, room, "intention")))
    if entry.height:
        found.append(Place(entry.left - 1, entry.y, partial(perform, room, "moment")))
    return found


async def _row(room: Dashboard, rows: Rows, ident: str) -> None:
    room.set_focus(rows)
    rows.go_to(ident)


async def _lamp(room: Dashboard) -> None:
    room.set_focus(room.lamp)
