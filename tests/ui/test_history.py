"""The calendar of days."""

from datetime import date
from pathlib import Path

import pytest
from screen import on_disk, opened

from presence_tui.services.presence import Presence
from presence_tui.ui.screens.history import HistoryScreen


@pytest.fixture
def past(presence: Presence) -> Presence:
    """Marks on a few days."""
    presence.moments.log("walk", day=date(2026, 11, 3))
    presence.gratitude.give("sun", day=date(2026, 11, 3))
    presence.moments.log("snow", day=date(2024, 2, 29))
    presence.boundaries.start("logged-off")
    return presence


async def test_days_carry_marks_and_no_numbers(past: Presence) -> None:
    async with opened(past, (80, 24)) as seen:
        await seen.press("h")
        rows = seen.rows()
        week = next(i for i, row in enumerate(rows) if " 2    3    4    5    6    7    8" in row)
        assert rows[week + 1][:20].strip() == "● ▴"
        assert "Sunday 22 November   ━ boundaries" in seen.text()
        await seen.press("up")
        assert "Sunday 15 November   an open page" in seen.text()
        await seen.press("down", "right")
        assert "Monday 23 November   still to come" in seen.text()


async def test_a_day_opens_in_the_same_panels_and_takes_a_moment(
    past: Presence, home: Path
) -> None:
    async with opened(past) as seen:
        await seen.press("h", "up", "up", "up", "right", "right", "enter")
        assert "Tuesday 3 November" in seen.text()
        assert "walk" in seen.text()
        await seen.write("m", "and then a bath at 18:00")
        assert "and then a bath" in seen.text()
    days = {m["text"]: m["day"] for m in on_disk(home, "moments")}
    assert days["and then a bath"] == "2026-11-03"


async def test_lines_about_a_week_are_no_open_page(presence: Presence) -> None:
    presence.reviews.see(presence.today(), "time", "stories on the floor")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("h")
        assert "Sunday 22 November" in seen.text()
        assert "open page" not in seen.text()


async def test_months_and_years_turn(past: Presence) -> None:
    async with opened(past, (120, 36)) as seen:
        await seen.press("h")
        assert "July 2026" in seen.text()
        await seen.press("pageup", "pageup", *["left_square_bracket"] * 9)
        assert "February 2024" in seen.text()
        await seen.press(*["right"] * 7)
        assert "Thursday 29 February   ● moments" in seen.text()
        await seen.press("pagedown")
        assert "Friday 28 February" in seen.text()
        await seen.press("full_stop", "escape")
        assert "Sunday 22 November" in seen.text()


async def test_what_is_to_come_opens_nothing_and_says_so(past: Presence) -> None:
    async with opened(past) as seen:
        await seen.press("h", "down", "enter")
        assert isinstance(seen.app.screen, HistoryScreen)
        assert [str(n.message) for n in seen.app._notifications] == ["That day is still to come."]


async def test_a_day_with_a_page_only_is_no_open_page(past: Presence) -> None:
    past.pages.write("rain", date(2026, 11, 10))
    async with opened(past, (80, 24)) as seen:
        await seen.press("h", *["left"] * 12)
        assert "Tuesday 10 November" in seen.text()
        assert "open page" not in seen.text()
        await seen.press("left")
        assert "Monday 9 November   an open page" in seen.text()


@pytest.mark.parametrize("size", [(40, 20), (30, 10), (80, 24)])
async def test_the_chosen_day_and_what_it_carries_stay_in_sight(
    past: Presence, size: tuple[int, int]
) -> None:
    async with opened(past, size) as seen:
        await seen.press("h")
        for _ in range(9):
            screen = seen.app.screen
            assert isinstance(screen, HistoryScreen)
            read_out = f"{screen.chosen:%a}", f"{screen.chosen.day} {screen.chosen:%b}"
            assert any(all(part in row for part in read_out) for row in seen.rows()[1:])
            assert f"{screen.chosen:%B %Y}" in seen.rows()[0]
            await seen.press("left", "up")


async def test_a_click_chooses_and_another_opens(past: Presence) -> None:
    async with opened(past, (80, 24)) as seen:
        await seen.press("h")
        rows = seen.rows()
        y = next(i for i, row in enumerate(rows) if " 2    3    4    5    6    7    8" in row)
        x = rows[y].index(" 3 ") + 1
        await seen.pilot.click(offset=(x, y))
        await seen.settle()
        assert "Tuesday 3 November" in seen.text()
        await seen.pilot.click(offset=(x, y))
        await seen.settle()
        assert "walk" in seen.text()


async def test_arrows_of_the_footer_are_two_in_ascii_too(presence: Presence) -> None:
    presence.settings = presence.settings._replace(glyphs="ascii")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("h")
        assert "< > day" in seen.rows()[-1]
