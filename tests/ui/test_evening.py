"""The evening around the dashboard: what it offers, takes back and keeps to itself."""

import asyncio
from datetime import date, time
from pathlib import Path

import pytest
from conftest import paris
from screen import on_disk, opened
from sheets import until

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.letter import markdown
from presence_tui.domain.settings import Settings
from presence_tui.services.letters import Letters
from presence_tui.services.presence import Presence

TODAY = date(2026, 11, 22)
HINTED = [
    ("m", "a moment worth keeping"),
    ("g", "what you are thankful for"),
    ("i", "one moment for tomorrow"),
    ("T", "a moment that begins now"),
]


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
    lived.finding.load()
    for word in ("secretthought", "secretnote", "secretpage"):
        assert not lived.finding.search(word).hits
        assert not lived.finding.search(f"kind:moment kind:care {word}").hits
    assert [h.kind for h in lived.finding.search("kind:review secretnote").hits] == ["review"]
    diary = lived.exchange.diary()
    assert "secret" not in "".join(diary.files.values())
    assert diary.left_out == 3
    assert "secretnote" in "".join(lived.exchange.diary(private=True).files.values())
    parts = ("picture", "kept", "moments", "thanks", "week", "intentions", "care")
    assert "secret" not in markdown(Letters(lived).gather("week", TODAY, parts))
    async with opened(lived, (120, 36)) as seen:
        assert "secret" not in seen.text()
        await seen.press("c")
        assert "secret" not in seen.text()


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


async def test_the_review_that_is_offered_is_that_of_today(
    presence: Presence, clock: FixedClock
) -> None:
    presence.settings = Settings(review_at=time(20, 30))
    presence.moments.log("pancakes", day=date(2026, 11, 20))
    clock.set(paris(2026, 11, 22, 20, 29))
    async with opened(presence, (80, 24)) as seen:
        await seen.press("left_square_bracket", "left_square_bracket")
        assert "pancakes" in seen.text()
        clock.advance(60)
        seen.dashboard.tick()
        await until(seen.pilot, lambda: "Two minutes to close the day?" in seen.text())
        assert "not tonight" in seen.text()
        await seen.pilot.press("enter")
        await until(seen.pilot, lambda: "look" in seen.rows()[0])
        assert "22 November" in seen.rows()[0]
        assert "pancakes" not in seen.text()


async def test_undo_after_the_offer_takes_back_what_was_done_before(
    presence: Presence, clock: FixedClock
) -> None:
    presence.settings = Settings(review_at=time(20, 30))
    presence.moments.log("pancakes")
    clock.set(paris(2026, 11, 22, 20, 31))
    async with opened(presence, (80, 24)) as seen:
        seen.dashboard.tick()
        await until(seen.pilot, lambda: "close the day?" in seen.text())
        await seen.pilot.press("escape")
        await seen.settle()
        await seen.press("u")
        assert "Taken back: pancakes." in [str(n.message) for n in seen.app._notifications]
        clock.advance(60)
        await seen.tick()
        assert "close the day?" not in seen.text()


async def test_behind_the_veil_undo_says_no_words(presence: Presence) -> None:
    presence.moments.log("pancakes")
    async with opened(presence) as seen:
        await seen.press("v", "u")
        assert [str(n.message) for n in seen.app._notifications] == ["Taken back."]


@pytest.mark.parametrize(("key", "hint"), HINTED)
async def test_an_empty_line_says_what_it_asks_for(presence: Presence, key: str, hint: str) -> None:
    async with opened(presence) as seen:
        await seen.press(key)
        assert hint in seen.text()
        await seen.type("a")
        assert hint not in seen.text()
        await seen.press("backspace")
        assert hint in seen.text()


@pytest.mark.parametrize("key", ["r", "w", "c", "P", "slash"])
async def test_behind_the_veil_pages_of_words_are_asked_about(lived: Presence, key: str) -> None:
    async with opened(lived, (100, 36)) as seen:
        await seen.press("v")
        await seen.pilot.press(key)
        await seen.pilot.pause()
        assert "This page would show them." in seen.text()
        assert "breakfast" not in seen.text()
        await seen.pilot.press("escape")
        await seen.settle()
        assert seen.app.screen is seen.dashboard
        assert seen.dashboard.veiled
        await seen.pilot.press(key)
        await seen.pilot.pause()
        await seen.pilot.press("enter")
        await seen.settle()
        assert seen.app.screen is not seen.dashboard
        assert not seen.dashboard.veiled
