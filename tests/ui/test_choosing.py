"""Choosing: one manner for boundaries, themes and everything by name."""

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from screen import Seen, on_disk, opened
from textual.widgets import Input

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.commands import COMMANDS, command
from presence_tui.ui.dialogs.jump import Letter, codes
from presence_tui.ui.keymap import shown
from presence_tui.ui.widgets.choices import Choices


async def by_name(seen: Seen, words: str) -> None:
    """A command from the palette."""
    await seen.press("ctrl+p")
    await seen.type(words)
    await seen.press("enter")


def marked(seen: Seen) -> str:
    """The row under the cursor of a dialog, without what lies beside the dialog."""
    row = next(r for r in seen.rows() if "▌" in r and not r.lstrip().startswith("17:"))
    return row.partition("▌")[2].strip()


@pytest.fixture
def running(presence: Presence, clock: FixedClock) -> Presence:
    """Two that run, the later one planned."""
    presence.boundaries.start("all-in")
    clock.advance(3600)
    presence.boundaries.start("logged-off", until="20:00")
    clock.advance(60)
    return presence


# ── the palette ──────────────────────────────────────────────────────────────


async def test_every_command_is_there_with_its_key(presence: Presence) -> None:
    presence.settings = Settings(keys=(("moment", ("l",)),))
    async with opened(presence, (100, 36)) as seen:
        await seen.press("ctrl+p")
        choices = seen.app.screen.query_one(Choices)
        offered = {o.value: o.key for o in choices.options if o.value}
        assert set(offered) == {item.id for item in COMMANDS} - {"palette"}
        assert all(offered[c.id] == shown(seen.app, c) for c in COMMANDS if c.id in offered)
        assert offered["moment"] == "l"
        row = next(r for r in seen.rows() if "Log a moment" in r)
        assert row.split("Log a moment")[1].split() == ["l"]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("drop", "Drop the timed moment"),
        ("let go", "Drop the timed moment"),
        ("log a", "Log a moment"),
        ("moment log", "Log a moment"),
        ("calendar", "History"),
        ("RÉDO", "Redo"),
        ("week", "Week review"),
        ("someone is looking", "Veil"),
    ],
)
async def test_a_command_is_found_by_any_part_of_it(
    presence: Presence, typed: str, finds: str
) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("ctrl+p")
        await seen.type(typed)
        assert marked(seen).startswith(finds)


async def test_what_fits_nothing_says_so(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await by_name(seen, "zorkmids")
        assert "Nothing goes by that name." in seen.text()
        await seen.press("down", "up", "pagedown", "escape")
        assert seen.app.screen is seen.dashboard


SCREENS = ("history", "review", "rhythm", "find", "help", "care", "people", "deck", "plans", "page")


@pytest.mark.parametrize("ident", SCREENS)
async def test_it_acts_from_every_screen(presence: Presence, home: Path, ident: str) -> None:
    from presence_tui.ui.commands import perform

    async with opened(presence, (80, 24)) as seen:
        await perform(seen.dashboard, ident)
        await seen.settle()
        assert seen.app.screen is not seen.dashboard
        await by_name(seen, "log a moment")
        assert seen.app.screen is seen.dashboard
        assert seen.dashboard.entry.kind == "moment"
        await seen.type("snow")
        await seen.press("enter")
    assert [m["text"] for m in on_disk(home, "moments")] == ["snow"]


async def test_words_of_another_screen_are_not_lost(presence: Presence, home: Path) -> None:
    async with opened(presence, (80, 24)) as seen:
        await by_name(seen, "the day's page")
        await seen.type("It snowed all day.")
        await by_name(seen, "give thanks")
        assert seen.dashboard.entry.kind == "gratitude"
        await seen.press("escape", "r", "tab")
        await seen.type("the quiet street")
        await by_name(seen, "history")
        assert "History" in seen.text()
        await seen.press("escape", "m")
        await seen.type("half a line")
        await by_name(seen, "give thanks")
        await seen.press("escape", "r")
        assert "the quiet street" in seen.text()
        await seen.press("escape", "m")
        assert seen.dashboard.entry.text == "half a line"
    assert "It snowed all day." in [p["text"] for p in on_disk(home, "pages")]


async def test_a_question_is_answered_before_anything_else(presence: Presence) -> None:
    presence.moments.log("breakfast at 8:00")
    async with opened(presence, (80, 24)) as seen:
        await by_name(seen, "purge")
        question = seen.app.screen
        await seen.press("ctrl+p")
        assert seen.app.screen is question
        assert "escape leaves this one" in seen.text()


async def test_what_was_changed_in_a_form_waits_there(presence: Presence) -> None:
    presence.moments.log("breakfast at 8:00")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("E")
        await seen.type(" and much more")
        await by_name(seen, "history")
        assert "History" in seen.text()
        await seen.press("escape", "E")
        assert "and much more" in seen.text()


async def test_no_list_lights_up_a_dark_room(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("n")
        night = seen.app.screen
        await seen.press("ctrl+p")
        assert seen.app.screen is night


async def test_a_row_is_acted_on_by_name_while_one_was_typing(
    presence: Presence, home: Path
) -> None:
    presence.moments.log("breakfast at 8:00")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("m")
        await seen.type("tea")
        await by_name(seen, "delete the row")
        assert on_disk(home, "moments") == []
        await seen.press("m")
        assert seen.dashboard.entry.text == "tea"


@pytest.mark.parametrize("theme", ["lamplight", "terminal"])
async def test_the_cursor_is_seen_without_colour_and_nothing_blinks(
    presence: Presence, theme: str
) -> None:
    presence.settings = Settings(theme=theme, glyphs="ascii")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("ctrl+p")
        first = seen.text()
        await seen.press("down")
        assert seen.text() != first
        assert first.isascii()
        assert all(not field.cursor_blink for field in seen.app.screen.query(Input))


# ── boundaries ───────────────────────────────────────────────────────────────


async def test_one_that_runs_is_one_row_and_presets_stay_in_sight(
    presence: Presence, clock: FixedClock
) -> None:
    for number in range(8):
        presence.boundaries.start(f"boundary {number}")
        clock.advance(60)
    async with opened(presence, (80, 24)) as seen:
        await seen.press("b")
        text = seen.text()
        assert all(f"boundary {number}" in text for number in range(8))
        assert "All in at work" in text


async def test_what_can_be_done_stands_under_the_one_that_is_marked(
    running: Presence, home: Path, clock: FixedClock
) -> None:
    async with opened(running, (80, 24)) as seen:
        await seen.press("b")
        assert "end   pause   a return   ended earlier   +5 min   +15" in seen.text()
        await seen.press("right", "enter")
        assert "paused" in seen.text()
        clock.advance(60)
        await seen.press("b", "right", "enter")
        assert "paused" not in seen.text()
        await seen.press("b", "left", "enter")
        assert "20:15" in seen.text()
        await seen.press("b", "down", "enter")
        assert "All in at work" not in seen.dashboard.lamp.row(0)
    ended = [b["name"] for b in on_disk(home, "boundaries") if b["ended_at"]]
    assert ended == ["All in at work"]


@pytest.mark.parametrize("size", [(80, 24), (40, 20)], ids=str)
async def test_one_that_ended_earlier_is_ended_when_it_did(
    running: Presence, home: Path, clock: FixedClock, size: tuple[int, int]
) -> None:
    clock.advance(1800)
    async with opened(running, size) as seen:
        await seen.press("b")
        assert "ended earlier" in seen.text()
        await seen.press("right", "right", "right", "enter")
        assert "When did it really end?" in " ".join(seen.text().split())
        await seen.press("t")
        await seen.type("18:50")
        await seen.press("enter", "escape")
    ended = {b["name"]: b["ended_at"] for b in on_disk(home, "boundaries")}
    assert ended["All in at work"] is None
    assert "18:50" in str(ended["Logged off, be present"])


async def test_an_act_is_found_by_its_word(running: Presence, home: Path) -> None:
    async with opened(running, (80, 24)) as seen:
        await seen.press("b")
        await seen.type("return")
        await seen.press("enter")
        await seen.press("b")
        await seen.type("end all")
        await seen.press("enter")
    rows = {b["name"]: b for b in on_disk(home, "boundaries")}
    assert len(rows["Logged off, be present"]["returns"]) == 1
    assert rows["All in at work"]["ended_at"]


async def test_a_timed_moment_is_kept_or_let_go(presence: Presence, home: Path) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.write("T", "dance party")
        await seen.press("b")
        assert "keep it   let it go" in seen.text()
        await seen.press("right", "enter")
        assert "Let go: dance party. u brings it back." in seen.text()
        assert on_disk(home, "boundaries") == []
        await seen.press("u", "b", "enter")
    assert [m["text"] for m in on_disk(home, "moments")] == ["dance party"]


async def test_words_of_ones_own_say_what_would_run(presence: Presence, home: Path) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("b")
        await seen.type("piano with her 30m")
        row = next(r for r in seen.rows() if "Start “piano with her”" in r)
        assert "home · 30m" in row
        await seen.press("enter")
    (kept,) = on_disk(home, "boundaries")
    assert (kept["name"], kept["planned_s"]) == ("piano with her", 1800)


@pytest.mark.parametrize(("down", "side"), [(0, "home"), (1, "work"), (2, "self")])
async def test_words_of_ones_own_are_for_home_work_or_oneself(
    presence: Presence, home: Path, down: int, side: str
) -> None:
    async with opened(presence, (40, 20)) as seen:
        await seen.press("b")
        await seen.type("deep writing 90m")
        await seen.press(*["down"] * down)
        assert f"{side} · 90m" in marked(seen)
        await seen.press("enter")
    (kept,) = on_disk(home, "boundaries")
    assert (kept["name"], kept["side"], kept["planned_s"]) == ("deep writing", side, 5400)


async def test_what_began_elsewhere_meanwhile_is_said_in_the_chooser(
    presence: Presence, home: Path
) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("b")
        presence.boundaries.start("all-in")
        await seen.press("enter")
        assert "All in at work runs already" in " ".join(seen.text().split())
        assert seen.app.screen is not seen.dashboard
    assert len(on_disk(home, "boundaries")) == 1


SMALL = [(30, 10), (40, 12), (60, 10), (80, 12), (120, 10), (40, 20), (30, 6)]


@pytest.mark.parametrize("size", SMALL, ids=str)
@pytest.mark.parametrize("opens", ["b", "ctrl+p", "theme"])
async def test_what_is_marked_is_always_in_sight(
    running: Presence, size: tuple[int, int], opens: str
) -> None:
    from presence_tui.ui.commands import perform

    async with opened(running, size) as seen:
        await (perform(seen.dashboard, "theme") if opens == "theme" else seen.press(opens))
        await seen.settle()
        choices = seen.app.screen.query_one(Choices)
        count = len([o for o in choices.options if not o.is_title])
        for _ in range(count + 1):
            rows = [choices.render_line(y) for y in range(choices.size.height)]
            assert any("▌" in strip.text for strip in rows), (size, rows)
            assert choices.region.bottom <= size[1]
            assert all(cell_len(row) == size[0] for row in seen.rows())
            await seen.press("down")
        last = choices.options[-1].words
        assert last[:6] in seen.text()


async def test_a_broken_theme_says_why_on_a_low_screen_too(presence: Presence, home: Path) -> None:
    (home / "themes").mkdir(parents=True)
    (home / "themes" / "odd.toml").write_text("x")
    from presence_tui.ui.commands import perform

    async with opened(presence, (80, 12)) as seen:
        await perform(seen.dashboard, "theme")
        await seen.settle()
        await seen.press("end")
        # The path may be folded anywhere, and beside the dialog the page is in sight.
        dialog = "".join(row[-46:] for row in seen.rows())
        assert "odd.tomlisnotvalidTOML" in "".join(dialog.split())
        assert "▌" in seen.text()


async def a_second(seen: Seen, clock: FixedClock) -> None:
    """Lets a second pass on the dashboard below a dialog."""
    clock.advance(1)
    await seen.tick()
    seen.dashboard._on_timer_update()
    await seen.settle()


async def test_beside_it_a_second_of_work_is_all_that_is_drawn(
    presence: Presence, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence, (120, 36)) as seen:
        await seen.tick()
        await seen.press("b", "z", "z")
        await a_second(seen, clock)
        written: list[int] = []
        shown = seen.app._display

        def display(screen: Any, renderable: Any) -> None:
            if renderable is not None:
                written.append(len(renderable.render_segments(seen.app.console)))
            shown(screen, renderable)

        monkeypatch.setattr(seen.app, "_display", display)
        for _ in range(3):
            await a_second(seen, clock)
        assert " min 04 s" in seen.text()
        assert written
        assert max(written) < 1500, written


# ── by mouse ─────────────────────────────────────────────────────────────────


async def click(seen: Seen, words: str) -> None:
    """Clicks on words of what lies on top."""
    y, row = next((y, row) for y, row in enumerate(seen.rows()) if words in row)
    await seen.pilot.click(offset=(cell_len(row[: row.index(words)]), y))
    await seen.settle()


@pytest.mark.parametrize("opens", ["b", "ctrl+p", "question_mark"])
async def test_a_click_beside_a_dialog_leaves_it(presence: Presence, opens: str) -> None:
    presence.moments.log("breakfast at 8:00")
    async with opened(presence, (120, 36)) as seen:
        await seen.press(opens)
        assert seen.app.screen is not seen.dashboard
        await seen.pilot.click(offset=(118, 30))
        await seen.settle()
        assert seen.app.screen is seen.dashboard


async def test_all_of_a_dialog_answers_the_mouse(running: Presence, home: Path) -> None:
    async with opened(running, (80, 24)) as seen:
        await seen.press("b")
        await click(seen, "a return")
        await seen.press("b")
        await click(seen, "All in at work")
        await click(seen, "end ")
        await seen.press("b")
        await click(seen, "esc leave")
        assert seen.app.screen is seen.dashboard
        await seen.press("ctrl+p")
        await click(seen, "Give thanks")
        assert seen.dashboard.entry.kind == "gratitude"
        await seen.press("escape", "question_mark")
        await click(seen, "log a moment")
        assert seen.dashboard.entry.kind == "moment"
        await seen.press("escape", "question_mark")
        await seen.pilot.resize_terminal(80, 120)
        await seen.settle()
        await click(seen, "escape closes this page")
        assert seen.app.screen is seen.dashboard
    rows = {b["name"]: b for b in on_disk(home, "boundaries")}
    assert len(rows["Logged off, be present"]["returns"]) == 1
    assert rows["All in at work"]["ended_at"]


async def test_a_jump_letter_can_be_clicked(presence: Presence) -> None:
    for hour in range(8, 12):
        presence.moments.log(f"moment {hour} at {hour}:00")
    async with opened(presence, (120, 36)) as seen:
        await seen.press("J")
        y = next(y for y, row in enumerate(seen.rows()) if "moment 9" in row)
        await seen.pilot.click(offset=(1, y))
        await seen.settle()
        assert "▌" in seen.rows()[y]


# ── letters ──────────────────────────────────────────────────────────────────


def test_no_code_begins_another() -> None:
    for count in (0, 1, 26, 52, 53, 104, 500, 2_000):
        made = codes(count)
        assert len(made) == len(set(made)) == count
        assert not any(a != b and b.startswith(a) for a in made[:60] for b in made)
    assert codes(52)[-1] == "Z"
    assert codes(53)[50] == "Y"


async def test_every_place_has_a_letter_in_a_full_day(presence: Presence) -> None:
    for number in range(48):
        presence.moments.log(f"moment {number} at {8 + number // 6}:{number % 6}0")
        presence.gratitude.give(f"thanks {number}")
    async with opened(presence, (120, 60)) as seen:
        await seen.press("J")
        jump = seen.app.screen
        letters = jump.query(Letter)
        assert len(letters) > 90
        first = next(letter for letter in letters if letter.code == "a")
        assert "moment 47" in seen.rows()[first.place.y]
        last = letters.last()
        await seen.press(*last.code)
        assert seen.app.screen is not jump


@pytest.mark.parametrize(
    ("ident", "about"),
    [
        ("pause", ""),
        ("bedtime", ""),
        ("return", "while a boundary runs"),
        ("presets", "make one, change one"),
        ("delete", "undo brings it back"),
        ("copy", "copy the row’s words"),
        ("find", "anything ever written"),
    ],
)
async def test_the_palette_says_nothing_twice(presence: Presence, ident: str, about: str) -> None:
    async with opened(presence, (100, 30)) as seen:
        await seen.press("ctrl+p")
        await seen.type(command(ident).name)
        first = seen.app.screen.choices.options[0]  # type: ignore[attr-defined]
        assert (first.value, first.about) == (ident, about)
