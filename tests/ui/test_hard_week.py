"""A hard week: every prompt rests, the pages are quieter, and it ends when it is said."""

import re
from datetime import date, time
from pathlib import Path

import pytest
from conftest import Run, paris
from screen import Seen, on_disk, opened
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import WordsError
from presence_tui.domain.plans import Plan
from presence_tui.domain.settings import Settings
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.care import CareScreen
from presence_tui.ui.screens.review import ReviewScreen

TODAY = date(2026, 11, 22)
EVERY_DAY = Plan("17:40 rest", time(17, 40), tuple(range(7)), "rest", "Rest now.")


async def answer(seen: Seen, *keys: str) -> None:
    """Presses keys while a question may be open."""
    await seen.pilot.press(*keys)
    await seen.pilot.pause()


async def by_name(seen: Seen, words: str) -> None:
    """Does a command by its name."""
    await seen.press("ctrl+p")
    await seen.type(words)
    await seen.pilot.press("enter")
    await seen.pilot.pause()


async def test_it_is_found_by_name_and_its_length_is_chosen(presence: Presence, home: Path) -> None:
    async with opened(presence, (100, 36)) as seen:
        assert "m keeps a moment" in seen.text()
        await by_name(seen, "hard")
        assert "For how long shall nothing ask?" in seen.text()
        await answer(seen, "2")
        await seen.settle()
        assert "Nothing will ask until Tuesday 24 November has passed." in seen.text()
        assert "An open page." in seen.text()
        assert "m keeps a moment" not in seen.text()
        assert "gives thanks" not in seen.text()
        await by_name(seen, "hard")
        assert "let prompts come back now" in seen.text()
        await answer(seen, "enter")
        await seen.settle()
        assert "Prompts come back." in seen.text()
        assert "m keeps a moment" in seen.text()
    assert presence.week.hard_until() is None
    assert on_disk(home, "ticks") == []


async def test_escape_changes_nothing(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await by_name(seen, "hard")
        await answer(seen, "escape")
        await seen.settle()
    assert not (home / "journal").exists() or on_disk(home, "ticks") == []


async def test_on_the_page_of_a_past_day_it_is_about_today(presence: Presence) -> None:
    screen = CareScreen(presence, date(2026, 11, 20))
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "outside" in text(screen))
        assert "s hard week" in text(screen)
        await pilot.press("s", "3")
        await until(pilot, lambda: "until Saturday 28 November has passed" in text(screen))
        await pilot.press("s", "enter")
        await until(pilot, lambda: "has passed" not in text(screen))

    await run(do)
    assert presence.week.hard_until() is None


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20)])
async def test_its_key_is_in_sight_at_every_size(presence: Presence, size: tuple[int, int]) -> None:
    screen = CareScreen(presence)
    _, run = visit(screen, size)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "outside" in text(screen))
        footer = text(screen).split("\n")[-1]
        assert "esc" in footer
        assert " s " in footer or size[0] < 60

    await run(do)


async def test_no_ritual_asks(presence: Presence, home: Path, clock: FixedClock) -> None:
    presence.parked.park("the slides — 9:15")
    presence.week.begin_hard()
    async with opened(presence) as seen:
        await answer(seen, "b", *"all in", "enter")
        await seen.settle()
        assert "Left open last time" not in seen.text()
        await answer(seen, "b", *"logged", "enter")
        await seen.settle()
        assert "What is left open" not in seen.text()
        presence.boundaries.stop_all()
        presence.boundaries.start("outside")
        clock.advance(7 * 60)
        await seen.tick()
        await answer(seen, "b", "enter")
        await seen.settle()
        assert "keeps it as a moment" not in seen.text()
    assert {b["preset"] for b in on_disk(home, "boundaries")} == {"all-in", "logged-off", "outside"}
    assert on_disk(home, "moments") == []


def test_no_plan_is_due(presence: Presence) -> None:
    presence.settings = Settings(plans=(EVERY_DAY,))
    assert presence.plans.due() is not None
    presence.week.begin_hard()
    assert presence.plans.due() is None
    presence.week.end_hard()
    assert presence.plans.due() is not None


async def test_the_review_asks_for_nothing(presence: Presence) -> None:
    presence.moments.log("slow breakfast", at="7:40")
    presence.settings = Settings(week=(PlanLine(0, "cook ahead"),))
    presence.week.begin_hard()
    screen = ReviewScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Nothing has to be done here." in text(screen))
        await pilot.press("right", "right", "right")
        await until(pilot, lambda: screen.at == "tomorrow" and bool(screen.asking))
        assert "cook ahead" not in text(screen)
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        await until(pilot, lambda: screen.at == "look")
        await pilot.press("enter")
        await until(pilot, lambda: "enter closes the day." in text(screen))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    review = presence.reviews.of(TODAY)
    assert review is not None
    assert review.closed_at is not None


def test_it_can_be_said_on_the_command_line(home: Path, run: Run) -> None:
    assert run("hard-week").stdout.startswith("No hard week;")
    began = run("hard-week", "3", at="2026-11-22 10:00")
    assert began.stdout.startswith("Nothing asks until Tuesday 24 November 2026 has passed;")
    assert (
        run("hard-week", "--json", at="2026-11-23 10:00").stdout
        == '{\n  "until": "2026-11-24"\n}\n'
    )
    assert run("hard-week", "--end", at="2026-11-23 10:00").stdout == "Prompts come back.\n"
    assert run("hard-week", at="2026-11-23 10:00").stdout.startswith("No hard week;")
    wrong = run("hard-week", "90")
    assert (wrong.returncode, wrong.stderr) == (1, "Prompts can rest for 1 to 31 days, not 90.\n")
    both = run("hard-week", "3", "--end")
    assert both.returncode == 1


def test_parked_lines_do_not_come_up_on_the_command_line(home: Path, run: Run) -> None:
    run("park", "the slides — 9:15")
    assert "waiting: the slides" in run("start", "all-in").stdout
    run("stop")
    run("hard-week", "2")
    assert "waiting" not in run("start", "all-in").stdout


def test_a_length_that_cannot_be_is_refused(presence: Presence, clock: FixedClock) -> None:
    for days in (0, 32, -1):
        with pytest.raises(WordsError, match="1 to 31"):
            presence.week.begin_hard(days)
    clock.set(paris(2026, 11, 22, 9, 0))
    assert presence.week.begin_hard(31) == date(2026, 12, 22)
    clock.set(paris(2026, 12, 22, 9, 0))
    assert presence.week.hard_until() == date(2026, 12, 22)
    clock.set(paris(2026, 12, 23, 9, 0))
    assert presence.week.hard_until() is None


async def test_reading_that_nothing_rests_draws_nothing(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("slow breakfast")
    async with opened(presence) as seen:
        room, drawn = seen.dashboard, []
        monkeypatch.setattr(room, "lay_out", lambda *_: drawn.append(1))
        await room.at_rest.look()
        assert drawn == []
        presence.memories.rest_words("slow breakfast")
        await room.at_rest.look()
        assert drawn == [1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (67, 24), (60, 24)])
async def test_care_says_what_its_key_would_do_now(
    presence: Presence, size: tuple[int, int]
) -> None:
    async with opened(presence, size) as seen:
        await seen.press("c")
        assert re.search(r"\bs (let prompts rest|hard week)\b", seen.text())
        assert "esc back" in seen.rows()[-1]
        await seen.press("s", "2")
        assert re.search(r"\bs (let prompts come back|hard week)\b", seen.text())
