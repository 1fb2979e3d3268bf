"""The pool of light behind the boundary that runs: a background for each cell it reaches."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

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


class Run(NamedTuple):
    """Cells of one row, from `start` up to `end`, that share a background."""

    start: int
    end: int
    style: Style


def pool_rows(pool: Pool, width: int, page: Color, lamp: Color) -> dict[int, list[Run]]:
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
        for x in range(width):
            distance = ((x - pool.x) / pool.radius_x) ** 2 + down
            found = round((1 - distance) ** 2 * _STEPS) if distance < 1 else 0
            if found != shade:
                if shade:
                    runs.append(Run(start, x, shades[shade]))
                start, shade = x, found
        if shade:
            runs.append(Run(start, width, shades[shade]))
        if runs:
            rows[y] = runs
    return rows


def lit(strip: Strip, runs: list[Run] | None, x: int, page: Style) -> Strip:
    """A strip that begins at column `x` of the screen, in the light where it reaches."""
    if not runs:
        return strip.apply_style(page)
    width, done = strip.cell_length, 0
    found: list[Segment] = []
    for start, end, style in runs:
        start, end = max(0, start - x), min(width, end - x)
        if end <= done:
            continue
        if start > done:
            found += strip.crop(done, start).apply_style(page)
        found += strip.crop(max(start, done), end).apply_style(style)
        done = end
    if done < width:
        found += strip.crop(done, width).apply_style(page)
    return Strip(found, width)
