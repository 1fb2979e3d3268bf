"""The heartbeat: when the dashboard was last alive, for guessing when a boundary really ended."""

from datetime import UTC, datetime, timedelta
from typing import Any

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.record import RowError, instant, iso
from presence_tui.services.presence import Presence
from presence_tui.store.own_state import read_state, write_state

NAME = "heartbeat"
EVERY = timedelta(minutes=1)
GAP = timedelta(minutes=10)
"""A silence this long means that no one was here: the program was closed, or the lid."""


class Heartbeat:
    """Beats while the dashboard is open."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        kept = read_state(presence.paths, NAME)
        self._last = _instant(kept.get("at"))
        self._before_gap = _instant(kept.get("before_gap"))
        self.last_used: datetime | None = None
        """When someone was last at the keys before the latest absence, while it stayed open."""

    def beat(self) -> bool:
        """Says that the dashboard is alive; writes at most once a minute.

        True when it had been silent for ten minutes or more: someone has come back.
        """
        now = self._presence.clock.now().astimezone(UTC)
        last = self._last
        if last is not None and timedelta(0) <= now - last < EVERY:
            return False
        back = last is None or now - last >= GAP
        if back:
            self._before_gap = last
        self._last = now
        kept = {"at": iso(now)}
        if self._before_gap is not None:
            kept["before_gap"] = iso(self._before_gap)
        try:
            write_state(self._presence.paths, NAME, kept)
        except (OSError, PresenceError):
            # A guess less, some day: no reason to disturb anyone now.
            return back
        return back

    def alive_until(self) -> datetime | None:
        """The last sign of life before the latest silence, or none."""
        now = self._presence.clock.now().astimezone(UTC)
        last = self._last
        if last is not None and now - last >= GAP:
            return last
        return self._before_gap


def _instant(value: Any) -> datetime | None:
    try:
        return None if value is None else instant(value, "at").astimezone(UTC)
    except RowError:
        return None
