"""Choosing a theme."""

from presence_tui.domain.errors import PresenceError
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.themes import ThemeDialog
from presence_tui.ui.look import look_of
from presence_tui.ui.screens.dashboard import Dashboard


async def choose(room: Dashboard) -> None:
    """Opens the chooser; what is chosen is written to the settings."""
    themes, before = room.presence.themes, look_of(room).worn

    async def keep(name: str) -> None:
        try:
            await room.desk.do(lambda: themes.choose(name))
        except PresenceError as error:
            look_of(room).wear(before)
            say(room.app, error, serious=True)

    def chosen(name: str | None) -> None:
        if name is not None:
            room.run_worker(keep(name), group="change")

    await room.app.push_screen(ThemeDialog(themes, room.presence.settings.theme), chosen)
