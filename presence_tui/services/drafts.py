"""Words still being typed, which outlive a closed terminal."""

from presence_tui.services.presence import Presence
from presence_tui.store.drafts import read_draft, write_draft

SINCE = "-since"
"""After a key: what its words began as."""


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

    def since(self, key: str) -> str:
        """What stood there when the words under a key began to be changed. Raises StoreError."""
        return read_draft(self._paths, key + SINCE)

    def keep(self, key: str, words: str, since: str = "") -> None:
        """Keeps words as they stand; blank ones are forgotten. Raises StoreError.

        `since` is what they began as, so that what others write meanwhile is told apart from it.
        """
        text = words if words.strip() else ""
        if self._known.get(key, None) == text or (not text and not self.of(key)):
            return
        if since.strip() or not text:
            write_draft(self._paths, key + SINCE, since if text else "")
        write_draft(self._paths, key, text)
        self._known[key] = text

    def drop(self, key: str) -> None:
        """Forgets what was kept under a key; words of another window stay. Raises StoreError."""
        known = self._known.get(key)
        if known is not None and self.of(key) not in ("", known):
            return
        self.keep(key, "")
