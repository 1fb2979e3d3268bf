"""Words still being typed, which outlive a closed terminal."""

from presence_tui.domain.errors import StoreError
from presence_tui.services.presence import Presence
from presence_tui.store.drafts import read_draft, write_draft

SINCE = "-since"
"""After a key: what its words began as."""


class Drafts:
    """Keeps unfinished words by a key such as `review-thanks-2026-11-22`.

    What the disk does not take is held in memory, and is on the disk as soon as that writes again.
    """

    def __init__(self, presence: Presence) -> None:
        self._paths = presence.paths
        self._known: dict[str, str] = {}
        self._held: dict[str, tuple[str, str]] = {}
        """Words that could not be written, and what they began as, by their key."""

    def of(self, key: str) -> str:
        """The words kept under a key, or none. Raises StoreError."""
        if (held := self._held.get(key)) is not None:
            return held[0]
        # Read each time: a purge may have taken it away.
        self._known[key] = read_draft(self._paths, key)
        return self._known[key]

    def since(self, key: str) -> str:
        """What stood there when the words under a key began to be changed. Raises StoreError."""
        if (held := self._held.get(key)) is not None:
            return held[1]
        return read_draft(self._paths, key + SINCE)

    def keep(self, key: str, words: str, since: str = "") -> None:
        """Keeps words as they stand; blank ones are forgotten. Raises StoreError.

        `since` is what they began as, so that what others write meanwhile is told apart from it.
        """
        text = words if words.strip() else ""
        waits = key in self._held
        if not waits and (self._known.get(key) == text or (not text and not self.of(key))):
            return
        self._held[key] = (text, since)
        self._write(key)
        self.settle()

    @property
    def waits(self) -> bool:
        """Whether words are held in memory alone: the disk did not take them."""
        return bool(self._held)

    def settle(self) -> None:
        """Writes what the disk did not take before. Raises StoreError."""
        for key in tuple(self._held):
            self._write(key)

    def _write(self, key: str) -> None:
        """Brings the disk up to what is held under a key."""
        if (held := self._held.get(key)) is None:
            return
        text, since = held
        try:
            if since.strip() or not text:
                write_draft(self._paths, key + SINCE, since if text else "")
            write_draft(self._paths, key, text)
        except StoreError:
            # Forgotten words need no memory; the next look at the disk says whether they are gone.
            if not text:
                self._held.pop(key, None)
            raise
        self._known[key] = text
        if self._held.get(key) == held:
            del self._held[key]

    def drop(self, key: str) -> None:
        """Forgets what was kept under a key; words of another window stay. Raises StoreError."""
        self._held.pop(key, None)
        known = self._known.get(key)
        if known is not None and self.of(key) not in ("", known):
            return
        self.keep(key, "")
