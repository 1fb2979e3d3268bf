"""Presets, plans and parked lines on the screen: what is seen, and what is kept of it."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from conftest import paris
from screen import Seen, Size, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence, open_presence
from presence_tui.ui.commands import perform
from presence_tui.ui.screens.form import FormScreen

MINE = """\
# my evenings
[presets.walk]
name = "Walk"   # with the dog
side = "self"
minutes = 20
"""


def settings_of(home: Path) -> dict[str, Any]:
    """What the settings file says."""
    return tomllib.loads((home / "config.toml").read_text("utf-8"))


async def go(seen: Seen, ident: str) -> None:
    """Opens a screen by its command, as the palette does."""
    await perform(seen.dashboard, ident)
    await seen.settle()


async def fill_in(seen: Seen, words: str) -> None:
    """Replaces the words of the field."""
    await seen.press("ctrl+end", "ctrl+u")
    await seen.type(words)


async def test_a_preset_is_made_from_the_chooser_and_starts_at_once(
    presence: Presence, home: Path
) -> None:
    async with opened(presence) as seen:
        await seen.press("b", *"make", "enter")
        assert "Phone-free bedtime" in seen.text()
        await seen.press("a")
        assert "A new preset" in seen.text()
        await fill_in(seen, "Walk with the dog")
        await seen.press("tab")
        await fill_in(seen, "Slowly, slowly.")
        await seen.press("down", "right", "tab")
        await fill_in(seen, "until 20:00")
        await seen.press("enter")
        assert "Walk with the dog" in seen.text()
        assert "until 20:00" in seen.text()
        await seen.press("escape")
        assert seen.app.screen is seen.dashboard
        await seen.press("b", *"walk", "enter")
        await seen.settle()
    (row,) = on_disk(home, "boundaries")
    assert (row["preset"], row["side"]) == ("walk-with-the-dog", "self")
    assert row["until"].startswith("2026-11-22T20:00")
    made = {"name": "Walk with the dog", "side": "self", "words": "Slowly, slowly."}
    assert settings_of(home)["presets"] == {"walk-with-the-dog": {**made, "until": "20:00"}}
    assert open_presence().problems == ()


async def test_a_change_keeps_comments_and_what_was_not_changed(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(MINE)
    async with opened(open_presence()) as seen:
        await go(seen, "presets")
        await seen.press("end", *["down"] * 9, "enter")
        assert "Walk" in seen.text()
        await seen.press(*["down"] * 3)
        await fill_in(seen, "25m")
        await seen.press("down", "space", *["down"] * 3, "space", "enter")
        assert not isinstance(seen.app.screen, FormScreen)
    text = (home / "config.toml").read_text()
    assert text.startswith("# my evenings\n")
    assert "# with the dog" in text
    walk = settings_of(home)["presets"]["walk"]
    assert walk == {
        "name": "Walk",
        "side": "self",
        "minutes": 25,
        "ends_itself": True,
        "quiet": True,
    }


async def test_a_shipped_one_is_changed_and_made_as_it_was(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await go(seen, "presets")
        await seen.press("down", "down", "enter")
        await fill_in(seen, "Bed")
        await seen.press(*["down"] * 3)
        await fill_in(seen, "")
        await seen.press("enter")
        assert "Bed " in seen.text()
        assert settings_of(home)["presets"] == {"bedtime": {"name": "Bed", "open": True}}
        await seen.pilot.press("d")
        await seen.pilot.pause()
        assert "makes it as it was shipped" in seen.text()
        await seen.press("enter")
        assert "Phone-free bedtime" in seen.text()
    assert "presets" not in settings_of(home)


REFUSED = [
    (0, "", "needs a name"),
    (0, "rest", "a preset 'Rest' already"),
    (3, "0m", "1 minute to 24 hours"),
    (3, "900h", "1 minute to 24 hours"),
    (3, "until 25:00", "no time of day"),
    (3, "for a while", "cannot be a length"),
    (5, "Bed at 25:00", "the words of a moment"),
]


@pytest.mark.parametrize(("row", "words", "says"), REFUSED, ids=[r[1] or "empty" for r in REFUSED])
@pytest.mark.parametrize("size", [(100, 36), (40, 20)], ids=str)
async def test_what_is_wrong_is_said_under_the_form_and_nothing_typed_is_lost(
    presence: Presence, home: Path, row: int, words: str, says: str, size: Size
) -> None:
    async with opened(presence, size) as seen:
        await go(seen, "presets")
        await seen.press("a")
        await fill_in(seen, "Nap")
        await seen.press(*["down"] * row)
        await fill_in(seen, words)
        await seen.press("up", "enter")
        said = " ".join(" ".join(line.split()) for line in seen.rows())
        assert says in said
        form = seen.app.screen
        assert isinstance(form, FormScreen)
        assert form.cursor == row
        assert form.words.text == words
        assert form.values["name"] == ("Nap" if row else words)
    assert not (home / "config.toml").exists()


async def test_ends_by_itself_needs_an_end(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await go(seen, "presets")
        await seen.press("a")
        await fill_in(seen, "Nap")
        await seen.press(*["down"] * 4, "space", "enter")
        assert "an open end is never reached" in seen.text()
    assert not (home / "config.toml").exists()


async def test_a_form_that_was_left_goes_on_and_can_be_taken_back(
    presence: Presence, home: Path
) -> None:
    async with opened(presence) as seen:
        await go(seen, "presets")
        await seen.press("a")
        await fill_in(seen, "Half a na")
    async with opened(Presence(presence.paths, presence.settings, presence.clock)) as seen:
        await go(seen, "presets")
        await seen.press("a")
        assert "Half a na" in seen.text()
        assert "As you left it" in seen.text()
        await seen.press("ctrl+r")
        assert "Half a na" not in seen.text()
        await seen.press("escape")
    assert list((home / "state" / "drafts").glob("preset*")) == []


async def test_a_settings_file_that_cannot_be_read_keeps_the_words(
    presence: Presence, home: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text("day_ends = [")
    async with opened(presence) as seen:
        await go(seen, "presets")
        await seen.press("a")
        await fill_in(seen, "Nap at noon")
        await seen.press("enter")
        assert "is not valid TOML" in " ".join(seen.text().split())
        assert "Nap at noon" in seen.text()
    assert (home / "config.toml").read_text() == "day_ends = ["


async def test_a_plan_is_made_changed_asked_and_taken_out(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    async with opened(presence) as seen:
        await go(seen, "plans")
        assert "No plans yet" in seen.text()
        await seen.press("a")
        await fill_in(seen, "17:50")
        await seen.press("down", *["right"] * 6, "space", "down")
        await fill_in(seen, "logged-off")
        await seen.press("down")
        await fill_in(seen, "Laptop closed.")
        await seen.press("enter")
        assert "17:50  mon tue wed" in seen.text()
        await seen.press("enter", "down", *["space", "right"] * 5, "enter")
        assert "next Sun 22 Nov 17:50" in seen.text()
        assert settings_of(home)["plans"] == [
            {"at": "17:50", "days": ["sun"], "start": "logged-off", "words": "Laptop closed."}
        ]
        await seen.press("escape")
        clock.set(paris(2026, 11, 22, 17, 51))
        seen.dashboard.tick()
        await seen.pilot.pause()
        assert "Laptop closed." in seen.text()
        await seen.press("n")
        await go(seen, "plans")
        await seen.pilot.press("d")
        await seen.pilot.pause()
        await seen.press("enter")
        assert "No plans yet" in seen.text()
    assert "plans" not in settings_of(home)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (("", "rest"), "no time of day"),
        (("25:00", "rest"), "no time of day"),
        (("17:30", ""), "what begins then"),
        (("21:00", "rest"), "one prompt at a time"),
    ],
)
async def test_a_wrong_plan_is_said_under_the_form(
    presence: Presence, fields: tuple[str, str], says: str
) -> None:
    presence.presets.put_plan("21:00", "rest")
    async with opened(presence) as seen:
        await go(seen, "plans")
        await seen.press("a")
        await fill_in(seen, fields[0])
        await seen.press("down", "down")
        await fill_in(seen, fields[1])
        await seen.press("enter")
        assert says in " ".join(" ".join(line.split()) for line in seen.rows())
        form = seen.app.screen
        assert isinstance(form, FormScreen)
        assert (form.values["at"], form.values["start"]) == fields
    assert len(open_presence().settings.plans) == 1


async def test_a_plan_in_the_gap_of_spring_says_so(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 3, 28, 12, 0))
    presence.presets.put_plan("02:30", "rest", ["sun"])
    async with opened(presence, (120, 36)) as seen:
        await go(seen, "plans")
        assert "next Sun 29 Mar 03:30, the clocks skip 02:30 that day" in seen.text()
    assert presence.settings.plans[0].at == time(2, 30)


async def test_parked_lines_wait_are_done_and_one_more_is_parked(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.parked.park("finish the slides — tomorrow 9:15")
    clock.advance(60)
    async with opened(presence) as seen:
        await go(seen, "parked")
        assert "finish the slides  tomorrow 9:15" in seen.text()
        await seen.press("a")
        await seen.type("call the school - at noon")
        await seen.press("enter")
        assert "call the school  at noon" in seen.text()
        await seen.press("enter")
        assert "finish the slides" not in seen.text()
        await seen.press("a")
        await seen.type("half a li")
        await seen.press("escape", "a")
        assert "half a li" in seen.text()
    rows = {row["text"]: row["done"] for row in on_disk(home, "parked")}
    assert rows == {"finish the slides": True, "call the school": False}


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20), (30, 10), (20, 6)], ids=str)
@pytest.mark.parametrize("ident", ["presets", "plans", "parked"])
async def test_every_size_shows_them(presence: Presence, size: Size, ident: str) -> None:
    presence.presets.put_plan("17:30", "logged-off")
    presence.parked.park("finish the slides — tomorrow 9:15")
    async with opened(presence, size) as seen:
        await go(seen, ident)
        await seen.press("enter" if ident != "parked" else "a")
        for _ in range(10):
            await seen.press("down")
        assert all(len(row) == size[0] for row in seen.rows())


@pytest.mark.parametrize("ident", ["plans", "parked"])
async def test_what_an_empty_list_says_is_said_whole(presence: Presence, ident: str) -> None:
    async with opened(presence, (40, 20)) as seen:
        await go(seen, ident)
        assert "…" not in seen.text()
        said = " ".join(seen.text().split())
        assert "if it is 17:30, then logged off." in said or "until work begins again." in said


@pytest.mark.parametrize("width", [52, 60, 72, 80, 100, 140])
async def test_a_plan_says_whole_when_it_comes_next(presence: Presence, width: int) -> None:
    presence.presets.put_plan("17:30", "a very long name for what begins at that time", ["tue"])
    async with opened(presence, (width, 24)) as seen:
        await perform(seen.dashboard, "plans")
        await seen.settle()
        assert "next Tue 24 Nov 17:30" in seen.text()
