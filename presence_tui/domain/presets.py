"""Presets: boundaries prepared in the settings and started by their key."""

from datetime import time
from typing import NamedTuple

from presence_tui.domain.text import fold, one_line

HEARD = ("toast", "bell", "title", "terminal", "desktop")
"""Where a start, an end reached and a plan due can be noticed."""


def as_said(name: str) -> str:
    """A key or a name as it is compared: `Logged off` is `logged-off`."""
    return fold(one_line(name)).replace("-", " ")


class Preset(NamedTuple):
    """A boundary prepared in the settings and started by its key."""

    key: str
    name: str
    side: str
    minutes: int | None = None
    """Planned length, or null for an open end."""
    until: time | None = None
    """Planned end on the wall clock; never together with `minutes`."""
    words: str | None = None
    """Shown while it runs, in one's own words."""
    quiet: bool = False
    """Nothing is heard of it: no toast, no bell, no notification."""
    heard: tuple[str, ...] | None = None
    """Where it is heard, of HEARD; null for what the settings say for all."""
    dark: bool = False
    """Shown as a moon on a dark screen: a bedtime."""
    ends_itself: bool = False
    """Whether it ends at its planned end without a word from its owner."""
    suggests: str | None = None
    """Quick-entry words of the moment that is suggested when it ends."""
    tell: str | None = None
    """Words to tell others; `{until}` in them becomes the planned end."""


PRESETS = (
    Preset("all-in", "All in at work", "work"),
    Preset(
        "logged-off", "Logged off, be present", "home", tell="I'm offline now and back tomorrow."
    ),
    Preset(
        "bedtime",
        "Phone-free bedtime",
        "home",
        30,
        words="Good night. I am here.",
        quiet=True,
        dark=True,
        suggests="Bedtime, phone-free",
    ),
    Preset("outside", "Outside", "self", 5, suggests="Outside"),
    Preset("rest", "Rest", "self", 20),
)
