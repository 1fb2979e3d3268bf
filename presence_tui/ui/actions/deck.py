"""The ten-minute deck."""

from presence_tui.domain.idea import Idea
from presence_tui.ui.actions import boundaries
from presence_tui.ui.screens.dashboard import Dashboard


async def open_deck(room: Dashboard) -> None:
    """Opens the deck; on a boundary in focus it is a return instead."""
    if room.focused is room.lamp and room.lamp.main is not None:
        boundaries.come_back(room)
        return
    from presence_tui.ui.screens.deck import DeckScreen

    def chosen(idea: Idea | None) -> None:
        if idea is not None:
            room.change(lambda: room.presence.deck.start(idea))

    await room.app.push_screen(DeckScreen(room.presence), chosen)
