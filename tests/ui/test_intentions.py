"""Tomorrow's one moment: chosen, given a cue, and fulfilled by a moment."""

from datetime import date
from pathlib import Path

import pytest
from conftest import paris
from hypothesis import given
from hypothesis import strategies as st
from screen import on_disk, opened
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.intention import split_cue, with_cue
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.review import ReviewScreen
from presence_tui.ui.widgets.entry import HINTS

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "cue", "said"),
    [
        ("pancakes", "it is breakfast", "If it is breakfast, then pancakes"),
        ("pancakes", "If it is breakfast,", "If it is breakfast, then pancakes"),
        ("if dinner is over then a walk", "", "a walk"),
        ("If a, then b", "c", "If c, then b"),
        ("If it rains, or snows, then b", "", "b"),
        ("If a, then if b, then c", "", "c"),
        ("tea", "if if they sleep, at last…", "If they sleep, at last, then tea"),
        ("iffy plans, then", "", "iffy plans, then"),
        ("a walk", "When dinner is over", "If dinner is over, then a walk"),
        ("a walk", "whenever", "If whenever, then a walk"),
    ],
)
def test_a_cue_takes_the_place_of_the_one_before(text: str, cue: str, said: str) -> None:
    assert with_cue(text, cue) == said


WORDS = st.lists(
    st.sampled_from(["if", "If ", "then", " then ", ", then ", ",", " ", "…", "0", "tea"])
    | st.text()
).map("".join)


@given(WORDS, WORDS)
def test_a_cue_is_said_once(text: str, cue: str) -> None:
    said = with_cue(text, cue)
    assert with_cue(said, split_cue(said)[0]) == said


async def test_it_is_chosen_with_a_cue_and_fulfilled_the_day_after(
    presence: Presence, clock: FixedClock, home: Path
) -> None:
    async with opened(presence, (100, 36)) as seen:
        await seen.write("i", "pancakes")
        assert "enter skips this" in seen.text()
        await seen.type("it is breakfast")
        await seen.press("enter")
        assert "Tomorrow  If it is breakfast, then pancakes" in seen.text()
    (row,) = on_disk(home, "intentions")
    assert (row["text"], row["for_day"]) == ("If it is breakfast, then pancakes", "2026-11-23")

    clock.set(paris(2026, 11, 23, 9, 0))
    presence.moments.log("a heap of pancakes")
    async with opened(presence, (100, 36)) as seen:
        assert "Today  If it is breakfast, then pancakes" in seen.text()
        assert "t this was it" in seen.rows()[-1]
        await seen.press("t")
        assert "then pancakes" not in "\n".join(seen.rows()[:-2])
        assert "this was it" not in seen.text()
        (row,) = on_disk(home, "intentions")
        assert row["moment"] == presence.history.today().moments[0].stamp.id
        await seen.press("u")
        assert "Today  If it is breakfast, then pancakes" in seen.text()
        (row,) = on_disk(home, "intentions")
        assert row["moment"] is None
        await seen.press("U", "t")
        assert presence.history.today().open_intention is not None


async def test_an_empty_cue_and_an_empty_line_take_away(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.write("i", "If it rains, then puddles")
        await seen.press("ctrl+u", "enter")
        assert "Tomorrow  puddles" in seen.text()
        await seen.press("i", "ctrl+u", "enter")
        assert "Tomorrow" not in seen.text()
    assert presence.intentions.for_day(TOMORROW) == ()


async def test_without_a_choice_nothing_is_offered(presence: Presence, home: Path) -> None:
    presence.moments.log("a walk")
    async with opened(presence, (80, 24)) as seen:
        assert "this was it" not in seen.text()
        await seen.press("t")
        assert "Nothing was chosen for this day" in seen.text()
    assert on_disk(home, "intentions") == []


async def test_a_deleted_moment_leaves_the_choice_open(presence: Presence) -> None:
    moment = presence.moments.log("a walk")
    chosen = presence.intentions.add("walk", TODAY)
    presence.intentions.fulfil(chosen.stamp.id, moment.stamp.id)
    assert presence.history.today().open_intention is None
    presence.past.delete(moment.stamp.id)
    assert presence.history.today().open_intention is not None


async def test_the_review_offers_it_and_asks_for_a_cue(presence: Presence) -> None:
    presence.moments.log("a walk at 17:05")
    presence.intentions.add("walk together", TODAY)
    screen = ReviewScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Chosen  walk together" in text(screen))
        await pilot.press("down")
        await until(pilot, lambda: "t this was it" in text(screen))
        await pilot.press("t")
        await until(pilot, lambda: "Chosen" not in text(screen))
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: screen.at == "tomorrow" and bool(screen.asking))
        screen.words.insert("puzzle")
        await pilot.press("enter")
        await until(pilot, lambda: screen.asked == "when" and bool(screen.asking))
        screen.words.insert("dinner is over")
        await pilot.press("enter")
        await until(pilot, lambda: screen.closing_day)
        assert "If dinner is over, then puzzle" in text(screen)

    await run(do)
    assert presence.history.today().open_intention is None
    assert [i.text for i in presence.intentions.for_day(TOMORROW)] == [
        "If dinner is over, then puzzle"
    ]


async def test_on_a_past_day_it_says_which_day_it_was_for(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 18, 21, 0))
    presence.intentions.choose("a walk")
    clock.set(paris(2026, 11, 21, 21, 0))
    presence.intentions.choose("pancakes")
    clock.set(paris(2026, 11, 22, 12, 0))
    async with opened(presence, (100, 36)) as seen:
        assert "Today  pancakes" in seen.text()
        await seen.press("left_square_bracket")
        assert "Today  pancakes" in seen.text()
        await seen.press("left_square_bracket", "left_square_bracket")
        assert "Chosen  a walk" in seen.text()
        await seen.press("left_square_bracket")
        assert "For Thu 19 Nov  a walk" in seen.text()
        assert "Tomorrow" not in seen.text()


async def test_what_is_asked_for_is_said_once(presence: Presence) -> None:
    for size in ((120, 36), (80, 24), (40, 20)):
        async with opened(presence, size) as seen:
            for key in ("m", "g", "T", "i"):
                await seen.press(key)
                if key == "i":
                    await seen.type("pancakes")
                    await seen.press("enter")
                entry = seen.dashboard.entry
                assert entry.note not in HINTS.values(), (key, entry.note)
                await seen.press("escape")
