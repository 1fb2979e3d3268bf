"""What comes up by itself: heard when it is due, asked when one is there, gone when answered."""

from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import paris
from screen import Seen, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.day import Day
from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings_table import read_settings
from presence_tui.services.forgotten import Forgotten
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.ui.alerts import say
from presence_tui.ui.commands import perform

WORDS = "laptop closed, shoes on"


def planned(clock: FixedClock, at: str = "17:43", start: str = "logged-off") -> Presence:
    """The program with one plan."""
    plans = [{"at": at, "start": start, "words": WORDS}]
    settings, problems = read_settings({"plans": plans, "heard": ["bell"]}, "config.toml")
    assert problems == ()
    return Presence(find_paths(), settings, clock)


def beside(presence: Presence) -> Presence:
    """Another dashboard, or a command, on the same home."""
    return Presence(find_paths(), presence.settings, presence.clock)


async def later(seen: Seen, clock: FixedClock, seconds: float) -> None:
    """Lets time pass, and the program look at the clock."""
    clock.advance(seconds)
    await seen.tick()


def rings(seen: Seen) -> list[str]:
    """Collects the bells that ring from now on."""
    found: list[str] = []
    seen.app.bell = lambda: found.append("bell")  # type: ignore[method-assign]
    return found


async def test_a_plan_is_heard_at_its_time_and_asked_when_one_is_back(
    home: Path, clock: FixedClock
) -> None:
    async with opened(planned(clock)) as seen:
        await seen.tick()
        rung = rings(seen)
        await seen.press("h")
        await later(seen, clock, 60)
        assert rung == ["bell"]
        assert WORDS not in seen.text()
        await later(seen, clock, 60)
        assert rung == ["bell"]
        await seen.press("escape")
        await later(seen, clock, 60)
        assert WORDS in seen.text()
        assert rung == ["bell"]


async def test_in_ten_minutes_is_ten_minutes_to_the_second_and_heard_again(
    home: Path, clock: FixedClock
) -> None:
    async with opened(planned(clock)) as seen:
        await seen.tick()
        rung = rings(seen)
        await later(seen, clock, 80)
        await seen.press("t")
        assert WORDS not in seen.text()
        await later(seen, clock, 599)
        assert WORDS not in seen.text()
        await later(seen, clock, 1)
        assert WORDS in seen.text()
        assert rung == ["bell", "bell"]


async def test_a_plan_that_was_answered_elsewhere_is_asked_no_more(
    home: Path, clock: FixedClock
) -> None:
    presence = planned(clock)
    async with opened(presence) as seen:
        await later(seen, clock, 60)
        assert WORDS in seen.text()
        beside(presence).boundaries.start("logged-off")
        await later(seen, clock, 1)
        assert seen.app.screen is seen.dashboard
        assert "Logged off, be present" in seen.text()
    assert on_disk(home, "ticks") == []


async def test_a_plan_that_no_one_answered_goes_when_it_makes_no_sense_any_more(
    home: Path, clock: FixedClock
) -> None:
    async with opened(planned(clock)) as seen:
        await later(seen, clock, 60)
        assert WORDS in seen.text()
        await later(seen, clock, 2 * 3600)
        assert seen.app.screen is seen.dashboard
    assert on_disk(home, "ticks") == []


async def test_a_forgotten_end_waits_until_someone_can_be_asked(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await seen.tick()
        await seen.press("h")
        # The lid was closed for the night, and history was open.
        await later(seen, clock, 15 * 3600)
        assert "When did it really end?" not in seen.text()
        await seen.press("escape")
        await later(seen, clock, 1)
        await later(seen, clock, 59)
        assert "When did it really end?" in seen.text()


async def test_a_dashboard_that_stayed_open_asks_whoever_comes_back_to_the_keys(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await seen.press("tab")
        for _ in range(9 * 12 + 8):
            await later(seen, clock, 290)
        assert "When did it really end?" not in seen.text()
        await seen.press("tab")
        await later(seen, clock, 1)
        assert "When did it really end?" in seen.text()
        assert "17:42, you were last here" in " ".join(seen.text().split())


async def test_another_time_is_typed_ahead_and_shown_before_it_is_kept(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 20, 9, 0))
    presence.boundaries.start("all-in")
    clock.set(paris(2026, 11, 23, 8, 0))
    async with opened(presence) as seen:
        await seen.tick()
        await seen.press("t", "1", "7", ":", "3", "0")
        assert "Fri 20 Nov 17:30 · 8 h 30 min" in seen.text()
        await seen.press(*["backspace"] * 5, *"mon 9:00", "enter")
        assert "does not lie between" in " ".join(seen.text().split())
        assert "mon 9:00" in seen.text()
        await seen.press(*["backspace"] * 8, *"17:30", "enter")
        assert seen.app.screen is seen.dashboard
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"].startswith("2026-11-20T17:30")
    assert on_disk(home, "moments") == []


async def test_two_forgotten_ends_are_asked_about_one_after_the_other(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    clock.advance(60)
    presence.boundaries.start("piano", length="30m")
    clock.set(paris(2026, 11, 23, 7, 10))
    async with opened(presence) as seen:
        await seen.tick()
        assert "All in at work has run since" in seen.text()
        await seen.press("1")
        assert "piano has run since" in seen.text()
        assert len(seen.app.screen_stack) == 2
        await seen.press("escape")
        assert seen.app.screen is seen.dashboard
        await later(seen, clock, 60)
        assert seen.app.screen is seen.dashboard
    ended = {b["name"]: b["ended_at"] for b in on_disk(home, "boundaries")}
    assert ended["piano"] is None
    assert ended["All in at work"] is not None


async def test_a_forgotten_end_that_was_said_elsewhere_is_asked_no_more(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    clock.advance(20 * 3600)
    async with opened(presence) as seen:
        await seen.tick()
        assert "When did it really end?" in seen.text()
        beside(presence).boundaries.stop()
        await later(seen, clock, 1)
        assert seen.app.screen is seen.dashboard
        assert "Nothing runs" in seen.text()


async def test_what_begins_in_a_shell_is_heard_here(home: Path, clock: FixedClock) -> None:
    presence = planned(clock)
    async with opened(presence) as seen:
        await seen.tick()
        rung = rings(seen)
        beside(presence).boundaries.start("rest")
        await later(seen, clock, 1)
        assert rung == ["bell"]
        await seen.press("b", *"outside", "enter")
        assert rung == ["bell", "bell"]
        await later(seen, clock, 1)
        assert rung == ["bell", "bell"]


async def test_a_hook_that_will_not_run_is_named_once(presence: Presence, home: Path) -> None:
    hook = home / "hooks" / "boundary-started"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh\n")
    async with opened(presence, (140, 36)) as seen:
        await seen.press("b", *"rest", "enter")
        assert "is not executable; `chmod +x` makes it so." in " ".join(seen.text().split())
        said = [n for n in seen.app._notifications if "executable" in n.message]
        await seen.press("b", *"outside", "enter")
        assert [n for n in seen.app._notifications if "executable" in n.message] == said


async def test_a_parked_line_taken_up_elsewhere_is_no_error(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    first = presence.parked.park("finish the slides - tomorrow 9:15")
    clock.advance(1)
    presence.parked.park("call the plumber")
    async with opened(presence) as seen:
        await seen.press("b", *"all in", "enter")
        assert "finish the slides — tomorrow 9:15" in seen.text()
        beside(presence).parked.done(first.stamp.id)
        await seen.press("1")
        assert "finish the slides" not in seen.text()
        assert "call the plumber" in seen.text()
        await seen.press("1")
        assert seen.app.screen is seen.dashboard
    assert [line["done"] for line in on_disk(home, "parked")] == [True, True]


async def test_more_parked_lines_than_keys_say_so(presence: Presence) -> None:
    for number in range(12):
        presence.parked.park(f"line {number}")
    async with opened(presence, (100, 40)) as seen:
        await seen.press("b", *"all in", "enter")
        assert "and 3 more" in seen.text()


@pytest.mark.parametrize("meanwhile", ["m", "h", "n"])
async def test_what_ends_itself_suggests_when_one_can_be_asked(
    home: Path, clock: FixedClock, meanwhile: str
) -> None:
    nap = {"minutes": 20, "ends_itself": True, "suggests": "a nap"}
    settings, _ = read_settings({"presets": {"nap": nap}}, "config.toml")
    presence = Presence(find_paths(), settings, clock)
    presence.boundaries.start("nap")
    async with opened(presence) as seen:
        await seen.tick()
        await seen.press(meanwhile, *(["enter"] if meanwhile == "n" else []))
        await later(seen, clock, 20 * 60 + 1)
        ended = {b["name"]: b["ended_at"] for b in on_disk(home, "boundaries")}
        assert ended["nap"] is not None
        assert "a nap" not in seen.text()
        await seen.press("escape")
        await later(seen, clock, 60)
        assert "keeps it as a moment" in seen.text()
        assert "a nap" in seen.text()


async def test_a_question_gives_way_to_whoever_began_to_type_meanwhile(
    presence: Presence, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.boundaries.start("rest")
    clock.advance(3 * 3600)
    async with opened(presence) as seen:
        prompts = seen.dashboard.prompts
        runs = prompts._runs

        def slow(forgotten: Forgotten) -> bool:
            seen.app.call_from_thread(perform, seen.dashboard, "moment")
            return runs(forgotten)

        with monkeypatch.context() as patched:
            patched.setattr(prompts, "_runs", slow)
            await seen.tick()
        assert seen.app.screen is seen.dashboard
        assert seen.dashboard.entry.typing
        await seen.press("escape")
        await later(seen, clock, 60)
        assert "When did it really end?" in seen.text()


async def test_a_day_that_cannot_be_read_is_tried_each_minute(
    presence: Presence, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(presence) as seen:
        tried: list[datetime] = []

        def broken() -> Day:
            tried.append(clock.now())
            raise StoreError("The journal could not be read.")

        with monkeypatch.context() as patched:
            patched.setattr(presence.history, "today", broken)
            clock.set(paris(2026, 11, 23, 3, 0))
            for _ in range(61):
                seen.dashboard.tick()
                await seen.settle()
                clock.advance(1)
        assert len(tried) == 2
        clock.advance(60)
        await seen.tick()
        assert seen.dashboard.day.day == date(2026, 11, 23)


async def test_what_is_asked_about_is_not_said_as_well(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 22, 23, 0))
    presence.boundaries.start("walk", length="3h30")
    clock.set(paris(2026, 11, 23, 3, 5))
    async with opened(presence, (40, 20)) as seen:
        await seen.tick()
        await seen.tick()
        assert "When did it really end?" in " ".join(seen.text().split())
        assert [str(note.message) for note in seen.app._notifications] == []


@pytest.mark.parametrize(("late", "said"), [(1, 1), (6 * 60, 0)])
def test_an_end_reached_after_the_days_end_is_news_for_a_while(
    presence: Presence, clock: FixedClock, late: int, said: int
) -> None:
    clock.set(paris(2026, 11, 23, 2, 0))
    running = (presence.boundaries.start("walk", length="90m"),)
    clock.advance(90 * 60 + late)
    assert len(presence.watch.look(running)) == said


async def test_a_notice_leaves_the_answers_in_sight(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    clock.advance(3 * 3600)
    async with opened(presence, (40, 20)) as seen:
        await seen.tick()
        say(seen.app, "The journal could not be read, and will be tried again soon.", serious=True)
        await seen.settle()
        assert "could not be read" in seen.text()
        for words in ("When did it really end?", "another time", "it goes on", "leave it"):
            assert words in " ".join(seen.text().split())


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20)], ids=str)
async def test_the_words_of_a_preset_are_seen_while_it_runs(
    home: Path, clock: FixedClock, size: tuple[int, int]
) -> None:
    table = {"heard": [], "presets": {"logged-off": {"words": "Laptop closed, shoes on."}}}
    settings, _ = read_settings(table, "config.toml")
    presence = Presence(find_paths(), settings, clock)
    async with opened(presence, size) as seen:
        assert "shoes on" not in seen.text()
        presence.boundaries.start("logged-off")
        await seen.tick()
        assert "Laptop closed, shoes on." in seen.text()
        await seen.press("m")
        assert "shoes on" not in seen.text()
        await seen.press("escape", "v")
        assert "shoes on" not in seen.text()
        await seen.press("v", "f")
        assert "Laptop closed, shoes on." in seen.text()
        await seen.press("f")
        presence.boundaries.stop()
        await seen.tick()
        assert "shoes on" not in seen.text()


async def test_an_empty_line_leaves_what_was_suggested(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("outside")
    clock.advance(7 * 60)
    async with opened(presence) as seen:
        await seen.press("b", "enter")
        assert "Outside · 7 min · began 17:42" in seen.text()
        await seen.press("ctrl+u", "enter")
        assert seen.app.screen is seen.dashboard
    assert on_disk(home, "moments") == []


async def test_what_ended_long_after_its_time_is_asked_when_it_ended(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("rest")
    async with opened(presence) as seen:
        await seen.tick()
        clock.advance(3 * 3600)
        await seen.press("b", "enter")
        assert "When did it really end?" in seen.text()
        await seen.press("1")
        assert seen.app.screen is seen.dashboard
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"].startswith("2026-11-22T18:02")
