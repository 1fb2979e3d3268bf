"""Every screen of the evening at every size, with hostile words, and with nothing but ASCII."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import paris
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sheets import visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.domain.text import one_line
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import folded
from presence_tui.ui.screens.care import CareScreen
from presence_tui.ui.screens.customs import CustomsScreen
from presence_tui.ui.screens.guilt import GuiltScreen
from presence_tui.ui.screens.page import PageScreen
from presence_tui.ui.screens.review import ReviewScreen
from presence_tui.ui.screens.review_week import WeekReviewScreen
from presence_tui.ui.screens.rhythm import RhythmScreen

SIZES = [
    (1, 1), (2, 1), (1, 9), (3, 3), (10, 4), (20, 5), (29, 9), (30, 10), (40, 20), (59, 16),
    (60, 14), (80, 24), (100, 15), (120, 36), (250, 70), (250, 3), (4, 70),
]  # fmt: skip

KEYS: dict[str, tuple[Callable[[Presence], Any], tuple[str, ...]]] = {
    "look": (ReviewScreen, ("down",)),
    "thanks": (ReviewScreen, ("tab",)),
    "weigh": (ReviewScreen, ("tab", "tab")),
    "tomorrow": (ReviewScreen, ("tab", "tab", "tab", "a", "enter")),
    "last line": (ReviewScreen, ("tab", "tab", "tab", "tab")),
    "feeling": (GuiltScreen, ()),
    "weight": (GuiltScreen, ("a", "enter", "7")),
    "reading": (GuiltScreen, ("tab", "tab")),
    "facts": (GuiltScreen, ("tab", "tab", "3", "enter")),
    "care": (CareScreen, ("o", "s")),
    "your own": (CustomsScreen, ()),
    "page": (PageScreen, ("a",)),
    "week": (RhythmScreen, ()),
    "month": (RhythmScreen, ("tab",)),
    "year": (RhythmScreen, ("tab", "tab")),
    "week review": (WeekReviewScreen, ()),
    "keep": (WeekReviewScreen, ("enter", "space")),
    "help": (CareScreen, ("f1",)),
}


@pytest.fixture
def full(presence: Presence, clock: FixedClock) -> Presence:
    """A day with everything that is hard to draw."""
    clock.set(paris(2026, 11, 22, 20, 40))
    for number in range(8):
        presence.moments.log(
            f"[b]お風呂[/b] 👩‍👧‍👦 {'long ' * 3 * number} at {7 + number}:0{number} @mia"
        )
    presence.gratitude.give("e\u0301clair [/]", because="x" * 400)
    presence.boundaries.start("W" * 300, at="8:00")
    presence.boundaries.come_back()
    presence.boundaries.stop()
    presence.boundaries.start("logged-off", at="17:00")
    presence.boundaries.stop()
    presence.reviews.note(presence.today(), "several\nlines " + "long " * 80)
    presence.settings = Settings(
        care=("swim " * 30,), week=(PlanLine(6, "cook ahead " * 20), PlanLine(0, "rest"))
    )
    return presence


async def open_at(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("name", KEYS)
async def test_every_row_fits_at_every_size(full: Presence, name: str) -> None:
    make, keys = KEYS[name]
    screen = make(full)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await open_at(pilot, keys)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            rows = [
                "".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()
            ]
            assert len(rows) == height, (width, height)
            assert all(cell_len(row) == width for row in rows), (width, height, rows)

    await run(do)


@given(st.text(), st.integers(1, 90), st.integers(1, 5))
def test_folded_text_fits_and_loses_nothing_unsaid(text: str, width: int, most: int) -> None:
    lines = folded(text, width, most)
    assert 1 <= len(lines) <= most
    assert all(cell_len(line) <= max(2, width) for line in lines)
    shown = "".join(lines).replace(" ", "")
    assert shown == one_line(text).replace(" ", "") or lines[-1].endswith("…") or width < 2


@pytest.mark.parametrize("name", KEYS)
async def test_ascii_is_all_that_is_drawn_where_it_is_asked_for(
    presence: Presence, clock: FixedClock, name: str
) -> None:
    clock.set(paris(2026, 11, 22, 20, 40))
    presence.settings = Settings(glyphs="ascii", week=(PlanLine(6, "cook ahead"),))
    for at in ("7:40", "16:00", "16:00", "19:00"):
        presence.moments.log("a walk in the rain @mia", at=at)
    for preset, start in (("all-in", "8:00"), ("outside", "12:00"), ("logged-off", "16:00")):
        presence.boundaries.start(preset, at=start)
        presence.boundaries.come_back()
        presence.boundaries.stop()
    make, keys = KEYS[name]
    app, run = visit(make(presence), (120, 36))

    async def do(pilot: Pilot[None]) -> None:
        await open_at(pilot, keys)
        strips = app.screen._compositor.render_strips()
        rows = ["".join(s.text for s in strip) for strip in strips]
        assert [row for row in rows if not row.isascii()] == []

    await run(do)
