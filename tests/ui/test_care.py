"""Marks of care and the page of a day."""

from datetime import date

import pytest
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings import Settings
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.checkins import HEAVY_LINE
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.care import CareScreen
from presence_tui.ui.screens.page import PageScreen
from presence_tui.ui.widgets.sheet import Sheet

TODAY = date(2026, 11, 22)


async def test_care_is_marked_by_key_and_mouse(presence: Presence) -> None:
    presence.settings = Settings(care=("swim",), week=(PlanLine(6, "cook ahead"),))
    screen = CareScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "cook ahead" in text(screen))
        await pilot.press("o", "1")
        await until(pilot, lambda: presence.checkins.marks(TODAY) == ("outside", "swim"))
        y = next(n for n, row in enumerate(text(screen).split("\n")) if "cook ahead" in row)
        await pilot.click(Sheet, offset=(10, y))
        await until(pilot, lambda: presence.week.offers()[0].ticked)
        await pilot.press("s", "3")
        await until(pilot, lambda: "until Saturday 28 November has passed" in text(screen))

    await run(do)


async def test_every_key_is_in_sight_on_a_narrow_page(presence: Presence) -> None:
    screen = CareScreen(presence)
    _, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "help accepted" in text(screen))
        for said in ("w the day’s page", "e your own marks", "s let prompts rest", "esc back"):
            assert said in text(screen)

    await run(do)


async def test_a_page_is_kept_and_a_closed_terminal_loses_nothing(presence: Presence) -> None:
    screen = PageScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        screen.editor.insert("rain\nq and ?")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    page = presence.pages.of(TODAY)
    assert page is not None
    assert page.text == "rain\nq and ?"
    again = PageScreen(presence)
    _, run = visit(again)

    async def close(pilot: Pilot[None]) -> None:
        await pilot.press("a")

    await run(close)
    assert presence.drafts.of("page-2026-11-22") == "rain\nq and ?a"


async def test_a_card_that_was_done_can_be_followed_by_a_quiet_line(presence: Presence) -> None:
    for _ in range(3):
        presence.checkins.save(presence.checkins.card()._replace(weight=9, step=None))
    line = HEAVY_LINE[:40]
    for settings, shown in ((Settings(), True), (Settings(heavy_line=False), False)):
        presence.settings = settings
        screen = CareScreen(presence)
        _, run = visit(screen, (120, 36))

        async def do(pilot: Pilot[None], screen: CareScreen = screen, shown: bool = shown) -> None:
            await until(pilot, lambda: "outside" in text(screen))
            assert (line in text(screen)) == shown

        await run(do)


# ── the page, in two windows and on a full disk ──────────────────────────────


def other_window(presence: Presence) -> Presence:
    """The same home, opened by somebody else."""
    return Presence(presence.paths, presence.settings, presence.clock)


def page_of(presence: Presence) -> str:
    page = other_window(presence).pages.of(TODAY)
    return page.text if page else ""


async def test_a_page_that_was_only_looked_at_takes_nothing_away(presence: Presence) -> None:
    screen = PageScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await pilot.pause()
        other_window(presence).pages.write("rain all day")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert page_of(presence) == "rain all day"


async def test_what_two_windows_wrote_on_a_page_stands(presence: Presence) -> None:
    presence.pages.write("# Sunday\n\nrain\n\nlast line")
    screen = PageScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.editor.text.startswith("# Sunday"))
        other_window(presence).pages.write("# Sunday\n\nrain and hail\n\nlast line")
        screen.editor.insert("\n\nleo slept")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "hail" in screen.editor.text)
        screen.editor.insert("\nmia too")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert page_of(presence) == "# Sunday\n\nrain and hail\n\nlast line\n\nleo slept\nmia too"
    assert presence.drafts.of("page-2026-11-22") == ""


async def test_a_draft_of_a_page_is_joined_with_what_came_since(presence: Presence) -> None:
    presence.pages.write("rain")
    screen = PageScreen(presence)
    _, run = visit(screen)

    async def close(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.editor.text == "rain")
        screen.editor.insert("\nmine")
        await pilot.pause()

    await run(close)
    other_window(presence).pages.write("rain\ntheirs")
    again = PageScreen(presence)
    app, run = visit(again)

    async def go_on(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.editor.text == "rain\nmine")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(go_on)
    assert page_of(presence) == "rain\ntheirs\nmine"


async def test_a_page_that_could_not_be_kept_stays(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = PageScreen(presence)
    app, run = visit(screen)

    def full(*_: object) -> None:
        raise StoreError("The disk is full; nothing was changed.")

    async def do(pilot: Pilot[None]) -> None:
        await pilot.pause()
        monkeypatch.setattr("presence_tui.store.writing.Writing._replace", full)
        screen.editor.insert("words that matter")
        await pilot.press("escape")
        await pilot.pause()
        assert not app.result
        assert screen.editor.text == "words that matter"
        assert presence.drafts.of("page-2026-11-22") == "words that matter"
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert presence.drafts.of("page-2026-11-22") == "words that matter"


async def test_a_page_of_which_no_draft_could_be_written_can_be_left_and_is_there_again(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full; nothing was changed.")

    monkeypatch.setattr("presence_tui.services.drafts.write_draft", full)
    monkeypatch.setattr("presence_tui.store.writing.Writing._replace", full)
    for words in ("", "words that matter"):
        screen = PageScreen(presence)
        app, run = visit(screen)

        async def do(pilot: Pilot[None], screen: PageScreen = screen, words: str = words) -> None:
            await screen.ready()
            assert screen.editor.text == words
            screen.editor.load_text("words that matter")
            await pilot.press("escape")
            await pilot.pause()
            assert screen.editor.text == "words that matter"
            await pilot.press("escape")

        await run(do)
        assert app.result


async def test_the_page_says_its_help_key_and_a_short_day(presence: Presence) -> None:
    screen = PageScreen(presence)
    _, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert "A page   Sun 22 Nov" in text(screen)
        assert "f1 help" in text(screen)
        await pilot.press("question_mark")
        assert screen.editor.text == "?"

    await run(do)
