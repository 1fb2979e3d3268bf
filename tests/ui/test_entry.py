"""The entry line: which one it is, what ends it, and what waits in it."""

from pathlib import Path

import pytest
from screen import on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.widgets.entry import HINTS, NOTES

LINES = (("m", "moment"), ("g", "gratitude"), ("T", "timed"), ("i", "intention"))


@pytest.mark.parametrize(("key", "kind"), LINES)
async def test_an_empty_line_says_what_it_is_for(presence: Presence, key: str, kind: str) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press(key)
        assert HINTS[kind] in seen.text()
        assert NOTES.get(kind, "") in seen.text()
        await seen.type("x")
        assert HINTS[kind] not in seen.text()


async def test_the_note_says_which_line_is_being_typed(presence: Presence) -> None:
    presence.moments.log("breakfast at 8:00 @mia")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("g")
        await seen.type("sun")
        assert "thanks · sun" in seen.text()
        await seen.press("escape", "e")
        assert "edit · breakfast · @mia" in seen.text()
        await seen.press("escape", "T")
        await seen.type("tag 5m")
        assert "tag · runs for 5 min" in seen.text()


async def test_tags_are_no_error_before_one_is_typed(presence: Presence, home: Path) -> None:
    presence.moments.log("breakfast at 8:00")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("number_sign")
        assert not seen.dashboard.entry.wrong
        assert HINTS["tag"] in seen.text()
        await seen.press("enter")
        assert not seen.dashboard.entry.typing
        await seen.press("number_sign")
        await seen.type("calm")
        await seen.press("enter")
    assert on_disk(home, "moments")[0]["tags"] == ["calm"]


async def test_while_one_types_the_footer_says_what_ends_the_line(presence: Presence) -> None:
    for _ in range(2):
        presence.moments.log("dance party")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("m")
        footer = seen.rows()[-1]
        for words in ("enter keep", "esc later", "ctrl+o bigger", "f1 words"):
            assert words in footer
        assert "moment" not in footer
        assert "tab take" not in footer
        await seen.type("dan")
        assert "tab take" in seen.rows()[-1]
        await seen.press("f1")
        assert "how long" in seen.text()
        await seen.press("escape")
        assert seen.dashboard.entry.text == "dan"
        await seen.type("ce")
        assert seen.dashboard.entry.text == "dance"


async def test_a_line_is_kept_and_left_by_mouse(presence: Presence, home: Path) -> None:
    async with opened(presence, (80, 24)) as seen:
        for words, click in (("one", "keep"), ("two", "later")):
            await seen.press("m")
            await seen.type(words)
            await seen.pilot.click("#footer", offset=(seen.rows()[-1].index(click), 0))
            await seen.settle()
            assert not seen.dashboard.entry.typing
        assert "two" in seen.text()
    assert [m["text"] for m in on_disk(home, "moments")] == ["one"]


# ── what waits ───────────────────────────────────────────────────────────────


async def test_a_draft_that_waits_is_seen_and_goes_on_after_a_restart(
    presence: Presence, home: Path
) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("m")
        await seen.type("half a line")
        await seen.press("escape", "g")
        await seen.type("thanks for the snow")
        await seen.press("escape")
        assert "thanks for the snow" in seen.text()
        assert "g goes on with it" in seen.text()
        await seen.press("g", "enter")
        assert "m goes on with it" in seen.text()
    async with opened(presence, (80, 24)) as seen:
        await seen.tick()
        assert "half a line" in seen.text()
        await seen.press("m", "enter")
        assert HINTS["moment"] in seen.text()
    assert [m["text"] for m in on_disk(home, "moments")] == ["half a line"]
    assert [g["text"] for g in on_disk(home, "gratitude")] == ["thanks for the snow"]


async def test_where_the_line_is_not_seen_the_draft_is_said(presence: Presence) -> None:
    presence.settings = Settings(keys=(("moment", ("l",)),))
    async with opened(presence, (40, 20)) as seen:
        await seen.press("l")
        await seen.type("half a line")
        await seen.press("escape")
        assert "A draft waits; l goes on with it." in seen.text()


# ── what is wrong ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(40, 20), (30, 12), (80, 24)])
async def test_an_error_is_read_to_its_end(presence: Presence, size: tuple[int, int]) -> None:
    presence.moments.log("breakfast at 8:00")
    async with opened(presence, size) as seen:
        await seen.press("m")
        await seen.type("at 25:99")
        assert seen.dashboard.entry.wrong
        said = " ".join(seen.dashboard.entry.note.split())
        assert said in " ".join(" ".join(row.split()) for row in seen.rows())


# ── what is cut ──────────────────────────────────────────────────────────────


async def test_the_row_under_the_cursor_is_read_out_where_it_was_cut(
    presence: Presence, clock: FixedClock
) -> None:
    long = "He told me his whole dream, dinosaurs included, and the train that could fly home"
    presence.moments.log(f"{long} @leo @mia @grandmother at 8:00")
    presence.moments.log("walk at 9:00")
    presence.gratitude.give(f"{long} twice over", because="it was long")
    async with opened(presence, (100, 30)) as seen:
        assert long not in seen.text()
        await seen.press("up")
        assert f"{long} · @leo" in seen.text()
        await seen.press("down")
        assert long not in seen.text()
        await seen.press("tab", "tab")
        assert "twice over, because it was long" in " ".join(seen.text().split())
        await seen.press("m")
        assert "twice over, because" not in seen.text()
