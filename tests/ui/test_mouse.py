"""All by mouse as well as by keyboard."""

from datetime import date
from pathlib import Path

import pytest
from screen import Seen, on_disk, opened
from textual.events import MouseScrollDown, MouseScrollUp

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence


async def click(seen: Seen, words: str, part: int = 0) -> None:
    """Clicks on words where they stand on the screen."""
    y, row = [(y, row) for y, row in enumerate(seen.rows()) if words in row][part]
    await seen.pilot.click(offset=(row.index(words), y))
    await seen.settle()


async def wheel(seen: Seen, panel: str, down: bool, turns: int = 1) -> None:
    """Turns the wheel over a panel."""
    kind = MouseScrollDown if down else MouseScrollUp
    widget = seen.dashboard.query_one(f"#{panel}")
    for _ in range(turns):
        widget.post_message(kind(widget, 1, 1, 0, 1 if down else -1, 0, False, False, False))
    await seen.settle()


@pytest.fixture
def long_day(presence: Presence, clock: FixedClock) -> Presence:
    """More moments and thanks than an 80×24 has room for."""
    for hour in range(7, 17):
        presence.moments.log(f"moment {hour:02d} at {hour}:00")
        presence.gratitude.give(f"thanks {hour:02d}")
        clock.advance(1)
    return presence


async def test_the_wheel_shows_what_does_not_fit(long_day: Presence) -> None:
    async with opened(long_day, (80, 24)) as seen:
        assert "moment 07" not in seen.text()
        assert "… earlier" in seen.text()
        await wheel(seen, "moments", down=False, turns=9)
        assert "moment 07" in seen.text()
        assert "later …" in seen.text()
        assert seen.dashboard.moments.current() is not None
        await wheel(seen, "moments", down=False)
        assert "moment 07" in seen.text()
        await wheel(seen, "gratitude", down=True, turns=20)
        assert "thanks 07" in seen.text()
        assert seen.app.focused is seen.dashboard.moments
        # A key goes on from the cursor, which comes back into sight.
        await seen.press("up")
        assert "▌" in next(row for row in seen.rows() if "moment 15" in row)


async def test_a_row_that_was_scrolled_to_can_be_clicked(long_day: Presence) -> None:
    async with opened(long_day, (80, 24)) as seen:
        await wheel(seen, "gratitude", down=True, turns=5)
        await click(seen, "thanks 11")
        assert "▌" in next(row for row in seen.rows() if "thanks 11" in row)


async def test_a_click_on_earlier_turns_a_page(long_day: Presence) -> None:
    async with opened(long_day, (80, 24)) as seen:
        await click(seen, "… earlier")
        assert "later …" in seen.text()
        before = seen.text()
        await click(seen, "later …")
        assert seen.text() != before


async def test_the_header_opens_the_calendar_and_leads_back(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await click(seen, "Sunday 22")
        assert "History" in seen.text()
        await seen.press("left", "enter")
        assert seen.dashboard.looked_at == date(2026, 11, 21)
        await click(seen, ". today")
        assert seen.dashboard.looked_at is None


async def test_a_moment_on_the_day_line_leads_to_its_row(long_day: Presence) -> None:
    async with opened(long_day, (120, 36)) as seen:
        y = 2
        x = seen.rows()[y].index("●")
        await seen.pilot.click(offset=(x, y))
        await seen.settle()
        assert "▌" in next(row for row in seen.rows() if "moment 07" in row)


async def test_the_mark_in_the_footer_opens_all_there_is(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        row = seen.rows()[-1]
        await seen.pilot.click(offset=(row.index("…"), 23))
        await seen.settle()
        assert type(seen.app.screen).__name__ == "PaletteDialog"


async def test_what_is_to_be_done_to_a_row_works_by_mouse(long_day: Presence, home: Path) -> None:
    async with opened(long_day, (80, 24)) as seen:
        await click(seen, "moment 15")
        await click(seen, "d delete")
        await seen.press("enter")
        assert seen.dashboard.entry.typing
    assert len(on_disk(home, "moments")) == 9
