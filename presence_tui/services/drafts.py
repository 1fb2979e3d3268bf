"""Words still being typed, which outlive a closed terminal."""

from presence_tui.services.presence import Presence
from presence_tui.store.drafts import read_draft, write_draft


class Drafts:
    """Keeps unfinished words by a key such as `review-thanks-2026-11-22`."""

    def __init__(self, presence: Presence) -> None:
        self._paths = presence.paths
        self._known: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The words kept under a key, or none. Raises StoreError."""
        # Read each time: a purge may have taken it away.
        self._known[key] = read_draft(self._paths, key)
        return self._known[key]

    def keep(self, key: str, words: str) -> None:
        """Keeps words as they stand; blank ones are forgotten. Raises StoreError."""
        text = words if words.strip() else ""
        if self._known.get(key, None) == text or (not text and not self.of(key)):
            return
        write_draft(self._paths, key, text)
        self._known[key] = text

    def drop(self, key: str) -> None:
        """Forgets what was kept under a key. Raises StoreError."""
        self.keep(key, "")
