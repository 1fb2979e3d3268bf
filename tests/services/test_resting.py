"""At rest: people in all their spellings, and words wherever they stand."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.letter import markdown
from presence_tui.domain.settings import Settings
from presence_tui.domain.usual_lines import UsualLine
from presence_tui.services.letters import Letters
from presence_tui.services.presence import Presence

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def texts(presence: Presence) -> Iterator[str]:
    """Every text that is offered anywhere, without the people in it."""
    presence.completions.load()
    for begin in ("ho", "wa", "ba", "sw", "bl"):
        yield from (c.words for c in presence.completions.of(begin))
    yield from (usual.text for usual in presence.usual.moments())
    yield from (fact.text for fact in presence.memories.facts(""))
    yield from (m.text for m in presence.memories.awake("moments", ago(6), TODAY))
    yield from (card.text for card in presence.deck.deal())
    memory = presence.memories.closing(TODAY)
    yield from (memory.text,) if memory else ()


def offered(presence: Presence, text: str) -> bool:
    """Whether these words are offered anywhere."""
    return any(text in found for found in texts(presence))


# ── people ───────────────────────────────────────────────────────────────────


@pytest.fixture
def walks(presence: Presence) -> Presence:
    """A walk with one person under three spellings, each on two days."""
    for n, name in enumerate(("gp", "gramps", "grandfather")):
        for day in (n, n + 1):
            presence.moments.log(f"walk @{name}", day=ago(day))
    return presence


def test_one_spelling_at_rest_rests_them_all(walks: Presence) -> None:
    walks.people.rest("gramps")
    assert offered(walks, "walk")
    walks.people.merge("gp", "gramps")
    walks.people.merge("gramps", "grandfather")
    assert not offered(walks, "walk")
    assert walks.completions.of("@g") == ()
    assert walks.people.of("gp").at_rest


@pytest.mark.parametrize("name", ["gp", "gramps", "grandfather"])
def test_any_spelling_wakes_them_all(walks: Presence, name: str) -> None:
    walks.people.rest("gramps")
    walks.people.merge("gp", "gramps")
    walks.people.merge("gramps", "grandfather")
    assert not walks.people.rest(name, wake=True).at_rest
    assert offered(walks, "walk")
    walks.people.rest(name)
    walks.people.part("gp")
    assert walks.people.of("gp").at_rest
    assert walks.people.of("grandfather").at_rest


def test_nobody_is_met_on_another_ones_page(presence: Presence) -> None:
    for day in (1, 2):
        presence.moments.log("visiting the hospital @grandpa @mia", day=ago(day))
        presence.moments.log("pancakes @mia", day=ago(day))
    presence.gratitude.give("one more summer @grandpa @mia")
    presence.people.rest("grandpa")
    page = presence.people.page("mia")
    assert {m.text for m in page.moments} == {"pancakes"}
    assert (page.liked, page.gratitude) == (("pancakes",), ())
    own = presence.people.page("grandpa")
    assert {m.text for m in own.moments} == {"visiting the hospital"}


def test_a_fuller_name_of_one_spelling_is_the_name_of_all(presence: Presence) -> None:
    presence.moments.log("walk @gp", at="9:00")
    presence.moments.log("walk @grandpa", at="10:00")
    presence.people.rename("gp", "Old GP")
    presence.people.colour("gp", "teal")
    presence.people.merge("gp", "grandpa")
    seen = presence.rhythms.see("week", TODAY)
    assert seen.people == ("Old GP",)
    assert len(seen.rhythm.with_person("Old GP")) == 2
    assert seen.labels["Old GP"].colour == "teal"
    (person,) = presence.people.all()
    assert (person.name, person.colour, person.id) == ("Old GP", "teal", "grandpa")
    assert "with Old GP" in markdown(Letters(presence).gather("week", TODAY))
    presence.people.rename("grandpa", "")
    presence.people.colour("grandpa", None)
    (person,) = presence.people.all()
    assert (person.name, person.colour) == ("grandpa", None)


def test_two_people_with_one_fuller_name_stay_two(presence: Presence) -> None:
    presence.moments.log("swing @mia @mia2", at="9:00")
    presence.people.rename("mia", "Mia Lou")
    presence.people.rename("mia2", "Mia Lou")
    assert presence.rhythms.see("week", TODAY).people == ("Mia Lou", "mia2")


# ── entries and words ────────────────────────────────────────────────────────


@pytest.fixture
def baths(presence: Presence) -> Presence:
    """The same words on three days, with different people."""
    for day in (0, 1, 2):
        presence.moments.log(f"bath with the baby 10m @mia{day}", day=ago(day))
    return presence


def test_an_entry_rests_wherever_its_words_stand(baths: Presence) -> None:
    entry = baths.history.day(ago(1)).moments[0]
    assert offered(baths, "bath with the baby")
    baths.memories.rest(entry.stamp.id)
    assert not offered(baths, "bath with the baby")
    baths.moments.log("Bath with  the baby")
    assert not offered(baths, "ath with")
    other = baths.history.day(ago(2)).moments[0]
    assert baths.memories.resting().has(other)
    baths.memories.rest(other.stamp.id, wake=True)
    assert offered(baths, "bath with the baby")
    assert baths.memories.resting().has(baths.history.day(ago(1)).moments[0])
    baths.memories.rest(entry.stamp.id, wake=True)
    assert not baths.memories.resting().has(baths.history.day(ago(1)).moments[0])


def test_undo_wakes_entry_and_words_at_once(baths: Presence) -> None:
    entry = baths.history.day(ago(1)).moments[0]
    baths.memories.rest(entry.stamp.id)
    baths.changes.undo()
    assert offered(baths, "bath with the baby")
    assert baths.memories.resting().words == frozenset()


def test_words_rest_however_long_ago_they_were_written(
    presence: Presence, clock: FixedClock
) -> None:
    old = presence.moments.log("hospital", day=date(2019, 11, 22))
    presence.moments.log("hospital", day=date(2024, 11, 22))
    presence.memories.rest(old.stamp.id)
    assert presence.memories.closing(TODAY) is None


def test_a_card_of_the_deck_and_a_line_of_the_settings_rest(presence: Presence) -> None:
    card = presence.deck.deal()[0]
    presence.settings = Settings(usual=(UsualLine("10m swim @sam"), UsualLine("nap")))
    presence.memories.rest_words(card.text)
    presence.memories.rest_words("Swim")
    assert not offered(presence, card.text)
    assert [u.text for u in presence.usual.moments()] == ["nap"]
    presence.memories.rest_words(card.text, wake=True)
    assert offered(presence, card.text)
    presence.memories.rest_words("swim", wake=True)
    assert [u.text for u in presence.usual.moments()] == ["swim", "nap"]
    presence.moments.log("tea @sam")
    presence.people.rest("sam")
    assert [u.text for u in presence.usual.moments()] == ["nap"]
    presence.usual.put("story")
    presence.people.rest("sam", wake=True)
    assert [u.text for u in presence.usual.moments()] == ["nap", "story", "swim"]


def test_a_thanks_at_rest_is_no_completion(presence: Presence) -> None:
    given = presence.gratitude.give("walking home with her")
    presence.memories.rest(given.stamp.id)
    presence.completions.load()
    assert presence.completions.of("walk", "gratitude") == ()


def test_what_rests_stays_in_ones_own_letters_and_can_be_listed(baths: Presence) -> None:
    entry = baths.history.day(ago(1)).moments[0]
    baths.memories.rest(entry.stamp.id)
    baths.people.rest("mia2")
    letter = markdown(Letters(baths).gather("week", TODAY))
    assert letter.count("bath with the baby") == 3
    resting = baths.memories.entries_at_rest()
    assert [m.stamp.day for m in resting] == [ago(2), ago(1), ago(0)]


def test_a_purge_leaves_no_words_in_what_rests(baths: Presence, home: Path) -> None:
    for day in (0, 1, 2):
        entry = baths.history.day(ago(day)).moments[0]
        if day == 1:
            baths.memories.rest(entry.stamp.id)
        baths.past.purge(entry.stamp.id)
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"bath" not in kept.lower()
