"""What can be done to rows: fields, selections, copies, tags, rest, purge."""

import json
from datetime import date
from pathlib import Path

import pytest
from screen import Seen, Size, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.entry_form import EntryForm


def said(seen: Seen) -> str:
    """The notices in the corner."""
    return " ".join(str(n.message) for n in seen.app._notifications)


@pytest.fixture
def three(presence: Presence) -> Presence:
    """Three moments."""
    for words in ("breakfast at 8:00", "walk [/b] 10m @mia at 9:00", "bath #calm at 17:00"):
        presence.moments.log(words)
    return presence


async def by_name(seen: Seen, words: str) -> None:
    """A command from the palette."""
    await seen.press("ctrl+p")
    await seen.type(words)
    await seen.press("enter")


# ── fields ───────────────────────────────────────────────────────────────────


async def test_a_row_changes_field_by_field(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("up", "E")
        assert isinstance(seen.app.screen, EntryForm)
        assert "walk [/b]" in seen.text()
        await seen.press("tab", "tab", *["backspace"] * 5)
        await seen.type("25:70")
        await seen.press("tab", "enter")
        assert isinstance(seen.app.screen, EntryForm)
        assert "“25:70” is no time of day" in seen.text()
        assert {m["at"][11:16] for m in on_disk(home, "moments")} == {"08:00", "09:00", "17:00"}
        await seen.press(*["backspace"] * 5)
        await seen.type("7:15")
        await seen.press("tab", *["backspace"] * 2, *"1h30", "tab", *" leo")
        await seen.press("enter")
        assert "07:15" in seen.text()
    kept = next(m for m in on_disk(home, "moments") if m["text"] == "walk [/b]")
    assert (kept["minutes"], kept["people"], kept["at"][11:16]) == (90, ["mia", "leo"], "07:15")


async def test_a_form_that_is_left_changes_nothing(three: Presence, home: Path) -> None:
    before = on_disk(home, "moments")
    async with opened(three) as seen:
        await seen.press("ctrl+e")
        await seen.type("other words altogether")
        await seen.press("escape")
        assert on_disk(home, "moments") == before
        await seen.press("E")
        assert "bathother words altogether" in seen.text()
        await seen.press("ctrl+r", "escape")
    assert on_disk(home, "moments") == before
    assert list((home / "state" / "drafts").iterdir()) == []


async def test_a_form_goes_on_after_a_crash_with_what_was_changed_only(
    three: Presence, home: Path
) -> None:
    async with opened(three) as seen:
        await seen.press("E")
        await seen.type(", and a long story")
    (kept,) = [m for m in on_disk(home, "moments") if m["text"] == "bath"]
    three.past.edit(kept["id"], "bath @leo 25m")
    again = Presence(three.paths, three.settings, three.clock)
    async with opened(again) as seen:
        await seen.press("E")
        assert "bath, and a long story" in seen.text()
        await seen.press("enter")
    (kept,) = [m for m in on_disk(home, "moments") if m["id"] == kept["id"]]
    assert (kept["text"], kept["people"], kept["minutes"]) == (
        "bath, and a long story",
        ["leo"],
        25,
    )


async def test_lines_of_a_text_are_gone_through_and_kept(three: Presence, home: Path) -> None:
    three.moments.log("one\ntwo\nthree at 17:30")
    async with opened(three) as seen:
        await seen.press("E", "up", "up", "!", "down", "down", "down")
        form = seen.app.screen
        assert isinstance(form, EntryForm)
        assert form.row.name == "day"
        await seen.press("up", "up", "?", "shift+enter", *"four", "enter")
    texts = [row["text"] for row in on_disk(home, "moments")]
    assert "one!\ntwo?\nfour\nthree" in texts


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20), (30, 10)], ids=str)
async def test_keys_and_errors_of_a_form_are_in_sight(three: Presence, size: Size) -> None:
    async with opened(three, size) as seen:
        await seen.press("E", "tab", "tab", *["backspace"] * 5, *"9", "enter")
        text = " ".join(seen.text().split())
        assert "enter keep" in text
        assert "is no time of day" in text
        assert all(len(row) == size[0] for row in seen.rows())


async def test_a_moved_row_is_on_its_day(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("E", "tab", *["backspace"] * 10, *"2026-10-31", "enter")
        assert "bath" not in seen.text()
    assert {m["text"]: m["day"] for m in on_disk(home, "moments")}["bath"] == "2026-10-31"


# ── several ──────────────────────────────────────────────────────────────────


async def test_selected_rows_are_deleted_as_one_change(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("up", "up", "s", "s")
        assert seen.text().count("▐") == 2
        await seen.press("d")
        assert [m["text"] for m in on_disk(home, "moments")] == ["bath"]
        await seen.press("u")
    assert len(on_disk(home, "moments")) == 3


async def test_selected_rows_are_tagged(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("up", "up", "s", "s", "number_sign")
        await seen.type("play #out")
        assert "#play #out on 2 rows" in seen.text()
        await seen.press("enter")
        await seen.press("number_sign")
        assert seen.dashboard.entry.text == "#"
    tags = {m["text"]: m["tags"] for m in on_disk(home, "moments")}
    assert tags == {"breakfast": ["play", "out"], "walk [/b]": ["play", "out"], "bath": ["calm"]}


async def test_rows_are_copied(three: Presence) -> None:
    async with opened(three) as seen:
        await seen.press("y")
        assert seen.app.clipboard == "bath #calm"
        await seen.press("up", "up", "s", "s", "y")
        assert seen.app.clipboard == "breakfast\n10m walk [/b] @mia"


async def test_a_row_that_is_gone_meanwhile_says_so(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        ident = seen.dashboard.moments.current()
        assert ident is not None
        three.past.delete(ident)
        for keys in (("e",), ("E",), ("y",), ("d",)):
            await seen.press(*keys)
        assert not seen.dashboard.entry.typing
        assert said(seen)


# ── for good ─────────────────────────────────────────────────────────────────


async def test_a_purge_asks_first_and_reaches_drafts(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("m")
        await seen.type("bath")
        await seen.press("escape")
        await by_name(seen, "Purge the row")
        assert "for good?" in seen.text()
        await seen.press("escape")
        assert len(on_disk(home, "moments")) == 3
        await by_name(seen, "Purge the row")
        await seen.press("y")
        assert "bath" not in seen.text()
        await seen.press("m")
        assert seen.dashboard.entry.text == ""
    texts = b"".join(f.read_bytes() for f in home.rglob("*") if f.is_file())
    assert b"bath" not in texts


async def test_a_row_at_rest_stays_and_is_not_completed(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("z")
        assert "bath  at rest" in seen.text()
        assert "z wakes it" in said(seen)
        await seen.press("m", "b", "a", "t", "tab")
        assert seen.dashboard.entry.text == "bat"
        assert next(m for m in on_disk(home, "moments") if m["text"] == "bath")["at_rest"] is True
        await seen.press("escape", "z")
        assert "at rest" not in seen.text()
        await seen.press("m", "ctrl+u", "b", "a", "t", "tab")
        assert seen.dashboard.entry.text == "bath"
    assert [m for m in on_disk(home, "moments") if "at_rest" in m] == []
    assert on_disk(home, "ticks") == []


async def test_every_row_with_the_same_words_rests_and_any_wakes_them(three: Presence) -> None:
    three.moments.log("Bath at 17:30")
    async with opened(three) as seen:
        await seen.press("z")
        assert seen.text().count("at rest") == 2
        await seen.press("up", "z")
        assert seen.text().count("at rest") == 1


async def test_what_rests_is_marked_when_the_dashboard_opens(three: Presence) -> None:
    three.memories.rest(three.history.today().moments[0].stamp.id)
    given = three.gratitude.give("rain")
    three.memories.rest(given.stamp.id)
    async with opened(three) as seen:
        await seen.tick()
        assert "breakfast  at rest" in seen.text()
        assert "rain  at rest" in seen.text()


async def test_not_this_one_of_what_the_line_offers(three: Presence, home: Path) -> None:
    async with opened(three) as seen:
        await seen.press("m", "b", "a", "t")
        assert "bath" in seen.rows()[seen.dashboard.entry.box.y]
        await seen.press("ctrl+n")
        assert "Not offered again." in said(seen)
        await seen.press("tab")
        assert seen.dashboard.entry.text == "bat"
        await seen.press("ctrl+u")
        await seen.type("lego @m")
        await seen.press("ctrl+n", "tab")
        assert seen.dashboard.entry.text == "lego @m"
    assert three.people.of("mia").at_rest


async def test_one_version_is_said_to_be_the_only_one(three: Presence) -> None:
    async with opened(three) as seen:
        await by_name(seen, "The other version")
        assert "one version" in said(seen)


async def test_a_row_says_that_it_was_written_elsewhere_too(three: Presence, home: Path) -> None:
    (file,) = home.glob("journal/*/2026-11.json")
    tables = json.loads(file.read_bytes())
    row = next(r for r in tables["moments"].values() if r["text"] == "bath")
    row.update(text="a bath, and a boat", rev="0000000000001-0000-sofa-222222")
    tables = {"meta": tables["meta"], "moments": {row["id"]: row}}
    tables["meta"]["1"]["device"] = "sofa-222222"
    there = home / "journal" / "sofa-222222" / file.name
    there.parent.mkdir()
    there.write_text(json.dumps(tables))
    async with opened(three) as seen:
        assert "It was written elsewhere too" in seen.text()
        await seen.press("up")
        assert "elsewhere" not in seen.text()
        await seen.press("down")
        await by_name(seen, "The other version")
        assert "a bath, and a boat" in seen.text()
        await seen.press("1", "enter")
        assert "a bath, and a boat" in seen.text()
        assert "elsewhere" not in seen.text()


# ── long words ───────────────────────────────────────────────────────────────


async def test_long_words_get_a_whole_screen(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("m")
        await seen.type("it began 10m")
        await seen.press("ctrl+o")
        await seen.type("\nand went on\nand on")
        await seen.press("escape")
        assert seen.dashboard.entry.text == "it began 10m\nand went on\nand on"
        await seen.press("ctrl+o", "ctrl+s")
    (kept,) = on_disk(home, "moments")
    assert "and went on\nand on" in kept["text"]
    assert kept["minutes"] == 10


# ── the view ─────────────────────────────────────────────────────────────────


async def test_the_veil_hides_words_and_keeps_the_timer(
    three: Presence, home: Path, clock: FixedClock
) -> None:
    three.gratitude.give("sun on the floor")
    three.intentions.choose("read together")
    three.boundaries.start("piano with her")
    clock.advance(600)
    async with opened(three, (120, 36)) as seen:
        await seen.press("v")
        text = seen.text()
        for words in ("breakfast", "walk", "bath", "sun on", "read together", "piano", "@mia"):
            assert words not in text
        assert "min" in text
        await seen.press("d", "e")
        assert len(on_disk(home, "moments")) == 3
        assert not seen.dashboard.entry.typing
        await seen.press("v")
        assert "piano with her" in seen.text()


async def test_only_what_runs(three: Presence) -> None:
    three.boundaries.start("logged-off")
    async with opened(three, (120, 36)) as seen:
        await seen.press("f")
        assert "Logged off, be present" in seen.text()
        assert "breakfast" not in seen.text()
        await seen.press("f")
        assert "breakfast" in seen.text()


async def test_a_letter_goes_to_a_row(three: Presence) -> None:
    async with opened(three, (120, 36)) as seen:
        await seen.press("J")
        await seen.press("c")
        assert "▌" in next(row for row in seen.rows() if "breakfast" in row)
        await seen.press("J", "f")
        assert "History" in seen.text()


async def test_what_is_left_twice_takes_nothing_else_with_it(three: Presence) -> None:
    async with opened(three, (120, 36)) as seen:
        await seen.press("h", "J")
        await seen.press("escape")
        await seen.press("J")
        jump = seen.app.screen
        jump.dismiss(None)
        jump.dismiss(None)
        await seen.settle()
        assert seen.app.screen is seen.dashboard


# ── people ───────────────────────────────────────────────────────────────────


async def test_people_have_pages(presence: Presence, home: Path) -> None:
    presence.moments.log("dance @Mia", day=date(2026, 11, 1))
    presence.moments.log("dance @Mia", day=date(2026, 11, 2))
    presence.moments.log("a nap @miia")
    async with opened(presence, (100, 30)) as seen:
        await seen.press("P")
        assert "@Mia" in seen.text()
        assert "@miia" in seen.text()
        await seen.press("enter")
        assert "You like" in seen.text()
        assert "Sun 1 Nov" in seen.text()
        await seen.press("n", *["backspace"] * 3)
        await seen.type("Mia Lou")
        await seen.press("enter", "c", "escape", "down", "enter", "m")
        await seen.type("mia")
        await seen.press("enter")
        assert "a nap" in seen.text()
        await seen.press("escape")
        assert "Mia Lou" in seen.text()
        await seen.press("up", "enter", "z", "escape")
        assert "at rest" in seen.text()
    kept = presence.people.of("miia")
    assert (kept.name, kept.colour, kept.at_rest) == ("Mia Lou", "red", True)


async def test_tags_begin_with_what_they_take_and_no_error(three: Presence) -> None:
    async with opened(three) as seen:
        await seen.press("number_sign")
        assert seen.dashboard.entry.text == "#"
        assert not seen.dashboard.entry.wrong
        assert "#tag, and more of them" in seen.text()


@pytest.mark.parametrize("key", ["e", "d", "s", "number_sign", "y"])
async def test_where_there_is_no_row_that_is_said(presence: Presence, key: str) -> None:
    async with opened(presence) as seen:
        await seen.press(key)
        assert said(seen) == "There is no row here yet."
        assert not seen.dashboard.entry.typing


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20)], ids=str)
async def test_a_day_that_is_past_says_what_ran(presence: Presence, size: Size) -> None:
    for hour in (8, 12, 14, 16):
        presence.boundaries.start(f"work {hour}", at=f"yesterday {hour}:00")
        presence.boundaries.stop(at=f"yesterday {hour + 1}:00")
    async with opened(presence, size) as seen:
        await seen.press("left_square_bracket")
        text = seen.text()
        assert "Nothing runs" not in text
        for hour in (8, 12, 14, 16):
            assert f"work {hour}" in text
        await seen.press("left_square_bracket")
        assert "Nothing ran" in seen.text()
