"""Words that two hands changed at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.joining import joined, joined_line

TEXT = st.lists(st.sampled_from(["a", "b", "c", "rain", "", "  "]), max_size=6).map("\n".join)


@pytest.mark.parametrize(
    ("since", "mine", "theirs", "found"),
    [
        ("", "mine", "", "mine"),
        ("", "", "theirs", "theirs"),
        ("", "mine", "theirs", "theirs\nmine"),
        ("", "same", "same", "same"),
        ("a\nb\nc", "a\nB\nc", "a\nb\nc\nd", "a\nB\nc\nd"),
        ("a", "a\nmine", "a\ntheirs", "a\ntheirs\nmine"),
        ("a\nb", "a", "a\nb\nc", "a\nb\nc"),
        ("a", "", "a and more", "a and more"),
        ("a\nb\nc", "b\nc", "a\nb", "b"),
    ],
)
def test_two_hands_on_one_text(since: str, mine: str, theirs: str, found: str) -> None:
    assert joined(since, mine, theirs) == found


def test_on_one_line_both_answers_stand() -> None:
    assert joined_line("", "mine", "theirs") == "theirs; mine"
    assert joined_line("was", "was", "theirs") == "theirs"


@given(TEXT, TEXT, TEXT)
def test_no_line_that_was_added_is_lost(since: str, mine: str, theirs: str) -> None:
    found = joined(since, mine, theirs).split("\n")
    for new in (mine, theirs):
        for line in new.split("\n"):
            assert not line.strip() or line in since.split("\n") or line in found


@given(TEXT, TEXT)
def test_what_one_hand_left_alone_is_as_the_other_made_it(since: str, mine: str) -> None:
    assert joined(since, mine, since) == mine
    assert joined(since, since, mine) == mine
