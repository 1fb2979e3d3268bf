"""Notices: rare, short, muted, and whole."""

from pathlib import Path

import pytest
from screen import Seen, opened

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence, open_presence
from presence_tui.ui.alerts import say


def words(seen: Seen) -> str:
    """All that is on the screen, as one line."""
    return " ".join(seen.text().split())


@pytest.mark.parametrize("width", [20, 30, 40, 59, 60, 80, 99, 100, 120])
async def test_no_notice_loses_its_end(presence: Presence, width: int) -> None:
    async with opened(presence, (width, 24)) as seen:
        for length in range(max(8, width - 14), width + 8):
            sentence = ("a word and " * 20)[: length - 5].strip() + " end."
            say(seen.app, sentence)
            await seen.settle()
            assert sentence in words(seen), (length, seen.text())


async def test_a_long_one_folds_and_one_that_is_too_long_says_that_it_goes_on(
    presence: Presence,
) -> None:
    long = "word " * 40 + "end."
    async with opened(presence, (40, 20)) as seen:
        say(seen.app, long, serious=True)
        await seen.settle()
        assert long in words(seen)
        await seen.pilot.resize_terminal(30, 6)
        seen.app.clear_notifications()
        say(seen.app, long, serious=True)
        await seen.settle()
        assert "word word" in seen.text()
        assert "…" in seen.text()
        assert "? help" in seen.rows()[-1]


async def test_it_stands_in_the_free_row_and_covers_nothing(presence: Presence) -> None:
    presence.moments.log("breakfast at 8:00")
    for size in ((80, 24), (120, 36), (40, 20), (30, 10)):
        async with opened(presence, size) as seen:
            before = seen.rows()
            say(seen.app, "A short word.")
            await seen.settle()
            after = seen.rows()
            changed = [y for y in range(size[1]) if before[y] != after[y]]
            assert changed == [size[1] - 2], (size, changed)
            assert not before[size[1] - 2].strip()


@pytest.mark.parametrize("width", [60, 80, 99, 100, 120, 160])
async def test_it_begins_under_the_words_of_the_line(presence: Presence, width: int) -> None:
    async with opened(presence, (width, 30)) as seen:
        say(seen.app, "A short word.")
        await seen.settle()
        strip, notice = (next(row for row in seen.rows() if w in row) for w in ("›", "A short"))
        assert notice.index("A short") == strip.index("a moment worth keeping")


async def test_a_new_one_takes_the_place_of_the_last_but_not_of_what_is_serious(
    presence: Presence,
) -> None:
    async with opened(presence, (80, 24)) as seen:
        say(seen.app, "First.")
        say(seen.app, "Second.")
        await seen.settle()
        assert "First." not in seen.text()
        assert "Second." in seen.text()
        say(seen.app, "The disk is full.", serious=True)
        say(seen.app, "Third.")
        await seen.settle()
        assert "The disk is full." in seen.text()
        assert "Third." in seen.text()
        assert "Second." not in seen.text()


async def test_what_is_serious_is_said_once_however_often_it_happens(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        for _ in range(5):
            say(seen.app, "The disk is full.", serious=True)
            await seen.settle()
        assert words(seen).count("The disk is full.") == 1
        say(seen.app, "The network is gone.", serious=True)
        await seen.settle()
        assert words(seen).count("The disk is full.") == 1
        assert "The network is gone." in seen.text()


async def test_behind_the_veil_the_same_error_waits_once(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("v")
        for _ in range(3):
            say(seen.app, "The disk is full.", serious=True)
        await seen.press("v")
        assert words(seen).count("The disk is full.") == 1
        assert not seen.app.withheld


async def test_a_home_that_cannot_be_written_says_so_once(presence: Presence) -> None:
    def refuse(*_: object) -> None:
        raise PresenceError("The folder cannot be written to; see to its rights.")

    presence.drafts.keep = refuse  # type: ignore[method-assign]
    async with opened(presence, (80, 24)) as seen:
        await seen.press("m")
        for letter in "half a word":
            await seen.type(letter)
            seen.dashboard.drafting.put("moment", seen.dashboard.entry.text)
            await seen.settle()
        assert words(seen).count("cannot be written to") == 1
        assert "› half a word" in seen.text()


async def test_many_mistakes_in_the_settings_are_one_notice(home: Path) -> None:
    home.mkdir()
    lines = [f'nonsense_{number} = "x"' for number in range(30)]
    (home / "config.toml").write_text("\n".join(lines) + '\n[keys]\nmoment = "ctrl+1"\n')
    async with opened(open_presence(), (80, 24)) as seen:
        (note,) = seen.app._notifications
        assert "nonsense_0" in note.message
        assert note.message.endswith("And 30 more: `presence config check` names them.")
        assert "Nothing runs" in seen.text()


async def test_a_deletion_is_said(presence: Presence) -> None:
    presence.settings = Settings(keys=(("undo", ("ctrl+z",)),))
    for hour in (8, 9, 10):
        presence.moments.log(f"moment at {hour}:00")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("d")
        assert "Deleted; ctrl+z brings it back." in seen.text()
        await seen.press("up", "s", "s", "d")
        assert "2 rows are deleted; ctrl+z brings them back." in seen.text()


async def test_an_error_names_the_users_own_keys(presence: Presence) -> None:
    presence.settings = Settings(keys=(("boundary", ("l",)),))
    async with opened(presence, (80, 24)) as seen:
        say(seen.app, PresenceError("It runs already.", screen="{boundary} ends it."))
        await seen.settle()
        assert "It runs already. l ends it." in seen.text()
