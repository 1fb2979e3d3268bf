"""Boundaries: choosing, pausing, returns."""

from presence_tui.domain.boundary import state
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.boundaries import BoundaryDialog, Choice
from presence_tui.ui.screens.dashboard import Dashboard

NOTHING = "Nothing runs; b says what this time is for."


async def choose(room: Dashboard) -> None:
    """Opens the chooser."""
    boundaries = room.presence.boundaries

    def chosen(choice: Choice | None) -> None:
        if choice is None:
            return
        name = choice.name
        if choice.what == "start":
            room.change(lambda: boundaries.start(name))
        elif choice.what == "stop":
            room.change(lambda: boundaries.stop(name))
        elif choice.what == "pause":
            room.change(lambda: boundaries.pause(name))
        elif choice.what == "resume":
            room.change(lambda: boundaries.resume(name))
        else:
            room.change(lambda: boundaries.come_back(name))

    dialog = BoundaryDialog(room.presence.settings.presets, room.day.running)
    await room.app.push_screen(dialog, chosen)


def bedtime(room: Dashboard) -> None:
    """Starts a bedtime, or ends the one that runs."""
    boundaries = room.presence.boundaries
    if any(b.preset == "bedtime" for b in room.day.running):
        room.change(lambda: boundaries.stop("bedtime"))
    else:
        room.change(lambda: boundaries.start("bedtime"))


def come_back(room: Dashboard) -> None:
    """Counts a return on what began last."""
    if room.lamp.main is None:
        say(room.app, NOTHING)
    else:
        room.change(room.presence.boundaries.come_back)


def pause(room: Dashboard) -> None:
    """Pauses what began last, or goes on with it."""
    main, boundaries = room.lamp.main, room.presence.boundaries
    if main is None:
        say(room.app, NOTHING)
    else:
        paused = state(main, room.now) == "paused"
        room.change(boundaries.resume if paused else boundaries.pause)
