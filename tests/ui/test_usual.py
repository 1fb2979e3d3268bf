"""Usual moments by one key."""

from datetime import date
from pathlib import Path

import pytest
from screen import Seen, on_disk, opened

from presence_tui.services.presence import Presence


@pytest.fixture
def usual(presence: Presence) -> Presence:
    """A habit of two days."""
    for day in (18, 19, 20):
        presence.moments.log("dance party 10m @mia at 18:00", day=date(2026, 11, day))
    return presence


def said(seen: Seen) -> list[str]:
    """The notices in the corner."""
    return [str(n.message) for n in seen.app._notifications]


async def test_one_key_logs_one(usual: Presence, home: Path) -> None:
    async with opened(usual) as seen:
        await seen.press("1")
        assert "dance party" in seen.text()
        assert len(said(seen)) == 1
        assert "Kept: dance party · 10 min · @mia" in said(seen)[0]
    (kept,) = [m for m in on_disk(home, "moments") if m["day"] == "2026-11-22"]
    assert (kept["text"], kept["minutes"], kept["people"]) == ("dance party", 10, ["mia"])


async def test_a_key_without_a_habit_says_so(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("7")
        assert "There is no usual moment 7 yet" in said(seen)[0]
    assert on_disk(home, "moments") == []


async def test_help_and_palette_say_them_by_their_words(usual: Presence, home: Path) -> None:
    async with opened(usual, (100, 70)) as seen:
        await seen.press("question_mark")
        assert "Usual moments" in seen.text()
        assert "1          10m dance party @mia" in seen.text()
        await seen.press("escape", "ctrl+p")
        await seen.type("dance")
        await seen.press("enter")
        await seen.settle()
    assert len(on_disk(home, "moments")) == 4


async def test_on_another_day_it_is_kept_there(usual: Presence, home: Path) -> None:
    async with opened(usual) as seen:
        await seen.press("left_square_bracket", "1")
    assert "2026-11-21" in {m["day"] for m in on_disk(home, "moments")}
