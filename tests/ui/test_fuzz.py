"""Random keys, pastes and sizes over the whole program: nothing ends it, and no row is lost.

A failure names its seed; with it the same keys come again. Keys that leave the program, or that
give the terminal to an editor, are left out.
"""

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest
from screen import Seen, opened
from textual.events import Paste

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.app import PresenceApp

HOSTILE = (
    "[/b] and [bold]not bold",
    "[@click=app.quit]x[/] @mia",
    "tears \x1b]52;c;aGk=\x07 and \x1b[31mred",
    "\u202egnp.exe\u202c #tag",
    "{} %s $var \\",
    "👩‍👧‍👦 hug 🙂 お風呂 בית بيت @ليو 12m",
    "several\nlines\nof it 1h30 @Mia",
    "long " * 120,
    "900h at 25:99",
)
KEYS = (
    *"mgbnxptTE sd#yueUrcwhif vPJjk123.[]/?+",
    *"abcdefghijklmnopqrstuvwxyz0123456789@#: ",
    "enter", "enter", "enter", "escape", "escape", "escape", "tab", "shift+tab", "up", "down",
    "left", "right", "pageup", "pagedown", "home", "end", "backspace", "delete", "ctrl+p", "ctrl+o",
    "ctrl+s", "ctrl+e", "ctrl+j", "f1",
)  # fmt: skip
NAMES = {
    " ": "space", "#": "number_sign", ".": "full_stop", "[": "left_square_bracket",
    "]": "right_square_bracket", "/": "slash", "?": "question_mark", "+": "plus", "@": "at",
    ":": "colon",
}  # fmt: skip
SIZES = ((1, 1), (2, 40), (30, 10), (40, 20), (59, 16), (80, 24), (120, 36), (250, 70), (250, 2))


@pytest.fixture
def hostile(presence: Presence, monkeypatch: pytest.MonkeyPatch) -> Presence:
    """A journal of what is hard to draw; no editor is ever opened, and nothing is left."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(PresenceApp, "exit", lambda self, *args, **more: None)
    for number, words in enumerate(HOSTILE[:-1]):
        presence.moments.log(words, day=date(2026, 11, 22 - number % 3))
        presence.gratitude.give(words)
    for number, words in enumerate(HOSTILE[:5]):
        presence.boundaries.start(words, at=f"{8 + number}:00")
        presence.boundaries.stop(at=f"{8 + number}:45")
    presence.boundaries.start(HOSTILE[1])
    presence.boundaries.start(HOSTILE[0])
    return presence


def ids_on_disk(home: Path) -> set[str]:
    """Every id of every table, deleted or not."""
    found: set[str] = set()
    for file in (home / "journal").rglob("*.json"):
        for table, rows in json.loads(file.read_text("utf-8")).items():
            found |= {f"{table}/{ident}" for ident in rows}
    return found


async def wander(seen: Seen, home: Path, clock: FixedClock, seed: int, count: int) -> None:
    """Presses keys, pastes and resizes; now and then looks whether all is still there."""
    chance, pressed = Random(seed), []
    known = ids_on_disk(home)
    for number in range(count):
        roll = chance.random()
        if roll < 0.03:
            seen.app.post_message(Paste(chance.choice(HOSTILE)))
        elif roll < 0.06:
            await seen.pilot.resize_terminal(*chance.choice(SIZES))
        elif roll < 0.1:
            clock.advance(chance.choice((1, 60, 3600)))
            seen.dashboard.tick()
        else:
            key = chance.choice(KEYS)
            pressed.append(key)
            await seen.pilot.press(NAMES.get(key, key))
        if number % 50 == 49:
            await seen.pilot.pause()
            assert seen.app.is_running, (seed, pressed[-60:])
            now = ids_on_disk(home)
            assert known <= now, (seed, known - now, pressed[-60:])
            known = now
            assert not any("\x1b" in row or "\u202e" in row for row in seen.rows()), seed


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_short_walk(hostile: Presence, home: Path, clock: FixedClock, seed: int) -> None:
    async with opened(hostile, (80, 24)) as seen:
        await wander(seen, home, clock, seed, 80)


@pytest.mark.storm
@pytest.mark.parametrize("seed", [11, 12, 13, 14])
async def test_two_thousand_keys(
    hostile: Presence, home: Path, clock: FixedClock, seed: int
) -> None:
    async with opened(hostile, (120, 36)) as seen:
        await wander(seen, home, clock, seed, 2_000)


@pytest.mark.parametrize("size", [(1, 1), (2, 40), (250, 2), (80, 24)])
async def test_the_palette_turns_pages_before_it_has_any(
    hostile: Presence, size: tuple[int, int]
) -> None:
    async with opened(hostile, size) as seen:
        await seen.pilot.press("ctrl+p", "pagedown", "pageup", "end", "pagedown")
        await seen.type(HOSTILE[2])
        await seen.pilot.press("pagedown")
        assert "\x1b" not in seen.text()
