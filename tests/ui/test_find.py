"""Finding in the dashboard: hits as one types, and the day they lead to."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from quiet import thread_held_up
from rich.cells import cell_len
from screen import opened
from sheets import until
from textual.events import Key

from presence_tui.domain.checkin import GuiltCard
from presence_tui.domain.clock import FixedClock
from presence_tui.services.finding import Finding, Progress
from presence_tui.services.presence import Presence
from presence_tui.services.spans import stamp_on
from presence_tui.ui.screens.find import FindScreen
from presence_tui.ui.screens.history import HistoryScreen


@pytest.fixture
def years(presence: Presence) -> Presence:
    """A few words of several years."""
    presence.moments.log("walk to the Café @mia", day=date(2019, 3, 2))
    presence.moments.log("walk in the rain at 9:00", day=date(2026, 11, 3))
    presence.moments.log("[b]walk[/b] today at 9:00")
    presence.gratitude.give("a cafe in the sun", day=date(2025, 6, 1))
    return presence


async def test_hits_come_as_one_types(years: Presence) -> None:
    async with opened(years, (120, 36)) as seen:
        await seen.press("slash")
        assert "kind:gratitude" in seen.text()
        await seen.press(*"wal")
        text = seen.text()
        assert "3 entries" in text
        assert "2 Mar 2019" in text
        assert "[b]walk[/b] today" in text
        await seen.type("k cafe")
        assert "one entry" in seen.text()
        assert "walk in the rain" not in seen.text()


async def test_enter_goes_to_the_day_and_the_row(years: Presence) -> None:
    async with opened(years, (120, 36)) as seen:
        await seen.press("slash")
        await seen.type("cafe")
        await seen.press("down", "enter")
        assert "Saturday 2 March" in seen.text()
        assert "walk to the Café" in seen.text()
        await seen.press("slash")
        await seen.type("kind:gratitude sun")
        await seen.press("enter")
        assert seen.app.focused is seen.dashboard.gratitude
        assert "▌" in next(row for row in seen.rows() if "a cafe in the sun" in row)


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("kind:intention puddles", "An intention"),
        ("kind:parked slides", "A parked line"),
        ("kind:review snowed", "The review"),
        ("kind:guilt heavy", "A check-in"),
        ("kind:page quiet", "a quiet page"),
    ],
)
async def test_every_kind_is_opened_and_can_be_changed(
    presence: Presence, home: Path, words: str, opens: str
) -> None:
    day = date(2026, 11, 20)
    presence.intentions.choose("puddles", day)
    presence.parked.park("slides")
    presence.reviews.note(day, "snowed in")
    presence.checkins.save(GuiltCard(stamp_on(presence, day), feeling="heavy"))
    presence.pages.write("a quiet page", day)
    word = words.rpartition(" ")[2]
    async with opened(presence, (120, 36)) as seen:
        await seen.press("slash")
        await seen.type(words)
        await seen.press("enter")
        assert opens in seen.text()
        # A page is kept by leaving it.
        await seen.press("home", *"so ", "escape" if word == "quiet" else "enter")
        assert seen.app.screen is seen.dashboard
    written = "".join(f.read_text() for f in (home / "journal").rglob("2026-11.json"))
    assert f"so {'a ' if word == 'quiet' else ''}{word}" in written


async def test_a_hit_is_changed_where_it_is_found(years: Presence) -> None:
    async with opened(years, (120, 36)) as seen:
        await seen.press("slash")
        await seen.type("cafe")
        await seen.press("down", "ctrl+e")
        assert "A moment" in seen.text()
        await seen.press(*" again", "enter")
        assert isinstance(seen.app.screen, FindScreen)
        assert "walk to the Café again" in seen.text()


async def test_older_hits_come_when_the_cursor_comes_to_their_end(presence: Presence) -> None:
    lines = [f"walk {number}" for number in range(450)]
    presence.moments.log_all(lines, day=date(2026, 11, 1))
    async with opened(presence, (80, 24)) as seen:
        await seen.press("slash")
        await seen.type("walk")
        screen = seen.app.screen
        assert isinstance(screen, FindScreen)
        assert "450 entries" in seen.text()
        await seen.press(*["pagedown"] * 60)
        assert screen.at == 449
        await seen.press(*"ing")
        await seen.press(*["backspace"] * 3)
        assert len(screen.found.hits) == 200


async def test_escape_changes_nothing_and_keeps_no_word(years: Presence, home: Path) -> None:
    async with opened(years) as seen:
        await seen.press("slash")
        await seen.type("cafe")
        await seen.press("escape")
        assert "Sunday 22 November" in seen.text()
    assert not (home / "state" / "drafts").exists()


async def test_keys_typed_ahead_are_looked_for(years: Presence) -> None:
    async with opened(years) as seen:
        for key in ("slash", *"rain", "enter"):
            seen.app.post_message(Key(key, key if len(key) == 1 else "/"))
        await seen.settle()
        assert "Tuesday 3 November" in seen.text()


async def test_typing_goes_on_while_everything_is_read(
    years: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, load = Event(), Finding.load

    def slow(self: Finding, progress: Progress | None = None) -> None:
        if progress is not None:
            progress(3, 120)
        assert go_on.wait(30)
        load(self, progress)

    monkeypatch.setattr(Finding, "load", slow)
    async with opened(years) as seen:
        with thread_held_up():
            await seen.press("slash", *"rain", "enter")
            screen = seen.app.screen
            assert isinstance(screen, FindScreen)
            await until(seen.pilot, lambda: "reading, 3 of 120 months" in seen.text())
            assert "rain" in seen.text()
            go_on.set()
        await seen.settle()
        assert "Tuesday 3 November" in seen.text()


async def test_what_cannot_be_meant_is_said(years: Presence) -> None:
    async with opened(years, (120, 30)) as seen:
        await seen.press("slash")
        await seen.type("walk kind:wal")
        assert "There is no kind" in seen.text()
        await seen.press("f1", "escape")
        assert isinstance(seen.app.screen, FindScreen)


@pytest.mark.parametrize("size", [(1, 1), (9, 3), (30, 10), (40, 20), (80, 24), (250, 70)])
async def test_every_size(presence: Presence, clock: FixedClock, size: tuple[int, int]) -> None:
    presence.moments.log("お風呂 👩‍👧‍👦 [/b] " + "long " * 80 + "end")
    for number in range(60):
        presence.moments.log(
            f"[@click=app.quit]long[/] {number}", day=date(2026, 1, 1 + number % 30)
        )
    async with opened(presence, size) as seen:
        for keys in (
            ("slash",),
            (*"long",),
            ("pagedown", "pagedown", "up"),
            ("escape", "h"),
            ("[",),
        ):
            await seen.press(*("left_square_bracket" if key == "[" else key for key in keys))
            rows = seen.rows()
            assert len(rows) == size[1]
            assert all(cell_len(row) == size[0] for row in rows), rows
        assert isinstance(seen.app.screen, HistoryScreen)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)], ids=str)
async def test_what_can_be_looked_for_is_said_whole(years: Presence, size: tuple[int, int]) -> None:
    async with opened(years, size) as seen:
        await seen.press("slash")
        assert "after:2025-06, before:2025" in " ".join(seen.text().split())
