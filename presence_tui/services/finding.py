"""Finding: everything ever written, held plain in memory and searched at each key.

`load` reads the journal, in a thread if need be; `search` touches no file.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from presence_tui.domain.folding import plain
from presence_tui.domain.person import spellings
from presence_tui.domain.query import read_query
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.services.searching import Hit, Item, State, hit_of
from presence_tui.store.files import Print
from presence_tui.store.joined import Month
from presence_tui.store.journal import Journal
from presence_tui.store.months import ALWAYS

Progress = Callable[[int, int], None]
"""Called with (months read, months to read)."""


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
        self._state = State((), {})

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
            self._state = State(
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
        return Found(len(found), tuple(hit_of(item, query) for item in shown), query.problems)

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
