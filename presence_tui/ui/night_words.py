"""What is said in the dark: how long a bedtime is to be, and which keys there are; no digits."""

from presence_tui.domain.boundary import Boundary, share
from presence_tui.domain.presets import Preset
from presence_tui.domain.spoken_length import spoken_length
from presence_tui.services.bedtimes import AS_SET
from presence_tui.services.ends import OPEN
from presence_tui.services.presence import Presence

FIVE, FIFTEEN = "five minutes longer", "a quarter of an hour longer"
BEFORE = ("enter begins", "esc not now")
OVER = ("esc back", "it has ended")


class Chosen:
    """What is about to begin: which of the dark presets, and how long."""

    def __init__(self, presence: Presence) -> None:
        self._bedtimes = presence.bedtimes
        self._presets = presence.bedtimes.presets()
        self._index = 0
        self.length = self._bedtimes.usual(self.preset)

    @property
    def preset(self) -> Preset:
        """The one that would begin."""
        return self._presets[self._index]

    def longer(self, by: int) -> None:
        """By so many steps longer, or shorter."""
        lengths = self._bedtimes.lengths(self.preset)
        at = lengths.index(self.length) + by
        self.length = lengths[max(0, min(len(lengths) - 1, at))]

    def other(self, by: int) -> None:
        """Another preset, with its own length."""
        self._index = (self._index + by) % len(self._presets)
        self.length = self._bedtimes.usual(self.preset)

    def words(self) -> tuple[str, str]:
        """Whose it is, where there are several, and its length."""
        said = {OPEN: "until I say so", AS_SET: "until the time that is set"}.get(self.length)
        length = said or spoken_length(int(self.length.removesuffix("m")))
        whose = f"↑ {self.preset.name} ↓" if len(self._presets) > 1 else ""
        return whose, f"← {length} →"


def running_keys(
    boundary: Boundary, presence: Presence, five: str, fifteen: str
) -> tuple[str, ...]:
    """Keys and what they do while it runs, in the order in which they give way from the right.

    `five` and `fifteen` are the keys that make it longer, as they are shown; empty without one.
    """
    known = ("space go on" if boundary.paused else "space return", "enter end", "esc back")
    if share(boundary, presence.clock.now()) is None:
        # An open end cannot be moved.
        return known
    more = ((five, FIVE), (fifteen, FIFTEEN))
    return (*known, *(f"{key} {does}" for key, does in more if key))
