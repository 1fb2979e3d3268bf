"""Noticing that someone is back at the keys of a dashboard that stayed open."""

from datetime import UTC, datetime

from presence_tui.services.heartbeat import GAP
from presence_tui.services.presence import Presence


class Absence:
    """The heartbeat says that the program was alive; this says that someone was there."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._last = self._now()
        self.over = False
        """Whether someone has come back, and nobody has asked anything since."""

    def touched(self) -> None:
        """A key was pressed. Cheap: it is asked at every key."""
        now = self._now()
        if now - self._last >= GAP:
            self.over = True
            self._presence.watch.heartbeat.last_used = self._last
        self._last = now

    def _now(self) -> datetime:
        return self._presence.clock.now().astimezone(UTC)
