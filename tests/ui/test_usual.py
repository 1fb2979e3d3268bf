"""Usual moments by one key."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from screen import Seen, Size, on_disk, opened

from presence_tui.domain.clock import FixedClock
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
        assert "1          Log 10m dance party @mia" in seen.text()
        await seen.press("escape", "ctrl+p")
        await seen.type("dance")
        await seen.press("enter")
        await seen.settle()
    assert len(on_disk(home, "moments")) == 4


async def test_on_another_day_it_is_kept_there(usual: Presence, home: Path) -> None:
    async with opened(usual) as seen:
        await seen.press("left_square_bracket", "1")
    assert "2026-11-21" in {m["day"] for m in on_disk(home, "moments")}


async def test_one_that_is_usually_timed_is_started_and_ended_by_its_key(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.usual.put("10m dance party @mia", starts=True)
    async with opened(presence, (120, 36)) as seen:
        await seen.press("1")
        assert "dance party runs; 1 ends and logs it." in said(seen)[0]
        assert on_disk(home, "moments") == []
        clock.advance(7 * 60)
        await seen.press("1")
        (kept,) = on_disk(home, "moments")
        assert (kept["text"], kept["minutes"], kept["people"]) == ("dance party", 7, ["mia"])
        await seen.press("left_square_bracket", "1")
    assert {m["day"] for m in on_disk(home, "moments")} == {"2026-11-22", "2026-11-21"}


async def test_they_are_added_changed_moved_and_turned(usual: Presence, home: Path) -> None:
    async with opened(usual, (80, 24)) as seen:
        await seen.press("0")
        assert "1  10m dance party @mia" in seen.text()
        assert "learned" in seen.text()
        await seen.press("a")
        await seen.type("900h")
        await seen.press("enter")
        assert "cannot be a length" in seen.text()
        await seen.press(*["backspace"] * 4)
        await seen.type("story @leo")
        await seen.press("enter")
        await seen.press("t", "J", "enter", "!", "enter")
        rows = [" ".join(row.split()) for row in seen.rows()]
        assert "1 10m dance party @mia logs" in rows
        assert "▌ 2 story @leo! starts" in rows
        await seen.press("K", "escape")
        assert seen.app.screen is seen.dashboard
    text = (home / "config.toml").read_text()
    assert tomllib.loads(text)["usual"] == [{"start": "story @leo!"}, "10m dance party @mia"]


async def test_a_learned_one_taken_out_comes_back_by_undo(usual: Presence, home: Path) -> None:
    async with opened(usual, (80, 24)) as seen:
        await seen.press("0", "d")
        assert "Nothing yet" in seen.text()
        await seen.press("escape", "u", "0")
        assert "10m dance party @mia" in seen.text()


async def test_ones_own_is_asked_about_before_it_goes(presence: Presence, home: Path) -> None:
    presence.usual.put("lake")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("0")
        await seen.pilot.press("d")
        await seen.pilot.pause()
        assert "takes it out of your settings" in seen.text()
        await seen.press("enter")
        assert "Nothing yet" in seen.text()
    assert "usual" not in (home / "config.toml").read_text()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20), (30, 10), (9, 3)], ids=str)
async def test_the_list_fits_every_size(usual: Presence, size: Size) -> None:
    usual.usual.put("ゆっくり朝ごはん " * 9)
    async with opened(usual, size) as seen:
        for key in ("0", "a", "x", "escape", "down"):
            await seen.press(key)
            assert all(cell_len(row) == size[0] for row in seen.rows())


async def test_what_runs_is_dropped_by_key_and_in_the_chooser(
    presence: Presence, home: Path
) -> None:
    async with opened(presence, (100, 36)) as seen:
        await seen.write("T", "dance party 10m")
        await seen.press("D")
        assert "Let go: dance party. u brings it back." in said(seen)[-1]
        await seen.press("u", "b")
        assert "keep it   let it go" in seen.text()
        await seen.press("right", "enter")
        assert "Nothing runs" in seen.text()
        await seen.press("D")
        assert "No timed moment runs. T starts one." in said(seen)[-1]
    assert on_disk(home, "moments") == []


async def test_one_of_them_is_not_to_be_offered(usual: Presence, home: Path) -> None:
    async with opened(usual, (100, 40)) as seen:
        await seen.press("ctrl+p")
        await seen.type("A usual moment")
        await seen.pilot.press("enter")
        await seen.pilot.pause()
        assert "Which one is it?" in seen.text()
        await seen.pilot.press("z")
        await seen.pilot.pause()
        assert "Which one not?" in seen.text()
        await seen.pilot.press("1")
        await seen.settle()
        assert usual.usual.moments() == ()
        await seen.press("u")
        assert [u.text for u in usual.usual.moments()] == ["dance party"]
    usual.usual.rest(usual.usual.moments()[0])
    assert b"dance" not in next(home.rglob("always.json")).read_bytes()
    assert usual.usual.wake() == 1
    assert [u.text for u in usual.usual.moments()] == ["dance party"]
