"""Text is text: what is kept of it, what never is."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.text import clean, escape_json, fold, one_line

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words", "plain words"),
        ("", ""),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("nul\x00 bell\x07 del\x7f csi\x9b31m", "nul bell del csi31m"),
        ("over\u202eride \u2066iso\u2069 bom\ufeff", "override iso bom"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("raw \udcff byte \ud83d", "raw \ufffd byte \ufffd"),
        ("[b]markup[/b] [@click=app.quit]x[/]", "[b]markup[/b] [@click=app.quit]x[/]"),
    ],
)
def test_control_characters_go_and_newlines_are_one_kind(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👧\u200d👦",
        "می\u200cخواهم",
        "C++\u200e בשפת",
        "\u200fבית\u200f",
        "\u061c١٢",
        "e\u0301 ❤\ufe0f 🏳\ufe0f\u200d🌈",
        "\u00a0\u3000",
    ],
)
def test_what_scripts_and_emoji_are_made_of_stays(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.characters()))
def test_clean_text_holds_nothing_unsafe_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert not UNSAFE.search(cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text(st.characters()))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mia", "MIA"),
        ("Straße", "STRASSE"),
        ("aná", "ana\u0301"),
        ("ΟΔΟΣ", "οδος"),
        ("Å", "\u212b"),
    ],
)
def test_names_are_compared_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_on_a_terminal_acts_on_nothing_and_means_the_same(text: str) -> None:
    shown = escape_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert not UNSAFE.search(shown)
    assert not re.search("[\u061c\u200e\u200f]", shown)
