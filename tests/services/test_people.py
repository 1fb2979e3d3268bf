"""People: names that are used, and what is kept about them."""

from datetime import date

import pytest

from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.services.presence import Presence


def names(presence: Presence) -> list[str]:
    return [p.name for p in presence.people.all()]


def test_names_used_are_people(presence: Presence) -> None:
    presence.moments.log("swing @Mia")
    presence.gratitude.give("tea from @Sam")
    assert names(presence) == ["Mia", "Sam"]
    assert presence.people.of("@mia").id == "mia"
    with pytest.raises(NotFoundError):
        presence.people.of("no one")


def test_two_spellings_are_merged_and_parted(presence: Presence) -> None:
    presence.moments.log("swing @mia", day=date(2026, 11, 1))
    presence.moments.log("slide @Mimi", day=date(2026, 11, 2))
    merged = presence.people.merge("mimi", "mia")
    assert (merged.name, merged.spellings) == ("mia", ("mia", "Mimi"))
    assert names(presence) == ["mia"]
    assert [m.text for m in presence.people.page("Mimi").moments] == ["slide", "swing"]
    with pytest.raises(StateError):
        presence.people.merge("mia", "mimi")
    presence.people.part("mimi")
    assert names(presence) == ["mia", "Mimi"]
    with pytest.raises(StateError):
        presence.people.part("mimi")
    presence.changes.undo()
    assert names(presence) == ["mia"]


def test_a_fuller_name_a_colour_and_rest(presence: Presence) -> None:
    presence.moments.log("swing @mia")
    presence.people.rename("mia", "Mia Sofia")
    presence.people.colour("Mia Sofia", "teal")
    person = presence.people.rest("mia")
    assert (person.name, person.colour, person.at_rest) == ("Mia Sofia", "teal", True)
    assert presence.people.rest("mia", wake=True).at_rest is False
    assert presence.people.rename("mia", "").name == "mia"
    with pytest.raises(WordsError, match="teal"):
        presence.people.colour("mia", "beige")
    with pytest.raises(WordsError):
        presence.people.rename("mia", "x" * 200)


def test_a_page_says_what_you_like_to_do(presence: Presence) -> None:
    for day in (1, 2, 3):
        presence.moments.log("Pancakes @leo #kitchen", day=date(2026, 11, day))
    presence.moments.log("swim @leo", day=date(2026, 11, 4))
    sad = presence.moments.log("the hospital @leo", day=date(2026, 11, 5))
    presence.gratitude.give("a drawing @leo")
    presence.memories.rest(sad.stamp.id)
    page = presence.people.page("leo")
    assert [m.text for m in page.moments][:2] == ["swim", "Pancakes"]
    assert page.liked == ("Pancakes", "#kitchen")
    assert [g.text for g in page.gratitude] == ["a drawing"]
