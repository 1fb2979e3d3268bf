"""The calendar of days."""

from datetime import date

from presence_tui.ui.screens.dashboard import Dashboard


async def open_calendar(room: Dashboard) -> None:
    """Opens the calendar; the day chosen there is shown."""
    from presence_tui.ui.screens.history import HistoryScreen

    def chosen(day: date | None) -> None:
        if day is not None:
            room.look_at(day)

    await room.app.push_screen(HistoryScreen(room.presence, room.day.day), chosen)
