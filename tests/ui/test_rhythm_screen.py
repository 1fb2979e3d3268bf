"""Rhythm on the screen: what is drawn, read out and opened."""

from datetime import date

import pytest
from conftest import paris
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.rhythm import RhythmScreen
from presence_tui.ui.widgets.sheet import Sheet

TODAY = date(2026, 11, 22)
SIZES = [(120, 36), (80, 24), (40, 20), (30, 10), (160, 50)]


async def test_a_week_is_drawn_read_out_and_opened(lived: Presence) -> None:
    screen = RhythmScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "home 3h30" in text(screen))
        assert "There was time for home on Sunday." in text(screen)
        assert "@mia" in text(screen)
        await pilot.press("up")
        await until(pilot, lambda: "Saturday 21   an open page" in text(screen))
        for span in ("month", "year", "week"):
            await pilot.press("tab")
            await until(pilot, lambda s=span: screen.shown is not None and screen.span == s)
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "9–15 November" in text(screen))
        await pilot.press("full_stop", "enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert app.result == [TODAY]


@pytest.mark.parametrize("span", ["week", "month", "year"])
async def test_every_rhythm_fits_every_size(lived: Presence, span: str) -> None:
    screen = RhythmScreen(lived, TODAY, span)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda w=width, h=height: screen.sheet.size == (w, h))
            rows = text(screen).split("\n")
            assert len(rows) == height
            assert any("There was time for home" in row for row in rows) or height < 24

    await run(do)


def read_out(screen: RhythmScreen) -> str:
    """What stands under the picture."""
    return "\n".join("".join(t for t, _ in line.pieces) for line in screen.sheet.below)


async def test_moments_are_read_out_at_the_minute_they_were_kept(
    presence: Presence, clock: FixedClock
) -> None:
    for hour, minute, second in ((17, 59, 40), (18, 5, 45)):
        clock.set(paris(2026, 11, 22, hour, minute).replace(second=second))
        presence.moments.log(f"moment {hour}")
    screen = RhythmScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        assert "17:59 moment 17 · 18:05 moment 18" in text(screen)

    await run(do)


@pytest.mark.parametrize("size", [(120, 36), (100, 30), (160, 50), (80, 24), (40, 20)])
async def test_a_sentence_of_four_parts_is_whole(
    presence: Presence, clock: FixedClock, size: tuple[int, int]
) -> None:
    for day, side in ((16, "all-in"), (17, "logged-off"), (18, "logged-off"), (19, "all-in")):
        clock.set(paris(2026, 11, day, 12, 0))
        presence.boundaries.start(side, at="8:00")
        presence.boundaries.stop()
        presence.moments.log("lunch @mia @leo", at="11:00")
    clock.set(paris(2026, 11, 22, 17, 42))
    screen = RhythmScreen(presence)
    _, run = visit(screen, size)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        words = " ".join(read_out(screen).replace("●", " ").replace("┈", " ").split())
        for name in ("@mia", "@leo"):
            words = words.replace(f" {name}", "")
        assert "Leaned to work on Monday, to home until Wednesday and to work on Thursday." in words
        assert "…" not in read_out(screen).split("Sunday 22")[0]

    await run(do)


@pytest.mark.parametrize("size", [(40, 20), (30, 10), (80, 24)])
@pytest.mark.parametrize("span", ["week", "month", "year"])
async def test_the_chosen_day_is_in_sight_and_read_out(
    lived: Presence, size: tuple[int, int], span: str
) -> None:
    screen = RhythmScreen(lived, TODAY, span)
    _, run = visit(screen, size)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        for _ in range(22):
            assert screen.sheet.cursor_in_sight
            named = f"{screen.chosen:%A} {screen.chosen.day}"
            assert named in text(screen)
            await pilot.press("left")
            await until(pilot, lambda: screen.shown is not None)

    await run(do)


async def test_both_days_of_a_row_answer_the_mouse(lived: Presence) -> None:
    screen = RhythmScreen(lived, TODAY, "month")
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        rows = text(screen).split("\n")
        y = next(n for n, row in enumerate(rows) if row.lstrip("▌ ").startswith("9 10"))
        x = rows[y].index("10")
        await pilot.hover(Sheet, offset=(x, y))
        await until(pilot, lambda: screen.chosen == date(2026, 11, 10))
        await pilot.hover(Sheet, offset=(rows[y].index("9"), y))
        await until(pilot, lambda: screen.chosen == date(2026, 11, 9))

    await run(do)


async def test_a_day_to_come_is_no_open_page(lived: Presence) -> None:
    screen = RhythmScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "Still to come." in text(screen))
        assert "still to come" in read_out(screen)

    await run(do)


async def test_thanks_alone_and_a_page_alone_are_no_open_page(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 20, 12, 0))
    presence.gratitude.give("rain")
    clock.set(paris(2026, 11, 21, 12, 0))
    presence.pages.write("a page")
    clock.set(paris(2026, 11, 22, 17, 42))
    screen = RhythmScreen(presence, date(2026, 11, 20))
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        assert "There was one line of thanks, on Friday." in text(screen)
        assert "Friday 20   one thanks" in text(screen)
        await pilot.press("down")
        assert "Saturday 21" in text(screen)
        assert "open page" not in text(screen)
        await pilot.press("down")
        assert "Sunday 22   an open page" in text(screen)

    await run(do)


@pytest.mark.parametrize("span", ["week", "month", "year"])
async def test_tabs_and_the_way_out_are_in_sight_on_a_narrow_page(
    lived: Presence, span: str
) -> None:
    screen = RhythmScreen(lived, span=span)
    _, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        first, last = text(screen).split("\n")[0], text(screen).split("\n")[-1]
        assert first.split()[-3:] == ["week", "month", "year"]
        assert "esc back" in last

    await run(do)


async def test_people_go_by_their_fuller_name_and_colour(lived: Presence) -> None:
    lived.people.rename("mia", "Mia Lou")
    lived.people.colour("mia", "teal")
    screen = RhythmScreen(lived)
    _, run = visit(screen, (120, 36))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.shown is not None)
        row = next(line for line in screen.sheet.below if "Mia Lou" in str(line.pieces))
        style = next(style for text, style in row.pieces if text == "Mia Lou")
        assert style != screen.ink.muted
        assert "@mia" not in text(screen)

    await run(do)
