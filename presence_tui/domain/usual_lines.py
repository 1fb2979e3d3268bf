"""Usual moments of one's own, as they stand in the settings."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class UsualLine(NamedTuple):
    """One of them."""

    words: str
    """In quick-entry words."""
    starts: bool = False
    """Whether it is started as a timed moment; else it is logged."""


def read_usual(value: Any) -> UsualLine:
    """A line of words, or `{ start = "10m dance" }`. Raises ValueError, WordsError."""
    starts = isinstance(value, Mapping)
    words = value.get("start") if starts and set(value) == {"start"} else value
    if not isinstance(words, str):
        raise ValueError
    # Here and not above: most settings have none, and a status bar reads settings at each turn.
    from presence_tui.domain.quick_entry import read_moment

    read_moment(words)
    return UsualLine(words, starts)
