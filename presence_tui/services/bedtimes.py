"""Bedtimes: boundaries on a dark screen, and how long they were chosen to be."""

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import PresenceError
from presence_tui.domain.presets import Preset
from presence_tui.services.ends import OPEN
from presence_tui.services.presence import Presence
from presence_tui.store.own_state import read_state, write_state

NAME = "bedtimes"
AS_SET = ""
"""The planned end of the preset, where it is a time of day."""
_USUAL = (10, 15, 20, 30, 45, 60, 90, 120)
"""Minutes that can be chosen whatever the preset says."""


class Bedtimes:
    """What a person can do with presets that are dark."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def presets(self) -> tuple[Preset, ...]:
        """Those that are dark, in the order of the settings."""
        return tuple(p for p in self._presence.settings.presets if p.dark)

    def running(self, running: tuple[Boundary, ...]) -> Boundary | None:
        """The one of `running` that began last and is dark."""
        keys = {p.key for p in self.presets()}
        return next((b for b in reversed(running) if b.preset in keys), None)

    def still(self, running: tuple[Boundary, ...]) -> Boundary | None:
        """The one of `running` that someone who opens the dashboard is in the middle of."""
        found = self.running(running)
        return None if found is None or self._presence.forgotten.outlived(found) else found

    def lengths(self, preset: Preset) -> tuple[str, ...]:
        """What can be chosen, as `Boundaries.start` takes it: `30m`, `open`; shortest first.

        AS_SET comes first where the preset ends at a time of day.
        """
        minutes = sorted({*_USUAL, *((preset.minutes,) if preset.minutes else ())})
        as_set = (AS_SET,) if preset.until is not None else ()
        return (*as_set, *(f"{count}m" for count in minutes), OPEN)

    def usual(self, preset: Preset) -> str:
        """The one of `lengths` that was chosen last on this machine, else the preset's own."""
        kept = read_state(self._presence.paths, NAME).get(preset.key)
        if isinstance(kept, str) and kept in self.lengths(preset):
            return kept
        if preset.until is not None:
            return AS_SET
        return f"{preset.minutes}m" if preset.minutes else OPEN

    def remember(self, preset: Preset, length: str) -> None:
        """Offers that length first next time; a disk that refuses only means that it is not."""
        kept = {**read_state(self._presence.paths, NAME), preset.key: length}
        try:
            write_state(self._presence.paths, NAME, kept)
        except (OSError, PresenceError):
            return
