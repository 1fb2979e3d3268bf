"""What is shown, and where one goes by a letter."""

from collections.abc import Awaitable, Callable
from functools import partial

from presence_tui.ui.commands import perform
from presence_tui.ui.dialogs.jump import Place
from presence_tui.ui.look import look_of
from presence_tui.ui.plan import Box
from presence_tui.ui.screens.dashboard import Dashboard
from presence_tui.ui.widgets.footer import Does
from presence_tui.ui.widgets.walked import Walked


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
    app.say_withheld()
    room.run_worker(room.prompts.ask_what_waited(), group="ritual")


async def jump(room: Dashboard) -> None:
    """Puts a letter on every place one can go."""
    from presence_tui.ui.dialogs.jump import Jump

    async def go(place: Place | None) -> None:
        if place is not None:
            await place.go()

    await room.app.push_screen(Jump(_places(room)), go)


def _places(room: Dashboard) -> list[Place]:
    """The lists row by row, the newest first, then all else that answers."""
    found: list[Place] = []
    for rows in (room.moments, room.gratitude):
        if rows.shown and not room.veiled:
            places = rows.places() if rows.newest_first else reversed(rows.places())
            found += [_at(rows.box, partial(_row, room, rows, ident), y) for y, ident in places]
    lamp = room.lamp
    if lamp.shown and not room.veiled:
        # The one at the top has the letter of the lamp.
        below = [(y, ident) for y, ident in lamp.places() if y or lamp.cursor is not None]
        found += [_at(lamp.box, partial(_row, room, lamp, ident), y) for y, ident in below]
    for part, go in (
        (room.lamp, partial(_lamp, room)),
        (room.intention, partial(perform, room, "intention")),
        (room.entry, partial(perform, room, "moment")),
        (room.header, partial(perform, room, "history")),
    ):
        if part.box.height:
            found.append(_at(part.box, go))
    foot = room.footer.box
    if foot.left > 1:
        # Where it is narrow, the words of the footer leave no cell for a letter.
        for spot in room.footer.spots:
            free = foot.left if spot.start == 0 else 3
            found.append(Place(foot.left + spot.start, foot.y, partial(_do, spot.does), free))
    return found


def _at(box: Box, go: Callable[[], Awaitable[None]], y: int = 0) -> Place:
    """A place at the left of a part of the dashboard."""
    return Place(box.x + box.left, box.y + y, go, box.left)


async def _do(does: Does) -> None:
    done = does()
    if done is not None:
        await done


async def _row(room: Dashboard, rows: Walked, ident: str) -> None:
    room.set_focus(rows)
    rows.go_to(ident)


async def _lamp(room: Dashboard) -> None:
    room.set_focus(room.lamp)
    if room.lamp.main is not None:
        room.lamp.go_to(room.lamp.main.stamp.id)
