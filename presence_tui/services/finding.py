"""Finding: everything ever written, held plain in memory and searched at each key.

`load` reads the journal, in a thread if need be; `search` touches no file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from presence_tui.domain.folding import places, plain
from presence_tui.domain.person import spellings
from presence_tui.domain.query import PRIVATE_KINDS, Query, read_query
from presence_tui.domain.review import BY_DAY
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.store.files import Print
from presence_tui.store.joined import Month
from presence_tui.store.journal import Journal
from presence_tui.store.months import ALWAYS

AROUND = 60
"""Characters shown on each side of the first hit in a long text."""

REMEMBERED = 64
"""First words whose results are kept until the journal changes."""

Progress = Callable[[int, int], None]
"""Called with (months read, months to read)."""


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


class Found(NamedTuple):
    """What a search gives."""

    total: int
    """How many records fit, shown or not."""
    hits: tuple[Hit, ...]
    """The newest of them."""
    problems: tuple[str, ...]
    """One sentence for each part of the words that could not be meant."""


class _Part(NamedTuple):
    """The items of one month, newest first, and the files they were read from."""

    prints: Mapping[Path, Print | None]
    items: tuple[Item, ...]
    problems: tuple[str, ...]


class Finding:
    """What a person can find."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._loading = Lock()
        self._parts: dict[str, _Part] = {}
        # Replaced whole at the end of a load, so that a search beside it sees one state.
        self._state = _State((), {})

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each thing that could not be read at the last load."""
        return tuple(dict.fromkeys(p for part in self._parts.values() for p in part.problems))

    def load(self, progress: Progress | None = None) -> None:
        """Reads what was written since the last load: at first everything, then little.

        Safe to call from a thread; searches meanwhile see the state before. Raises StoreError.
        """
        with self._loading:
            journal = self._presence.journal
            names = [n for n in journal.months.names() if n != ALWAYS]
            prints = {name: journal.prints([name]) for name in names}
            known = {n: p for n, p in self._parts.items() if prints.get(n) == p.prints}
            unread = [name for name in names if name not in known]
            lost = journal.lost()
            for done, name in enumerate(reversed(unread)):
                if progress is not None:
                    progress(done, len(unread))
                known[name] = _read(journal, name, prints[name], name in lost)
            if progress is not None:
                progress(len(unread), len(unread))
            self._parts = {name: known[name] for name in sorted(known, reverse=True)}
            people = journal.read(ALWAYS)
            self._state = _State(
                (item for part in self._parts.values() for item in part.items),
                spellings(live(people, "people", [])),
            )

    def search(self, words: str, limit: int | None = 200) -> Found:
        """What fits the words among all that is loaded, newest first; no words find nothing."""
        query = read_query(words)
        if query.empty:
            return Found(0, (), query.problems)
        found = self._state.matching(query)
        shown = found if limit is None else found[:limit]
        return Found(len(found), tuple(_hit(item, query) for item in shown), query.problems)

    def names(self, sign: str) -> dict[str, str]:
        """Every person (`@`) or tag (`#`) of what is loaded: folded name → as typed last."""
        found: dict[str, str] = {}
        for item in self._state.every:
            for name in item.people if sign == "@" else item.tags:
                found.setdefault(fold(name), name)
        return found


# ── reading ───────────────────────────────────────────────────────────────────


def _read(journal: Journal, name: str, prints: Mapping[Path, Print | None], lost: bool) -> _Part:
    """One month. The journal's own reader would keep all ten years of rows in memory."""
    problems: list[str] = []
    month = journal.afresh().read(name)
    if lost or month.problems:
        # It mends what is this device's own.
        month = journal.read(name)
    items = sorted(_items(month, problems), key=_order, reverse=True)
    return _Part(prints, tuple(items), (*month.problems, *problems))


def _items(month: Month, problems: list[str]) -> Iterator[Item]:
    boundaries = list(live(month, "boundaries", problems))
    sides = {b.stamp.id: b.side for b in boundaries}
    for m in live(month, "moments", problems):
        yield _item("moment", m, m.text, side=sides.get(m.boundary))
    for b in boundaries:
        # A timed moment is found as the moment it became.
        if b.kind == "boundary":
            yield _item("boundary", b, b.name, side=b.side)
    for g in live(month, "gratitude", problems):
        yield _item("gratitude", g, f"{g.text}\nbecause {g.because}" if g.because else g.text)
    for i in live(month, "intentions", problems):
        yield _item("intention", i, i.text)
    for r in live(month, "reviews", problems):
        if said := "\n".join(line for line in (r.note, *r.seen_lines) if line):
            yield _item("review", r, said)
    for p in live(month, "parked", problems):
        yield _item("parked", p, f"{p.text}\n{p.resume}" if p.resume else p.text)
    for c in live(month, "checkins", problems):
        yield _item(c.kind, c, "\n".join(_words(v) for _, v in c.answers if _words(v)))
    for page in live(month, "pages", problems):
        yield _item("page", page, page.text)


def _order(item: Item) -> tuple[date, float, str]:
    return item.day, item.at.timestamp(), item.id


def _words(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_words(v) for v in value)
    return value if isinstance(value, str) else ""


def _item(kind: str, record: Any, text: str, side: str | None = None) -> Item:
    people, tags = getattr(record, "people", ()), getattr(record, "tags", ())
    haystack = plain(one_line(text))
    if people or tags:
        names = [*(f"@{name}" for name in people), *(f"#{name}" for name in tags)]
        haystack = "\n".join([haystack, *map(plain, names), ""])
    stamp = record.stamp
    timed = getattr(record, "timed", True) and kind not in ("review", "page")
    return Item(
        haystack=haystack,
        kind=kind,
        id=stamp.id,
        day=stamp.day,
        at=stamp.at,
        timed=timed,
        text=text,
        people=people,
        tags=tags,
        minutes=getattr(record, "minutes", None),
        side=side,
    )


# ── searching ─────────────────────────────────────────────────────────────────


class _State:
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


def _hit(item: Item, query: Query) -> Hit:
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
