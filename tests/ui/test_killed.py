"""What is being typed in the evening when the process is killed is there again, at its place."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sheets import until, visit
from textual.pilot import Pilot

from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.guilt import GuiltScreen
from presence_tui.ui.screens.page import PageScreen
from presence_tui.ui.screens.review import ReviewScreen
from presence_tui.ui.screens.review_week import WeekReviewScreen

TODAY = date(2026, 11, 22)
WORDS = "words that matter"

KILLED = """
import asyncio, os, sys
sys.path.insert(0, {tests!r})
import pytest, quiet
from conftest import paris
from sheets import Bare, until
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.ui.screens.{module} import {screen}

async def main():
    quiet.install(pytest.MonkeyPatch())
    presence = Presence(find_paths(), Settings(), FixedClock(paris(2026, 11, 22, 20, 40)))
    screen = {screen}(presence)
    async with Bare(screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(screen.size.width))
        await screen.ready()
        for key in sys.argv[1:]:
            await pilot.pause()
            await pilot.press(key)
        await pilot.pause()
        screen.{field}.insert({words!r})
        await until(pilot, lambda: any(
            {words!r} in file.read_text()
            for file in presence.paths.state.glob("drafts/*")
        ))
        os.kill(os.getpid(), 9)
asyncio.run(main())
"""

storm = pytest.mark.storm

REVIEW: dict[str, tuple[str, ...]] = {
    "thanks": ("tab",),
    "because": ("tab", "a", "enter"),
    "weigh": ("tab", "tab"),
    "tomorrow": ("tab", "tab", "tab"),
    "when": ("tab", "tab", "tab", "a", "enter"),
    "change": ("down", "e"),
}


def killed(module: str, screen: type[Any], field: str, keys: tuple[str, ...]) -> None:
    """Types some words in a process of its own, and kills it when they are a draft."""
    tests = Path(__file__).parent.parent
    code = KILLED.format(
        tests=str(tests), module=module, screen=screen.__name__, field=field, words=WORDS
    )
    path = os.pathsep.join([str(tests.parent), str(tests)])
    done = subprocess.run(
        [sys.executable, "-c", code, *keys],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


async def again(screen: Any, *keys: str, there: Callable[[], bool]) -> None:
    """Opens the screen anew, and looks whether the words are there."""
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await screen.ready()
        await pilot.pause()
        await pilot.press(*keys)
        await until(pilot, there)

    await run(do)


def fresh(presence: Presence) -> Presence:
    return Presence(presence.paths, Settings(), presence.clock)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("thanks", marks=storm),
        "because",
        pytest.param("weigh", marks=storm),
        pytest.param("tomorrow", marks=storm),
        "when",
        "change",
    ],
)
async def test_a_review_goes_on_where_it_was(lived: Presence, asked: str) -> None:
    killed("review", ReviewScreen, "words", REVIEW[asked])
    screen = ReviewScreen(fresh(lived))
    if asked in ("when", "change"):
        # The choice and the row are kept; enter on the one, `e` on the other asks again.
        keys = ("enter",) if asked == "when" else ("down", "e")
        await again(screen, *keys, there=lambda: WORDS in screen.words.text)
        assert screen.asked == asked
    else:
        await again(screen, there=lambda: WORDS in screen.words.text and screen.asked == asked)


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        ("feeling", ()),
        pytest.param("thought", ("tab",), marks=storm),
        ("friend", ("a", "enter", "tab", "tab", "3", "enter", "enter")),
    ],
)
async def test_a_guilt_card_goes_on_where_it_was(
    lived: Presence, step: str, keys: tuple[str, ...]
) -> None:
    killed("guilt", GuiltScreen, "words", keys)
    screen = GuiltScreen(fresh(lived))
    await again(screen, there=lambda: screen.at == step and screen.words.text == WORDS)


async def test_a_week_goes_on_where_it_was(lived: Presence) -> None:
    killed("review_week", WeekReviewScreen, "words", ("enter", "enter"))
    screen = WeekReviewScreen(fresh(lived))
    await again(screen, there=lambda: screen.at == "staying" and screen.words.text == WORDS)


async def test_a_page_is_as_it_was(lived: Presence) -> None:
    lived.pages.write("rain. ")
    killed("page", PageScreen, "editor", ())
    screen = PageScreen(fresh(lived))
    await again(screen, there=lambda: screen.editor.text == f"rain.{WORDS}")
