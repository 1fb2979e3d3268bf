"""What is prepared: presets, usual moments, plans, and lines that wait."""

from presence_tui.ui.screens.dashboard import Dashboard


async def presets(room: Dashboard) -> None:
    """Opens the presets."""
    from presence_tui.ui.screens.presets import PresetsScreen

    await room.app.push_screen(PresetsScreen(room.presence), room.back)


async def usual(room: Dashboard) -> None:
    """Opens the usual moments."""
    from presence_tui.ui.screens.usual import UsualScreen

    await room.app.push_screen(UsualScreen(room.presence), room.back)


async def plans(room: Dashboard) -> None:
    """Opens the if–then plans."""
    from presence_tui.ui.screens.plans import PlansScreen

    await room.app.push_screen(PlansScreen(room.presence), room.back)


async def parked(room: Dashboard) -> None:
    """Opens what is left open."""
    from presence_tui.ui.screens.parked import ParkedScreen

    await room.app.push_screen(ParkedScreen(room.presence), room.back)
