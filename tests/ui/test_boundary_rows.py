"""Boundaries are gone through from the lamp, and changed where they stand."""

from pathlib import Path

import pytest
from conftest import paris
from screen import Seen, Size, on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.dialogs.jump import Jump

SIZES = [(120, 36), (80, 24), (40, 20), (30, 10)]


@pytest.fixture
def worked(presence: Presence, clock: FixedClock) -> Presence:
    """Five boundaries that are over, two that run, and a moment."""
    for hour in range(8, 13):
        # Ids are in order of the clock.
        clock.advance(1)
        presence.boundaries.start(f"block {hour:02d}", at=f"{hour}:00")
        presence.boundaries.stop(at=f"{hour}:40")
    presence.boundaries.start("all-in", at="13:00")
    presence.boundaries.start("piano", at="17:00")
    presence.moments.log("a walk 10m at 12:45")
    return presence


def marked(seen: Seen) -> str:
    """The row with the bar, or none."""
    return next((row for row in seen.rows() if "▌" in row or "█" in row[:4]), "")


def names(home: Path) -> list[str]:
    """The boundaries on the disk by their names."""
    return [row["name"] for row in on_disk(home, "boundaries")]


async def to_the_lamp(seen: Seen) -> None:
    """By tab, as a person goes there."""
    for _ in range(3):
        if seen.app.focused is seen.dashboard.lamp:
            return
        await seen.press("tab")
    raise AssertionError(seen.app.focused)


def lamp(seen: Seen) -> list[str]:
    """The lamp's rows alone."""
    box = seen.dashboard.lamp.box
    return [row[box.x : box.x + box.width] for row in seen.rows()[box.y : box.y + box.height]]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_boundary_of_the_day_can_be_reached_at_any_size(
    worked: Presence, size: Size
) -> None:
    wanted = ["piano", "All in at work", *(f"block {hour:02d}" for hour in range(8, 13))]
    async with opened(worked, size) as seen:
        before = seen.rows()
        await to_the_lamp(seen)
        for name in wanted:
            # Where it is narrow, the end of a long name is cut.
            assert name[:9] in marked(seen), "\n".join(seen.rows())
            assert sum("▌" in row for row in lamp(seen)) == 1
            await seen.press("j")
        assert wanted[-1] in marked(seen)
        for name in reversed(wanted[:-1]):
            await seen.press("up")
            assert name[:9] in marked(seen)
        seen.dashboard.set_focus(seen.dashboard.moments)
        await seen.settle()
        assert seen.rows() == before


async def test_out_of_focus_the_lamp_is_as_ever(worked: Presence) -> None:
    async with opened(worked, (80, 24)) as seen:
        calm = lamp(seen)
        await to_the_lamp(seen)
        await seen.press("j", "j", "j")
        assert lamp(seen) != calm
        await seen.press("tab")
        assert lamp(seen) == calm
        await to_the_lamp(seen)
        assert "piano" in marked(seen)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_one_that_is_over_is_edited_in_a_line(
    worked: Presence, home: Path, size: Size
) -> None:
    async with opened(worked, size) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "j", "e")
        entry = seen.dashboard.entry
        assert entry.text == "block 08 08:00-08:40"
        await seen.press("ctrl+u")
        await seen.type("deep block 8:10-9:05 #deep")
        assert "edit · deep block · 08:10-09:05 · 55 min · #deep" in entry.note
        await seen.press("enter")
        assert "deep block" in marked(seen)
        assert seen.app.focused is seen.dashboard.lamp
        row = next(r for r in on_disk(home, "boundaries") if r["name"] == "deep block")
        assert (row["at"][11:16], row["ended_at"][11:16], row["tags"]) == (
            "08:10",
            "09:05",
            ["deep"],
        )
        await seen.press("u")
        assert "block 08" in marked(seen)
    assert "block 08" in names(home)


async def test_a_line_that_cannot_be_meant_stays(worked: Presence, home: Path) -> None:
    before = on_disk(home, "boundaries")
    async with opened(worked, (80, 24)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "j", "e", "ctrl+u")
        await seen.type("block 8:10-23:00")
        assert seen.dashboard.entry.wrong
        await seen.press("enter")
        assert seen.dashboard.entry.text == "block 8:10-23:00"
        await seen.press("escape")
        assert "block 08" in marked(seen)
    assert on_disk(home, "boundaries") == before


async def test_one_is_deleted_and_comes_back_where_it_was(worked: Presence, home: Path) -> None:
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "j", "j", "d")
        assert "block 09" not in names(home)
        assert "block 09" not in seen.text()
        assert "block 10" in marked(seen)
        await seen.press("u")
        assert "block 09" in marked(seen)
        await seen.press("tab", "U")
        assert "block 09" not in names(home)
        await seen.press("u")
        assert seen.app.focused is seen.dashboard.lamp
    assert "block 09" in names(home)


async def test_several_are_selected_tagged_copied_and_deleted(worked: Presence, home: Path) -> None:
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "j", "s", "s")
        await seen.press("y")
        assert seen.app.clipboard == "block 08 08:00-08:40\nblock 09 09:00-09:40"
        await seen.press("number_sign")
        await seen.type("deep")
        assert "#deep on 2 rows" in seen.text()
        await seen.press("enter")
        tags = {row["name"]: row["tags"] for row in on_disk(home, "boundaries")}
        assert [name for name, said in tags.items() if said == ["deep"]] == ["block 08", "block 09"]
        await to_the_lamp(seen)
        await seen.press("d")
        assert "2 rows are deleted" in seen.text()
        await seen.press("d")
        assert len(names(home)) == 4
        await seen.press("u", "u")
    assert len(names(home)) == 7


async def test_the_form_of_one_that_is_over(worked: Presence, home: Path) -> None:
    async with opened(worked, (80, 24)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "j", "E")
        assert type(seen.app.screen).__name__ == "EntryForm"
        await seen.press("tab", "tab", "tab", *["backspace"] * 5, *"8:55", "enter")
        assert "block 08" in marked(seen)
    row = next(r for r in on_disk(home, "boundaries") if r["name"] == "block 08")
    assert row["ended_at"][11:16] == "08:55"


async def test_keys_of_what_runs_mean_the_one_that_is_marked(worked: Presence, home: Path) -> None:
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("j")
        assert "All in at work" in marked(seen)
        await seen.press("x", "space", "p")
        rows = {row["name"]: row for row in on_disk(home, "boundaries")}
        assert len(rows["All in at work"]["returns"]) == 2
        assert len(rows["All in at work"]["pauses"]) == 1
        assert (rows["piano"]["returns"], rows["piano"]["pauses"]) == ([], [])
        await seen.press("p", "k", "x")
        rows = {row["name"]: row for row in on_disk(home, "boundaries")}
        assert rows["All in at work"]["pauses"][0][1] is not None
        assert len(rows["piano"]["returns"]) == 1
        await seen.press("tab", "x")
        rows = {row["name"]: row for row in on_disk(home, "boundaries")}
        assert len(rows["piano"]["returns"]) == 2


async def test_five_minutes_more_for_the_marked_one(presence: Presence, home: Path) -> None:
    presence.boundaries.start("rest", at="17:30")
    presence.boundaries.start("outside", at="17:40")
    async with opened(presence, (80, 24)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "plus")
    planned = {row["preset"]: row["planned_s"] for row in on_disk(home, "boundaries")}
    assert planned == {"rest": 25 * 60, "outside": 5 * 60}


async def test_the_marked_timed_moment_is_let_go(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.running_moments.start("lego 10m")
    clock.advance(60)
    presence.running_moments.start("dance 10m")
    async with opened(presence, (80, 24)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "D")
        assert "Let go: lego" in seen.text()
    assert names(home) == ["dance"]


async def test_a_letter_and_a_click_go_to_one(worked: Presence, home: Path) -> None:
    async with opened(worked, (120, 36)) as seen:
        y = next(y for y, row in enumerate(seen.rows()) if "block 11" in row)
        x = seen.rows()[y].index("block 11")
        await seen.press("J")
        jump = seen.app.screen
        assert isinstance(jump, Jump)
        await seen.press(next(one.code for one in jump._letters if one.place.y == y))
        assert "block 11" in marked(seen)
        await seen.press("tab")
        await seen.pilot.click(offset=(x, y))
        await seen.settle()
        assert "block 11" in marked(seen)
        await seen.pilot.click(offset=(x, y), times=2)
        await seen.settle()
        assert seen.dashboard.entry.text == "block 11 11:00-11:40"
        await seen.press("escape", "tab")
        box = seen.dashboard.lamp.box
        await seen.pilot.click(offset=(box.x + box.left, box.y))
        await seen.settle()
        assert type(seen.app.screen).__name__ == "BoundaryDialog"


async def test_behind_the_veil_none_is_changed(worked: Presence, home: Path) -> None:
    before = on_disk(home, "boundaries")
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("j", "j", "v", "d", "e", "y", "j")
        assert not seen.dashboard.entry.typing
        assert "block" not in seen.text()
        assert seen.app.clipboard == ""
    assert on_disk(home, "boundaries") == before


async def test_a_boundary_that_is_found_is_marked_on_its_day(
    presence: Presence, clock: FixedClock, home: Path
) -> None:
    for hour in range(8, 17):
        presence.boundaries.start(f"garden {hour}", at=f"2026-11-20 {hour}:00")
        presence.boundaries.stop(at=f"2026-11-20 {hour}:30")
    for size in SIZES:
        async with opened(presence, size) as seen:
            await seen.press("slash")
            await seen.type("kind:boundary garden 9")
            await seen.press("enter")
            assert "garden 9" in marked(seen), size
            await seen.press("e")
            assert seen.dashboard.entry.text == "garden 9 09:00-09:30"
            await seen.press("escape")


async def test_one_that_ends_stays_marked(worked: Presence) -> None:
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("j")
        worked.boundaries.stop("all-in")
        seen.dashboard.reload()
        await seen.settle()
        assert "13:00  All in at work" in marked(seen)


async def test_alone_only_what_runs_is_gone_through(worked: Presence) -> None:
    async with opened(worked, (80, 24)) as seen:
        await seen.press("f", "j", "j", "j")
        assert "All in at work" in marked(seen)
        assert "block" not in seen.text()


async def test_what_the_row_does_not_say_is_said_below(presence: Presence) -> None:
    presence.boundaries.start("garden", at="9:00")
    presence.boundaries.come_back()
    kept = presence.boundaries.stop(at="10:00")
    presence.past.tag_all([kept.stamp.id], "#calm")
    async with opened(presence, (100, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("j")
        assert "garden · 09:00-10:00 · 1 h · #calm" in seen.text()


async def test_one_that_rests_says_so_and_is_woken_by_the_same_key(
    worked: Presence, home: Path
) -> None:
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        await seen.press("up", "j", "j", "z")
        assert "block 08  at rest" in marked(seen)
        assert [row["name"] for row in on_disk(home, "boundaries") if row.get("at_rest")] == [
            "block 08"
        ]
        await seen.press("z")
        assert "at rest" not in seen.text()
    assert not any(row.get("at_rest") for row in on_disk(home, "boundaries"))


async def test_the_day_line_leads_to_a_boundary(worked: Presence) -> None:
    async with opened(worked, (120, 36)) as seen:
        line = seen.dashboard.line
        first, last = line._hours()
        x = line.box.left + int((9.5 - first) / (last - first) * line.inner)
        await seen.pilot.click(offset=(x, line.box.y))
        await seen.settle()
        assert "block 09" in marked(seen)


async def test_the_light_stays_on_what_runs(worked: Presence) -> None:
    async with opened(worked, (120, 36)) as seen:
        await to_the_lamp(seen)
        light = [seen.dashboard.light.row(y) for y in range(36)]
        await seen.press("j", "j", "j")
        assert [seen.dashboard.light.row(y) for y in range(36)] == light


async def test_one_from_yesterday_is_edited_on_its_day(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    presence.boundaries.start("late work", at="yesterday 20:00")
    presence.boundaries.stop(at="yesterday 22:00")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("left_square_bracket")
        await to_the_lamp(seen)
        await seen.press("j", "e", *["backspace"] * 5, *"21:15", "enter")
        assert "late work" in marked(seen)
    (row,) = on_disk(home, "boundaries")
    assert row["ended_at"][:16] == paris(2026, 11, 21, 21, 15).isoformat()[:16]
