"""The review of a day: each step, left in every way, in two windows at once."""

from datetime import date, timedelta

import pytest
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.review import ReviewScreen
from presence_tui.ui.widgets.sheet import Sheet

TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
SIZES = [(120, 36), (80, 24), (40, 20), (30, 10), (160, 50)]


def other_window(presence: Presence) -> Presence:
    """The same home, opened by somebody else."""
    return Presence(presence.paths, Settings(), presence.clock)


async def go_to(pilot: Pilot[None], screen: ReviewScreen, step: str) -> None:
    """Clicks a step's name."""
    await until(pilot, lambda: bool(screen.size.width))
    await screen.run_action(f"go('{step}')")
    await until(pilot, lambda: screen.at == step)
    await pilot.pause()


async def change(pilot: Pilot[None], screen: ReviewScreen, ident: str) -> None:
    """Opens a row of the day to be changed."""
    await until(pilot, lambda: "slow breakfast" in text(screen))
    screen.action_pick(ident)
    await pilot.press("e")
    await until(pilot, lambda: screen.asked == "change")


async def put(pilot: Pilot[None], screen: ReviewScreen, words: str, *keys: str) -> None:
    """Types words in place of those in the field, then keys."""
    await until(pilot, lambda: bool(screen.asking))
    screen.words.load_text(words)
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()


def note(presence: Presence) -> str:
    review = other_window(presence).reviews.of(TODAY)
    return review.note if review else ""


async def test_a_review_from_look_to_close(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "╰ 07:40  slow breakfast  @mia 20m" in text(screen))
        assert "dance party [b]loud[/b]" in text(screen)
        assert "○ one return" in text(screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "thanks" and bool(screen.asking))
        screen.words.insert("Sam cooked")
        await pilot.press("enter")
        await until(pilot, lambda: screen.asked == "because" and bool(screen.asking))
        screen.words.insert("I could rest")
        await pilot.press("enter")
        await until(pilot, lambda: len(lived.history.day(TODAY).gratitude) == 2)
        await until(pilot, lambda: screen.asked == "thanks" and bool(screen.asking))
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "weigh" and bool(screen.asking))
        screen.words.insert("the call")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "tomorrow" and bool(screen.asking))
        screen.words.insert("puzzle")
        await pilot.press("enter")
        await until(pilot, lambda: screen.asked == "when" and bool(screen.asking))
        await pilot.press("enter")
        await until(pilot, lambda: "enter closes the day." in text(screen))
        assert "slow breakfast" in text(screen)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    day = lived.history.day(TODAY)
    assert sorted((g.text, g.because) for g in day.gratitude)[0] == ("Sam cooked", "I could rest")
    assert day.review is not None
    assert (day.review.note, day.review.step) == ("the call", None)
    assert day.review.closed_at is not None
    assert [i.text for i in day.intentions] == ["puzzle"]


async def test_a_review_left_in_the_middle_loses_nothing(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("right")
        await until(pilot, lambda: screen.at == "thanks" and bool(screen.asking))
        screen.words.insert("half a li")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    again = ReviewScreen(lived)
    _, run = visit(again)

    async def look(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.at == "thanks" and again.words.text == "half a li")

    await run(look)
    assert len(lived.history.day(TODAY).gratitude) == 1


async def test_a_row_is_mended_by_mouse_and_key(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "slow breakfast" in text(screen))
        rows = text(screen).split("\n")
        y = next(n for n, row in enumerate(rows) if "slow breakfast" in row)
        await pilot.click(Sheet, offset=(40, y))
        await until(pilot, lambda: screen.cursor is not None)
        await pilot.press("e")
        await until(pilot, lambda: "slow breakfast" in screen.words.text)
        screen.words.insert(" #kept")
        await pilot.press("enter")
        await until(pilot, lambda: not screen.asking)

    await run(do)
    mended = lived.history.day(TODAY).moments[0]
    assert (mended.text, mended.minutes, mended.tags) == ("slow breakfast", 20, ("kept",))


@pytest.mark.parametrize("what", ["nothing", "care", "page", "chosen"])
async def test_the_look_calls_a_page_open_only_where_nothing_stands(
    presence: Presence, what: str
) -> None:
    if what == "care":
        presence.checkins.mark("outside")
    elif what == "page":
        presence.pages.write("mine alone")
    elif what == "chosen":
        presence.intentions.choose("a walk", TODAY)
    screen = ReviewScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "The day was here all the same." in text(screen))
        assert ("An open page." in text(screen)) == (what == "nothing")
        assert ("outside" in text(screen)) == (what == "care")
        assert ("Chosen  a walk" in text(screen)) == (what == "chosen")

    await run(do)


async def test_not_this_one_puts_a_memory_to_rest(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        lived.reviews.go_to(TODAY, "tomorrow")
        await screen.close_up()
        assert "slow breakfast" in text(screen)
        await pilot.press("z")
        await until(pilot, lambda: "dance party" in text(screen))
        await pilot.press("u")
        await until(pilot, lambda: "slow breakfast" in text(screen))
        assert [n.message for n in screen.app._notifications] == ["It may be offered again."]
        await pilot.press("z")
        await until(pilot, lambda: "dance party" in text(screen))

    await run(do)
    assert "slow breakfast" not in [f.text for f in lived.memories.facts("")]


async def test_the_review_fits_every_size(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "slow b" in text(screen))
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda w=width, h=height: screen.sheet.size == (w, h))
            assert "slow b" in text(screen)
            assert ("╰" in text(screen)) == (width >= 60)

    await run(do)


def reasons(presence: Presence) -> dict[str, str | None]:
    """The day's thanks, each with its reason, as they lie on the disk."""
    return {g.text: g.because for g in other_window(presence).history.day(TODAY).gratitude}


# ── left, and taken up ───────────────────────────────────────────────────────


@pytest.mark.parametrize("way", ["tab", "shift+tab", "click"])
async def test_thanks_are_given_however_the_step_is_left(lived: Presence, way: str) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "thanks")
        await put(pilot, screen, "Sam took the morning")
        if way == "click":
            await go_to(pilot, screen, "weigh")
        else:
            await pilot.press(way)
        await pilot.pause()
        assert screen.at != "thanks"

    await run(do)
    given = other_window(lived).history.day(TODAY).gratitude
    assert {g.text for g in given} == {"rain on the skylight", "Sam took the morning"}
    assert lived.drafts.of("review-thanks-2026-11-22") == ""


@pytest.mark.parametrize("way", ["tab", "shift+tab", "click"])
async def test_a_reason_is_kept_however_it_is_left(lived: Presence, way: str) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "thanks")
        await put(pilot, screen, "Sam cooked", "enter")
        await until(pilot, lambda: screen.asked == "because")
        await put(pilot, screen, "because because he meant it")
        if way == "click":
            await go_to(pilot, screen, "look")
        else:
            await pilot.press(way)
        await pilot.pause()
        assert screen.at == {"tab": "weigh", "shift+tab": "thanks", "click": "look"}[way]

    await run(do)
    assert reasons(lived)["Sam cooked"] == "he meant it"


async def test_a_reason_left_unfinished_stays_with_its_thanks(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "thanks")
        await put(pilot, screen, "rain on the roof", "enter")
        await put(pilot, screen, "it was loud and we", "escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    again = ReviewScreen(lived)
    _, run = visit(again)

    async def go_on(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.asked == "because" and bool(again.asking))
        assert again.words.text == "it was loud and we"
        await put(pilot, again, "it was loud and we slept", "enter")
        await put(pilot, again, "Sam cooked", "enter")
        await until(pilot, lambda: again.asked == "because")
        assert again.words.text == ""
        await pilot.press("enter")
        await pilot.pause()

    await run(go_on)
    given = reasons(lived)
    assert given["rain on the roof"] == "it was loud and we slept"
    assert given["Sam cooked"] is None


async def test_more_thanks_than_three_can_be_given(lived: Presence) -> None:
    for words in ("two", "three"):
        lived.gratitude.give(words)
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "thanks")
        assert "These are today’s. enter goes on." in text(screen)
        await pilot.press("g")
        await put(pilot, screen, "four", "enter", "enter")
        await until(pilot, lambda: not screen.asking)
        assert "These are today’s." in text(screen)

    await run(do)
    assert "four" in {g.text for g in lived.history.day(TODAY).gratitude}


# ── what cannot be written ───────────────────────────────────────────────────

ANSWERS = {
    "thanks": ("thanks", ()),
    "because": ("thanks", ("x", "enter")),
    "weigh": ("weigh", ()),
    "tomorrow": ("tomorrow", ()),
    "when": ("tomorrow", ("x", "enter")),
    "change": ("look", ("down", "e")),
}


@pytest.mark.parametrize("asked", ANSWERS)
async def test_words_that_could_not_be_kept_stay_in_the_field(
    lived: Presence, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)
    step, keys = ANSWERS[asked]

    def full(*_: object) -> None:
        raise StoreError("The disk is full; nothing was changed.")

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, step)
        await pilot.press(*keys)
        await until(pilot, lambda: screen.asked == asked and bool(screen.asking))
        monkeypatch.setattr("presence_tui.store.writing.Writing._replace", full)
        await put(pilot, screen, "words that matter", "enter")
        assert (screen.asked, screen.words.text) == (asked, "words that matter")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.words.text == "words that matter"
        key = screen.asking
        await pilot.press("escape")
        await pilot.pause()
        assert lived.drafts.of(key) == "words that matter"

    await run(do)


async def test_words_are_there_again_where_even_no_draft_could_be_written(
    lived: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full; nothing was changed.")

    monkeypatch.setattr("presence_tui.services.drafts.write_draft", full)
    for words in ("", "words that matter"):
        screen = ReviewScreen(lived)
        app, run = visit(screen)

        async def do(pilot: Pilot[None], screen: ReviewScreen = screen, words: str = words) -> None:
            await go_to(pilot, screen, "weigh")
            assert screen.words.text == words
            await put(pilot, screen, "words that matter", "escape")

        await run(do)
        assert app.result


# ── two windows ──────────────────────────────────────────────────────────────


async def test_a_step_passed_through_takes_nothing_away(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "weigh")
        other_window(lived).reviews.note(TODAY, "the bank call sits on me")
        await pilot.press("tab")
        await until(pilot, lambda: screen.at == "tomorrow")
        other_window(lived).intentions.choose("puzzle")
        await pilot.press("tab")
        await until(pilot, lambda: screen.closing_day)
        assert "puzzle" in text(screen)

    await run(do)
    assert note(lived) == "the bank call sits on me"
    assert [i.text for i in lived.intentions.for_day(TODAY + timedelta(days=1))] == ["puzzle"]


async def test_what_both_windows_say_is_heavy_stands(lived: Presence) -> None:
    lived.reviews.note(TODAY, "the call")
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "weigh")
        other_window(lived).reviews.note(TODAY, "the call\nthe stairs")
        await put(pilot, screen, "the call\nno sleep", "enter")
        await until(pilot, lambda: screen.at == "tomorrow")

    await run(do)
    assert note(lived).split("\n") == ["the call", "the stairs", "no sleep"]


async def test_a_note_left_as_a_draft_does_not_undo_a_later_one(lived: Presence) -> None:
    lived.reviews.note(TODAY, "the call")
    screen = ReviewScreen(lived)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "weigh")
        await put(pilot, screen, "the call\nno sleep", "escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    other_window(lived).reviews.note(TODAY, "the call\nthe stairs")
    again = ReviewScreen(lived)
    _, run = visit(again)

    async def go_on(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.words.text == "the call\nno sleep")
        await pilot.press("enter")
        await until(pilot, lambda: again.at == "tomorrow")

    await run(go_on)
    assert note(lived).split("\n") == ["the call", "the stairs", "no sleep"]


async def test_both_choices_for_tomorrow_stay_and_the_cue_goes_to_its_own(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "tomorrow")
        await put(pilot, screen, "walk", "enter")
        await until(pilot, lambda: screen.asked == "when")
        other_window(lived).intentions.add("puzzle", TODAY + timedelta(days=1))
        await put(pilot, screen, "dinner is over", "enter")
        await until(pilot, lambda: screen.closing_day)

    await run(do)
    found = sorted(i.text for i in lived.intentions.for_day(TODAY + timedelta(days=1)))
    assert found == ["If dinner is over, then walk", "puzzle"]


async def test_both_reasons_stand(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "thanks")
        await put(pilot, screen, "Sam cooked", "enter")
        given = screen.answers.given
        assert given is not None
        other_window(lived).gratitude.reason(given.stamp.id, "I could rest")
        await put(pilot, screen, "it was good", "enter")

    await run(do)
    assert reasons(lived)["Sam cooked"] == "I could rest; it was good"


async def test_a_row_changed_elsewhere_is_shown_before_it_is_replaced(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen)
    ident = lived.history.day(TODAY).moments[0].stamp.id

    async def do(pilot: Pilot[None]) -> None:
        await change(pilot, screen, ident)
        other_window(lived).past.edit(ident, "very slow breakfast 20m @mia")
        await put(pilot, screen, "breakfast 20m @mia", "enter")
        assert screen.words.text == "breakfast 20m @mia"
        assert lived.past.words(ident) == "20m very slow breakfast @mia"
        said = [str(n.message) for n in app._notifications]
        assert any("very slow breakfast" in words for words in said)
        await pilot.press("enter")
        await until(pilot, lambda: not screen.asking)

    await run(do)
    assert lived.past.words(ident) == "20m breakfast @mia"


async def test_a_row_opened_and_closed_changes_nothing(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen)
    ident = lived.history.day(TODAY).moments[0].stamp.id

    async def do(pilot: Pilot[None]) -> None:
        await change(pilot, screen, ident)
        other_window(lived).past.edit(ident, "very slow breakfast 20m @mia")
        await pilot.press("enter")
        await until(pilot, lambda: not screen.asking)

    await run(do)
    assert lived.past.words(ident) == "20m very slow breakfast @mia"


# ── look ─────────────────────────────────────────────────────────────────────


async def test_a_click_elsewhere_does_not_move_what_is_being_changed(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen, (80, 30))

    async def do(pilot: Pilot[None]) -> None:
        await change(pilot, screen, lived.history.day(TODAY).moments[0].stamp.id)
        rows = text(screen).split("\n")
        y = next(n for n, row in enumerate(rows) if "dance party" in row)
        await pilot.click(Sheet, offset=(60, y))
        await put(pilot, screen, "slow breakfast with eggs 20m @mia", "enter")
        await until(pilot, lambda: not screen.asking)

    await run(do)
    texts = {m.text for m in lived.history.day(TODAY).moments}
    assert texts == {"slow breakfast with eggs", "dance party [b]loud[/b]"}


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (120, 36)])
async def test_down_goes_down_and_all_of_a_busy_day_is_reached(
    lived: Presence, clock: FixedClock, size: tuple[int, int]
) -> None:
    for n in range(40):
        lived.moments.log(f"moment {n:02d}", at=f"{8 + n // 4}:{15 * (n % 4):02d}")
    screen = ReviewScreen(lived)
    _, run = visit(screen, size)

    def row() -> int:
        return next(y for y, line in enumerate(screen.sheet.body) if line.raised)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "moment" in text(screen))
        assert "… more" in text(screen)
        await pilot.press("down")
        place = row()
        for _ in range(41):
            await pilot.press("down")
            assert row() > place
            place = row()
        await pilot.press(*["down"] * 30)
        assert "one return" in text(screen)
        assert "… more" not in text(screen)
        await pilot.press(*["pageup"] * 9)
        assert text(screen).split("\n")[screen.sheet.head].strip() != ""
        await pilot.press(*["pagedown"] * 9)
        assert "rain on the skylight" in text(screen) or size[0] < 60
        assert "one return" in text(screen)

    await run(do)


# ── days that are over ───────────────────────────────────────────────────────


async def test_a_day_long_over_has_no_tomorrow(lived: Presence) -> None:
    lived.moments.log("kites", day=date(2026, 11, 18))
    screen = ReviewScreen(lived, date(2026, 11, 18))
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "kites" in text(screen))
        assert "tomorrow" not in text(screen).split("\n")[0]
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: screen.closing_day)
        assert "That day" in text(screen)
        assert "Today" not in text(screen)
        await pilot.press("left")
        await until(pilot, lambda: screen.at == "weigh")

    await run(do)


async def test_the_morrow_of_yesterday_is_today(presence: Presence) -> None:
    presence.moments.log("kites", day=YESTERDAY)
    screen = ReviewScreen(presence, YESTERDAY)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "kites" in text(screen))
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: screen.at == "tomorrow")
        assert "One moment to make room for today." in text(screen)
        await put(pilot, screen, "a walk", "enter")
        await until(pilot, lambda: screen.asked == "when")
        assert "a walk" in text(screen)
        await put(pilot, screen, "dinner is over", "enter")
        await until(pilot, lambda: screen.closing_day)
        assert "If dinner is over, then a walk" in text(screen)

    await run(do)
    again = ReviewScreen(presence, YESTERDAY)
    _, run = visit(again)

    async def look(pilot: Pilot[None]) -> None:
        await go_to(pilot, again, "tomorrow")
        assert again.words.text == "If dinner is over, then a walk"
        await put(pilot, again, "a longer walk", "tab")

    await run(look)
    assert [i.text for i in presence.intentions.for_day(TODAY)] == ["a longer walk"]


# ── the last page and the keys ───────────────────────────────────────────────


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 20)])
async def test_not_this_one_is_in_sight_and_comes_back(
    lived: Presence, size: tuple[int, int]
) -> None:
    screen = ReviewScreen(lived)
    app, run = visit(screen, size)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "slow b" in text(screen))
        await screen.close_up()
        assert "z not this one" in text(screen)
        assert "esc leave" in text(screen).split("\n")[-1]
        await pilot.press(*"pancakes")
        assert "slow breakfast" in text(screen)
        await pilot.press("z")
        await until(pilot, lambda: "dance party" in text(screen))
        assert "u brings back" in text(screen)
        assert any("u brings it back" in str(n.message) for n in app._notifications)
        await pilot.press("u")
        await until(pilot, lambda: "slow breakfast" in text(screen))

    await run(do)
    assert lived.memories.resting().words == frozenset()


async def test_the_footer_says_what_enter_does(lived: Presence) -> None:
    screen = ReviewScreen(lived)
    _, run = visit(screen, (120, 36))

    def footer() -> str:
        return text(screen).split("\n")[-1]

    async def do(pilot: Pilot[None]) -> None:
        await go_to(pilot, screen, "weigh")
        assert "enter tomorrow" in footer()
        assert "? help" in footer()
        await pilot.press("a")
        assert "enter keep" in footer()
        assert "f1 help" in footer()
        await pilot.press("question_mark")
        assert screen.words.text == "a?"
        await pilot.press("backspace", "backspace")
        assert "enter tomorrow" in footer()
        await go_to(pilot, screen, "tomorrow")
        assert "enter go on" in footer()

    await run(do)
