"""The ten-minute deck."""

from presence_tui.ui.actions import boundaries
from presence_tui.ui.screens.dashboard import Dashboard


async def open_deck(room: Dashboard) -> None:
    """Opens the deck; on a boundary in focus it is a return instead."""
    if room.focused is room.lamp and room.lamp.main is not None:
        boundaries.come_back(room)
        return
    from presence_tui.ui.screens.deck import DeckScreen, Drawn

    async def chosen(drawn: Drawn | None) -> None:
        if drawn is None:
            return
        if drawn.in_words:
            await room.entry.begin("timed", f"{room.presence.deck.words(drawn.idea)} @")
        else:
            room.change(lambda: room.presence.deck.start(drawn.idea))

    await room.app.push_screen(DeckScreen(room.presence), chosen)
