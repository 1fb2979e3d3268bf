"""Timed moments: they run like a small boundary, and ending one logs it."""

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.ui.alerts import say
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.screens.dashboard import Dashboard


async def begin(room: Dashboard) -> None:
    """Begins to type one."""
    await room.entry.begin("timed")


def drop(room: Dashboard, ident: str | None = None) -> None:
    """Lets one go without logging it: that of an id, the marked one, or what began last."""
    meant = room.lamp.meant
    if ident is None and meant is not None and meant.kind == "moment":
        ident = meant.stamp.id
    room.run_worker(_drop(room, ident), group="change")


async def _drop(room: Dashboard, ident: str | None) -> None:
    try:
        dropped = await room.desk.do(lambda: room.presence.running_moments.drop(ident))
    except PresenceError as error:
        say(room.app, error)
        return
    await room.look_again()
    back = with_keys(room.app, "{undo} brings it back.")
    say(room.app, f"Let go: {one_line(dropped.name)}. {back}", veiled=f"Let go; {back}")
