"""Pasted control characters never become keys, however the bytes arrive."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual.events import Event, Key, Paste

from presence_tui.ui.pasting import BEGIN, END, PasteParser

hostile = st.text(
    st.sampled_from("\x1b\x1b[[]0123OPM~;?aZ \r\n\t\x00\x07\x7f\x9b"), max_size=40
).filter(lambda words: END not in words)


def heard(chunks: list[str]) -> list[Event]:
    parser = PasteParser()
    return [e for chunk in chunks for e in parser.feed(chunk) if isinstance(e, Event)]


@given(hostile, st.lists(st.integers(0, 60), max_size=6))
def test_a_paste_is_one_paste_wherever_it_is_cut(words: str, cuts: list[int]) -> None:
    sent = f"a{BEGIN}x{words}x{END}b"
    places = sorted({min(cut, len(sent)) for cut in cuts} | {0, len(sent)})
    chunks = [sent[i:j] for i, j in pairwise(places)]
    first, paste, last = heard(chunks)
    assert isinstance(first, Key) and isinstance(last, Key) and isinstance(paste, Paste)
    assert (first.key, last.key) == ("a", "b")
    assert paste.text == "x" + "".join(c for c in words if c in "\r\n\t" or c.isprintable()) + "x"


@given(st.lists(st.sampled_from(["\x1b[A", "m", "\x1b[200", "é", "\x1bOP"]), max_size=8))
def test_what_is_typed_is_passed_on_as_it_comes(chunks: list[str]) -> None:
    parser = PasteParser()
    assert "".join(parser._cleaned(chunk) for chunk in chunks) == "".join(chunks)
