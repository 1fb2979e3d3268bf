"""Searching what is held plain in memory: touches no file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from presence_tui.domain.folding import places
from presence_tui.domain.query import PRIVATE_KINDS, Query
from presence_tui.domain.review import BY_DAY
from presence_tui.domain.text import one_line

AROUND = 60
"""Characters shown on each side of the first hit in a long text."""

REMEMBERED = 64
"""First words whose results are kept until the journal changes."""


class Item(NamedTuple):
    """One record as it is searched."""

    haystack: str
    """Its plain words, then its plain names, each with its sign after a newline."""
    kind: str
    id: str
    day: date
    at: datetime
    timed: bool
    text: str
    people: tuple[str, ...]
    tags: tuple[str, ...]
    minutes: int | None
    side: str | None


class Hit(NamedTuple):
    """A record that was found."""

    kind: str
    """One of `query.OPEN_KINDS` and `query.PRIVATE_KINDS`."""
    id: str
    day: date
    at: datetime
    timed: bool
    """False when `at` says nothing but the day."""
    text: str
    people: tuple[str, ...]
    tags: tuple[str, ...]
    minutes: int | None
    side: str | None
    excerpt: str
    """Its text on one line, cut around the first hit when it is long."""
    marks: tuple[tuple[int, int], ...]
    """Where the words looked for stand in `excerpt`: (first, after last)."""

    @property
    def handle(self) -> str:
        """What the record can be asked for by."""
        return f"{self.kind}:{self.id}" if self.kind in BY_DAY else self.id


class State:
    """What is loaded, and the words looked for last: each key narrows what the one before found."""

    def __init__(self, items: Iterable[Item], same: Mapping[str, frozenset[str]]) -> None:
        self.every = list(items)
        shown = [i for i in self.every if i.kind not in PRIVATE_KINDS]
        self._items = {True: self.every, False: shown}
        """With what is private, and without."""
        self._same = same
        self._found: dict[tuple[str, bool], list[Item]] = {}

    def matching(self, query: Query) -> list[Item]:
        """The items that fit, newest first."""
        private = not query.kinds.isdisjoint(PRIVATE_KINDS)
        items = self._items[private]
        if query.words:
            items = self._with_first(query.words[0], private)
        for word in query.words[1:]:
            items = [i for i in items if word in i[0]]
        for name in query.people:
            items = _with_any(items, "@", {name, *self._same.get(name, ())})
        for name in query.tags:
            items = _with_any(items, "#", {name})
        if query.kinds:
            items = [i for i in items if i.kind in query.kinds]
        if query.sides:
            items = [i for i in items if i.side in query.sides]
        if (after := query.after) is not None:
            items = [i for i in items if i.day >= after]
        if (before := query.before) is not None:
            items = [i for i in items if i.day < before]
        return items

    def _with_first(self, word: str, private: bool) -> list[Item]:
        """Items with the first word, looked for among those with its longest known beginning."""
        known = self._found.get((word, private))
        if known is not None:
            return known
        items = self._items[private]
        for end in range(len(word) - 1, 0, -1):
            if (word[:end], private) in self._found:
                items = self._found[word[:end], private]
                break
        if len(self._found) >= REMEMBERED:
            self._found.clear()
        found = self._found[word, private] = [i for i in items if word in i[0]]
        return found


def _with_any(items: list[Item], sign: str, names: set[str]) -> list[Item]:
    """Items with one of these names; when there is none, those whose names begin so.

    `@mi` finds Mia while it is typed, and `@mia` does not find Miaow.
    """
    found = _with_signs(items, [f"\n{sign}{name}\n" for name in names])
    return found or _with_signs(items, [f"\n{sign}{name}" for name in names])


def _with_signs(items: list[Item], signs: list[str]) -> list[Item]:
    if len(signs) == 1:
        (sign,) = signs
        return [i for i in items if sign in i[0]]
    return [i for i in items if any(sign in i[0] for sign in signs)]


def hit_of(item: Item, query: Query) -> Hit:
    text = one_line(item.text)
    marks = sorted({mark for word in query.words for mark in places(text, word)})
    start, end = 0, len(text)
    if len(text) > 3 * AROUND:
        first = marks[0][0] if marks else 0
        start = 0 if first <= AROUND else text.rfind(" ", 0, first - AROUND) + 1
        end = max(first, start) + 2 * AROUND
        end = len(text) if end >= len(text) else max(first + AROUND, text.rfind(" ", 0, end))
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    return Hit(
        *item[1:],
        excerpt=f"{before}{text[start:end]}{after}",
        marks=tuple((a + shift, min(b, end) + shift) for a, b in marks if start <= a < end),
    )
