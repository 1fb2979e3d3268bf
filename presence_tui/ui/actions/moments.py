"""Moments."""

from presence_tui.ui.screens.dashboard import Dashboard


async def begin(room: Dashboard) -> None:
    """Begins to type a moment."""
    await room.entry.begin("moment")
