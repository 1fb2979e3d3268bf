"""The one moment chosen for tomorrow."""

from datetime import timedelta

from presence_tui.ui.screens.dashboard import Dashboard


async def choose(room: Dashboard) -> None:
    """Begins to type tomorrow's intention; the one that is chosen can be changed."""
    tomorrow = room.presence.today() + timedelta(days=1)
    chosen = await room.desk.do(lambda: room.presence.intentions.for_day(tomorrow))
    await room.entry.begin("intention", chosen[-1].text if chosen else None)
