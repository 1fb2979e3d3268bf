"""No word is cut without a mark that says so, at any width, on any screen."""

import re

import pytest
from rich.cells import cell_len
from screen import Seen, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.commands import perform
from presence_tui.ui.screens.layer import Dialog

WORD = re.compile(r"[A-Za-z’']{3,}…?")
HEIGHT = 24
NARROW = 24
"""Columns from which whole words are asked for; below, a word may be wider than its column."""


@pytest.fixture
def day(presence: Presence, clock: FixedClock) -> Presence:
    """Words that are long, on a day with everything on it."""
    presence.moments.log("pancakes before daycare, all three of us 20m @mia @leo at 7:40")
    presence.moments.log("a walk round the block in the rain at 12:35 15m")
    presence.gratitude.give("the neighbour who waved", because="nobody waves at seven")
    presence.intentions.choose("read on the floor before dinner")
    presence.boundaries.start("all-in")
    clock.advance(60)
    presence.boundaries.start("logged-off", until="20:00")
    clock.advance(3600)
    return presence


SCENES: dict[str, tuple[str, ...]] = {
    "dashboard": (),
    "empty line": ("m",),
    "typing": ("m", *"9m walk"),
    "error": ("m", *"900h"),
    "chooser": ("b",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "only what runs": ("f",),
    "veil": ("v",),
    "history": ("h",),
    "rhythm": ("w",),
    "review": ("r",),
    "people": ("P",),
    "find": ("slash",),
    "care": ("c",),
    "deck": ("tab", "tab", "space"),
    "form": ("E",),
}
BY_NAME = {
    "themes": "theme", "question": "purge", "presets": "presets", "plans": "plans",
    "parked": "parked", "usual": "usual-moments", "guilt": "guilt", "page": "page",
}  # fmt: skip


async def show(seen: Seen, scene: str) -> None:
    """Goes to a scene."""
    if scene in BY_NAME:
        await perform(seen.dashboard, BY_NAME[scene])
    else:
        await seen.pilot.press(*SCENES[scene])
    await seen.settle()


def rows(seen: Seen) -> list[str]:
    """The rows of what lies on top; a dialog cuts the page behind it."""
    screen = seen.app.screen
    if not isinstance(screen, Dialog):
        return seen.rows()
    strips = screen._compositor.render_strips()
    boxes = [child.region for child in screen.children if child.region]
    return [
        strips[y].crop(box.x, box.right).text
        for box in boxes
        for y in range(max(0, box.y), min(box.bottom, len(strips)))
    ]


def words(seen: Seen) -> set[str]:
    """The words on the screen; one that was cut ends in its mark."""
    return {found for row in rows(seen) for found in WORD.findall(row)}


def whole(seen: Seen) -> set[str]:
    """Words of the screen, and of the rows that it would scroll to."""
    return {word for word in words(seen) if not word.endswith("…")}


EVERY = [*SCENES, *BY_NAME]


@pytest.mark.parametrize("scene", EVERY)
async def test_no_word_is_cut_without_a_mark(day: Presence, scene: str) -> None:
    step = 1 if scene == "dashboard" else 9
    # Other widths for each, so that together they meet all of them.
    await look_through(day, scene, range(130 - EVERY.index(scene) % step, 0, -step))


@pytest.mark.storm
@pytest.mark.parametrize("scene", EVERY)
async def test_no_word_is_cut_at_any_width(day: Presence, scene: str) -> None:
    await look_through(day, scene, range(130, 0, -1))


async def look_through(day: Presence, scene: str, widths: range) -> None:
    """Goes to a scene and looks at it at each width."""
    known = {"and", "more"}
    # All that is said anywhere: on a tall page, in each of the ways it is laid out.
    async with opened(day, (130, 120)) as seen:
        await show(seen, scene)
        for width in (130, 100, 99, 60, 59, 36, 35, 30, 24):
            await seen.pilot.resize_terminal(width, 120)
            await seen.settle()
            known |= whole(seen)
        await seen.pilot.resize_terminal(130, HEIGHT)
        await seen.settle()
        known |= whole(seen)
        for width in widths:
            await seen.pilot.resize_terminal(width, HEIGHT)
            await seen.settle()
            assert all(cell_len(row) == width for row in seen.rows()), width
            if width < NARROW:
                continue
            unknown = {
                word
                for word in words(seen) - known
                if not (word.endswith("…") and any(w.startswith(word[:-1]) for w in known))
            }
            assert not unknown, (width, unknown, seen.text())


async def test_a_notice_is_never_cut(day: Presence) -> None:
    sentence = "pancakes before daycare: taken back, and they can be brought back again."
    async with opened(day, (130, HEIGHT)) as seen:
        for width in range(130, NARROW, -7):
            await seen.pilot.resize_terminal(width, HEIGHT)
            seen.app.clear_notifications()
            say(seen.app, sentence)
            await seen.settle()
            assert sentence in " ".join(seen.text().split()), (width, seen.text())
