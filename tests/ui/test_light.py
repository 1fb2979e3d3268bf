"""The light behind the words: where it lies, and that it never changes them."""

import pytest
from conftest import paris
from rich.segment import Segment
from rich.style import Style
from screen import opened
from textual.strip import Strip

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.light import Run, lit

PAGE = Style(bgcolor="#000000")

PAINTED = {
    (120, 36): {
        (7, 60): "#23", (8, 74): "#33", (8, 88): "#3b", (9, 104): "#33",
        (12, 88): "#31", (4, 88): "#30", (15, 88): "#21", (16, 50): "#1a",
    },
    (80, 24): {
        (1, 17): "#23", (4, 17): "#38", (5, 17): "#3b", (6, 50): "#2c",
        (8, 17): "#32", (10, 17): "#23", (12, 17): "#1a", (5, 79): "#1a",
    },
    (40, 20): {
        (1, 9): "#22", (4, 11): "#39", (5, 11): "#3b",
        (7, 11): "#33", (9, 11): "#22", (11, 11): "#1a",
    },
    (30, 10): {(1, 8): "#2d", (2, 8): "#39", (3, 8): "#39", (4, 8): "#2d", (6, 8): "#1a"},
}  # fmt: skip
"""The red part of cells of the pictures of the look, by row and column: its light at a glance."""


@pytest.fixture(autouse=True)
def true_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where Textual was loaded before the tests could say so."""
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def evening(presence: Presence, clock: FixedClock) -> Presence:
    """The Sunday of the pictures."""
    for hour in range(7, 12):
        clock.set(paris(2026, 11, 22, hour, 5))
        presence.moments.log("breakfast 20m @mia")
        presence.gratitude.give("rain")
    clock.set(paris(2026, 11, 22, 16, 30))
    presence.boundaries.start("logged-off", until="20:00")
    clock.set(paris(2026, 11, 22, 17, 42))
    return presence


@pytest.mark.parametrize("size", PAINTED, ids=str)
async def test_the_light_lies_where_it_was_painted(
    evening: Presence, size: tuple[int, int]
) -> None:
    async with opened(evening, size) as seen:
        strips = seen.app.screen._compositor.render_strips()
        for (y, x), red in PAINTED[size].items():
            (cell,) = strips[y].crop(x, x + 1)
            assert cell.style and cell.style.bgcolor
            found = cell.style.bgcolor.get_truecolor().red
            assert abs(found - int(red[1:], 16)) <= 4, (y, x, hex(found))


async def test_its_centre_is_on_the_digits(evening: Presence) -> None:
    for size in PAINTED:
        async with opened(evening, size) as seen:
            lamp, light = seen.dashboard.lamp.box, seen.dashboard.light
            shades = {
                y: [
                    run.style.bgcolor.get_truecolor().red
                    for run in light.row(y)
                    if run.style.bgcolor
                ]
                for y in range(size[1])
            }
            most = max(max(found, default=0) for found in shades.values())
            brightest = [y for y, found in shades.items() if most in found]
            # Below the name, above the thin line.
            assert lamp.y < brightest[-1] < lamp.y + lamp.height - 1 or lamp.height == 2, brightest
            assert lamp.y <= brightest[0], brightest


async def test_without_a_lamp_or_true_colour_there_is_none(
    presence: Presence, evening: Presence
) -> None:
    async with opened(evening, (80, 24)) as seen:
        assert seen.dashboard.light.row(5)
        await seen.press("p")
        assert not seen.dashboard.light.row(5)
        await seen.press("p")
        seen.app.wear(presence.themes.load("terminal"))
        await seen.settle()
        assert not seen.dashboard.light.row(5)


def test_a_wide_character_lies_in_one_shade() -> None:
    for text in ("折り紙のカエル", "a折b り c", "👩‍👧‍👦 hug e\u0301 🙂", "plain"):
        strip = Strip([Segment(text)])
        width = strip.cell_length
        for first in range(width):
            for last in range(first + 1, width + 1):
                runs = [Run(first, last, Style(bgcolor="#222222")), Run(last, width + 3, PAGE)]
                shown = lit(strip, runs, 0, PAGE)
                assert shown.text == text, (first, last)
                assert shown.cell_length == width
