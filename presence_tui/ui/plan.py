"""Where each part of the dashboard lies, by width and by height."""

from typing import NamedTuple

WIDE = 100
MIDDLE = 60
ROOMY = 30
"""Rows from which lists breathe."""
TALL = 14
"""Rows from which a list has its title, and a note a second row."""


class Box(NamedTuple):
    """A part's place: columns and rows of the screen, and the margin inside it."""

    x: int
    y: int
    width: int
    height: int
    left: int = 0
    right: int = 0


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
    footer: Box


class Wish(NamedTuple):
    """What the parts would like: rows of content."""

    lamp: int
    moments: int
    gratitude: int
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


def plan(width: int, height: int, wish: Wish) -> Plan:
    """The boxes for a screen of this size."""
    side = margin(width)
    full = Box(0, 0, max(0, width), 1, side, side)
    roomy = height >= ROOMY and width >= WIDE
    top = 2 if roomy else 1
    header = full if height >= 1 else NOWHERE
    line_rows = 2 if height >= 14 else 1
    line = full._replace(y=top, height=line_rows) if height >= 5 else NOWHERE
    footer = full._replace(y=height - 1) if height >= 3 else NOWHERE
    below, entry = _entry(full, height, width, wish)
    intention = NOWHERE
    if wish.intention and entry.height and (height >= ROOMY or _spare(wish, below - top) >= 6):
        intention = full._replace(y=entry.y - 2)
        below = intention.y - 1
    start = top + line_rows + (1 if height >= 14 else 0) if height >= 5 else 1
    rows = max(0, below - start)
    room = Box(0, start, max(0, width), rows, side, side)
    panels = _wide(room, wish) if width >= WIDE else _column(room, wish, height)
    return Plan(header, line, *panels, intention, entry, footer)


def _spare(wish: Wish, rows: int) -> int:
    """Rows that nobody asks for, in a column with a row between its parts."""
    return rows - wish.lamp - wish.moments - wish.gratitude - 5


def alone(width: int, height: int, wish: Wish) -> Plan:
    """The boxes where only what runs is shown: the lamp in the middle of the page."""
    side = margin(width)
    column = max(0, min(width, 64))
    rows = max(0, min(wish.lamp, height - 2))
    lamp = Box((width - column) // 2, max(1, (height - rows) // 2), column, rows, side, side)
    full = Box(0, 0, max(0, width), 1, side, side)
    footer = full._replace(y=height - 1) if height >= 3 else NOWHERE
    return Plan(full, NOWHERE, lamp, NOWHERE, NOWHERE, NOWHERE, NOWHERE, footer)


def _entry(full: Box, height: int, width: int, wish: Wish) -> tuple[int, Box]:
    """The first row that is no longer for panels, and the entry's box."""
    low = height < 14
    bottom = height - (1 if height < 8 else 2)
    shown = wish.typing or (width >= MIDDLE and not low)
    if not shown or height < 4:
        return max(1, bottom), NOWHERE
    rows = max(1, min(wish.entry, height // 3))
    preview = wish.note if height >= TALL else 1 if height >= 8 else 0
    box = full._replace(y=max(1, bottom - rows - preview), height=rows + preview)
    return max(1, box.y - (0 if low else 1)), box


def _wide(room: Box, wish: Wish) -> tuple[Box, Box, Box]:
    """Moments left; the lamp over gratitude right."""
    inner = room.width - room.left - room.right
    right = max(40, round(inner * 0.36))
    left = inner - right - 8
    moments = room._replace(width=room.left + left + 2, right=2)
    x = room.left + left + 8 - 2
    column = room._replace(x=x, width=room.width - x, left=2)
    lamp = min(wish.lamp, room.height)
    lamp_box = column._replace(height=lamp)
    gap = 3 if room.height >= ROOMY - 8 else 1
    rest = room.height - lamp - gap
    gratitude = column._replace(y=room.y + lamp + gap, height=rest) if rest >= 2 else NOWHERE
    return lamp_box, moments, gratitude


def _column(room: Box, wish: Wish, height: int) -> tuple[Box, Box, Box]:
    """Lamp, moments, gratitude, one under the other."""
    lamp = min(wish.lamp, room.height)
    lamp_box = room._replace(height=lamp)
    # In a low screen the row between is the head of the list.
    gap = 2 if room.height - lamp - wish.moments - wish.gratitude >= 6 else 1
    y = room.y + lamp + (gap if lamp and height >= 14 else 0)
    rows = room.y + room.height - y
    if rows < 1:
        return lamp_box, NOWHERE, NOWHERE
    if height < 16 or rows < 6:
        return lamp_box, room._replace(y=y, height=rows), NOWHERE
    gratitude = max(2, min(wish.gratitude, rows // 3), rows - gap - wish.moments)
    moments = rows - gap - gratitude
    thanks = room._replace(y=y + moments + gap, height=gratitude)
    return lamp_box, room._replace(y=y, height=moments), thanks
