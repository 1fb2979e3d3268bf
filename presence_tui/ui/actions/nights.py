"""How a bedtime begins and ends on the dashboard: in the dark, with what surrounds a boundary."""

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.presets import Preset
from presence_tui.services.spoken import Spoken
from presence_tui.ui.actions import rituals
from presence_tui.ui.rites import Rites
from presence_tui.ui.screens.dashboard import Dashboard


class Nights(Rites):
    """Asks what there is to ask, in the ink of the moon."""

    def __init__(self, room: Dashboard) -> None:
        super().__init__(room.presence)
        self._room = room

    async def begin(self, preset: Preset, length: str) -> Boundary | None:
        """Begins it, and asks whoever leaves work for it."""
        return await rituals.begin(self._room, Spoken(preset.key, preset.side, length or None))

    async def end(self, boundary: Boundary) -> Boundary | None:
        """Ends it; one that was probably forgotten, when it really ended."""
        return await rituals.end(self._room, boundary)

    async def ended(self, boundary: Boundary) -> None:
        """Offers the moment that it suggests."""
        await rituals.suggest(self._room, boundary)
