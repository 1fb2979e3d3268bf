"""The evening's screens: what they show, and what lies on the disk when they are left."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from conftest import paris
from screen import on_disk, opened
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.kindness import EMERGENCY
from presence_tui.domain.settings import Settings
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.checkins import HEAVY_LINE
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.care import CareScreen
from presence_tui.ui.screens.evening_help import EveningHelp
from presence_tui.ui.screens.guilt import GuiltScreen
from presence_tui.ui.screens.page import PageScreen
from presence_tui.ui.screens.review import ReviewScreen
from presence_tui.ui.screens.review_week import WeekReviewScreen
from presence_tui.ui.screens.rhythm import RhythmScreen
from presence_tui.ui.widgets.sheet import Sheet

TODAY = date(2026, 11, 22)
SIZES = [(120, 36), (80, 24), (40, 20), (30, 10), (160, 50)]


@pytest.fixture
def lived(presence: Presence, clock: FixedClock) -> Presence:
    """A day with something of everything."""
    clock.set(paris(2026, 11, 22, 16, 30))
    presence.boundaries.start("logged-off")
    clock.set(paris(2026, 11, 22, 17, 0))
    presence.boundaries.come_back()
    clock.set(paris(2026, 11, 22, 20, 0))
    presence.boundaries.stop()
    clock.set(paris(2026, 11, 22, 20, 40))
    presence.moments.log("slow breakfast @mia 20m", at="7:40")
    presence.moments.log("dance party [b]loud[/b] @mia", at="17:05")
    presence.gratitude.give("rain on the skylight")
    return presence


# ── review ───────────────────────────────────────────────────────────────────


async def test_a_review_from_look_to_close(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "╰ 07:40  slow breakfast  @mia 20m" in text(screen))
        assert "dance party [b]loud[/b]" in text(screen)
        assert "○ one return" in text(screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "thanks" and bool(screen.asking))
        screen.words.insert("Sam cooked")
        await pilot.press("enter")
        await until(pilot, lambda: screen.asked == "because" and bool(screen.asking))
        screen.words.insert("I could rest")
        await pilot.press("enter")
        await until(pilot, lambda: len(lived.history.day(TODAY).gratitude) == 2)
        await until(pilot, lambda: screen.asked == "thanks" and bool(screen.asking))
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "weigh" and bool(screen.asking))
        screen.words.insert("the call")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "tomorrow" and bool(screen.asking))
        screen.words.insert("puzzle")
        await pilot.press("enter")
        await until(pilot, lambda: screen.asked == "when" and bool(screen.asking))
        await pilot.press("enter")
        await until(pilot, lambda: "enter closes the day." in text(screen))
        assert "slow breakfast" in text(screen)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    day = lived.history.day(TODAY)
    assert sorted((g.text, g.because) for g in day.gratitude)[0] == ("Sam cooked", "I could rest")
    assert day.review is not None
    assert (day.review.note, day.review.step) == ("the call", None)
    assert day.review.closed_at is not None
    assert [i.text for i in day.intentions] == ["puzzle"]


async def test_a_review_left_in_the_middle_loses_nothing(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("right")
        await until(pilot, lambda: screen.at == "thanks" and bool(screen.asking))
        screen.words.insert("half a li")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    again = ReviewScreen(lived)
    _, run = visit(again)

    async def look(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.at == "thanks" and again.words.text == "half a li")

    await run(look)
    assert len(lived.history.day(TODAY).gratitude) == 1


async def test_a_row_is_mended_by_mouse_and_key(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "slow breakfast" in text(screen))
        rows = text(screen).split("\n")
        y = next(n for n, row in enumerate(rows) if "slow breakfast" in row)
        await pilot.click(Sheet, offset=(40, y))
        await until(pilot, lambda: screen.cursor is not None)
        await pilot.press("e")
        await until(pilot, lambda: "slow breakfast" in screen.words.text)
        screen.words.insert(" #kept")
        await pilot.press("enter")
        await until(pilot, lambda: not screen.asking)

    await run(do)
    mended = lived.history.day(TODAY).moments[0]
    assert (mended.text, mended.minutes, mended.tags) == ("slow breakfast", 20, ("kept",))


async def test_not_this_one_puts_a_memory_to_rest(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        lived.reviews.go_to(TODAY, "tomorrow")
        await screen.close_up()
        assert "slow breakfast" in text(screen)
        await pilot.press("z")
        await until(pilot, lambda: "dance party" in text(screen))

    await run(do)
    assert "slow breakfast" not in [f.text for f in lived.memories.facts("")]


KILLED = """
import asyncio, os, sys
sys.path.insert(0, {tests!r})
from conftest import paris
from sheets import Bare, until
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.ui.screens.review import ReviewScreen
from presence_tui.domain.review import STEPS

async def main():
    presence = Presence(find_paths(), Settings(), FixedClock(paris(2026, 11, 22, 20, 40)))
    screen = ReviewScreen(presence)
    async with Bare(screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for step in STEPS[1:]:
            await pilot.press("tab")
            await until(pilot, lambda: screen.at == step and bool(screen.asking))
            screen.words.insert(f"words of {{step}}")
            key = screen.asking
            await until(pilot, lambda: presence.drafts.of(key) == f"words of {{step}}")
            if step == sys.argv[1]:
                print("there", flush=True)
                os.kill(os.getpid(), 9)
            if step == "thanks":
                screen.words.clear()
asyncio.run(main())
"""


@pytest.mark.parametrize(
    "step",
    [
        pytest.param("thanks", marks=pytest.mark.storm),
        "weigh",
        pytest.param("tomorrow", marks=pytest.mark.storm),
    ],
)
def test_a_review_killed_at_a_step_goes_on_where_it_was(
    presence: Presence, home: Path, step: str
) -> None:
    tests = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(tests=tests), step],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(Path(tests).parents[1]), str(Path(tests).parent)]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    fresh = Presence(presence.paths, Settings(), presence.clock)
    assert fresh.reviews.step(TODAY) == step
    assert fresh.drafts.of(f"review-{step}-2026-11-22") == f"words of {step}"
    review = fresh.reviews.of(TODAY)
    assert review is not None
    assert review.note == ("words of weigh" if step == "tomorrow" else "")


async def test_a_week_in_a_few_lines(lived: Presence) -> None:
    screen = WeekReviewScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "There was time for home on Sunday." in text(screen))
        await pilot.press("enter")
        await until(pilot, lambda: "slow breakfast" in text(screen))
        await pilot.press("space", "enter")
        await until(pilot, lambda: screen.at == "staying" and bool(screen.asking))
        screen.words.insert("the long queue")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: screen.at == "love" and bool(screen.asking))
        screen.words.insert("boots by the heater")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    week = lived.reviews.of_week(TODAY)
    assert week is not None
    assert (week.seen("staying"), week.seen("love")) == ("the long queue", "boots by the heater")
    assert week.kept == (lived.history.day(TODAY).moments[0].stamp.id,)


# ── guilt, care, page ────────────────────────────────────────────────────────


async def test_a_guilt_card_step_by_step(lived: Presence) -> None:
    screen = GuiltScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        screen.words.insert("guilt")
        await pilot.press("enter")
        await until(pilot, lambda: screen.weighing)
        await pilot.press("8", "enter")
        await until(pilot, lambda: screen.at == "thought" and bool(screen.asking))
        screen.words.insert("no time for mia")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "reading")
        await pilot.press("2", "enter")
        await until(pilot, lambda: screen.at == "facts" and "@mia" in text(screen))
        await pilot.press("space", "enter")
        await until(pilot, lambda: screen.at == "friend" and bool(screen.asking))
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "fairer" and bool(screen.asking))
        screen.words.insert("we danced")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "again")
        await pilot.press("3", "enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    (card,) = lived.checkins.cards(TODAY)
    assert (card.feeling, card.weight, card.thought) == ("guilt", 8, "no time for mia")
    assert (card.reading, card.fairer, card.weight_after) == ("perfectionism", "we danced", 3)
    assert card.facts == ("Sunday: dance party [b]loud[/b], @mia",)
    assert card.step is None


async def test_a_true_thought_asks_for_one_small_thing(presence: Presence) -> None:
    card = presence.checkins.card()._replace(feeling="guilt", reading="true", step="again")
    presence.checkins.save(card)
    screen = GuiltScreen(presence)
    app, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.weighing)
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "small" and bool(screen.asking))
        screen.words.insert("call her")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert [i.text for i in presence.intentions.for_day(date(2026, 11, 23))] == ["call her"]


async def test_care_is_marked_by_key_and_mouse(presence: Presence) -> None:
    presence.settings = Settings(care=("swim",), week=(PlanLine(6, "cook ahead"),))
    screen = CareScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "cook ahead" in text(screen))
        await pilot.press("o", "1")
        await until(pilot, lambda: presence.checkins.marks(TODAY) == ("outside", "swim"))
        y = next(n for n, row in enumerate(text(screen).split("\n")) if "cook ahead" in row)
        await pilot.click(Sheet, offset=(10, y))
        await until(pilot, lambda: presence.week.offers()[0].ticked)
        await pilot.press("s", "3")
        await until(pilot, lambda: "until Saturday 28 November has passed" in text(screen))

    await run(do)


async def test_a_page_is_kept_and_a_closed_terminal_loses_nothing(presence: Presence) -> None:
    screen = PageScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        screen.editor.insert("rain\nq and ?")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    page = presence.pages.of(TODAY)
    assert page is not None
    assert page.text == "rain\nq and ?"
    again = PageScreen(presence)
    _, run = visit(again)

    async def close(pilot: Pilot[None]) -> None:
        await pilot.press("a")

    await run(close)
    assert presence.drafts.of("page-2026-11-22") == "rain\nq and ?a"


async def test_the_help_always_carries_the_emergency_line(presence: Presence) -> None:
    screen = GuiltScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, EveningHelp))
        shown = " ".join(str(s.render()) for s in app.screen.query("Static"))
        assert EMERGENCY in shown

    await run(do)


# ── rhythm ───────────────────────────────────────────────────────────────────


async def test_a_week_is_drawn_read_out_and_opened(lived: Presence) -> None:
    screen = RhythmScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "home 3h30" in text(screen))
        assert "There was time for home on Sunday." in text(screen)
        assert "@mia" in text(screen)
        await pilot.press("up")
        await until(pilot, lambda: "Saturday 21   an open page" in text(screen))
        for span in ("month", "year", "week"):
            await pilot.press("tab")
            await until(pilot, lambda s=span: screen.shown is not None and screen.span == s)
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "9–15 November" in text(screen))
        await pilot.press("full_stop", "enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert app.result == [TODAY]


@pytest.mark.parametrize("span", ["week", "month", "year"])
async def test_every_rhythm_fits_every_size(lived: Presence, span: str) -> None:
    screen = RhythmScreen(lived, TODAY, span)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda w=width, h=height: screen.sheet.size == (w, h))
            rows = text(screen).split("\n")
            assert len(rows) == height
            assert any("There was time for home" in row for row in rows) or height < 24

    await run(do)


async def test_the_review_fits_every_size(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "slow b" in text(screen))
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda w=width, h=height: screen.sheet.size == (w, h))
            assert "slow b" in text(screen)
            assert ("╰" in text(screen)) == (width >= 60)

    await run(do)


# ── the dashboard around it ──────────────────────────────────────────────────


async def test_undo_goes_back_through_a_review_answer_by_answer(lived: Presence) -> None:
    lived.reviews.go_to(TODAY, "thanks")
    lived.gratitude.give("Sam cooked")
    lived.reviews.go_to(TODAY, "weigh")
    lived.reviews.note(TODAY, "the call")
    lived.reviews.go_to(TODAY, "tomorrow")
    lived.intentions.choose("puzzle")
    lived.reviews.close(TODAY)
    said = [lived.changes.undo().sentence for _ in range(5)]
    assert said == [
        "Taken back: the closing of the day.",
        "Taken back: puzzle.",
        "Taken back: what was heavy.",
        "Taken back: Sam cooked.",
        "Taken back: rain on the skylight.",
    ]
    assert lived.reviews.of(TODAY) is None
    again = [lived.changes.redo().sentence for _ in range(5)]
    assert again == [
        "Done again: rain on the skylight.",
        "Done again: Sam cooked.",
        "Done again: what was heavy.",
        "Done again: puzzle.",
        "Done again: the closing of the day.",
    ]
    review = lived.reviews.of(TODAY)
    assert review is not None
    assert (review.note, review.closed_at is None) == ("the call", False)


async def test_a_card_shows_nowhere_unless_it_is_asked_for(
    lived: Presence, home: Path, clock: FixedClock
) -> None:
    hook = home / "hooks" / "day-closed"
    hook.parent.mkdir(parents=True)
    hook.write_text(f'#!/bin/sh\ncat > "{home}/told"\n')
    hook.chmod(0o700)
    card = lived.checkins.card()._replace(
        feeling="secretfeeling",
        weight=8,
        thought="secretthought",
        reading="true",
        friend="secretfriend",
        fairer="secretfairer",
        facts=("secretfact",),
        weight_after=3,
        step=None,
    )
    lived.checkins.save(card)
    lived.pages.write("secretpage")
    lived.reviews.note(TODAY, "secretnote")
    lived.reviews.close(TODAY)
    for _ in range(200):
        if (home / "told").exists() and (home / "told").read_text().strip():
            break
        await asyncio.sleep(0.01)
    assert "secret" not in (home / "told").read_text()
    lived.completions.load()
    assert lived.completions.of("secr") == ()
    assert not lived.finding.search("secretthought").hits
    async with opened(lived, (120, 36)) as seen:
        assert "secret" not in seen.text()
        await seen.press("c")
        assert "secret" not in seen.text()


async def test_a_card_that_was_done_can_be_followed_by_a_quiet_line(presence: Presence) -> None:
    for _ in range(3):
        presence.checkins.save(presence.checkins.card()._replace(weight=9, step=None))
    line = HEAVY_LINE[:40]
    for settings, shown in ((Settings(), True), (Settings(heavy_line=False), False)):
        presence.settings = settings
        screen = CareScreen(presence)
        _, run = visit(screen, (120, 36))

        async def do(pilot: Pilot[None], screen: CareScreen = screen, shown: bool = shown) -> None:
            await until(pilot, lambda: "outside" in text(screen))
            assert (line in text(screen)) == shown

        await run(do)


async def test_a_review_is_offered_once_and_rests_in_a_hard_week(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.settings = Settings(review_at=time(20, 30))
    clock.set(paris(2026, 11, 22, 20, 31))
    presence.week.begin_hard()
    async with opened(presence, (80, 24)) as seen:
        await seen.tick()
        assert "close the day?" not in seen.text()
        presence.week.end_hard()
        clock.advance(60)
        seen.dashboard.tick()
        await until(seen.pilot, lambda: "close the day?" in seen.text())
        await seen.pilot.press("escape")
        await seen.settle()
        for _ in range(3):
            clock.advance(60)
            await seen.tick()
            assert "close the day?" not in seen.text()
    ticks = [row["kind"] for row in on_disk(home, "ticks")]
    assert ticks == ["review-offered"]


async def test_in_a_hard_week_nothing_asks_about_a_forgotten_end(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("logged-off")
    presence.watch.heartbeat.beat()
    clock.set(paris(2026, 11, 23, 9, 0))
    presence.week.begin_hard()
    async with opened(presence, (80, 24)) as seen:
        await seen.tick()
        assert "really end" not in seen.text()


async def test_without_facts_their_step_is_left_out_in_silence(presence: Presence) -> None:
    screen = GuiltScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        assert "facts" not in text(screen)
        await pilot.press("tab", "tab")
        await until(pilot, lambda: screen.at == "reading")
        await pilot.press("3", "enter")
        await until(pilot, lambda: screen.at == "friend" and bool(screen.asking))
        assert "facts" not in text(screen).casefold()

    await run(do)
