"""Finding."""

from presence_tui.services.searching import Hit
from presence_tui.ui.actions.records import open_form
from presence_tui.ui.actions.unveiled import shows_words
from presence_tui.ui.screens.dashboard import Dashboard


@shows_words
async def find(room: Dashboard) -> None:
    """Opens the search; what is chosen there is shown on its day."""
    from presence_tui.ui.screens.find import FindScreen

    async def chosen(hit: Hit | None) -> None:
        if hit is not None:
            room.looked_at = None if hit.day == room.presence.today() else hit.day
            await room.look_again(at=hit.id)
            rows = room.list_of(hit.id)
            if rows is None or not rows.shown:
                await _open(room, hit)

    await room.app.push_screen(FindScreen(room.presence), chosen)


async def _open(room: Dashboard, hit: Hit) -> None:
    """Opens over its day what has no row there to go to."""
    if hit.kind == "page":
        from presence_tui.ui.screens.page import PageScreen

        await room.app.push_screen(PageScreen(room.presence, hit.day), room.back)
    else:
        await open_form(room, hit.handle)
