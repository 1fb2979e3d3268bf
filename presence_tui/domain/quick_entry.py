"""A line of words → a draft.

Words with a meaning may stand anywhere in the line: a length (`10m`, `1h30`, `5 min`), `@people`,
`#tags`, a time (`at 7:40`, `20 min ago`) or a range (`18:00-18:30`). `\\` before such a word makes
it plain and `\\\\` is a backslash. What is left, in order, is the text.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presence_tui.domain.clock_words import Ago, Span, clock_span, clock_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.lengths import read_length
from presence_tui.domain.meanings import Meaning, Name, Word, meanings, name_of, words_of
from presence_tui.domain.shown_entry import show_gratitude, show_moment
from presence_tui.domain.text import LONGEST, clean, fold

__all__ = [
    "Ago",
    "Draft",
    "Span",
    "clock_span",
    "clock_time",
    "read_gratitude",
    "read_length",
    "read_moment",
    "show_gratitude",
    "show_moment",
]

_LONGEST_LINE = 6 * LONGEST
"""Room for the backslashes, signs and spaces that a full entry needs when it is shown again."""


_STOPS = tuple(",.;:!?…،。、")
"""Behind one of these a comma that comes along with a taken word says nothing more."""


class Draft(NamedTuple):
    """What a line of words means, before the clock makes a record of it."""

    text: str
    minutes: int | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    when: Span | Ago | None = None


def read_moment(
    line: str, time_said: bool = False, length_said: bool = False, what: str = "the moment"
) -> Draft:
    """Reads a moment. A time or length that is said elsewhere wins: those of the line stay text.

    `what` is what an error calls it. Raises WordsError for a length or time that cannot be meant,
    and for a line without words.
    """
    words, found = _heard(line, times=True)
    when = None if time_said else _first(m for m in found if m.is_time)
    length = None
    if not length_said and not (when and isinstance(when.when, Span) and when.when.end):
        length = _first(_lengths(found))
    taken = [m for m in (when, length) if m]
    names = {m.start: m.name for m in found if m.name}
    return _draft(
        _text(words, names, taken),
        names,
        what,
        minutes=length.minutes if length else None,
        when=when.when if when else None,
    )


def read_gratitude(line: str) -> Draft:
    """Reads a gratitude: people and tags; lengths and times stay text. Raises WordsError."""
    words, found = _heard(line, times=False)
    names = {m.start: m.name for m in found if m.name}
    return _draft(_text(words, names, []), names, "the thanks")


def read_names(words: str) -> tuple[str, ...]:
    """People or tags alone, with or without their sign. Raises WordsError for what is no name."""
    names = []
    for word in clean(words).replace(",", " ").split():
        found = name_of("@" + word.lstrip("@#"))
        if found is None or found.rest:
            raise WordsError(f"“{word}” is no name: letters, digits, _ and - make one.")
        names.append(found.name)
    return _unique(names)


def _draft(
    text: str,
    names: dict[int, Name],
    what: str,
    minutes: int | None = None,
    when: Span | Ago | None = None,
) -> Draft:
    people = _unique(n.name for n in names.values() if n.sign == "@")
    tags = _unique(n.name for n in names.values() if n.sign == "#")
    check_size(max(len(text), sum(len(name) for name in (*people, *tags))))
    if all(char.isspace() or unicodedata.category(char) == "Cf" for char in text):
        raise WordsError(f"There are no words for {what} yet: add a few of your own.")
    return Draft(text, minutes, people, tags, when)


def check_size(characters: int, most: int = LONGEST) -> None:
    """Raises WordsError for so many characters that one entry does not hold them."""
    if characters > most:
        raise WordsError(
            f"This is {characters:,} characters long; one entry holds up to {LONGEST:,}. "
            "Shorten it or log it in parts."
        )


# ── what counts ───────────────────────────────────────────────────────────────


def _heard(line: str, times: bool) -> tuple[list[Word], list[Meaning]]:
    """The words without their escapes, and the meanings that no escape makes plain."""
    check_size(len(line), _LONGEST_LINE)
    typed = words_of(clean(line))
    bare = [Word(word.gap, _unescaped(word.text)) for word in typed]
    found = meanings(bare, times)
    covered = {i for m in found for i in range(m.start, m.stop)}
    escaped = {i for i in covered if bare[i] != typed[i]}
    # A backslash before a meaning makes all its words plain; one inside it takes only that
    # meaning away, so that `5 min \ago` still has its five minutes.
    plain = {i for m in found if m.start in escaped for i in range(m.start, m.stop)}
    words = [bare[i] if i in escaped else word for i, word in enumerate(typed)]
    quiet = plain | escaped
    return words, [m for m in found if quiet.isdisjoint(range(m.start, m.stop))]


def _unescaped(text: str) -> str:
    """A word without the one backslash before it; two of them are no escape."""
    return text[1:] if len(text) > 1 and text[0] == "\\" != text[1] else text


def _lengths(found: Sequence[Meaning]) -> Iterable[Meaning]:
    """Those that are a length on their own: the one in `20 min ago` belongs to the time."""
    timed = {i for m in found if m.is_time for i in range(m.start, m.stop)}
    return (m for m in found if m.is_length and timed.isdisjoint(range(m.start, m.stop)))


def _first(found: Iterable[Meaning]) -> Meaning | None:
    """The first of them. Raises its WordsError when it cannot be meant."""
    first = next(iter(found), None)
    if first and first.wrong:
        raise first.wrong
    return first


# ── what is left ──────────────────────────────────────────────────────────────


def _text(words: Sequence[Word], names: dict[int, Name], taken: Sequence[Meaning]) -> str:
    """What is left without the meanings taken and the names at both ends."""
    gone = {i for m in taken for i in range(m.start, m.stop)}
    tails = {m.start: m.tail for m in taken}
    kept = [i for i in range(len(words)) if i not in gone]
    lone = {i for i, name in names.items() if not name.rest}
    first, last = 0, len(kept)
    while first < last and kept[first] in lone:
        first += 1
    while first < last and kept[last - 1] in lone:
        last -= 1
    staying = set(kept[first:last])
    out: list[str] = []
    gap = ""
    for i, word in enumerate(words):
        gap = _gap(gap + word.gap)
        if i in staying:
            text = names[i].name + names[i].rest if i in names else word.text
            out += [gap if out else "", text.replace("\\\\", "\\")]
            gap = ""
        elif tails.get(i) and out and not out[-1].endswith(_STOPS):
            out.append(tails[i])
    return "".join(out)


def _gap(white: str) -> str:
    """White space between two kept words: its newlines, else one space as it was typed."""
    newlines = white.count("\n")
    if newlines:
        return "\n" * newlines
    return white if len(white) == 1 and white != "\t" else " " if white else ""


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order, the first spelling of each."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return tuple(seen.values())
