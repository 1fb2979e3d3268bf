"""One's own marks and week lines, changed in the dashboard and written to the settings."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from screen import opened
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.errors import NotFoundError, SettingsError, WordsError
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.care import CareScreen
from presence_tui.ui.screens.customs import CustomsScreen


def settings(home: Path) -> dict[str, Any]:
    """What the settings file says."""
    return tomllib.loads((home / "config.toml").read_text("utf-8"))


async def test_own_marks_and_lines_are_added_changed_taken_out(
    presence: Presence, home: Path
) -> None:
    screen = CustomsScreen(presence)
    app, run = visit(screen)

    async def write(pilot: Pilot[None], words: str) -> None:
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.asking))
        screen.words.load_text(words)
        await pilot.press("enter")
        await until(pilot, lambda: not screen.asking)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "another mark" in text(screen))
        await write(pilot, "swim")
        await pilot.press("down", "down")
        await write(pilot, "sun: cook ahead")
        await pilot.press("down")
        await write(pilot, "ask for help")  # today is a Sunday
        assert "Sunday: ask for help" in text(screen)
        await pilot.press("up")
        await write(pilot, "Wednesday: batch the mail")
        assert settings(home) == {
            "care": ["swim"],
            "week": [
                {"day": "Wednesday", "text": "batch the mail"},
                {"day": "Sunday", "text": "ask for help"},
            ],
        }
        await pilot.press("d")
        await until(pilot, lambda: "batch the mail" not in text(screen))
        assert "batch" not in (home / "config.toml").read_text()
        await pilot.press("u")
        await until(pilot, lambda: "Wednesday: batch the mail" in text(screen))
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.asking))
        await pilot.press("escape")
        await until(pilot, lambda: not screen.asking)
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)


async def test_what_is_asked_is_whole_on_a_narrow_page(presence: Presence) -> None:
    screen = CustomsScreen(presence)
    _, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.asking))
        assert "A word or two." in " ".join(text(screen).split())

    await run(do)


async def test_from_the_dashboard_to_a_mark_of_ones_own(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("c", "e")
        assert isinstance(seen.app.screen, CustomsScreen)
        await seen.press("enter", *"swim", "enter", "escape")
        assert isinstance(seen.app.screen, CareScreen)
        await seen.press("1")
        assert presence.checkins.marks(date(2026, 11, 22)) == ("swim",)
        assert "swim" in seen.text()


def test_what_the_owner_wrote_around_it_stays(presence: Presence, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(
        '# mine\nheavy_line = false # quiet\n\n[presets.swim]\nname = "Swim"\n\n'
        '[[week]]\nday = "Mon" # slow\ntext = "soup"\n'
    )
    presence.customs.put_mark("a slow coffee")
    presence.customs.put_mark("a quick coffee", "A slow coffee")
    presence.customs.put_line("Tuesday: soup again", PlanLine(0, "soup"))
    written = (home / "config.toml").read_text()
    assert "# mine" in written and "# quiet" in written and "# slow" in written
    assert settings(home) == {
        "heavy_line": False,
        "care": ["a quick coffee"],
        "presets": {"swim": {"name": "Swim"}},
        "week": [{"day": "Tuesday", "text": "soup again"}],
    }
    assert presence.settings.care == ("a quick coffee",)
    assert presence.settings.week == (PlanLine(1, "soup again"),)
    presence.customs.remove_mark("a quick coffee")
    presence.customs.remove_line(PlanLine(1, "soup again"))
    assert settings(home) == {"heavy_line": False, "presets": {"swim": {"name": "Swim"}}}


def test_an_inline_week_stays_one(presence: Presence, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('week = [{day = "Monday", text = "soup"}]\n')
    presence.customs.put_line("fri: pizza")
    assert [w["text"] for w in settings(home)["week"]] == ["soup", "pizza"]


def test_what_cannot_be_is_said(presence: Presence, home: Path) -> None:
    for n in range(9):
        presence.customs.put_mark(f"mark {n}")
    with pytest.raises(WordsError, match="nine of your own"):
        presence.customs.put_mark("one more")
    with pytest.raises(WordsError, match="no words yet"):
        presence.customs.put_line("Sunday: ")
    with pytest.raises(WordsError, match="already"):
        presence.customs.put_mark("MARK 3")
    with pytest.raises(NotFoundError):
        presence.customs.remove_line(PlanLine(0, "soup"))
    (home / "config.toml").write_text('care = "swim"\n')
    with pytest.raises(SettingsError, match="no list"):
        presence.customs.put_mark("x")
    assert settings(home) == {"care": "swim"}


async def test_a_day_offers_its_lines_until_they_are_ticked(presence: Presence) -> None:
    presence.customs.put_line("Sunday: cook ahead")
    presence.customs.put_line("Monday: batch the mail")
    async with opened(presence, (100, 36)) as seen:
        assert "From your week  cook ahead" in seen.text()
        assert "batch the mail" not in seen.text()
        await seen.write("i", "pancakes")
        await seen.press("escape")
        (row,) = [row for row in seen.rows() if "pancakes" in row]
        assert "Tomorrow  pancakes" in row and "From your week  cook ahead" in row
        await seen.press("c", *["down"] * 7, "enter")
        assert presence.week.offers()[0].ticked
        await seen.press("escape")
        assert "cook ahead" not in seen.text()
        presence.week.tick("cook ahead")
        presence.week.begin_hard()
        await seen.tick()
        assert "cook ahead" not in seen.text()
