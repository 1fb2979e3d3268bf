"""Going about the dashboard, and leaving it."""

from presence_tui.ui.commands import perform
from presence_tui.ui.screens.dashboard import Dashboard


def next_panel(room: Dashboard) -> None:
    """To the next panel."""
    room.focus_next()


def previous_panel(room: Dashboard) -> None:
    """To the panel before."""
    room.focus_previous()


async def explain(room: Dashboard) -> None:
    """Opens the help, about the panel in focus."""
    from presence_tui.ui.actions.usual import listed
    from presence_tui.ui.screens.help import Help

    panel = room.focused.id if room.focused else None

    def chosen(ident: str | None) -> None:
        if ident is not None:
            room.call_later(perform, room, ident)

    await room.app.push_screen(Help(panel, await listed(room)), chosen)


async def palette(room: Dashboard) -> None:
    """Opens the palette."""
    await room.app.run_action("palette", room.app)


async def leave(room: Dashboard) -> None:
    """Leaves; boundaries go on. What could not be kept is shown instead."""
    await room.finish()
    if room.entry.refused is None and room.drafting.may_leave():
        room.app.exit()
