"""The review of a week."""

from datetime import date

import pytest
from conftest import paris
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.letter import markdown
from presence_tui.services.letters import Letters
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.review_week import WeekReviewScreen

TODAY = date(2026, 11, 22)


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


def other_window(presence: Presence) -> Presence:
    """The same home, opened by somebody else."""
    return Presence(presence.paths, presence.settings, presence.clock)


async def test_a_week_goes_on_where_it_was_left(lived: Presence) -> None:
    screen = WeekReviewScreen(lived)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.seen is not None)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: screen.at == "time" and bool(screen.asking))
        screen.words.insert("half a li")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    again = WeekReviewScreen(other_window(lived))
    app, run = visit(again)

    async def go_on(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.at == "time" and again.words.text == "half a li")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: bool(app.result))

    await run(go_on)
    third = WeekReviewScreen(other_window(lived))
    _, run = visit(third)

    async def begin(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: third.seen is not None)
        await pilot.pause()
        assert third.at == "week"

    await run(begin)
    week = lived.reviews.of_week(TODAY)
    assert week is not None
    assert week.seen("time") == "half a li"


async def test_looking_at_a_week_writes_nothing(lived: Presence) -> None:
    screen = WeekReviewScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.seen is not None)
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert lived.reviews.of_week(TODAY) is None


async def test_a_line_of_another_window_stands(lived: Presence) -> None:
    screen = WeekReviewScreen(lived)
    _, run = visit(screen)
    ident = lived.history.day(TODAY).moments[0].stamp.id

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.seen is not None)
        await screen.run_action("go('time')")
        await until(pilot, lambda: bool(screen.asking))
        other = other_window(lived)
        other.reviews.see(TODAY, "time", "stories on the floor")
        other.reviews.keep(TODAY, ident)
        await pilot.press("tab")
        await until(pilot, lambda: screen.at == "care" and bool(screen.asking))
        other.reviews.see(TODAY, "care", "a nap")
        screen.words.load_text("a walk")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "love")

    await run(do)
    week = lived.reviews.of_week(TODAY)
    assert week is not None
    assert (week.seen("time"), week.seen("care")) == ("stories on the floor", "a nap; a walk")
    assert week.kept == (ident,)


@pytest.mark.parametrize(
    ("day", "title", "question"),
    [
        (TODAY, "This week   16–22 November", "in you this week."),
        (date(2026, 11, 14), "A week   9–15 November", "in you that week."),
        (date(2026, 10, 1), "A week   28 September – 4 October", "in you that week."),
        (date(2025, 12, 31), "A week   29 December – 4 January", "in you that week."),
    ],
)
async def test_a_week_is_named_as_what_it_is(
    lived: Presence, day: date, title: str, question: str
) -> None:
    screen = WeekReviewScreen(lived, day)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.seen is not None)
        assert title in text(screen)
        await screen.run_action("go('love')")
        await until(pilot, lambda: bool(screen.asking))
        assert question in text(screen)

    await run(do)


async def test_nobody_at_rest_is_offered_to_hold_on_to(lived: Presence) -> None:
    lived.moments.log("the hospital @grandpa", at="10:00")
    lived.people.rest("grandpa")
    screen = WeekReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.seen is not None)
        await pilot.press("enter")
        await until(pilot, lambda: "slow breakfast" in text(screen))
        assert "hospital" not in text(screen)
        await pilot.press("z")
        await until(pilot, lambda: "slow breakfast" not in text(screen))
        await pilot.press("u")
        await until(pilot, lambda: "slow breakfast" in text(screen))

    await run(do)


async def test_what_was_held_on_to_and_seen_goes_into_paper(
    lived: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 22, 21, 0))
    lived.reviews.keep(TODAY, lived.history.day(TODAY).moments[0].stamp.id)
    lived.reviews.see(TODAY, "time", "made room")
    open_letter = markdown(Letters(lived).gather("week", TODAY))
    assert "## Kept\n\n- Sunday 22, 07:40: slow breakfast (20 min, with mia)" in open_letter
    assert open_letter.count("slow breakfast") == 1
    assert "made room" not in open_letter
    named = markdown(Letters(lived).gather("month", TODAY, ("moments", "week")))
    assert "- Making time: made room" in named
    assert named.count("slow breakfast") == 1
