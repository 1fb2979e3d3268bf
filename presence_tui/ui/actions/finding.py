"""Finding."""

from presence_tui.services.finding import Hit
from presence_tui.ui.screens.dashboard import Dashboard


async def find(room: Dashboard) -> None:
    """Opens the search; what is chosen there is shown on its day."""
    from presence_tui.ui.screens.find import FindScreen

    def chosen(hit: Hit | None) -> None:
        if hit is not None:
            room.look_at(hit.day, at=hit.id)

    await room.app.push_screen(FindScreen(room.presence), chosen)
