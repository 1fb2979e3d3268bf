"""Boundaries: choosing, pausing, returns, bedtime."""

from functools import partial

from presence_tui.domain.boundary import Boundary, state
from presence_tui.ui.actions import preparing, rituals, timed
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.boundaries import BoundaryDialog, Choice
from presence_tui.ui.glyphs import ascii_only
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.look import look_of
from presence_tui.ui.screens.dashboard import Dashboard

NOTHING = "Nothing runs; {boundary} says what this time is for."
NONE_DARK = "No preset has a dark screen; {presets} gives one to a preset."


async def choose(room: Dashboard) -> None:
    """Opens the chooser."""

    def chosen(choice: Choice | None) -> None:
        if choice is not None and choice.what == "presets":
            room.call_later(preparing.presets, room)
        elif choice is not None:
            _do(room, choice)

    settings, check = room.presence.settings, partial(rituals.planned, room)
    dialog = BoundaryDialog(settings, room.day.running, room.now, check, room.veiled)
    await room.app.push_screen(dialog, chosen)


def _do(room: Dashboard, choice: Choice) -> None:
    boundaries, name = room.presence.boundaries, choice.name
    if choice.what == "start":
        room.run_worker(start(room, name, choice.side), group="ritual")
    elif choice.what == "stop":
        room.run_worker(rituals.stop(room, name), group="ritual")
    elif choice.what == "drop":
        timed.drop(room, name)
    elif choice.what == "earlier":
        room.run_worker(rituals.end_earlier(room, name), group="ritual")
    elif choice.what == "pause":
        room.change(lambda: boundaries.pause(name))
    elif choice.what == "resume":
        room.change(lambda: boundaries.resume(name))
    elif choice.what == "return":
        room.change(lambda: boundaries.come_back(name))
    else:
        room.change(lambda: boundaries.extend(name, choice.what))


async def start(room: Dashboard, words: str, side: str | None = None) -> None:
    """Starts what words say, wherever they come from; one that is dark takes the light away."""
    boundary = await rituals.start(room, words, side)
    if boundary is not None and room.presence.bedtimes.running((boundary,)) is not None:
        await darken(room, boundary)


async def bedtime(room: Dashboard) -> None:
    """The dark screen: of the bedtime that runs, or of one whose length is chosen there."""
    bedtimes = room.presence.bedtimes
    running = bedtimes.running(room.day.running)
    if running is None and not bedtimes.presets():
        say(room.app, with_keys(room.app, NONE_DARK))
        return
    await darken(room, running)


async def darken(room: Dashboard, boundary: Boundary | None = None) -> None:
    """The moon over the dashboard, until it is left; without a boundary, before it has begun."""
    from presence_tui.ui.actions.nights import Nights
    from presence_tui.ui.screens.bedtime import Bedtime

    if room.asleep:
        return

    look = look_of(room)

    def woken(_: Boundary | None) -> None:
        look.dark = False
        look.say_withheld()
        room.reload()
        room.run_worker(room.prompts.look_round(back=True), group="prompt")

    look.dark = True
    look.clear_notifications()
    night = Bedtime(room.presence, boundary, ascii_only(room.app), Nights(room))
    await room.app.push_screen(night, woken)


def come_back(room: Dashboard) -> None:
    """Counts a return on what began last, or on the one that is marked."""
    if meant := _meant(room):
        room.change(lambda: room.presence.boundaries.come_back(meant.stamp.id))


def pause(room: Dashboard) -> None:
    """Pauses what began last or is marked, or goes on with it."""
    boundaries = room.presence.boundaries
    if meant := _meant(room):
        do = boundaries.resume if state(meant, room.now) == "paused" else boundaries.pause
        room.change(lambda: do(meant.stamp.id))


def extend(room: Dashboard) -> None:
    """Moves the planned end of what began last five minutes on."""
    _extend(room, "5m")


def extend_more(room: Dashboard) -> None:
    """Moves the planned end of what began last fifteen minutes on."""
    _extend(room, "15m")


def _extend(room: Dashboard, length: str) -> None:
    if meant := _meant(room):
        room.change(lambda: room.presence.boundaries.extend(meant.stamp.id, length))


def tell(room: Dashboard) -> None:
    """Puts the words for the others on the clipboard, of what began last and has any."""
    meant = room.lamp.meant
    running = [*([meant] if meant else []), *room.day.running[::-1]]
    words = (room.presence.suggestions.tell(boundary) for boundary in running)
    found = next((said for said in words if said), None)
    if found is None:
        say(room.app, "Nothing that runs has words for the others; a preset can, under `tell`.")
        return
    room.host.copy(found)
    say(room.app, f"On your clipboard, where the terminal allows it: {found}")


def _meant(room: Dashboard) -> Boundary | None:
    """The running one that is marked, or that began last; where nothing runs, that is said."""
    meant = room.lamp.meant
    if meant is None:
        say(room.app, with_keys(room.app, NOTHING))
    return meant
