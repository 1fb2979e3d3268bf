"""The pool of light behind the boundary that runs: a background for each cell it reaches."""

from typing import NamedTuple

from rich.cells import CellSpan, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from presence_tui.ui.plan import MIDDLE, WIDE, Plan
from presence_tui.ui.themes import Ink

_STEPS = 24
"""Shades from the page to the lamp; more cannot be told apart and cost more to draw."""


class Pool(NamedTuple):
    """Where the light is, in screen cells."""

    x: float
    y: float
    radius_x: float
    radius_y: float
    top: int
    bottom: int
    """First row below the light: it ends above the input."""
    width: int
    """Columns of the screen."""


def pool_of(made: Plan, width: int) -> Pool | None:
    """The pool around the lamp's digits; none where there is no lamp."""
    lamp = made.lamp
    if not lamp.height:
        return None
    wide, narrow = width >= WIDE, width < MIDDLE
    if made.stage in ("small", "lined"):
        # Words in place of digits: the light draws in around them.
        radius_x, radius_y, down = 0.9 * lamp.width, 3.0, 0.5
    elif wide:
        radius_x, radius_y, down = 1.0 * lamp.inner, 9.5, 2.0
    elif narrow:
        radius_x, radius_y, down = 0.95 * lamp.width, 5.6, 1.0
    else:
        radius_x, radius_y, down = 0.8 * lamp.width, 6.5, 1.5
    if made.stage == "spaced":
        down = 3.1
    # The digits stand at the left, however wide the lamp is.
    across = 0.35 * lamp.inner if wide else min(15.5, 0.275 * lamp.inner)
    return Pool(
        x=lamp.x + lamp.left + across,
        y=lamp.y + down,
        radius_x=max(1.0, radius_x),
        radius_y=radius_y,
        top=1,
        bottom=made.entry.y if made.entry.height else made.footer.y,
        width=width,
    )


class Run(NamedTuple):
    """Cells of one row, from `start` up to `end`, that share a background."""

    start: int
    end: int
    style: Style


def _rows(pool: Pool, page: Color, lamp: Color) -> dict[int, list[Run]]:
    """The runs of every row the light reaches: mix(page, lamp, (1 − d²)²)."""
    shades = [
        Style(bgcolor=page.blend(lamp, step / _STEPS).rich_color) for step in range(_STEPS + 1)
    ]
    rows: dict[int, list[Run]] = {}
    first = max(pool.top, int(pool.y - pool.radius_y))
    last = min(pool.bottom, int(pool.y + pool.radius_y) + 1)
    for y in range(first, last):
        down = ((y - pool.y) / pool.radius_y) ** 2
        runs: list[Run] = []
        start, shade = 0, 0
        for x in range(pool.width):
            distance = ((x - pool.x) / pool.radius_x) ** 2 + down
            found = round((1 - distance) ** 2 * _STEPS) if distance < 1 else 0
            if found != shade:
                if shade:
                    runs.append(Run(start, x, shades[shade]))
                start, shade = x, found
        if shade:
            runs.append(Run(start, pool.width, shades[shade]))
        if runs:
            rows[y] = runs
    return rows


class Light:
    """The light of a room: reckoned once per pool, side and theme."""

    def __init__(self) -> None:
        self._key: object = None
        self._rows: dict[int, list[Run]] = {}

    def shine(self, pool: Pool | None, side: str | None, ink: Ink) -> bool:
        """Lights the lamp of a side, or none. Returns whether that differs from before."""
        key = (
            None if pool is None or side is None else (pool, side, ink.background, ink.lamps[side])
        )
        if key == self._key:
            return False
        self._key = key
        if pool is None or side is None:
            self._rows = {}
        else:
            self._rows = _rows(pool, ink.background, ink.lamps[side])
        return True

    def row(self, y: int) -> list[Run]:
        """The runs of a row of the screen."""
        return self._rows.get(y, [])


def lit(strip: Strip, runs: list[Run], x: int, page: Style) -> Strip:
    """A strip that begins at column `x` of the screen, in the light where it reaches."""
    if not runs:
        return strip.apply_style(page)
    width = strip.cell_length
    # Where each shade ends, and the shade; a run that ends before the strip has none of it.
    shades: list[tuple[int, Style]] = []
    done = 0
    for start, end, style in runs:
        if end - x <= done:
            continue
        if start - x > done:
            shades.append((start - x, page))
        shades.append((end - x, style))
        done = end - x
    shades.append((max(width, done) + 1, page))
    return Strip(_shaded(strip, shades), width)


def _shaded(strip: Strip, shades: list[tuple[int, Style]]) -> list[Segment]:
    """The strip's segments, parted where the shade changes but never inside a character."""
    found: list[Segment] = []
    cell = at = 0
    for text, style, _ in strip:
        begin = index = 0
        for first, last, width in _characters(text):
            if cell >= shades[at][0]:
                if first > begin:
                    found.append(Segment(text[begin:first], _over(style, shades[at][1])))
                begin = first
                while cell >= shades[at][0]:
                    at += 1
            cell += width
            index = last
        if index > begin:
            found.append(Segment(text[begin:index], _over(style, shades[at][1])))
    return found


def _over(style: Style | None, shade: Style) -> Style:
    return shade if style is None else shade + style


def _characters(text: str) -> list[CellSpan]:
    """Each character as seen: where it begins and ends in the text, and its cells."""
    if text.isascii():
        return [(n, n + 1, 1) for n in range(len(text))]
    return split_graphemes(text)[0]
