"""Focus is always seen, and no key acts on what is not on the screen."""

from pathlib import Path

import pytest
from screen import Seen, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.widgets.drawn import Drawn


@pytest.fixture
def evening(presence: Presence, clock: FixedClock) -> Presence:
    """Five moments, three thanks, one boundary that runs."""
    for number in range(5):
        presence.moments.log(f"moment {number} at {8 + number}:00")
    for number in range(3):
        presence.gratitude.give(f"thanks {number}")
    presence.boundaries.start("logged-off")
    clock.advance(60)
    return presence


def kept(home: Path) -> tuple[int, int]:
    """How many moments and thanks are on the disk."""
    return len(on_disk(home, "moments")), len(on_disk(home, "gratitude"))


def in_sight(seen: Seen) -> bool:
    """Whether what has the focus is on the screen."""
    focused = seen.app.focused
    return isinstance(focused, Drawn) and focused.shown


@pytest.mark.parametrize("size", [(80, 12), (30, 10), (40, 12), (80, 15), (120, 9), (36, 16)])
async def test_tab_goes_only_where_there_is_something_to_see(
    evening: Presence, size: tuple[int, int]
) -> None:
    async with opened(evening, size) as seen:
        for _ in range(5):
            await seen.press("tab")
            assert in_sight(seen), seen.app.focused
            if "thanks" not in seen.text():
                assert seen.app.focused is not seen.dashboard.gratitude


async def test_nothing_is_deleted_unseen(evening: Presence, home: Path) -> None:
    async with opened(evening, (30, 10)) as seen:
        await seen.press("tab", "d", "tab", "tab")
        assert seen.app.focused is seen.dashboard.lamp
        await seen.press("d")
        assert on_disk(home, "boundaries") == []
        assert "Logged off" not in seen.text()
        await seen.press("d", "number_sign", "s", "delete")
        assert not seen.dashboard.entry.typing
    assert kept(home) == (5, 3)


async def test_only_the_lamp_is_there_when_only_it_is_shown(evening: Presence, home: Path) -> None:
    async with opened(evening, (120, 36)) as seen:
        await seen.press("f", "tab")
        assert seen.app.focused is seen.dashboard.lamp
        assert "f back" in seen.rows()[-1]
        await seen.press("d", "d")
        assert "delete" not in seen.rows()[-1]
        assert kept(home) == (5, 3)
        assert on_disk(home, "boundaries") == []
        await seen.write("m", "hello")
        assert "Kept: hello" in seen.text()
        assert seen.app.focused is seen.dashboard.lamp
        await seen.press("d")
        assert kept(home) == (6, 3)
        await seen.press("f")
        assert seen.app.focused is seen.dashboard.moments


async def test_a_panel_that_loses_its_room_loses_the_focus(evening: Presence, home: Path) -> None:
    async with opened(evening, (80, 24)) as seen:
        await seen.press("tab")
        assert seen.app.focused is seen.dashboard.gratitude
        await seen.pilot.resize_terminal(80, 12)
        await seen.settle()
        assert seen.app.focused is seen.dashboard.moments
        await seen.press("d")
    assert kept(home) == (4, 3)


async def test_the_keys_of_a_row_on_the_lamp(evening: Presence) -> None:
    async with opened(evening, (80, 24)) as seen:
        await seen.press("shift+tab")
        assert seen.app.focused is seen.dashboard.lamp
        await seen.press("enter")
        assert seen.dashboard.entry.text == "Logged off, be present at 17:42"
        await seen.press("escape")
        assert seen.app.focused is seen.dashboard.lamp
        await seen.press("E")
        assert type(seen.app.screen).__name__ == "EntryForm"
        await seen.press("escape")
        assert seen.app.focused is seen.dashboard.lamp


async def test_where_nothing_runs_the_lamp_says_what_this_time_is_for(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("shift+tab", "enter")
        assert type(seen.app.screen).__name__ == "BoundaryDialog"


async def test_a_key_without_a_row_says_where_to_go(presence: Presence) -> None:
    async with opened(presence) as seen:
        for key in ("e", "d", "s", "number_sign", "y"):
            await seen.press(key)
            assert "There is no row here yet." in seen.text(), key
            seen.app.clear_notifications()
            await seen.settle()
        await seen.press("tab", "d")
        assert "No row is chosen; tab goes to a list." in seen.text()


async def test_thanks_that_have_no_place_are_said(evening: Presence, home: Path) -> None:
    async with opened(evening, (40, 12)) as seen:
        await seen.write("g", "the snow @mia")
        assert "Kept: the snow · @mia." in seen.text()
    assert kept(home) == (5, 4)


async def test_the_footer_offers_nothing_for_a_row_that_a_day_does_not_have(
    presence: Presence,
) -> None:
    presence.moments.log("breakfast")
    async with opened(presence, (80, 24)) as seen:
        assert "e edit" in seen.rows()[-1]
        await seen.press("left_square_bracket")
        assert "e edit" not in seen.rows()[-1]
        await seen.press("right_square_bracket")
        assert "e edit" in seen.rows()[-1]
        await seen.press("d")
        assert "e edit" not in seen.rows()[-1]
        await seen.press("u")
        assert "e edit" in seen.rows()[-1]
