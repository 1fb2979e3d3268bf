"""A few pictures of whole screens, each looked at before it was kept.

`python -m pytest tests/ui/test_pictures.py -n 0 --snapshot-update` draws them anew: look at them.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from conftest import paris
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.app import PresenceApp


@pytest.fixture(autouse=True)
def full_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a terminal of this age, and nothing moves."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def evening(presence: Presence, clock: FixedClock) -> Presence:
    """A Sunday as it is lived."""

    def at(hour: int, minute: int) -> None:
        clock.set(paris(2026, 11, 22, hour, minute))

    at(8, 2)
    presence.moments.log("pancakes in the shape of letters 25m @mia @leo")
    at(8, 48)
    presence.boundaries.start("all-in")
    at(12, 50)
    presence.moments.log("round the block in the rain 15m")
    presence.gratitude.give("Sam took the morning", because="I slept until seven")
    at(16, 14)
    presence.moments.log("折り紙のカエル, the green one 25m @ゆき @leo")
    at(16, 28)
    presence.boundaries.stop()
    at(16, 30)
    presence.boundaries.start("logged-off", until="20:00")
    at(17, 10)
    presence.boundaries.come_back()
    presence.moments.log("[b]dance party[/b] in the kitchen 10m @mia")
    presence.intentions.choose("read on the floor before dinner, all three of us")
    at(17, 42)
    return presence


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Presses keys and waits until nothing more happens."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press(*keys)
        for _ in range(3):
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()

    return press


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20), (30, 10)], ids=str)
def test_the_dashboard(snap_compare: Any, evening: Presence, size: tuple[int, int]) -> None:
    assert snap_compare(PresenceApp(evening), terminal_size=size, run_before=after())


def test_an_empty_page(snap_compare: Any, presence: Presence) -> None:
    assert snap_compare(PresenceApp(presence), terminal_size=(80, 24), run_before=after())


def test_typing(snap_compare: Any, evening: Presence) -> None:
    app = PresenceApp(evening)
    assert snap_compare(app, terminal_size=(80, 24), run_before=after("m", *"9m [x] @mia"))


def test_the_chooser(snap_compare: Any, evening: Presence) -> None:
    assert snap_compare(PresenceApp(evening), terminal_size=(80, 24), run_before=after("b"))


def test_bedtime(snap_compare: Any, presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("bedtime")
    clock.advance(15 * 60)
    assert snap_compare(PresenceApp(presence), terminal_size=(80, 24), run_before=after())


def test_the_review(snap_compare: Any, evening: Presence) -> None:
    assert snap_compare(PresenceApp(evening), terminal_size=(80, 24), run_before=after("r"))


def test_the_rhythm(snap_compare: Any, evening: Presence) -> None:
    assert snap_compare(PresenceApp(evening), terminal_size=(80, 24), run_before=after("w"))
