"""How a bedtime begins and how it ends: without a word, or with the dashboard's own questions."""

import asyncio

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.presets import Preset
from presence_tui.services.presence import Presence


class Rites:
    """Begins and ends, and nothing around it."""

    def __init__(self, presence: Presence) -> None:
        self._boundaries = presence.boundaries

    async def begin(self, preset: Preset, length: str) -> Boundary | None:
        """Begins it, or not where someone thinks better of it. Raises PresenceError."""
        return await asyncio.to_thread(self._boundaries.start, preset.key, length or None)

    async def end(self, boundary: Boundary) -> Boundary | None:
        """Ends it, or not where someone thinks better of it. Raises PresenceError."""
        return await asyncio.to_thread(self._boundaries.stop, boundary.stamp.id)

    async def ended(self, boundary: Boundary) -> None:
        """What follows on its end, before it is bright again. Raises PresenceError."""
