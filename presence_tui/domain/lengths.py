"""A length as people type it: `10m`, `1h30`, `1.5h`, `45 min`, `2 hours`."""

import re

from presence_tui.domain.errors import WordsError

MOST_MINUTES = 24 * 60
"""The longest length that can be said."""

_PLAIN = re.compile(r"(\d+)(?:[.,](\d+))?(?:(?:m|h)|\s?(?:mins?|minutes?|hours?))", re.I | re.A)
_MIXED = re.compile(r"(\d+)h(\d{1,2})(?:m|min)?", re.I | re.A)


def is_length(said: str) -> bool:
    """Whether words are shaped like a length, possible or not."""
    return bool(_PLAIN.fullmatch(said) or _MIXED.fullmatch(said))


def read_length(words: str) -> int:
    """A length in minutes, rounded half up. Raises WordsError outside 1 minute to 24 h."""
    said = " ".join(words.split())
    minutes = _minutes(said)
    if minutes is None or not 1 <= minutes <= MOST_MINUTES:
        shown = said if len(said) <= 30 else said[:29] + "…"
        raise WordsError(
            f"“{shown}” cannot be a length: say 1 minute to 24 hours, such as 10m or 1h30."
        )
    return minutes


def _minutes(said: str) -> int | None:
    if m := _MIXED.fullmatch(said):
        # Digits are counted before they are read: a number may be as long as an entry.
        return int(m[1]) * 60 + int(m[2]) if len(m[1]) <= 6 and int(m[2]) < 60 else None
    m = _PLAIN.fullmatch(said)
    if m is None or len(m[1]) > 6:
        return None
    unit = 60 if "h" in said.lower() else 1
    places = (m[2] or "")[:6]
    scale: int = 10 ** len(places)
    return (2 * int(m[1] + places) * unit + scale) // (2 * scale)
