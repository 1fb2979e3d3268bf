"""Behind the veil no word of anyone is on the screen, whatever comes up by itself."""

from datetime import time
from pathlib import Path

import pytest
from conftest import paris
from screen import Seen, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.plans import Plan
from presence_tui.domain.presets import Preset
from presence_tui.domain.settings import Settings
from presence_tui.domain.usual_lines import UsualLine
from presence_tui.services.presence import Presence

HIDING = "then I stop hiding from Anna"
SECRET = ("crying in the car", "anna", "pancakes", "hiding from")


@pytest.fixture
def secret(presence: Presence, clock: FixedClock) -> Presence:
    """A day whose words are no one else's business."""
    presence.settings = Settings(
        usual=(UsualLine("10m crying in the car @anna"),),
        plans=(Plan("17:43 logged-off", time(17, 43), tuple(range(7)), "logged-off", HIDING),),
    )
    clock.set(paris(2026, 11, 22, 9, 0))
    presence.moments.log("pancakes, the three of us")
    presence.boundaries.start("pancakes with anna")
    return presence


def told(seen: Seen) -> str:
    """All that is on the screen."""
    return seen.text().lower()


def nothing_leaks(seen: Seen) -> bool:
    """Whether no word is on the screen, nor waits to be."""
    said = " ".join(str(note.message) for note in seen.app._notifications).lower()
    return not any(word in told(seen) or word in said for word in SECRET)


async def test_what_was_done_is_said_without_its_words(secret: Presence, home: Path) -> None:
    async with opened(secret, (100, 30)) as seen:
        await seen.press("v")
        assert nothing_leaks(seen)
        await seen.press("1")
        assert "Kept." in seen.text()
        assert nothing_leaks(seen)
        await seen.press("u")
        assert "Taken back." in seen.text()
        await seen.press("U")
        assert "Done again." in seen.text()
        assert nothing_leaks(seen)
        await seen.write("m", "10m a walk")
        assert "Kept." in seen.text()
        assert "a walk" not in seen.text()
    assert len(on_disk(home, "moments")) == 3


async def test_a_notice_that_stands_goes_with_the_veil(secret: Presence) -> None:
    async with opened(secret, (100, 30)) as seen:
        await seen.press("1")
        assert "crying" in told(seen)
        await seen.press("v")
        assert nothing_leaks(seen)


async def test_questions_wait_until_it_lifts(secret: Presence, clock: FixedClock) -> None:
    async with opened(secret, (100, 30)) as seen:
        await seen.press("v")
        clock.set(paris(2026, 11, 22, 17, 43))
        await seen.tick()
        assert seen.app.screen is seen.dashboard
        assert nothing_leaks(seen)
        await seen.press("v")
        clock.set(paris(2026, 11, 22, 17, 44))
        await seen.tick()
        assert "hiding from anna" in told(seen)


async def test_what_a_boundary_suggests_waits_too(secret: Presence, clock: FixedClock) -> None:
    walk = Preset("walk", "Walk", "self", suggests="pancakes on the way")
    secret.settings = secret.settings._replace(presets=(walk,))
    async with opened(secret, (100, 30)) as seen:
        clock.advance(60)
        secret.boundaries.start("walk")
        clock.advance(600)
        await seen.tick()
        await seen.press("v", "b", "enter")
        assert seen.app.screen is seen.dashboard
        assert nothing_leaks(seen)
        await seen.press("v")
        assert "keeps it as a moment" in seen.text()


async def test_what_waited_is_asked_one_after_the_other(
    secret: Presence, clock: FixedClock
) -> None:
    one, two = (Preset(k, k, "self", suggests=f"pancakes {k}") for k in ("walk", "nap"))
    secret.settings = secret.settings._replace(presets=(one, two))
    async with opened(secret, (100, 30)) as seen:
        clock.advance(60)
        secret.boundaries.start("walk")
        clock.advance(60)
        secret.boundaries.start("nap")
        clock.advance(600)
        await seen.tick()
        await seen.press("v", "b", "enter", "b", "enter", "v")
        assert len(seen.app.screen_stack) == 2
        assert "pancakes nap" in seen.text()
        await seen.pilot.press("escape")
        await seen.pilot.pause()
        assert len(seen.app.screen_stack) == 2
        assert "pancakes walk" in seen.text()


async def test_a_forgotten_end_is_asked_for_without_its_name(
    secret: Presence, clock: FixedClock
) -> None:
    async with opened(secret, (100, 30)) as seen:
        clock.advance(60)
        secret.boundaries.start("hiding from anna", length="10m")
        await seen.tick()
        await seen.press("v")
        clock.advance(3 * 3600)
        await seen.press("b", "enter")
        assert "It has run since 09:01. When did it really end?" in seen.text()
        assert nothing_leaks(seen)


async def test_what_cannot_start_is_not_told_by_its_name(secret: Presence) -> None:
    walk = Preset("walk", "pancakes on the way", "self")
    secret.settings = secret.settings._replace(presets=(walk,))
    async with opened(secret, (100, 30)) as seen:
        await seen.press("v", "b")
        await seen.type("walk")
        secret.boundaries.start("walk")
        await seen.press("enter")
        assert "That could not be done" in seen.text()
        assert nothing_leaks(seen)
        await seen.press("escape", "v")
        assert "pancakes on the way runs already" in seen.text()


async def test_an_error_is_said_when_it_lifts(
    secret: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(secret, (100, 30)) as seen:
        await seen.press("v")
        from presence_tui.ui.alerts import say

        for _ in range(2):
            say(seen.app, "pancakes could not be kept.", serious=True)
        await seen.settle()
        assert nothing_leaks(seen)
        assert "That could not be done; v lifts the veil and says why." in seen.text()
        await seen.press("v")
        assert "pancakes could not be kept." in seen.text()
        said = [str(note.message) for note in seen.app._notifications]
        assert len([s for s in said if "pancakes" in s]) == 1


async def test_what_was_written_before_is_not_offered(secret: Presence) -> None:
    async with opened(secret, (100, 30)) as seen:
        await seen.press("v", "m", "p", "a", "n")
        assert nothing_leaks(seen)
        await seen.press("tab")
        assert seen.dashboard.entry.text == "pan"
        await seen.press("escape")
        assert "pan " not in seen.text()


async def test_the_footer_says_how_it_lifts(secret: Presence) -> None:
    async with opened(secret, (80, 24)) as seen:
        await seen.press("v")
        footer = seen.rows()[-1]
        assert footer.split()[:2] == ["v", "show"]
        assert "edit" not in footer
        assert "delete" not in footer
