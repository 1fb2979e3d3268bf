"""What was said or asked once and is not said again, on this machine."""

from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence
from presence_tui.store.own_state import read_state, write_state

NAME = "said"
KEPT = 200
"""How many are remembered; older ones are long past."""


class Said:
    """Remembers across restarts and between dashboards of this machine."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._here: set[str] = set()

    def before(self, what: str) -> bool:
        """Whether it was said already."""
        if what not in self._here and what in self._kept():
            self._here.add(what)
        return what in self._here

    def surely(self, what: str) -> bool:
        """Whether it is known without reading a file that it was said."""
        return what in self._here

    def now(self, what: str) -> None:
        """From now on it was said; a disk that refuses only means once a start."""
        self._here.add(what)
        try:
            write_state(self._presence.paths, NAME, {"said": [*self._kept(), what][-KEPT:]})
        except (OSError, PresenceError):
            return

    def _kept(self) -> list[str]:
        found = read_state(self._presence.paths, NAME).get("said")
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
