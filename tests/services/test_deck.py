"""The ten-minute deck."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import WordsError
from presence_tui.domain.idea import AGES, ENERGIES, WHO, Idea, Wanted, dealt, read_ideas
from presence_tui.domain.text import fold
from presence_tui.services.presence import Presence
from presence_tui.store.ideas_file import load_shipped


def test_the_shipped_ideas_are_sound_many_and_calm() -> None:
    ideas, problems = read_ideas(load_shipped(), "ideas.toml")
    assert problems == ()
    assert len(ideas) >= 60
    assert all(idea.minutes <= 10 and "!" not in idea.text for idea in ideas)
    for age in AGES:
        for who in WHO:
            fits = [i for i in ideas if Wanted(energy="low", age=age, who=who).fits(i)]
            assert len(fits) >= 3, (age, who)


def test_cards_fit_what_is_wanted(presence: Presence) -> None:
    wanted = Wanted(minutes=5, energy="some", place="out", age="small")
    cards = presence.deck.deal(wanted)
    assert cards
    for card in cards:
        assert card.minutes <= 5 and card.energy != "high" and card.place != "in"
    for wrong in (Wanted(energy="none"), Wanted(place="moon"), Wanted(age="x"), Wanted(minutes=0)):
        with pytest.raises(WordsError):
            presence.deck.deal(wrong)


def test_the_same_seed_deals_the_same(presence: Presence) -> None:
    assert presence.deck.deal(seed=3) == presence.deck.deal(seed=3)
    assert presence.deck.deal(seed=3) != presence.deck.deal(seed=4)
    assert presence.deck.deal() == presence.deck.deal()


def test_what_was_done_lately_comes_less_often(presence: Presence) -> None:
    card = presence.deck.deal(seed=1)[0]
    presence.moments.log(card.text)
    places = [presence.deck.deal(seed=seed).index(card) for seed in range(60)]
    middle = len(presence.deck.ideas()) / 2
    assert sum(places) / len(places) > middle * 1.5


def test_starting_a_card_runs_it_as_a_moment(presence: Presence, clock: FixedClock) -> None:
    card = presence.deck.deal(seed=1)[0]
    boundary = presence.deck.start(card)
    assert (boundary.kind, boundary.name, boundary.planned_s) == (
        "moment",
        card.text,
        card.minutes * 60,
    )
    clock.advance(240)
    presence.boundaries.stop()
    assert presence.history.today().moments[0].text == card.text


def test_ones_own_ideas_add_or_replace(presence: Presence, home: Path, clock: FixedClock) -> None:
    home.mkdir()
    file = home / "ideas.toml"
    file.write_text('[[ideas]]\ntext = "feed the ducks"\nplace = "out"\n[[ideas]]\nminutes = 3\n')
    shipped = len(read_ideas(load_shipped(), "")[0])
    assert len(presence.deck.ideas()) == shipped + 1
    assert presence.deck.problems == (f"{file}: idea 2 is left out: its text is missing.",)
    file.write_text('only = true\n[[ideas]]\ntext = "feed the ducks"\n')
    fresh = Presence(presence.paths, presence.settings, clock)
    assert fresh.deck.ideas() == (Idea("feed the ducks"),)
    file.write_text("only = [")
    broken = Presence(presence.paths, presence.settings, clock)
    assert len(broken.deck.ideas()) == shipped
    assert "is not valid TOML" in broken.deck.problems[0]


@given(st.dictionaries(st.text(), st.none() | st.text() | st.lists(st.text() | st.integers())))
def test_any_table_can_be_read(fields: dict[str, object]) -> None:
    ideas, problems = read_ideas({"ideas": [fields]}, "x")
    assert len(ideas) + len(problems) == 1
    assert read_ideas({"ideas": fields}, "x")


@given(st.lists(st.text(min_size=1), unique_by=fold), st.integers())
def test_dealing_loses_no_card(texts: list[str], seed: int) -> None:
    ideas = [Idea(text) for text in texts]
    weights = {fold(text): 0.05 for text in texts[::2]}
    assert set(dealt(ideas, weights, seed)) == set(ideas)
    assert ENERGIES
