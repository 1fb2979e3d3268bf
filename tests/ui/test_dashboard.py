"""The main job in the dashboard: each test looks at the screen and at the disk."""

from datetime import date
from pathlib import Path

import pytest
from conftest import paris
from screen import on_disk, opened
from textual.events import Key

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.moments import Moments
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths


async def test_an_empty_page_says_its_keys(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        text = seen.text()
        assert "Sunday 22 November" in text
        assert "17:42" in text
        assert "An open page. m keeps a moment." in text
        assert "Nothing runs" in text
        assert "g gives thanks" in text
    assert not (home / "journal").exists()


async def test_a_moment_is_on_the_screen_and_on_the_disk(presence: Presence, home: Path) -> None:
    async with opened(presence, (120, 36)) as seen:
        await seen.press("m")
        await seen.type("10m dance party @mia #play")
        assert "dance party · 10 min · @mia · #play · began 17:32" in seen.text()
        await seen.press("enter")
        row = next(r for r in seen.rows() if "dance party" in r)
        assert "17:32" in row
        assert "@mia" in row
        assert "10m" in row
    (kept,) = on_disk(home, "moments")
    assert (kept["text"], kept["minutes"], kept["people"], kept["tags"]) == (
        "dance party",
        10,
        ["mia"],
        ["play"],
    )


async def test_words_that_cannot_be_meant_stay_in_the_line(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.write("m", "nap 900h")
        assert "nap 900h" in seen.text()
        assert "900h" in seen.dashboard.entry.note
        assert seen.dashboard.entry.wrong
        assert on_disk(home, "moments") == []
        await seen.press(*["backspace"] * 4)
        await seen.type("9m")
        await seen.press("enter")
    assert [m["minutes"] for m in on_disk(home, "moments")] == [9]


async def test_words_the_disk_refuses_are_in_the_line_again(
    presence: Presence, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Moments, words: str, **more: object) -> None:
        raise StoreError("The disk is full: nothing was kept. Make room and press enter again.")

    async with opened(presence) as seen:
        with monkeypatch.context() as patched:
            patched.setattr(Moments, "log", refuse)
            await seen.write("m", "long walk home")
        assert seen.dashboard.entry.text == "long walk home"
        assert "The disk is full" in seen.dashboard.entry.note
        await seen.press("enter")
    assert [m["text"] for m in on_disk(home, "moments")] == ["long walk home"]


async def test_an_empty_line_writes_nothing(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("m", "enter")
        assert not seen.dashboard.entry.typing
        await seen.press("m", "space", "space", "enter")
    assert on_disk(home, "moments") == []


async def test_escape_leaves_the_words_as_a_draft(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("m")
        await seen.type("half a thou")
        await seen.press("escape")
        assert not seen.dashboard.entry.typing
        assert "half a thou" in seen.text()
        assert "m goes on with it" in seen.text()
        await seen.press("g")
        await seen.type("tea")
        await seen.press("escape", "m")
        await seen.type("ght")
        await seen.press("enter", "g", "enter")
    assert [m["text"] for m in on_disk(home, "moments")] == ["half a thought"]
    assert [g["text"] for g in on_disk(home, "gratitude")] == ["tea"]


async def test_keys_are_words_while_typing_even_typed_ahead(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        for key in ("m", *"qxnbd?", "enter", "m", *"dg", "enter"):
            name = "question_mark" if key == "?" else key
            seen.app.post_message(Key(name, key if len(key) == 1 else None))
        await seen.settle()
    assert sorted(m["text"] for m in on_disk(home, "moments")) == ["dg", "qxnbd?"]
    assert on_disk(home, "boundaries") == []


async def test_several_thanks(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.write("g", "the way he said good night @leo")
        await seen.write("g", "sun")
        text = seen.text()
        assert "the way he said good night" in text
        assert "sun" in text
    assert sorted(g["people"] for g in on_disk(home, "gratitude")) == [[], ["leo"]]


HOSTILE = [
    "[/b] and [bold]not bold[/bold]",
    "[@click=app.quit]x[/]",
    "tears \x1b]52;c;aGk=\x07 and \x1b[31mred",
    "\u202egnp.exe\u202c",
    "{} %s $var \\",
    "👩‍👧‍👦 hug 🙂",
    "お風呂 בית بيت",
]


@pytest.mark.parametrize("words", HOSTILE)
async def test_text_is_text(presence: Presence, clock: FixedClock, words: str) -> None:
    presence.moments.log(words)
    presence.gratitude.give(words)
    presence.boundaries.start(words)
    async with opened(presence, (120, 40)) as seen:
        text = seen.text()
        assert "\x1b" not in text
        assert "\u202e" not in text
        if words.startswith("["):
            assert text.count(words) == 3
        await seen.press("b", "escape", "enter", "escape", "question_mark", "escape", "ctrl+p")


async def test_a_preset_starts_by_its_name(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("b")
        await seen.type("logged")
        await seen.press("enter")
        assert "Logged off, be present" in seen.text()
        assert "Nothing runs" not in seen.text()
    (row,) = on_disk(home, "boundaries")
    assert (row["preset"], row["side"], row["ended_at"]) == ("logged-off", "home", None)


async def test_free_words_start_a_boundary_of_ones_own(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("b")
        await seen.type("Piano [with] her")
        await seen.press("enter")
        assert "Piano [with] her" in seen.text()
    (row,) = on_disk(home, "boundaries")
    assert (row["name"], row["preset"], row["side"]) == ("Piano [with] her", None, "home")


async def test_several_run_at_once_and_end_one_by_one(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("all-in")
    clock.advance(60)
    presence.boundaries.start("logged-off")
    clock.advance(3600)
    async with opened(presence) as seen:
        text = seen.text()
        assert "All in at work" in text
        assert "Logged off, be present" in text
        await seen.press("b", "enter")
        assert seen.dashboard.lamp.main is not None
        assert seen.dashboard.lamp.main.name == "All in at work"
        await seen.press("b", "enter")
        assert "Nothing runs" in seen.text()
    assert all(row["ended_at"] for row in on_disk(home, "boundaries"))


async def test_returns_and_pauses(presence: Presence, home: Path, clock: FixedClock) -> None:
    presence.boundaries.start("logged-off")
    async with opened(presence) as seen:
        clock.advance(600)
        await seen.press("x")
        assert "one return" in seen.text()
        await seen.press("p")
        assert "paused" in seen.text()
        clock.advance(600)
        await seen.tick()
        await seen.press("p")
        assert "paused" not in seen.text()
    (row,) = on_disk(home, "boundaries")
    assert len(row["returns"]) == 1
    assert row["pauses"][0][1] is not None


async def test_nothing_to_return_to_says_so(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("x")
        assert "Nothing runs" in " ".join(str(n.message) for n in seen.app._notifications)
    assert on_disk(home, "boundaries") == []


async def test_the_lamp_shows_the_clock_not_its_ticks(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("logged-off")
    async with opened(presence, (60, 12)) as seen:
        clock.advance(3 * 3600 + 120)
        await seen.tick()
        assert "3 h 2 min" in seen.text()
        clock.advance(-4 * 3600)
        await seen.tick()
        assert "0 min" in seen.text()


async def test_work_shows_seconds_and_home_does_not(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence, (60, 12)) as seen:
        clock.advance(65)
        await seen.tick()
        assert "1 min 05 s" in seen.text()
    presence.boundaries.stop()
    presence.boundaries.start("logged-off")
    async with opened(presence, (60, 12)) as seen:
        clock.advance(65)
        await seen.tick()
        assert "1 min " in seen.text()
        assert " s " not in seen.text()


async def test_a_row_is_edited_in_its_own_words(presence: Presence, home: Path) -> None:
    presence.moments.log("10m dance party @mia #play")
    async with opened(presence) as seen:
        await seen.press("enter")
        assert "dance party" in seen.dashboard.entry.text
        await seen.press("end")
        await seen.type(" again")
        await seen.press("enter")
        assert "again" in seen.text()
    (row,) = on_disk(home, "moments")
    assert (row["minutes"], row["people"], row["tags"]) == (10, ["mia"], ["play"])
    assert "again" in row["text"]


async def test_a_deleted_row_leaves_the_screen_and_keeps_its_words_on_the_disk(
    presence: Presence, home: Path
) -> None:
    presence.moments.log("one at 8:00")
    presence.moments.log("two at 9:00")
    async with opened(presence) as seen:
        await seen.press("up", "d")
        assert "two" in seen.text()
        assert [m["text"] for m in on_disk(home, "moments")] == ["two"]
    assert "one" in next((home / "journal").rglob("2026-11.json")).read_text()


async def test_what_another_process_wrote_appears_with_the_next_tick(
    presence: Presence, clock: FixedClock
) -> None:
    other = Presence(find_paths(), Settings(), clock)
    async with opened(presence) as seen:
        other.moments.log("from the shell")
        await seen.tick()
        assert "from the shell" in seen.text()


async def test_a_folder_that_cannot_be_read_for_a_while_is_a_sentence(
    presence: Presence, home: Path
) -> None:
    presence.moments.log("dance party")
    async with opened(presence) as seen:
        (home / "journal").rename(home / "away")
        (home / "journal").write_text("a file in the folder's place")
        for _ in range(3):
            await seen.tick()
        assert "dance party" in seen.text()
        assert "could not be read" in " ".join(seen.text().split())
        assert len({note.message for note in seen.app._notifications}) == 1
        (home / "journal").unlink()
        (home / "away").rename(home / "journal")
        presence.moments.log("snow")
        await seen.tick()
        assert "snow" in seen.text()
    assert {m["text"] for m in on_disk(home, "moments")} == {"dance party", "snow"}


async def test_the_cursor_stays_on_its_record(presence: Presence, clock: FixedClock) -> None:
    for words in ("early at 8:00", "later at 9:00", "latest at 10:00"):
        presence.moments.log(words)
    other = Presence(find_paths(), Settings(), clock)
    async with opened(presence) as seen:
        await seen.press("up")
        here = seen.dashboard.moments.cursor
        other.moments.log("first of all at 7:00")
        await seen.tick()
        assert seen.dashboard.moments.cursor == here
        assert "▌" in next(r for r in seen.rows() if "later" in r)


async def test_the_day_turns_over_by_itself(presence: Presence, clock: FixedClock) -> None:
    presence.moments.log("sunday's")
    async with opened(presence) as seen:
        clock.set(paris(2026, 11, 23, 2, 59))
        await seen.tick()
        assert "Sunday 22 November" in seen.text()
        assert "sunday's" in seen.text()
        clock.set(paris(2026, 11, 23, 3, 0))
        await seen.tick()
        assert "Monday 23 November" in seen.text()
        assert "sunday's" not in seen.text()


async def test_another_day_is_shown_and_written_on(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.moments.log("saturday's", day=date(2026, 11, 21))
    async with opened(presence) as seen:
        await seen.press("left_square_bracket")
        assert "Saturday 21 November" in seen.text()
        assert ". today" in seen.text()
        assert "saturday's" in seen.text()
        await seen.write("m", "and a walk 20m @leo")
        await seen.write("g", "the fog")
        assert "and a walk" in seen.text()
        await seen.press("right_square_bracket")
        assert "Sunday 22 November" in seen.text()
        assert "and a walk" not in seen.text()
        await seen.press("left_square_bracket", "full_stop")
        assert "Sunday 22 November" in seen.text()
    assert {m["day"] for m in on_disk(home, "moments")} == {"2026-11-21"}
    assert [g["day"] for g in on_disk(home, "gratitude")] == ["2026-11-21"]


async def test_undo_and_redo(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.write("m", "a short nap")
        await seen.press("d")
        assert "a short nap" not in "".join(seen.rows()[4:20])
        await seen.press("u")
        assert [m["text"] for m in on_disk(home, "moments")] == ["a short nap"]
        assert any("a short nap" in row for row in seen.rows()[4:20])
        await seen.press("U")
        assert on_disk(home, "moments") == []


async def test_the_focus_is_seen(presence: Presence) -> None:
    presence.boundaries.start("rest")
    async with opened(presence) as seen:
        await seen.press("tab")
        assert "▌" in next(row for row in seen.rows() if "Rest" in row)


async def test_tab_goes_round_the_panels(presence: Presence) -> None:
    async with opened(presence) as seen:
        order = []
        for _ in range(4):
            order.append(seen.app.focused.id if seen.app.focused else None)
            await seen.press("tab")
        assert order == ["moments", "lamp", "gratitude", "moments"]


async def test_a_click_on_the_footer_does_what_its_key_does(presence: Presence) -> None:
    async with opened(presence) as seen:
        x = seen.rows()[-1].index("gratitude")
        await seen.pilot.click("#footer", offset=(x, 0))
        await seen.settle()
        assert seen.dashboard.entry.kind == "gratitude"


async def test_leaving_lets_boundaries_go_on(presence: Presence, home: Path) -> None:
    presence.boundaries.start("all-in")
    async with opened(presence) as seen:
        await seen.press("q")
        assert not seen.app.is_running or seen.app._exit
    assert on_disk(home, "boundaries")[0]["ended_at"] is None


async def test_everything_is_in_the_palette(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("ctrl+p")
        await seen.type("phone-free")
        await seen.press("enter")
        await seen.settle()
        await seen.press("enter")
    assert [b["preset"] for b in on_disk(home, "boundaries")] == ["bedtime"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20)])
async def test_what_to_mend_is_said_whole_and_in_words_of_the_dashboard(
    presence: Presence, home: Path, size: tuple[int, int]
) -> None:
    presence.settings = Settings(keys=(("day-before", ("B",)),))
    async with opened(presence, size) as seen:
        await seen.press("m")
        await seen.type("walk at 23:59")
        said = " ".join(" ".join(seen.rows()).split())
        assert "23:59 is still ahead; it is 17:42." in said
        assert "For the day before: esc, then B; your words wait." in said
        assert "walk at 23:59" in said
        assert "--day" not in said
        await seen.press("escape", "B", "m", "enter")
    (kept,) = on_disk(home, "moments")
    assert (kept["text"], kept["day"]) == ("walk", "2026-11-21")


async def test_what_was_read_of_a_long_line_stays_in_sight(presence: Presence) -> None:
    async with opened(presence, (80, 24)) as seen:
        await seen.press("m")
        await seen.type("slow breakfast, he told me about the snail " * 4 + "20m @leo")
        assert "20 min · @leo · began 17:22" in " ".join(" ".join(seen.rows()).split())


@pytest.mark.parametrize("hour", [0, 2, 3, 5, 12, 23])
async def test_now_is_on_the_line_at_every_hour(
    presence: Presence, clock: FixedClock, hour: int
) -> None:
    clock.set(paris(2026, 11, 22, hour, 20))
    async with opened(presence) as seen:
        assert sum("◇" in row for row in seen.rows()) == 1


@pytest.mark.parametrize("writes_again", [True, False])
async def test_words_that_are_on_no_disk_are_told_of_before_they_go(
    presence: Presence, monkeypatch: pytest.MonkeyPatch, writes_again: bool
) -> None:
    from presence_tui.store.drafts import write_draft

    def full(*_: object) -> None:
        raise StoreError("The disk is full; nothing was changed.")

    async with opened(presence) as seen:
        monkeypatch.setattr("presence_tui.services.drafts.write_draft", full)
        with pytest.raises(StoreError):
            presence.drafts.keep("page-2026-11-22", "words that matter")
        await seen.press("q")
        assert seen.app.is_running
        assert "q once more leaves without them" in " ".join(seen.text().split())
        if writes_again:
            monkeypatch.setattr("presence_tui.services.drafts.write_draft", write_draft)
        await seen.press("q")
        assert seen.app.return_code == 0
    kept = Presence(presence.paths, Settings(), presence.clock).drafts.of("page-2026-11-22")
    assert kept == ("words that matter" if writes_again else "")
