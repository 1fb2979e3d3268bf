"""Where each part of the dashboard lies: the boxes of a screen, and what its parts wish for."""

from typing import Literal, NamedTuple

WIDE = 100
MIDDLE = 60
ROOMY = 30
"""Rows from which lists breathe, where everything fits with it."""

Stage = Literal["small", "lined", "big", "spaced"]
"""How the lamp is drawn: name and time; with its line; with large digits; with air between."""
STAGES: dict[Stage, int] = {"small": 2, "lined": 3, "big": 5, "spaced": 7}
"""The rows each takes."""


class Box(NamedTuple):
    """A part's place: columns and rows of the screen, and the margin inside it."""

    x: int
    y: int
    width: int
    height: int
    left: int = 0
    right: int = 0

    @property
    def inner(self) -> int:
        """Columns between the margins."""
        return max(0, self.width - self.left - self.right)


NOWHERE = Box(0, 0, 0, 0)


class Plan(NamedTuple):
    """The boxes of one screen; a part without room is nowhere."""

    header: Box
    line: Box
    lamp: Box
    moments: Box
    gratitude: Box
    intention: Box
    entry: Box
    note: Box
    footer: Box
    stage: Stage = "small"
    others: int = 0
    """Rows below the lamp for what else runs."""
    ended: int = 0
    """Rows below those for what has ended."""
    head: int = 0
    """Rows above the rows of a list."""
    titled: bool = False
    """Whether the first of them is a title; without it there may still be `… earlier`."""
    roomy: bool = False
    """Whether lists are read in paragraphs."""


EMPTY = Plan(*(NOWHERE,) * 9)
"""The plan of a screen that has no size yet."""


class Wish(NamedTuple):
    """What the parts would like to show."""

    moments: int
    """How many there are, or one row that says there are none."""
    gratitude: int
    """The same of gratitude."""
    runs: bool = True
    """Whether a boundary runs."""
    digits: int = 0
    """Cells that its large digits take; none, and it has none."""
    others: int = 0
    """Rows for what else runs."""
    ended: int = 0
    """Rows for what has ended, seen only where there is room to spare."""
    paragraphs: int = 0
    """Blank rows between paragraphs of moments."""
    reasons: int = 0
    """Rows that gratitude takes more when reasons stand below it."""
    entry: int = 1
    """Rows of the line being typed."""
    note: int = 1
    """Rows of what is said about it."""
    typing: bool = False
    intention: bool = False
    """Whether there is one to show."""


def margin(width: int) -> int:
    """Columns left free at either side."""
    return 3 if width >= WIDE else 2 if width >= MIDDLE else 1
