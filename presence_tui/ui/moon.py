"""The moon of a bedtime in text cells: how much of it is lit is how much of the time has passed.

Lengths are in columns; a row is two columns high. Light runs from 0, the night, to 1, the moon at
its brightest. Nothing here knows a screen: the same size and share always give the same cells.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, exp, floor, hypot, sqrt
from typing import Literal, NamedTuple

Depth = Literal["true", "256", "16", "ascii"]
"""How the terminal draws: true colour, 256 colours, 16 colours, or plain characters."""

Rgb = tuple[int, int, int]

NIGHT: Rgb = (0x06, 0x04, 0x03)
WORDS: Rgb = (0xA0, 0x72, 0x38)
FEW_WORDS: Rgb = (0xAF, 0x87, 0x5F)
"""The words in 256 colours; the nearest to their own would be pink."""
YELLOW: Rgb = (0x80, 0x80, 0x00)
"""Colour 3 of every terminal's sixteen."""

_STOPS = ((0.0, NIGHT), (0.22, (0x2A, 0x17, 0x05)), (1.0, (0xD4, 0x95, 0x4A)))
_FEW: tuple[tuple[float, Rgb], ...] = (
    (0.03, (0, 0, 0)),
    (0.12, (18, 18, 18)),
    (0.28, (38, 38, 38)),
    (0.55, (135, 95, 0)),
    (0.87, (175, 135, 95)),
    (2.0, (215, 175, 95)),
)
"""Of the 256 fixed colours those of one lamp, each up to a light; the nearest would be blotches."""
_SEAS = (
    (-0.22, -0.46, 0.28, 0.17),
    (-0.52, -0.10, 0.26, 0.13),
    (-0.34, 0.26, 0.22, 0.10),
    (-0.06, -0.20, 0.20, 0.08),
    (0.16, -0.34, 0.19, 0.13),
    (0.30, -0.10, 0.18, 0.12),
    (-0.10, 0.32, 0.16, 0.05),
)
"""Seas: place, size and depth. Lying symmetrically they would become a face."""

_EARTHSHINE = 0.07
_HALO = 1.35
_SAME = 0.02
"""A spread of light inside one cell that no one sees."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Indexed by the bright quarters: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
_SHADES = " ░▒▓█"
_PLAIN = " .:-=+*#"


class Cell(NamedTuple):
    """One character cell: its glyph and two colours."""

    glyph: str
    ink: Rgb
    page: Rgb


class Moon(NamedTuple):
    """The cells of a moon; its first row and column on the screen."""

    top: int
    left: int
    rows: tuple[tuple[Cell, ...], ...]


class Span(NamedTuple):
    """Cells of one screen row that differ, from `left` up to `right`."""

    y: int
    left: int
    right: int


class _Quarter(NamedTuple):
    """A quarter of a cell: its middle, and what does not change while the moon fills."""

    x: float
    y: float
    share: float
    """How much of it lies on the disc."""
    body: float
    """How brightly its part of the disc reflects."""
    halo: float
    """How brightly its part of the sky glows."""
    reach: float
    """Half its width in radii."""


def radius(columns: int, rows: int) -> float:
    """The radius in columns; below 1 there is no room for a moon."""
    return floor(min((0.60 if rows >= 30 else 0.64) * rows, 0.36 * columns)) - 0.12


def edge(y: float, p: float) -> tuple[float, float]:
    """Where the edge of the light lies at height `y`, and half its softness, in radii.

    The softness gives way at the limb, so that the lit area is exactly `p` at every share.
    """
    k = 1 - 2 * p
    wide = sqrt(max(0.0, 1 - y * y))
    soft = min(0.03 + 0.10 * (1 - abs(k)), (1 - abs(k)) * wide)
    return k * wide, soft


def lit(x: float, y: float, p: float) -> float:
    """How lit the disc is at a point, 0 to 1, when the share `p` of it is."""
    if p <= 0 or p >= 1:
        return 0.0 if p <= 0 else 1.0
    middle, soft = edge(y, p)
    if soft <= 0:
        return 1.0 if x > middle else 0.0
    t = (x - middle) / (2 * soft) + 0.5
    if t <= 0 or t >= 1:
        return 0.0 if t <= 0 else 1.0
    return t * t * (3 - 2 * t)


@lru_cache(maxsize=4)
def moon(columns: int, rows: int, p: float, south: bool = False, depth: Depth = "true") -> Moon:
    """The moon for a screen of this size with the share `p` (held in 0…1) of its area lit."""
    top, left, grid = _quarters(columns, rows, south)
    p = max(0.0, min(1.0, p))
    # Where colours are few, a halo would only blur the disc.
    glows = depth == "true"
    light = [[_light(quarter, p, south, glows) for quarter in line] for line in grid]
    found = []
    for upper, lower in zip(light[::2], light[1::2], strict=True):
        pairs = zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)
        found.append(tuple(_cell(quarters, depth) for quarters in pairs))
    return Moon(top, left, tuple(found))


def changed(before: Moon | None, after: Moon) -> list[Span]:
    """The cells to draw again, one span a row; of another size, the whole moon."""
    spans = []
    same = before is not None and before[:2] == after[:2] and len(before.rows) == len(after.rows)
    for i, row in enumerate(after.rows):
        old: Sequence[Cell | None] = before.rows[i] if same and before else [None] * len(row)
        differ = [x for x, (a, b) in enumerate(zip(old, row, strict=True)) if a != b]
        if differ:
            spans.append(Span(after.top + i, after.left + differ[0], after.left + differ[-1] + 1))
    return spans


# ── the disc ─────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4)
def _quarters(columns: int, rows: int, south: bool) -> tuple[int, int, list[list[_Quarter]]]:
    """First row, first column, and lines of quarters, two lines a row and two a column.

    From the other half of the earth it is seen upside down: its seas lie turned by half a turn.
    """
    size = radius(columns, rows)
    if size < 1:
        return 0, 0, []
    middle_x, middle_y = columns // 2, 2 * ((rows - 2) // 2)
    reach = size * _HALO
    left, right = max(0, floor(middle_x - reach)), min(columns, ceil(middle_x + reach))
    top, bottom = max(0, floor((middle_y - reach) / 2)), min(rows, ceil((middle_y + reach) / 2))
    grid = []
    for line in range(2 * top, 2 * bottom):
        y = (line + 0.5 - middle_y) / size
        xs = ((half / 2 + 0.25 - middle_x) / size for half in range(2 * left, 2 * right))
        grid.append([_quarter(x, y, size, -1 if south else 1) for x in xs])
    return top, left, grid


def _quarter(x: float, y: float, size: float, turn: int) -> _Quarter:
    """Body and halo are sampled at 4×4 points where the limb passes, else at the middle."""
    r, reach = hypot(x, y), 0.25 / size
    far = hypot(0.25, 0.5) / size
    if r + far <= 1:
        return _Quarter(x, y, 1.0, _body(turn * x, turn * y), 0.0, reach)
    if r - far >= _HALO:
        return _Quarter(x, y, 0.0, 0.0, 0.0, reach)
    inside, body, halo = 0, 0.0, 0.0
    for i in range(4):
        for j in range(4):
            at_x, at_y = x + (i - 1.5) / 8 / size, y + (j - 1.5) / 4 / size
            at = hypot(at_x, at_y)
            if at <= 1:
                inside += 1
                body += _body(turn * at_x, turn * at_y)
            elif at <= _HALO:
                halo += 0.15 * exp(-11 * (at - 1))
    return _Quarter(x, y, inside / 16, body / 16, halo / 16, reach)


def _body(x: float, y: float) -> float:
    z = sqrt(max(0.0, 1 - x * x - y * y))
    body: float = 0.66 + 0.34 * z**0.6
    for sea_x, sea_y, size, depth in _SEAS:
        body *= 1 - depth * exp(-((x - sea_x) ** 2 + (y - sea_y) ** 2) / size**2)
    return body


def _light(quarter: _Quarter, p: float, south: bool, glows: bool) -> float:
    x, y, share, body, halo, reach = quarter
    if south:
        x = -x
    light = _EARTHSHINE * share
    if share:
        light += 0.93 * body * _mean_lit(x, y, reach, p)
    if halo and glows:
        # The sky glows as the disc does just inside its limb.
        r = hypot(x, y)
        light += halo * lit(0.9 * x / r, 0.9 * y / r, p)
    return light


def _mean_lit(x: float, y: float, reach: float, p: float) -> float:
    """The mean over 4×4 points of a quarter; only near the edge of the light are they looked at."""
    if p <= 0 or p >= 1:
        return 0.0 if p <= 0 else 1.0
    # A quarter is twice as high as wide. The edge is an arc: its extremes lie at the heights
    # nearest to and farthest from the middle.
    near = 0.0 if abs(y) < 2 * reach else abs(y) - 2 * reach
    ends = [edge(at, p) for at in (near, min(1.0, abs(y) + 2 * reach))]
    soft = max(soft for _, soft in ends)
    if x - reach >= max(middle for middle, _ in ends) + soft:
        return 1.0
    if x + reach <= min(middle for middle, _ in ends) - soft:
        return 0.0
    steps = (-0.75, -0.25, 0.25, 0.75)
    return sum(lit(x + i * reach, y + 2 * j * reach, p) for i in steps for j in steps) / 16


# ── cells ────────────────────────────────────────────────────────────────────


def _cell(quarters: tuple[float, float, float, float], depth: Depth) -> Cell:
    """Two colours for four quarters, split where the squared error is least."""
    if depth in ("16", "ascii"):
        marks = _PLAIN if depth == "ascii" else _SHADES
        mean = sum(quarters) / 4
        # What is unlit stays a faint disc, the night around it is empty.
        step = ceil(mean * (len(marks) - 1) - 0.12)
        return Cell(marks[max(0, min(len(marks) - 1, step))], YELLOW, NIGHT)
    low, high = min(quarters), max(quarters)
    if high - low < _SAME:
        page = colour(sum(quarters) / 4, depth)
        return Cell(" ", page, page)
    ordered = sorted(quarters)
    best, split = None, 1
    for at in (1, 2, 3):
        error = _error(ordered[:at]) + _error(ordered[at:])
        if best is None or error < best - 1e-12:
            best, split = error, at
    limit = (ordered[split - 1] + ordered[split]) / 2
    bright = sum(1 << i for i, light in enumerate(quarters) if light > limit)
    dark = sum(ordered[:split]) / split
    shine = sum(ordered[split:]) / (4 - split)
    return Cell(_QUADRANTS[bright], colour(shine, depth), colour(dark, depth))


def _error(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values)


def colour(light: float, depth: Depth = "true") -> Rgb:
    """The colour of a light, in steps too small to be seen."""
    return _colour(max(0, min(255, round(light * 255))), depth == "256")


@lru_cache(maxsize=512)
def _colour(step: int, few: bool) -> Rgb:
    light = step / 255
    if few:
        return next((found for limit, found in _FEW if light < limit), _FEW[-1][1])
    for (a, dark), (b, bright) in pairwise(_STOPS):
        if light <= b:
            t = (light - a) / (b - a)
            red, green, blue = (round(d + t * (c - d)) for d, c in zip(dark, bright, strict=True))
            return red, green, blue
    return _STOPS[-1][1]
