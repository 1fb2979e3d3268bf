"""The moon: its lit area is the share of time that has passed, at every size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_tui.ui.moon import NIGHT, Depth, changed, edge, lit, moon, radius

SHARES = (0.0, 0.01, 0.033, 0.1, 0.25, 0.5, 0.75, 0.9, 0.967, 0.99, 1.0)


@pytest.mark.parametrize("p", SHARES)
def test_the_lit_area_is_exactly_the_share(p: float) -> None:
    steps = 400
    inside = light = 0.0
    for i in range(steps):
        y = (i + 0.5) / steps * 2 - 1
        for j in range(steps):
            x = (j + 0.5) / steps * 2 - 1
            if x * x + y * y <= 1:
                inside += 1
                light += lit(x, y, p)
    assert light / inside == pytest.approx(p, abs=0.0005)


@given(st.floats(-1, 1), st.floats(0, 1))
def test_the_soft_edge_never_leaves_the_disc(y: float, p: float) -> None:
    middle, soft = edge(y, p)
    wide = max(0.0, 1 - y * y) ** 0.5
    assert soft >= 0
    assert -wide - 1e-9 <= middle - soft
    assert middle + soft <= wide + 1e-9


def _brightness(columns: int, rows: int, p: float) -> list[int]:
    drawn = moon(columns, rows, p, depth="true")
    return [max(sum(c.ink), sum(c.page)) for row in drawn.rows for c in row]


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 36), (200, 60)])
def test_new_and_full_are_exact(size: tuple[int, int]) -> None:
    new, full = _brightness(*size, 0.0), _brightness(*size, 1.0)
    assert max(new) < 3 * sum(NIGHT)
    assert max(full) > 400
    assert moon(*size, -3.0) == moon(*size, 0.0)
    assert moon(*size, 7.0) == moon(*size, 1.0)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 250),
    st.integers(1, 70),
    st.floats(0, 1),
    st.booleans(),
    st.sampled_from(["true", "256", "16", "ascii"]),
)
def test_it_stays_on_a_screen_of_any_size(
    columns: int, rows: int, p: float, south: bool, depth: Depth
) -> None:
    drawn = moon(columns, rows, p, south, depth)
    assert drawn.top >= 0
    assert drawn.top + len(drawn.rows) <= rows
    for row in drawn.rows:
        assert drawn.left + len(row) <= columns
        assert all(len(cell.glyph) == 1 for cell in row)
        assert depth != "ascii" or all(cell.glyph.isascii() for cell in row)
    assert bool(drawn.rows) == (radius(columns, rows) >= 1)


@pytest.mark.parametrize("size", [(1, 1), (2, 70), (250, 2)])
def test_without_room_there_is_no_moon(size: tuple[int, int]) -> None:
    assert moon(*size, 0.5).rows == ()


def test_it_fills_from_the_right_and_in_the_south_from_the_left() -> None:
    north, south = moon(81, 37, 0.25), moon(81, 37, 0.25, south=True)

    def halves(rows: object) -> tuple[int, int]:
        left = right = 0
        for row in rows:  # type: ignore[attr-defined]
            middle = len(row) // 2
            left += sum(sum(c.ink) for c in row[:middle])
            right += sum(sum(c.ink) for c in row[middle:])
        return left, right

    assert halves(north.rows)[0] < halves(north.rows)[1]
    assert halves(south.rows)[0] > halves(south.rows)[1]


def test_in_the_south_its_seas_are_seen_upside_down() -> None:
    """Half a turn takes the one full moon to the other: cell by cell, in quarters."""

    def light(south: bool) -> list[list[int]]:
        drawn = moon(80, 36, 1.0, south)
        assert (2 * drawn.left + len(drawn.rows[0]), 2 * drawn.top + len(drawn.rows)) == (80, 34)
        return [[sum(c.ink) + sum(c.page) for c in row] for row in drawn.rows]

    north, south = light(False), light(True)
    turned = [row[::-1] for row in south[::-1]]
    differ = [
        abs(a - b) for x, y in zip(north, turned, strict=True) for a, b in zip(x, y, strict=True)
    ]
    assert sum(differ) < sum(map(sum, north)) / 200
    assert north != south


def test_a_minute_changes_few_cells_and_the_same_minute_none() -> None:
    before, after = moon(120, 36, 8 / 30), moon(120, 36, 9 / 30)
    spans = changed(before, after)
    assert changed(after, moon(120, 36, 9 / 30)) == []
    assert 0 < sum(s.right - s.left for s in spans) < 250
    assert len({s.y for s in spans}) == len(spans)
    assert sum(s.right - s.left for s in changed(moon(40, 20, 0.3), after)) > 1000


def test_it_never_wanes() -> None:
    totals = [sum(_brightness(60, 24, minute / 30)) for minute in range(31)]
    assert totals == sorted(totals)


def test_few_colours_still_show_its_shape() -> None:
    for depth, marks in (("16", " ░▒▓█"), ("ascii", " .:-=+*#")):
        drawn = moon(60, 24, 0.5, depth=depth)  # type: ignore[arg-type]
        middle = "".join(c.glyph for c in drawn.rows[len(drawn.rows) // 2])
        assert middle.strip()[0] == marks[1]
        assert marks[-1] in middle
        assert len({c.ink for row in drawn.rows for c in row}) == 1
