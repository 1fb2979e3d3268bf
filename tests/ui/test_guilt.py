"""The guilt card: its steps, left and taken up, and in two windows at once."""

from datetime import date

import pytest
from sheets import text, until, visit
from textual.pilot import Pilot

from presence_tui.domain.errors import StoreError
from presence_tui.domain.kindness import EMERGENCY, NO_THERAPY
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.evening_help import EveningHelp
from presence_tui.ui.screens.guilt import GuiltScreen
from presence_tui.ui.screens.review_week import WeekReviewScreen
from presence_tui.ui.screens.rhythm import RhythmScreen

TODAY = date(2026, 11, 22)


async def test_a_guilt_card_step_by_step(lived: Presence) -> None:
    screen = GuiltScreen(lived)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        screen.words.insert("guilt")
        await pilot.press("enter")
        await until(pilot, lambda: screen.weighing)
        await pilot.press("8", "enter")
        await until(pilot, lambda: screen.at == "thought" and bool(screen.asking))
        screen.words.insert("no time for mia")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "reading")
        await pilot.press("2", "enter")
        await until(pilot, lambda: screen.at == "facts" and "@mia" in text(screen))
        await pilot.press("space", "enter")
        await until(pilot, lambda: screen.at == "friend" and bool(screen.asking))
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "fairer" and bool(screen.asking))
        screen.words.insert("we danced")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "again")
        await pilot.press("3", "enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    (card,) = lived.checkins.cards(TODAY)
    assert (card.feeling, card.weight, card.thought) == ("guilt", 8, "no time for mia")
    assert (card.reading, card.fairer, card.weight_after) == ("perfectionism", "we danced", 3)
    assert card.facts == ("Sunday: dance party [b]loud[/b], @mia",)
    assert card.step is None


async def test_a_true_thought_asks_for_one_small_thing(presence: Presence) -> None:
    card = presence.checkins.card()._replace(feeling="guilt", reading="true", step="again")
    presence.checkins.save(card)
    screen = GuiltScreen(presence)
    app, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.weighing)
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == "small" and bool(screen.asking))
        screen.words.insert("call her")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    assert [i.text for i in presence.intentions.for_day(date(2026, 11, 23))] == ["call her"]


async def test_without_facts_their_step_is_left_out_in_silence(presence: Presence) -> None:
    screen = GuiltScreen(presence)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        assert "facts" not in text(screen)
        await pilot.press("tab", "tab")
        await until(pilot, lambda: screen.at == "reading")
        await pilot.press("3", "enter")
        await until(pilot, lambda: screen.at == "friend" and bool(screen.asking))
        assert "facts" not in text(screen).casefold()

    await run(do)


async def test_the_help_always_carries_the_emergency_line(presence: Presence) -> None:
    screen = GuiltScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, EveningHelp))
        shown = " ".join(str(s.render()) for s in app.screen.query("Static"))
        assert EMERGENCY in shown

    await run(do)


async def test_where_nothing_is_heavy_the_line_does_not_startle(presence: Presence) -> None:
    screen = RhythmScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, EveningHelp))
        shown = " ".join(str(s.render()) for s in app.screen.query("Static"))
        assert "How days lean" in shown
        assert EMERGENCY not in shown

    await run(do)


# ── left, and taken up ───────────────────────────────────────────────────────


def other_window(presence: Presence) -> Presence:
    """The same home, opened by somebody else."""
    return Presence(presence.paths, presence.settings, presence.clock)


async def put(pilot: Pilot[None], screen: GuiltScreen, words: str, *keys: str) -> None:
    """Types words in place of those in the field, then keys."""
    await until(pilot, lambda: bool(screen.asking))
    screen.words.load_text(words)
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()


async def test_a_first_answer_left_half_typed_is_there_again(presence: Presence) -> None:
    screen = GuiltScreen(presence)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        assert NO_THERAPY.split(".")[0] in text(screen)
        await put(pilot, screen, "tired and short with leo", "escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    assert presence.checkins.cards(TODAY) == ()
    again = GuiltScreen(presence)
    _, run = visit(again)

    async def go_on(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.words.text == "tired and short with leo")
        await pilot.press("enter")
        await until(pilot, lambda: again.weighing)

    await run(go_on)
    (card,) = presence.checkins.cards(TODAY)
    assert card.feeling == "tired and short with leo"
    assert not [f for f in (presence.paths.state / "drafts").iterdir() if "feeling" in f.name]


async def test_what_was_chosen_and_not_kept_yet_is_there_again(lived: Presence) -> None:
    card = lived.checkins.new_card(TODAY)._replace(feeling="guilt", thought="never enough")
    lived.checkins.save(card._replace(step="reading"))
    screen = GuiltScreen(lived)
    app, run = visit(screen)

    async def leave(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.at == "reading" and "hard to say" in text(screen))
        await pilot.press("3", "escape")
        await until(pilot, lambda: bool(app.result))

    await run(leave)
    assert lived.checkins.card(TODAY).reading is None
    again = GuiltScreen(lived)
    _, run = visit(again)

    async def go_on(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: again.chosen.reading == "comparison")
        assert "● 3" in text(again)
        await pilot.press("enter")
        await until(pilot, lambda: again.at == "facts")
        await pilot.press("space", "down", "space", "escape")

    await run(go_on)
    assert (lived.checkins.card(TODAY).reading, lived.checkins.card(TODAY).facts) == (
        "comparison",
        (),
    )
    third = GuiltScreen(lived)
    _, run = visit(third)

    async def finish(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: len(third.chosen.facts) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: third.at == "friend")

    await run(finish)
    assert len(lived.checkins.card(TODAY).facts) == 2


async def test_a_card_is_one_change_for_each_answer(presence: Presence) -> None:
    presence.moments.log("before")
    screen = GuiltScreen(presence)
    app, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await put(pilot, screen, "guilt", "enter")
        await until(pilot, lambda: screen.weighing)
        await pilot.press("7", "right", "right", "left", "enter")
        await put(pilot, screen, "never enough", "enter")
        await until(pilot, lambda: screen.at == "reading")
        await pilot.press("1", "2", "1", "enter")
        for step in ("friend", "fairer"):
            await until(pilot, lambda s=step: screen.at == s)
            await pilot.press("enter")
        await until(pilot, lambda: screen.at == "again")
        await pilot.press("3", "enter")
        await until(pilot, lambda: screen.at == "small")
        await put(pilot, screen, "say sorry at breakfast", "enter")
        await until(pilot, lambda: bool(app.result))
        said = [str(n.message) for n in app._notifications]
        assert said == ["Kept. Tomorrow: say sorry at breakfast"]

    await run(do)
    (card,) = presence.checkins.cards(TODAY)
    assert (card.weight, card.weight_after, card.small) == (8, 3, "say sorry at breakfast")
    said = [presence.changes.undo().sentence for _ in range(7)]
    assert said == [
        *["Taken back: the last answer of a card."] * 5,
        "Taken back: a card.",
        "Taken back: before.",
    ]


@pytest.mark.parametrize(("keys", "weight"), [("1", 1), ("10", 10), ("100", 0), ("7", 7)])
async def test_every_weight_can_be_typed(presence: Presence, keys: str, weight: int) -> None:
    screen = GuiltScreen(presence)
    _, run = visit(screen, (30, 14))

    async def do(pilot: Pilot[None]) -> None:
        await put(pilot, screen, "guilt", "enter")
        await until(pilot, lambda: screen.weighing)
        for shown in ("0", "5", "9", "10"):
            assert f" {shown} " in f" {text(screen)} ".replace("\n", " ")
        await pilot.press(*keys, "enter")
        await until(pilot, lambda: screen.at == "thought")

    await run(do)
    assert presence.checkins.card(TODAY).weight == weight


# ── what cannot be written, and two windows ──────────────────────────────────


@pytest.mark.parametrize("step", ["feeling", "thought", "friend", "fairer", "small"])
async def test_words_that_could_not_be_kept_stay_in_the_field(
    presence: Presence, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    card = presence.checkins.new_card(TODAY)._replace(feeling="guilt", reading="true", step=step)
    if step != "feeling":
        presence.checkins.save(card)
    screen = GuiltScreen(presence)
    _, run = visit(screen)

    def full(*_: object) -> None:
        raise StoreError("The disk is full; nothing was changed.")

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.at == step and bool(screen.asking))
        monkeypatch.setattr("presence_tui.store.writing.Writing._replace", full)
        await put(pilot, screen, "words that matter", "enter")
        assert (screen.at, screen.words.text) == (step, "words that matter")
        key = screen.asking
        await pilot.press("escape")
        await pilot.pause()
        assert presence.drafts.of(key) == "words that matter"

    await run(do)


async def test_two_windows_on_one_card_lose_nothing(lived: Presence) -> None:
    card = lived.checkins.new_card(TODAY)._replace(feeling="guilt", weight=5, step="thought")
    card = lived.checkins.save(card)
    screen = GuiltScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen.at == "thought")
        other = other_window(lived)
        theirs = other.checkins.card(TODAY)
        answers = {"thought": "never enough", "fairer": "we danced", "weight": 8}
        other.checkins.save(theirs._replace(**answers), theirs)
        await put(pilot, screen, "too short with leo", "enter")
        await until(pilot, lambda: screen.at == "reading")
        await pilot.press("1", "enter")
        await until(pilot, lambda: screen.at == "friend")

    await run(do)
    (kept,) = lived.checkins.cards(TODAY)
    assert kept.thought == "never enough\ntoo short with leo"
    assert (kept.fairer, kept.weight, kept.reading) == ("we danced", 8, "true")


async def test_a_card_tabbed_through_takes_nothing_away(presence: Presence) -> None:
    screen = GuiltScreen(presence)
    app, run = visit(screen)
    card = presence.checkins.save(presence.checkins.new_card(TODAY)._replace(feeling="guilt"))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: bool(screen.asking))
        other = other_window(presence)
        there = other.checkins.card(TODAY)
        answers = {"thought": "worse", "friend": "rest", "fairer": "enough for today"}
        other.checkins.save(there._replace(**answers), there)
        await pilot.press("tab", "tab", "tab", "tab", "tab", "tab", "tab")
        await until(pilot, lambda: bool(app.result))

    await run(do)
    (kept,) = presence.checkins.cards(TODAY)
    assert kept.stamp.id == card.stamp.id
    assert (kept.feeling, kept.thought, kept.friend, kept.fairer) == (
        "guilt",
        "worse",
        "rest",
        "enough for today",
    )


# ── facts and readings ───────────────────────────────────────────────────────


async def test_a_fact_is_put_to_rest_and_comes_back(lived: Presence) -> None:
    card = lived.checkins.new_card(TODAY)._replace(feeling="guilt", thought="x", step="facts")
    lived.checkins.save(card)
    screen = GuiltScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "dance party" in text(screen))
        await pilot.press("z")
        await until(pilot, lambda: "dance party" not in text(screen))
        await pilot.press("u")
        await until(pilot, lambda: "dance party" in text(screen))

    await run(do)


@pytest.mark.parametrize(
    ("keys", "reading"),
    [
        (("enter",), None),
        (("space", "enter"), None),
        (("3", "3", "enter"), None),
        (("down", "enter"), "true"),
        (("down", "down", "enter"), "perfectionism"),
        (("up", "space", "enter"), "true"),
        (("4", "enter"), "should"),
    ],
    ids=str,
)
async def test_enter_alone_says_nothing_about_the_thought(
    lived: Presence, keys: tuple[str, ...], reading: str | None
) -> None:
    card = lived.checkins.new_card(TODAY)._replace(feeling="guilt", thought="x", step="reading")
    lived.checkins.save(card)
    screen = GuiltScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "hard to say" in text(screen))
        assert "1–5 or ↑ ↓" in text(screen)
        assert "▌" not in text(screen)
        await pilot.press(*keys)
        await until(pilot, lambda: screen.at in ("facts", "friend"))

    await run(do)
    assert lived.checkins.card(TODAY).reading == reading


@pytest.mark.parametrize("screen_of", [GuiltScreen, WeekReviewScreen])
async def test_back_is_offered_where_there_is_something_before(
    lived: Presence, screen_of: type[GuiltScreen | WeekReviewScreen]
) -> None:
    screen = screen_of(lived)
    _, run = visit(screen, (120, 36))

    async def do(pilot: Pilot[None]) -> None:
        first = screen.at
        await until(pilot, lambda: "enter go on" in text(screen))
        assert "shift+tab" not in text(screen)
        await pilot.press("tab")
        await until(pilot, lambda: screen.at != first)
        assert "shift+tab back" in text(screen)

    await run(do)


async def test_people_named_in_the_feeling_come_first(lived: Presence) -> None:
    lived.moments.log("tower @leo at 7:30")
    lived.moments.log("puzzle @mia at 17:20")
    card = lived.checkins.new_card(TODAY)._replace(feeling="short with Leo", thought="never enough")
    lived.checkins.save(card._replace(step="facts"))
    screen = GuiltScreen(lived)
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "tower, @leo" in text(screen))
        assert "▌ ○ Sunday: tower, @leo" in text(screen)

    await run(do)


async def test_the_keys_of_the_facts_are_in_sight_on_a_narrow_page(lived: Presence) -> None:
    card = lived.checkins.new_card(TODAY)._replace(feeling="guilt", thought="x", step="facts")
    lived.checkins.save(card)
    screen = GuiltScreen(lived)
    _, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "dance party" in text(screen))
        for said in ("space picks it", "z not this one", "esc leave"):
            assert said in text(screen)

    await run(do)


async def test_readings_and_facts_are_whole_on_a_narrow_page(lived: Presence) -> None:
    lived.moments.log("a very long walk along the river with all the ducks @leo @mia", at="15:00")
    card = lived.checkins.new_card(TODAY)._replace(feeling="guilt", thought="leo", step="reading")
    lived.checkins.save(card)
    screen = GuiltScreen(lived)
    _, run = visit(screen, (40, 20))

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "perfectionism" in text(screen))
        assert "enough" in text(screen)
        assert "…" not in "\n".join(text(screen).split("\n")[1:-1])
        await pilot.press("2", "enter")
        await until(pilot, lambda: screen.at == "facts")
        assert "@leo @mia" in text(screen)

    await run(do)


async def test_what_was_called_heavy_stays_in_sight(presence: Presence) -> None:
    screen = GuiltScreen(presence, TODAY, "shouted at bedtime, tired")
    _, run = visit(screen)

    async def do(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "“shouted at bedtime, tired”" in text(screen))

    await run(do)
