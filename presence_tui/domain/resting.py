"""What is at rest: people and words that are never offered again."""

from typing import Any, NamedTuple

from presence_tui.domain.folding import plain
from presence_tui.domain.text import fold, one_line

WORDS = "at-rest"
"""Kind of the tick in `always.json` that keeps words from being offered; its name is their mark."""


class Resting(NamedTuple):
    """Who and what is at rest now."""

    names: frozenset[str] = frozenset()
    """The folded names of people, in all their spellings."""
    words: frozenset[str] = frozenset()
    """Marks of words."""

    def has_words(self, text: str) -> bool:
        """Whether these words are at rest, whoever wrote them and whenever."""
        return bool(self.words) and mark_of(text) in self.words

    def has_name(self, people: tuple[str, ...]) -> bool:
        """Whether anyone among these names is at rest."""
        return bool(self.names) and any(fold(name) in self.names for name in people)

    def has(self, record: Any) -> bool:
        """Whether an entry is at rest: itself, or by its words."""
        if record.stamp.extra.get("at_rest") is True:
            return True
        text = getattr(record, "text", None)
        return isinstance(text, str) and self.has_words(text)

    def keeps_back(self, record: Any) -> bool:
        """Whether an entry is never offered: it is at rest, or someone in it is."""
        return self.has_name(getattr(record, "people", ())) or self.has(record)


def mark_of(text: str) -> str:
    """What words are known by where they themselves are not kept, so that a purge leaves none."""
    # Here and not above: it costs a start, and few have anything at rest.
    from hashlib import sha256

    return sha256(plain(one_line(text)).encode("utf-8", "replace")).hexdigest()[:32]
