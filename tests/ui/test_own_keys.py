"""Keys of one's own are the ones that are said, wherever a key is said."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from screen import Seen, opened

from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.commands import COMMANDS, perform
from presence_tui.ui.key_names import shown_key

FREE = [f"ctrl+{letter}" for letter in "abdefgklnrtuvwxyz"] + [f"f{n}" for n in range(2, 25)]


def moved() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Another key for every command that has one."""
    free = iter([*FREE, *(f"alt+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")])
    for item in COMMANDS:
        for binding in item.bindings():
            yield str(binding.id), (next(free),)


OURS = {
    shown_key(key)
    for item in COMMANDS
    if not item.each
    for key in item.key.split(",")
    if key and len(shown_key(key)) == 1
}
"""Our own keys of one character."""
BEFORE = "|".join(re.escape(key) for key in sorted(OURS))
SAID = re.compile(
    rf"(?:^|[\s;.“])({BEFORE}) +(?:keeps|gives|says|starts|ends|brings|takes|chooses|goes|lifts|"
    r"counts|opens|moment|gratitude|thanks|boundary|edit|delete|bedtime|return|review|find|help|"
    r"today|show|back|rhythm|explains|leaves|copies|wakes|change|month|this was)\b"
)
"""A key of ours where a sentence or the footer says what it does."""

DOES: tuple[tuple[str, ...], ...] = (
    (),
    ("return",),
    ("fulfilled",),
    ("drop",),
    ("undo",),
    ("help",),
    ("palette",),
    ("veil",),
    ("focus",),
    ("boundary",),
    ("moment",),
    ("select", "delete", "undo"),
    ("extend",),
    ("tell",),
    ("rest",),
    ("history",),
    ("review",),
)


@pytest.fixture
def strange(presence: Presence) -> Presence:
    """Every key is another."""
    presence.settings = Settings(keys=tuple(moved()))
    return presence


def ours(seen: Seen) -> list[str]:
    """What the screen says of keys that are not the user's."""
    return [found[0].strip() for row in seen.rows() for found in SAID.finditer(row)]


@pytest.mark.parametrize("does", DOES, ids=lambda does: "-".join(does) or "open")
@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
async def test_no_sentence_names_a_key_that_is_not_ones_own(
    strange: Presence, does: tuple[str, ...], full: bool
) -> None:
    if full:
        strange.moments.log("breakfast with everyone")
        strange.gratitude.give("snow")
        strange.boundaries.start("all-in")
    for width, height in ((120, 36), (80, 24), (40, 20)):
        # Of the help all of it is looked at.
        async with opened(strange, (width, 150 if does == ("help",) else height)) as seen:
            assert seen.app.own_keys
            for ident in does:
                await perform(seen.dashboard, ident)
                await seen.settle()
                assert ours(seen) == []


async def test_a_past_day_says_the_users_own_key_back(strange: Presence) -> None:
    async with opened(strange, (80, 24)) as seen:
        assert not seen.app._notifications
        seen.dashboard.look_at(date(2026, 11, 1))
        await seen.settle()
        key = seen.app.own_keys["today"][0]
        assert f"{key} today" in seen.rows()[0]
        assert ours(seen) == []


async def test_help_is_closed_by_the_key_that_opened_it(presence: Presence) -> None:
    presence.settings = Settings(keys=(("help", ("ctrl+t", "f3")),))
    async with opened(presence, (80, 24)) as seen:
        for key in ("ctrl+t", "f3"):
            await seen.press(key)
            assert type(seen.app.screen).__name__ == "Help"
            await seen.press(key)
            assert seen.app.screen is seen.dashboard


async def test_an_empty_page_says_the_keys_that_work(presence: Presence) -> None:
    presence.settings = Settings(
        keys=(("moment", ("l",)), ("gratitude", ("ctrl+t",)), ("boundary", ("f5",)))
    )
    async with opened(presence, (80, 24)) as seen:
        for words in ("l keeps a moment.", "ctrl+t gives thanks", "f5  says what this time"):
            assert words in seen.text()
