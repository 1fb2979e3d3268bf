"""Themes that come on by themselves, at their times and never during a bedtime."""

from datetime import time
from pathlib import Path

import pytest
from conftest import paris
from screen import opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings_table import read_settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.store.settings_file import load_settings

EVENINGS = 'themes_at = { "21:30" = "rain", "19:00" = "ember" }\n'


@pytest.mark.parametrize(
    ("at", "theme"),
    [
        (time(3, 0), "lamplight"),
        (time(18, 59), "lamplight"),
        (time(19, 0), "ember"),
        (time(21, 29), "ember"),
        (time(21, 30), "rain"),
        (time(0, 30), "rain"),
        (time(2, 59), "rain"),
    ],
)
def test_each_from_its_time_on_until_the_day_ends(at: time, theme: str) -> None:
    table = {"themes_at": {"21:30": "rain", "19:00": "ember"}}
    settings, problems = read_settings(table, "config.toml")
    assert problems == ()
    assert settings.theme_at(at) == theme


@pytest.mark.parametrize("value", ["ember", {"25:00": "ember"}, {"19:00": 3}, {"late": "ember"}])
def test_a_wrong_one_is_named(value: object) -> None:
    settings, problems = read_settings({"themes_at": value}, "config.toml")
    assert settings.themes_at == ()
    assert len(problems) == 1
    assert problems[0].startswith("config.toml: themes_at is ")


def room(home: Path, clock: FixedClock, words: str = EVENINGS) -> Presence:
    """The program with these settings on the disk."""
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(words)
    paths = find_paths()
    return Presence(paths, load_settings(paths)[0], clock)


async def test_the_dashboard_changes_by_itself(home: Path, clock: FixedClock) -> None:
    async with opened(room(home, clock)) as seen:
        assert seen.app.theme == "lamplight"
        clock.set(paris(2026, 11, 22, 19, 0))
        await seen.tick()
        assert seen.app.theme == "ember"
        seen.app.presence.themes.choose("paper")
        await seen.tick()
        assert seen.app.theme == "paper"
        clock.set(paris(2026, 11, 22, 21, 30))
        await seen.tick()
        assert seen.app.theme == "rain"
        clock.set(paris(2026, 11, 23, 3, 0))
        await seen.tick()
        assert seen.app.theme == "paper"


async def test_never_during_a_bedtime(home: Path, clock: FixedClock) -> None:
    async with opened(room(home, clock)) as seen:
        await seen.press("n")
        clock.set(paris(2026, 11, 22, 19, 5))
        await seen.tick()
        assert seen.app.theme == "lamplight"
        await seen.press("escape")
        await seen.tick()
        assert seen.app.theme == "ember"


async def test_one_that_is_not_there_is_named_with_its_time(home: Path, clock: FixedClock) -> None:
    async with opened(room(home, clock, 'themes_at = { "17:00" = "dusk" }')) as seen:
        assert seen.app.theme == "lamplight"
        said = [str(n.message) for n in seen.app._notifications]
        assert any("themes_at at 17:00 is 'dusk'" in sentence for sentence in said)
