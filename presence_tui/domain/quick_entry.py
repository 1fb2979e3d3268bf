"""A line of words → a draft, and the way back.

Words with a meaning may stand anywhere in the line: a length (`10m`, `1h30`, `5 min`), `@people`,
`#tags`, a time (`at 7:40`) or a range (`18:00-18:30`). `\\` before such a word makes it plain and
`\\\\` is a backslash. What is left, in order, is the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import LONGEST, clean, fold

MOST_MINUTES = 24 * 60

_TOKEN = re.compile(r"(\s*)(\S+)")
_PUNCTUATION = ",.;:!?…、。，؟،"
_SHORT = re.compile(r"(\d+)(?:[.,](\d+))?(m|h|min|mins|minutes?|hours?)", re.I | re.A)
_MIXED = re.compile(r"(\d+)h(\d{1,2})(?:m|min)?", re.I | re.A)
_NUMBER = re.compile(r"(\d+)(?:[.,](\d+))?", re.A)
_UNIT = re.compile(r"(min|mins|minutes?|hours?)", re.I)
_HOUR = r"(\d{1,2})(?:([:.])(\d{2}))?\s?(am|pm)?"
_TIME = re.compile(_HOUR, re.I | re.A)
_COLON = re.compile(r"\d{1,2}:\d{1,2}(?:am|pm)?", re.I | re.A)
_CLOCK = r"(\d{1,2}):(\d{2})(am|pm)?"
_RANGE = re.compile(rf"({_CLOCK})[-\u2013]({_CLOCK})", re.I | re.A)


class Span(NamedTuple):
    """A beginning on the wall clock, and perhaps an end."""

    begin: time
    end: time | None = None


class Draft(NamedTuple):
    """What a line of words means, before the clock makes a record of it."""

    text: str
    minutes: int | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    when: Span | None = None


class _Word(NamedTuple):
    gap: str
    """The white space before it."""
    text: str


class _Match(NamedTuple):
    """A meaning found at a word: how many words it takes, and what they say."""

    words: int
    tail: str
    """Punctuation at its end, which joins the word before."""
    minutes: int | None = None
    when: Span | None = None


# ── meanings ──────────────────────────────────────────────────────────────────


def _core(word: str) -> tuple[str, str]:
    """A word and the punctuation at its end."""
    core = word.rstrip(_PUNCTUATION)
    return core, word[len(core) :]


def _amount(whole: str, part: str | None, hours: bool, said: str) -> int:
    """Minutes of `whole.part`, rounded half up. Raises WordsError outside 1 minute to 24 h."""
    if len(whole) > 6:
        raise _impossible_length(said)
    unit = 60 if hours else 1
    places = (part or "")[:6]
    scale = 10 ** len(places)
    minutes = (2 * int(whole + places) * unit + scale) // (2 * scale)
    if not 1 <= minutes <= MOST_MINUTES:
        raise _impossible_length(said)
    return minutes


def _impossible_length(said: str) -> WordsError:
    return WordsError(f"“{said}” cannot be a length: say 1 minute to 24 hours, such as 10m or 1h30.")


def _impossible_time(said: str) -> WordsError:
    return WordsError(f"“{said}” is no time of day: say it like 7:40, 19:05 or 7pm.")


def _length(words: Sequence[_Word], i: int) -> _Match | None:
    core, tail = _core(words[i].text)
    if m := _MIXED.fullmatch(core):
        if int(m[2]) > 59 or len(m[1]) > 6:
            raise _impossible_length(core)
        minutes = int(m[1]) * 60 + int(m[2])
        if not 1 <= minutes <= MOST_MINUTES:
            raise _impossible_length(core)
        return _Match(1, tail, minutes)
    if m := _SHORT.fullmatch(core):
        return _Match(1, tail, _amount(m[1], m[2], m[3][0] in "hH", core))
    if (m := _NUMBER.fullmatch(words[i].text)) and i + 1 < len(words):
        after = words[i + 1]
        unit, tail = _core(after.text)
        if len(after.gap) == 1 and after.gap != "\n" and _UNIT.fullmatch(unit):
            said = f"{words[i].text} {unit}"
            return _Match(2, tail, _amount(m[1], m[2], unit[0] in "hH", said))
    return None


def read_length(words: str) -> int:
    """A length as it is typed for `--for`: `30m`, `1h30`, `45 min`; minutes. Raises WordsError."""
    said = [_Word(m[1], m[2]) for m in _TOKEN.finditer(words.strip())]
    found = _length(said, 0) if said else None
    if found is None or found.words != len(said) or found.tail or found.minutes is None:
        raise _impossible_length(words.strip())
    return found.minutes


def clock_time(words: str) -> time:
    """A time of day as it is typed: `7:40`, `7.40pm`, `7pm`, `19:05`. Raises WordsError."""
    m = _TIME.fullmatch(words.strip())
    found = _wall(m[1], m[3], m[4]) if m and (m[3] or m[4]) else None
    if found is None:
        raise _impossible_time(words.strip())
    return found


def _wall(hour: str, minute: str | None, half: str | None) -> time | None:
    h, m = int(hour), int(minute or 0)
    if half:
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half.lower() == "pm" else 0)
    return time(h, m) if h < 24 and m < 60 else None


def clock_span(words: str) -> Span:
    """A time or a range of times as it is typed for `--at`. Raises WordsError."""
    if m := _RANGE.fullmatch(words.strip()):
        return _span(m)
    return Span(clock_time(words))


def _span(m: re.Match[str]) -> Span:
    begin, end = _wall(m[2], m[3], m[4]), _wall(m[6], m[7], m[8])
    if begin is None or end is None:
        raise _impossible_time(m[0])
    return Span(begin, end)


def _when(words: Sequence[_Word], i: int) -> _Match | None:
    core, tail = _core(words[i].text)
    if m := _RANGE.fullmatch(core):
        return _Match(1, tail, when=_span(m))
    if words[i].text.casefold() != "at" or i + 1 == len(words) or "\n" in words[i + 1].gap:
        return None
    said, tail = _core(words[i + 1].text)
    if m := _RANGE.fullmatch(said):
        return _Match(2, tail, when=_span(m))
    m = _TIME.fullmatch(said)
    if m and (m[3] or m[4]):
        found = _wall(m[1], m[3], m[4])
        if found is not None:
            return _Match(2, tail, when=Span(found))
        if m[2] == "." and not m[4]:
            return None
        raise _impossible_time(said)
    if _COLON.fullmatch(said):
        raise _impossible_time(said)
    return None


def _is_name_char(char: str) -> bool:
    return char in "_-" or unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"


def _name(word: str) -> tuple[str, str, str] | None:
    """Sign, name (NFC) and what is attached after it, when a word starts with a sign."""
    if word[0] not in "@#":
        return None
    end = 1
    while end < len(word) and _is_name_char(word[end]):
        end += 1
    name = unicodedata.normalize("NFC", word[1:end])
    if not any(c not in "_-" and unicodedata.category(c)[0] != "M" for c in name):
        return None
    return word[0], name, word[end:]


def _means_something(words: Sequence[_Word], i: int, times: bool) -> bool:
    """Whether a meaning begins at word `i`, or ends there having begun at the word before."""
    if _name(words[i].text):
        return True
    if not times:
        return False
    for start in (i, i - 1):
        if start < 0:
            continue
        for read in (_length, _when):
            try:
                found = read(words, start)
            except WordsError:
                return True
            if found and start + found.words > i:
                return True
    return False


# ── reading a line ────────────────────────────────────────────────────────────


class _Reader:
    """One pass over the words of a line."""

    def __init__(self, line: str, times: bool, time_said: bool) -> None:
        self.words = [_Word(m[1], m[2]) for m in _TOKEN.finditer(line)]
        self.times = times
        self.plain: set[int] = set()
        self.gone: set[int] = set()
        self.joined: dict[int, str] = {}
        self.minutes: int | None = None
        self.when: Span | None = None
        self._read_escapes()
        if times:
            if not time_said:
                self._read_when()
            if self.when is None or self.when.end is None:
                self._read_length()

    def _read_escapes(self) -> None:
        for i, (gap, text) in enumerate(self.words):
            slashes = len(text) - len(text.lstrip("\\"))
            if not slashes:
                continue
            bare = text[slashes:]
            if slashes % 2 and bare:
                trial = [*self.words]
                trial[i] = _Word(gap, bare)
                if slashes == 1 and _means_something(trial, i, self.times):
                    self.plain.add(i)
                    self.words[i] = trial[i]

    def _taken(self, i: int, count: int) -> bool:
        return any(j in self.plain or j in self.gone for j in range(i, i + count))

    def _take(self, i: int, found: _Match) -> None:
        self.gone.update(range(i, i + found.words))
        if found.tail:
            self.joined[i] = found.tail

    def _read_when(self) -> None:
        for i in range(len(self.words)):
            if i in self.plain or self._next_plain(i):
                continue
            found = _when(self.words, i)
            if found and not self._taken(i, found.words):
                self.when = found.when
                self._take(i, found)
                return

    def _next_plain(self, i: int) -> bool:
        """`at \\7:40`: the escaped second half makes both plain."""
        return self.words[i].text.casefold() == "at" and i + 1 in self.plain

    def _read_length(self) -> None:
        for i in range(len(self.words)):
            if i in self.plain or i in self.gone:
                continue
            if i + 1 in self.plain and _NUMBER.fullmatch(self.words[i].text):
                continue
            found = _length(self.words, i)
            if found and not self._taken(i, found.words):
                self.minutes = found.minutes
                self._take(i, found)
                before = i - 1
                if (
                    before >= 0
                    and not self._taken(before, 1)
                    and "\n" not in self.words[i].gap
                    and self.words[before].text.casefold() == "for"
                ):
                    self.gone.add(before)
                    self._move_join(i, before)
                return

    def _move_join(self, i: int, before: int) -> None:
        if i in self.joined:
            self.joined[before] = self.joined.pop(i)

    def names(self) -> dict[int, tuple[str, str, str]]:
        """Every word that names a person or a tag."""
        found = {}
        for i, (_, text) in enumerate(self.words):
            if i not in self.plain and i not in self.gone and (name := _name(text)):
                found[i] = name
        return found

    def text(self, names: dict[int, tuple[str, str, str]]) -> str:
        """What is left when names at the ends and all taken words are gone."""
        kept = [i for i in range(len(self.words)) if i not in self.gone]
        while kept and self._only_a_name(kept[0], names):
            self.gone.add(kept.pop(0))
        while kept and self._only_a_name(kept[-1], names):
            self.gone.add(kept.pop())
        out = ""
        gap = ""
        for i, (before, word) in enumerate(self.words):
            gap = _gap(gap + before)
            if i in self.gone:
                if i in self.joined and out:
                    out += self.joined[i]
                continue
            if i in names:
                word = names[i][1] + names[i][2]
            out += (gap if out else "") + word.replace("\\\\", "\\")
            gap = ""
        return out

    def _only_a_name(self, i: int, names: dict[int, tuple[str, str, str]]) -> bool:
        return i in names and not names[i][2]


def _gap(white: str) -> str:
    """White space between two kept words: its newlines, else one space as it was typed."""
    newlines = white.count("\n")
    if newlines:
        return "\n" * newlines
    return white if len(white) == 1 and white != "\t" else " " if white else ""


def _unique(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return tuple(seen.values())


def _read(line: str, what: str, times: bool, time_said: bool = False) -> Draft:
    if len(line) > LONGEST:
        raise WordsError(
            f"This is {len(line):,} characters long; one entry holds up to {LONGEST:,}. "
            "Shorten it or log it in parts."
        )
    reader = _Reader(clean(line), times, time_said)
    names = reader.names()
    text = reader.text(names)
    if not text:
        raise WordsError(f"There are no words for {what} yet: add a few of your own.")
    order = [names[i] for i in sorted(names)]
    return Draft(
        text=text,
        minutes=reader.minutes,
        people=_unique([name for sign, name, _ in order if sign == "@"]),
        tags=_unique([name for sign, name, _ in order if sign == "#"]),
        when=reader.when,
    )


def read_moment(line: str, time_said: bool = False) -> Draft:
    """Reads a moment. With `time_said` the time comes from elsewhere and times stay text.

    Raises WordsError for a length or time that cannot be meant, and for a line without words.
    """
    return _read(line, "the moment", times=True, time_said=time_said)


def read_gratitude(line: str) -> Draft:
    """Reads a gratitude: people and tags; lengths and times stay text. Raises WordsError."""
    return _read(line, "the thanks", times=False)


# ── the way back ──────────────────────────────────────────────────────────────


def _plain(text: str, times: bool) -> str:
    """`text` so that reading it back gives the same text and no meaning."""
    words = [_Word(m[1], m[2]) for m in _TOKEN.finditer(text)]
    out = ""
    for i, (gap, word) in enumerate(words):
        meant = _means_something([w for w in words], i, times)
        starts = meant and (i == 0 or not _ends_only(words, i, times))
        out += gap + ("\\" if starts else "") + word.replace("\\", "\\\\")
    return out


def _ends_only(words: Sequence[_Word], i: int, times: bool) -> bool:
    """Whether word `i` is only the second half of a meaning that begins at the word before."""
    return not _means_something([words[i]], 0, times) and not (
        i + 1 < len(words) and _means_something([words[i], words[i + 1]], 0, times)
    )


def show_moment(text: str, minutes: int | None, people: Sequence[str], tags: Sequence[str]) -> str:
    """A moment as one line of words for editing; `read_moment` gives the same back."""
    length = f"{minutes}m " if minutes is not None else ""
    return length + show_gratitude_like(text, people, tags, times=True)


def show_gratitude(text: str, people: Sequence[str], tags: Sequence[str]) -> str:
    """A gratitude as one line of words for editing; `read_gratitude` gives the same back."""
    return show_gratitude_like(text, people, tags, times=False)


def show_gratitude_like(
    text: str, people: Sequence[str], tags: Sequence[str], times: bool
) -> str:
    """Plain text followed by its people and tags."""
    signs = [f"@{name}" for name in people] + [f"#{name}" for name in tags]
    return " ".join([_plain(text, times), *signs])
