"""Which words of a line mean something: names, lengths, times.

Finding is kept apart from choosing: every meaning is found, whether it counts or not, so that
reading a line and writing one back agree about what needs a backslash.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from presence_tui.domain.clock_words import Ago, Span, clock_range, clock_time, is_range, is_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.lengths import is_length, read_length

_WORD = re.compile(r"(\s*)(\S+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.A)
_PUNCTUATION = ",.;:!?…、。，؟،"

T = TypeVar("T")


class Word(NamedTuple):
    """One word of a line."""

    gap: str
    """The white space before it."""
    text: str


class Name(NamedTuple):
    """A person (`@`) or a tag (`#`)."""

    sign: str
    name: str
    """Composed (NFC), else as typed."""
    rest: str
    """What is attached behind it, such as `'s`."""


class Meaning(NamedTuple):
    """What the words from `start` up to `stop` say: a name, a length or a time."""

    start: int
    stop: int
    tail: str = ""
    """Punctuation at its end, which joins the word before."""
    name: Name | None = None
    minutes: int | None = None
    when: Span | Ago | None = None
    wrong: WordsError | None = None
    """Set instead of `minutes` or `when` for what cannot be meant."""
    is_time: bool = False

    @property
    def is_length(self) -> bool:
        """Whether it is neither a time nor a name."""
        return not self.is_time and self.name is None


def words_of(line: str) -> list[Word]:
    """The words of a line, each with the white space before it."""
    return [Word(m[1], m[2]) for m in _WORD.finditer(line)]


def meanings(words: Sequence[Word], times: bool) -> list[Meaning]:
    """Every meaning in order of its first word; without `times` only names."""
    found: list[Meaning] = []
    for i, word in enumerate(words):
        if name := name_of(word.text):
            found.append(Meaning(i, i + 1, name=name))
        elif times:
            found += [m for m in (_ago(words, i), _time(words, i), _length(words, i)) if m]
    return found


def name_of(word: str) -> Name | None:
    """The person or tag that a word names, when it starts with a sign."""
    if word[:1] not in ("@", "#"):
        return None
    end = 1
    while end < len(word) and _is_name_char(word[end]):
        end += 1
    name = unicodedata.normalize("NFC", word[1:end])
    # A rule of dashes or a lone accent names nobody.
    if not any(c not in "_-" and unicodedata.category(c)[0] != "M" for c in name):
        return None
    return Name(word[0], name, word[end:])


def _is_name_char(char: str) -> bool:
    category = unicodedata.category(char)
    return char in "_-" or category[0] in "LM" or category == "Nd"


def _core(word: str) -> tuple[str, str]:
    """A word and the punctuation at its end."""
    core = word.rstrip(_PUNCTUATION)
    return core, word[len(core) :]


def _said(read: Callable[[str], T], words: str) -> tuple[T | None, WordsError | None]:
    try:
        return read(words), None
    except WordsError as error:
        return None, error


class _Length(NamedTuple):
    said: str
    stop: int
    tail: str


def _length_at(words: Sequence[Word], i: int) -> _Length | None:
    """The words of a length that begins at word `i`."""
    core, tail = _core(words[i].text)
    if is_length(core):
        return _Length(core, i + 1, tail)
    if i + 1 < len(words) and _NUMBER.fullmatch(words[i].text):
        unit, tail = _core(words[i + 1].text)
        one_space = len(words[i + 1].gap) == 1 and words[i + 1].gap != "\n"
        # A unit after a space is written out: `5 m` are metres.
        if one_space and len(unit) > 1 and unit.isalpha() and is_length(f"1{unit}"):
            return _Length(f"{words[i].text} {unit}", i + 2, tail)
    return None


def _length(words: Sequence[Word], i: int) -> Meaning | None:
    """A length, with a `for` before it."""
    takes_for = words[i].text.casefold() == "for" and _follows(words, i + 1)
    found = _length_at(words, i + 1 if takes_for else i)
    if found is None:
        return None
    minutes, wrong = _said(read_length, found.said)
    return Meaning(i, found.stop, found.tail, minutes=minutes, wrong=wrong)


def _ago(words: Sequence[Word], i: int) -> Meaning | None:
    """A length followed by `ago`."""
    found = _length_at(words, i)
    if found is None or found.tail or not _follows(words, found.stop):
        return None
    ago, tail = _core(words[found.stop].text)
    if ago.casefold() != "ago":
        return None
    minutes, wrong = _said(read_length, found.said)
    when = None if minutes is None else Ago(minutes)
    return Meaning(i, found.stop + 1, tail, when=when, wrong=wrong, is_time=True)


def _time(words: Sequence[Word], i: int) -> Meaning | None:
    """A range, or `at` and a time or a range."""
    core, tail = _core(words[i].text)
    stop = i + 1
    if core == words[i].text and core.casefold() == "at" and _follows(words, stop):
        core, tail = _core(words[stop].text)
        stop += 1
        if is_time(core):
            begin, wrong = _said(clock_time, core)
            when = None if begin is None else Span(begin)
            return Meaning(i, stop, tail, when=when, wrong=wrong, is_time=True)
    if is_range(core):
        span, wrong = _said(clock_range, core)
        return Meaning(i, stop, tail, when=span, wrong=wrong, is_time=True)
    return None


def _follows(words: Sequence[Word], i: int) -> bool:
    """Whether there is a word `i`, on the same line as the one before."""
    return i < len(words) and "\n" not in words[i].gap
