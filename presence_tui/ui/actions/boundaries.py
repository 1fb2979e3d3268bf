"""Boundaries: choosing, pausing, returns, bedtime."""

from functools import partial

from presence_tui.domain.boundary import Boundary, state
from presence_tui.domain.errors import PresenceError
from presence_tui.ui.actions import preparing, rituals, timed
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.boundaries import BoundaryDialog, Choice
from presence_tui.ui.glyphs import ascii_only
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.screens.dashboard import Dashboard

NOTHING = "Nothing runs; {boundary} says what this time is for."
BEDTIME = "bedtime"


async def choose(room: Dashboard) -> None:
    """Opens the chooser."""

    def chosen(choice: Choice | None) -> None:
        if choice is not None and choice.what == "presets":
            room.call_later(preparing.presets, room)
        elif choice is not None:
            _do(room, choice)

    settings = room.presence.settings
    dialog = BoundaryDialog(settings, room.day.running, room.now, room.veiled)
    await room.app.push_screen(dialog, chosen)


def _do(room: Dashboard, choice: Choice) -> None:
    boundaries, name = room.presence.boundaries, choice.name
    if choice.what == "start":
        room.run_worker(_start(room, name), group="ritual")
    elif choice.what == "stop":
        room.run_worker(rituals.stop(room, name), group="ritual")
    elif choice.what == "drop":
        timed.drop(room, name)
    elif choice.what == "pause":
        room.change(lambda: boundaries.pause(name))
    elif choice.what == "resume":
        room.change(lambda: boundaries.resume(name))
    elif choice.what == "return":
        room.change(lambda: boundaries.come_back(name))
    else:
        room.change(lambda: boundaries.extend(name, choice.what))


async def _start(room: Dashboard, words: str) -> None:
    """Starts what was chosen; a bedtime of any length is a dark screen."""
    boundary = await rituals.start(room, words)
    if boundary is not None and boundary.preset == BEDTIME:
        await _darken(room, boundary)


def bedtime(room: Dashboard) -> None:
    """Starts a bedtime, or goes back to the one that runs."""
    room.run_worker(_bedtime(room), group="ritual")


async def _bedtime(room: Dashboard) -> None:
    presence = room.presence
    running = [b for b in room.day.running if b.preset == BEDTIME]
    try:
        begin = partial(presence.boundaries.start, BEDTIME)
        boundary = running[-1] if running else await room.desk.do(begin)
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    await room.look_again()
    await _darken(room, boundary)


async def _darken(room: Dashboard, boundary: Boundary) -> None:
    """The moon over the dashboard, until it is left or ended."""
    from presence_tui.ui.screens.bedtime import Bedtime

    def woken(ended: Boundary | None) -> None:
        room.asleep = False
        room.reload()
        if ended is not None:
            room.run_worker(rituals.suggest(room, ended), group="ritual")

    room.asleep = True
    night = Bedtime(room.presence, boundary, ascii_only(room.app))
    await room.app.push_screen(night, woken)


def come_back(room: Dashboard) -> None:
    """Counts a return on what began last."""
    if _main(room):
        room.change(room.presence.boundaries.come_back)


def pause(room: Dashboard) -> None:
    """Pauses what began last, or goes on with it."""
    boundaries = room.presence.boundaries
    if main := _main(room):
        paused = state(main, room.now) == "paused"
        room.change(boundaries.resume if paused else boundaries.pause)


def extend(room: Dashboard) -> None:
    """Moves the planned end of what began last five minutes on."""
    _extend(room, "5m")


def extend_more(room: Dashboard) -> None:
    """Moves the planned end of what began last fifteen minutes on."""
    _extend(room, "15m")


def _extend(room: Dashboard, length: str) -> None:
    if _main(room):
        room.change(lambda: room.presence.boundaries.extend(None, length))


def tell(room: Dashboard) -> None:
    """Puts the words for the others on the clipboard, of what began last and has any."""
    words = (room.presence.suggestions.tell(boundary) for boundary in room.day.running[::-1])
    found = next((said for said in words if said), None)
    if found is None:
        say(room.app, "Nothing that runs has words for the others; a preset can, under `tell`.")
        return
    room.host.copy(found)
    say(room.app, f"On your clipboard, where the terminal allows it: {found}")


def _main(room: Dashboard) -> Boundary | None:
    """What began last and runs; where nothing does, that is said."""
    if room.lamp.main is None:
        say(room.app, with_keys(room.app, NOTHING))
    return room.lamp.main
