"""People."""

from presence_tui.ui.actions.unveiled import shows_words
from presence_tui.ui.screens.dashboard import Dashboard


@shows_words
async def open_people(room: Dashboard) -> None:
    """Opens the people in the journal."""
    from presence_tui.ui.screens.people import PeopleScreen

    await room.app.push_screen(PeopleScreen(room.presence), room.back)
