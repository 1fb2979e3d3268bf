"""A bedtime over the whole dashboard: dark, silent, and written only when its moon fills."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import paris
from screen import Seen, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.presets import Preset
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.question import Question
from presence_tui.ui.screens.bedtime import Bedtime


def night_of(seen: Seen) -> Bedtime:
    """The moon, which lies on top."""
    assert isinstance(seen.app.screen, Bedtime)
    return seen.app.screen


def brightest(seen: Seen) -> int:
    """The brightest background on the screen, 0 to 765."""
    found = 0
    for strip in seen.app.screen._compositor.render_strips():
        for segment in strip:
            page = segment.style.bgcolor if segment.style else None
            if segment.text and page is not None and page.triplet is not None:
                found = max(found, sum(page.triplet))
    return found


@asynccontextmanager
async def asleep(presence: Presence, size: tuple[int, int] = (100, 36)) -> AsyncIterator[Seen]:
    """The dashboard under a bedtime that has just begun."""
    async with opened(presence, size) as seen:
        await seen.tick()
        await seen.press("n", "enter")
        assert night_of(seen).boundary is not None
        yield seen


async def minute(seen: Seen, clock: FixedClock, seconds: int = 60) -> None:
    """Lets some seconds pass, as the program meets them."""
    for _ in range(seconds):
        clock.advance(1)
        seen.dashboard.tick()
        if isinstance(seen.app.screen, Bedtime):
            seen.app.screen.tick()
    await seen.settle()


async def test_the_end_of_the_program_waits_for_no_answer(presence: Presence) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await seen.press("n", "enter")
        assert isinstance(seen.app.screen, Question)
        # As at a closed terminal; a program that waits for an answer there would stay for ever.
        finish = asyncio.ensure_future(seen.dashboard.finish())
        await seen.settle()
        assert finish.done()


async def test_nothing_is_written_between_its_minutes(
    presence: Presence, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its minutes are not those of the wall.
    clock.set(paris(2026, 11, 22, 19, 42).replace(second=25))
    presence.boundaries.start("all-in")
    async with opened(presence, (120, 36)) as seen:
        await seen.tick()
        await seen.press("n", "enter", "escape")
        written: list[int] = []

        def display(screen: Any, renderable: Any) -> None:
            if renderable is not None:
                written.append(len(renderable.render_segments(seen.app.console)))

        monkeypatch.setattr(seen.app, "_display", display)
        for _ in range(3):
            await minute(seen, clock, 59)
            assert written == []
            await minute(seen, clock, 1)
            assert len(written) == 1
            assert written.pop() < 15_000


async def test_it_comes_and_goes_without_a_toast(presence: Presence, clock: FixedClock) -> None:
    loud = Preset("bedtime", "Bed", "home", 20, dark=True, heard=("toast", "bell", "terminal"))
    tea = Preset("tea", "Tea", "self", 5, heard=("toast", "bell"))
    presence.settings = Settings(presets=(loud, tea))
    presence.boundaries.start("tea")
    async with opened(presence, (80, 24)) as seen:
        rung: list[str] = []
        seen.app.bell = lambda: rung.append("bell")  # type: ignore[method-assign]
        say(seen.app, "Something that stands for a while, and is serious.", serious=True)
        await seen.settle()
        assert "Something that stands" in seen.text()
        await seen.press("n", "enter")
        rung.clear()
        assert "Something that stands" not in seen.text()
        say(seen.app, "Something that is said meanwhile.", serious=True)
        say(seen.app, "And something of no weight.")
        await minute(seen, clock, 6 * 60)
        await minute(seen, clock, 15 * 60)
        words = "".join(c for row in seen.rows() for c in row if c.isalnum())
        assert words == ""
        assert rung == []
        await seen.press("escape")
        assert "Something that is said meanwhile." in seen.text()
        assert "no weight" not in seen.text()


async def test_the_palette_does_not_lie_over_the_moon(presence: Presence) -> None:
    async with asleep(presence) as seen:
        await seen.press("ctrl+p")
        assert "space return" in night_of(seen).night.low


async def test_work_is_asked_about_in_the_ink_of_the_night(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    clock.advance(3600)
    async with opened(presence, (80, 24)) as seen:
        await seen.tick()
        await seen.press("n", "enter")
        assert isinstance(seen.app.screen, Question)
        assert "Does it end as well?" in seen.text()
        assert brightest(seen) < 60
        # It runs already, and nothing is to be typed at a child's bed.
        assert [b["preset"] for b in on_disk(home, "boundaries")] == ["all-in", "bedtime"]
        await seen.press("enter")
        assert night_of(seen).boundary is not None
    assert on_disk(home, "parked") == []
    work, bed = on_disk(home, "boundaries")
    assert (bool(work["ended_at"]), bed["ended_at"], bed["planned_s"]) == (True, None, 1800)


async def test_its_end_suggests_a_moment_before_it_is_bright_again(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    async with asleep(presence, (80, 24)) as seen:
        clock.advance(34 * 60)
        await seen.press("enter", "enter")
        assert "34 min" in seen.text()
        assert brightest(seen) < 3 * 255
        assert seen.dashboard.asleep
        await seen.press("enter")
        assert seen.app.screen is seen.dashboard
        assert "Bedtime, phone-free" in seen.text()
    (moment,) = on_disk(home, "moments")
    assert (moment["text"], moment["minutes"]) == ("Bedtime, phone-free", 34)


async def test_one_that_ends_itself_stays_dark_and_suggests_when_it_is_left(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    bed = Preset("bedtime", "Bed", "home", 20, dark=True, ends_itself=True, suggests="Bed @leo")
    presence.settings = Settings(presets=(bed,))
    async with opened(presence, (80, 24)) as seen:
        await seen.tick()
        await seen.press("n", *["left"] * 9, *["right"] * 2, "enter")
        await minute(seen, clock, 21 * 60)
        assert night_of(seen).over
        (row,) = on_disk(home, "boundaries")
        assert row["ended_at"] is not None
        await seen.press("escape")
        assert "keeps it as a moment" in seen.text()
        await seen.press("enter")
        assert seen.app.screen is seen.dashboard
    (moment,) = on_disk(home, "moments")
    assert (moment["text"], moment["minutes"], moment["people"]) == ("Bed", 20, ["leo"])


async def test_a_plan_that_starts_it_takes_the_light_away(home: Path, clock: FixedClock) -> None:
    plans = [{"at": "17:40", "start": "bedtime", "words": "teeth, story, lights"}]
    settings, _ = read_settings({"plans": plans}, "config.toml")
    presence = Presence(find_paths(), settings, clock)
    async with opened(presence) as seen:
        await seen.tick()
        assert "teeth, story, lights" in seen.text()
        await seen.press("enter")
        assert night_of(seen).boundary is not None


async def test_opened_in_the_middle_of_it_it_is_dark_at_once(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("bedtime")
    clock.advance(15 * 60)
    async with opened(presence) as seen:
        assert night_of(seen).boundary is not None
        await seen.press("escape")
        assert "Phone-free bedtime" in seen.text()


async def test_opened_long_after_it_the_end_is_asked_for(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("bedtime")
    clock.advance(11 * 3600)
    async with opened(presence) as seen:
        assert seen.app.screen is seen.dashboard
        await seen.tick()
        assert "When did it really end?" in seen.text()


async def test_left_on_the_screen_overnight_its_end_is_asked_for_in_the_morning(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    async with asleep(presence) as seen:
        for _ in range(11):
            # The lid stays open: the program is alive all night.
            clock.advance(3600)
            await seen.tick()
            night_of(seen).tick()
        await seen.press("escape")
        assert "When did it really end?" in seen.text()
        assert "17:42, you were last here" in " ".join(seen.text().split())
        await seen.press("1")
        assert "keeps it as a moment" in seen.text()
        await seen.press("escape")
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"].startswith("2026-11-22T18:12")


async def test_ended_in_the_morning_it_asks_as_well(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    async with asleep(presence) as seen:
        clock.advance(11 * 3600)
        await seen.press("enter", "enter")
        assert "When did it really end?" in seen.text()
        assert brightest(seen) < 600
        await seen.press("escape")
        assert night_of(seen).boundary is not None
        await seen.press("enter", "enter")
        await seen.press("enter")
        await seen.press("escape")
        assert seen.app.screen is seen.dashboard
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"].startswith("2026-11-23T04:42")


async def test_the_keys_of_ones_own_are_those_of_the_moon(home: Path, clock: FixedClock) -> None:
    settings, problems = read_settings({"keys": {"return": "ctrl+r", "extend": "M"}}, "c")
    assert problems == ()
    async with asleep(Presence(find_paths(), settings, clock), (120, 36)) as seen:
        await seen.press("ctrl+r")
        await seen.press("a")
        assert "M five minutes longer" in night_of(seen).night.low
        await seen.press("M")
    (row,) = on_disk(home, "boundaries")
    assert (len(row["returns"]), row["planned_s"]) == (1, 2100)


async def test_the_mouse_selects_nothing_and_changes_nothing(presence: Presence) -> None:
    async with asleep(presence) as seen:
        before = seen.rows()
        await seen.pilot.mouse_down(offset=(30, 10))
        await seen.pilot.hover(offset=(60, 20))
        await seen.pilot.mouse_up(offset=(60, 20))
        await seen.settle()
        assert seen.rows() == before
        assert not night_of(seen).selections
