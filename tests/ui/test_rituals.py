"""What surrounds boundaries: logging off, what an end suggests, what comes up by itself."""

import asyncio
from pathlib import Path

import pytest
from conftest import paris
from screen import Seen, on_disk, opened
from textual.widgets import Input

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings_table import read_settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.ui.screens.bedtime import Bedtime


async def answer(seen: Seen, *keys: str) -> None:
    """Presses keys while a question is open: its worker is not over before the answer."""
    await seen.pilot.press(*keys)
    await seen.pilot.pause()


def with_settings(clock: FixedClock, **table: object) -> Presence:
    """The program with some settings."""
    settings, problems = read_settings(table, "config.toml")
    assert problems == ()
    return Presence(find_paths(), settings, clock)


async def test_an_end_suggests_a_moment_one_enter_keeps_it(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("outside")
    clock.advance(7 * 60)
    async with opened(presence) as seen:
        await answer(seen, "b", "enter")
        assert "keeps it as a moment" in seen.text()
        await answer(seen, "enter")
        await seen.settle()
        assert "Outside" in seen.text()
    (moment,) = on_disk(home, "moments")
    (boundary,) = on_disk(home, "boundaries")
    assert (moment["minutes"], moment["boundary"]) == (7, boundary["id"])


async def test_one_escape_leaves_it(presence: Presence, home: Path, clock: FixedClock) -> None:
    presence.boundaries.start("outside")
    clock.advance(7 * 60)
    async with opened(presence) as seen:
        await answer(seen, "b", "enter")
        await answer(seen, "escape")
        await seen.settle()
    assert on_disk(home, "moments") == []
    assert on_disk(home, "boundaries")[0]["ended_at"]


async def test_logging_off_asks_what_is_left_open_and_work_brings_it_back(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await answer(seen, "b", *"logged", "enter")
        assert "All in at work has run since 17:42. Does it end as well?" in seen.text()
        await answer(seen, "escape")
        assert "What is left open" in seen.text()
        # A window that is closed on the question loses nothing.
        assert {b["preset"] for b in on_disk(home, "boundaries")} == {"all-in", "logged-off"}
        await answer(seen, *"mail - 9:15", "enter")
        assert "Anything else?" in seen.text()
        await answer(seen, "escape")
        await seen.settle()
        assert "Logged off" in seen.text()
        presence.boundaries.stop_all()
        await seen.tick()
        await answer(seen, "b", *"all in", "enter")
        assert "mail — 9:15" in seen.text()
        await answer(seen, "1")
        await seen.settle()
    (line,) = on_disk(home, "parked")
    assert (line["text"], line["resume"], line["done"]) == ("mail", "9:15", True)


async def test_each_question_of_the_ritual_is_skipped_with_one_key(
    presence: Presence, home: Path
) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await answer(seen, "b", *"logged", "enter")
        await answer(seen, "escape")
        await answer(seen, "escape")
        await seen.settle()
    running = {b["preset"] for b in on_disk(home, "boundaries") if not b["ended_at"]}
    assert running == {"all-in", "logged-off"}
    assert on_disk(home, "parked") == []


async def test_one_enter_ends_work_where_home_begins(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in", at="9:00")
    async with opened(presence) as seen:
        await answer(seen, "b", *"logged off at 16:30", "enter")
        await answer(seen, "enter")
        await answer(seen, "escape")
        await seen.settle()
        assert seen.app.screen is seen.dashboard
    kept = {row["preset"]: row for row in on_disk(home, "boundaries")}
    work, off = kept["all-in"], kept["logged-off"]
    assert work["ended_at"] == off["at"]
    assert off["at"].startswith("2026-11-22T16:30")
    assert off["ended_at"] is None


async def test_what_cannot_start_is_said_before_anything_is_asked(
    presence: Presence, home: Path
) -> None:
    presence.boundaries.start("piano")
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await answer(seen, "b", *"piano 20m", "enter")
        assert "runs already" in seen.text()
        assert "Does it end" not in seen.text()
    assert not any(b["ended_at"] for b in on_disk(home, "boundaries"))


async def test_a_boundary_is_said_in_one_line(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await answer(seen, "b", *"piano 30m", "enter")
        await seen.settle()
    (row,) = on_disk(home, "boundaries")
    assert (row["name"], row["planned_s"]) == ("piano", 1800)


async def test_bedtime_is_a_dark_screen_and_goes_on_without_it(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    async with opened(presence) as seen:
        await seen.press("n")
        assert isinstance(seen.app.screen, Bedtime)
        assert on_disk(home, "boundaries") == []
        await seen.press("enter")
        await seen.press("escape")
        assert seen.app.screen is seen.dashboard
        assert "Phone-free bedtime" in seen.text()
        clock.advance(20 * 60)
        await seen.press("n")
        assert isinstance(seen.app.screen, Bedtime)
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"] is None


async def test_a_bedtime_of_another_length_is_a_dark_screen_as_well(
    presence: Presence, home: Path
) -> None:
    async with opened(presence) as seen:
        await answer(seen, "b", *"bedtime 40m", "enter")
        assert isinstance(seen.app.screen, Bedtime)
    (row,) = on_disk(home, "boundaries")
    assert (row["preset"], row["planned_s"]) == ("bedtime", 2400)


async def test_a_forgotten_end_is_asked_about_once(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("rest")
    clock.advance(26 * 3600)
    async with opened(presence) as seen:
        seen.dashboard.tick()
        await seen.pilot.pause()
        assert "When did it really end?" in seen.text()
        assert "the planned end" in seen.text()
        await answer(seen, "1")
        await seen.settle()
        assert "Nothing runs" in seen.text()
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"].startswith("2026-11-22T18:02")


async def test_a_plan_asks_in_the_users_words(home: Path, clock: FixedClock) -> None:
    plans = [{"at": "17:40", "start": "logged-off", "words": "laptop closed, shoes on"}]
    presence = with_settings(clock, plans=plans)
    async with opened(presence) as seen:
        seen.dashboard.tick()
        await seen.pilot.pause()
        assert "laptop closed, shoes on" in seen.text()
        await answer(seen, "enter")
        await seen.settle()
        assert "Logged off, be present" in seen.text()
    assert [b["preset"] for b in on_disk(home, "boundaries")] == ["logged-off"]


async def test_a_plan_put_off_for_today_stays_quiet(home: Path, clock: FixedClock) -> None:
    plans = [{"at": "17:40", "start": "logged-off", "words": "laptop closed"}]
    presence = with_settings(clock, plans=plans)
    async with opened(presence) as seen:
        seen.dashboard.tick()
        await seen.pilot.pause()
        await answer(seen, "n")
        await seen.settle()
        clock.advance(30 * 60)
        await seen.tick()
        assert "laptop closed" not in seen.text()
    assert on_disk(home, "boundaries") == []


async def test_nothing_comes_up_while_one_types(home: Path, clock: FixedClock) -> None:
    plans = [{"at": "17:43", "start": "logged-off", "words": "laptop closed"}]
    presence = with_settings(clock, plans=plans)
    async with opened(presence) as seen:
        await seen.tick()
        await seen.press("m")
        await seen.type("half")
        clock.set(paris(2026, 11, 22, 17, 44))
        await seen.tick()
        assert seen.app.screen is seen.dashboard
        assert seen.dashboard.entry.text == "half"


async def test_an_end_reached_is_said_once(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    async with opened(presence) as seen:
        clock.advance(21 * 60)
        await seen.tick()
        said = [str(n.message) for n in seen.app._notifications]
        assert len([s for s in said if "its planned end is here" in s]) == 1
        clock.advance(60)
        await seen.tick()
        said = [str(n.message) for n in seen.app._notifications]
        assert len([s for s in said if "its planned end is here" in s]) == 1
        assert "past 18:02" in seen.text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("walk until 25:00", "“25:00” is no time of day"),
        ("walk at 25:00", "“25:00” is no time of day"),
        ("walk until 20:00 at 19:00", "19:00"),
        ("rest 0m", "cannot be a length"),
        ("rest 900h", "cannot be a length"),
    ],
)
async def test_what_cannot_be_meant_is_said_and_stays_to_be_mended(
    presence: Presence, home: Path, words: str, says: str
) -> None:
    async with opened(presence) as seen:
        await seen.press("b")
        await seen.type(words)
        await answer(seen, "enter")
        assert says in seen.text()
        assert seen.app.screen.query_one(Input).value == words
        assert on_disk(home, "boundaries") == []
        await seen.press(*["backspace"] * (len(words) - 4), "enter")
    [kept] = on_disk(home, "boundaries")
    assert kept["name"].casefold() == words[:4]


async def test_an_open_question_does_not_hold_up_leaving(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("outside")
    clock.advance(7 * 60)
    async with opened(presence) as seen:
        await answer(seen, "b", "enter")
        assert "keeps it as a moment" in seen.text()
        await asyncio.wait_for(seen.dashboard.finish(), 5)
        await answer(seen, "escape")


async def test_a_suggestion_goes_on_where_it_ends_and_stays_until_it_can_be_kept(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("outside")
    clock.advance(7 * 60)
    async with opened(presence) as seen:
        await answer(seen, "b", "enter")
        await answer(seen, *" @leo at 25:99", "enter")
        assert "no time of day" in seen.text()
        assert "at 25:99" in seen.text()
        await answer(seen, *["backspace"] * 9, "enter")
        await seen.settle()
    (moment,) = on_disk(home, "moments")
    assert (moment["text"], moment["minutes"], moment["people"]) == ("Outside", 7, ["leo"])


async def test_words_for_the_others_are_copied_when_asked_for(presence: Presence) -> None:
    async with opened(presence, (120, 36)) as seen:
        await answer(seen, "Y")
        assert seen.app.clipboard == ""
        await answer(seen, "b", *"logged", "enter")
        await seen.settle()
        assert seen.app.clipboard == ""
        assert "Y copies it" in seen.text()
        await answer(seen, "Y")
        assert seen.app.clipboard == "I'm offline now and back tomorrow."


async def test_an_end_of_tomorrow_is_said(presence: Presence) -> None:
    async with opened(presence, (120, 36)) as seen:
        await answer(seen, "b", *"logged off until 17:00", "enter")
        await seen.settle()
        assert "Its planned end is Mon 23 Nov 17:00." in seen.text()


async def test_a_parked_line_that_is_too_long_stays_to_be_mended(
    presence: Presence, home: Path
) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await answer(seen, "b", *"logged", "enter", "escape")
        await seen.type("x" * 20_001)
        await answer(seen, "enter")
        assert "holds up to 20,000" in seen.text()
        await answer(seen, "backspace", "enter")
        assert "Anything else?" in seen.text()
        await answer(seen, "escape")
    assert len(on_disk(home, "parked")[0]["text"]) == 20_000
