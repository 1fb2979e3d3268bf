"""Words that mean the same when they are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.folding import places, plain


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café Ñandú", "cafe nandu"),
        ("Straße", "STRASSE"),
        ("İstanbul Iğdır", "istanbul igdir"),
        ("Łódź, Søren, Ærø", "lodz, soren, aero"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("مدرسة", "مدرسه"),
        ("ـسـلام", "سلام"),
        ("می‌خواهم", "میخواهم"),
        ("ママ", "まま"),
        ("ﾊﾟﾊﾟ", "パパ"),
        ("ＡＢＣ", "abc"),
        ("Οδός", "ΟΔΟΣ"),
        ("don’t", "don't"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_one_is_found_by_the_other(written: str, typed: str) -> None:
    assert plain(written) == plain(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("かき", "かぎ"), ("कु", "क"), ("パパ", "ババ"), ("و", "ي")]
)
def test_marks_that_make_another_letter_stay(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@given(st.text())
def test_plain_words_are_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=30), st.text(min_size=1, max_size=8), st.text(max_size=30))
def test_places_lie_in_the_text_and_in_order(before: str, word: str, after: str) -> None:
    text = before + word + after
    last = 0
    for start, end in places(text, plain(word)):
        assert last <= start < end <= len(text)
        last = end


def test_two_in_one_letter_are_one_place() -> None:
    assert places("\U00010376\U00010376", "\U00010376") == ((0, 2),)


def test_places_count_in_the_characters_of_the_text() -> None:
    assert places("Die Straße, die STRASSE", "strasse") == ((4, 10), (16, 23))
    assert places("Cafe\u0301 café", plain("café")) == ((0, 5), (6, 10))
    assert places("ﾊﾟﾊﾟと", plain("ぱ")) == ((0, 2), (2, 4))
    assert places("nothing", "x") == ()
    assert places("nothing", "") == ()
