"""Timed moments: they run like a small boundary, and ending one logs it."""

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.ui.alerts import say
from presence_tui.ui.screens.dashboard import Dashboard


async def begin(room: Dashboard) -> None:
    """Begins to type one."""
    await room.entry.begin("timed")


def drop(room: Dashboard) -> None:
    """Lets the one that began last go without logging it."""
    room.run_worker(_drop(room), group="change")


async def _drop(room: Dashboard) -> None:
    try:
        dropped = await room.desk.do(room.presence.running_moments.drop)
    except PresenceError as error:
        say(room.app, error)
        return
    await room.look_again()
    say(room.app, f"Let go: {one_line(dropped.name)}. u brings it back.")
