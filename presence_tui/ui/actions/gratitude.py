"""Gratitude."""

from presence_tui.ui.screens.dashboard import Dashboard


async def begin(room: Dashboard) -> None:
    """Begins to type a gratitude."""
    await room.entry.begin("gratitude")
