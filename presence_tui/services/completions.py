"""What a line may go on with: people, tags and earlier texts."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from presence_tui.domain.errors import WordsError
from presence_tui.domain.folding import plain
from presence_tui.domain.habits import weight
from presence_tui.domain.person import heads
from presence_tui.domain.quick_entry import read_gratitude, read_moment
from presence_tui.domain.shown_entry import show_gratitude, show_moment
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.recent import TABLES, Recent
from presence_tui.services.records import live
from presence_tui.store.months import ALWAYS

DAYS = 365
"""How far back names and texts are offered from."""
SHOWN = 8
WORDS = 6
"""How many of the last words of a line may begin an earlier text."""
LONGEST_TEXT = 120
GO_ON = {"moments": ("moment", "intention"), "gratitude": ("gratitude",)}
"""Which lines go on with the texts of a table."""
KINDS = ("moment", "gratitude", "intention")
"""Lines that go on with earlier texts."""


class Completion(NamedTuple):
    """One way to go on."""

    start: int
    """Where in the line the words begin that it replaces, up to the line's end."""
    words: str
    """What stands there instead."""
    kind: str
    """`person`, `tag` or `text`."""


class Completions:
    """What a person may mean by what is typed so far."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._recent = Recent(presence, DAYS)
        self._offers: dict[str, _Offers] | None = None
        self._typed: dict[tuple[str, str], str] = {}
        """Earlier texts as they would be typed: finding that out is most of the work."""

    def load(self) -> None:
        """Reads the last year, then what has changed; may run in a thread. Raises StoreError."""
        if not self._recent.refresh() and self._offers is not None:
            return
        today = self._presence.today()
        found = {kind: _Gathering() for kind in ("person", "tag", *KINDS)}
        same, typed = self._same(), self._typed
        self._typed = {}
        for table in TABLES:
            for record in self._recent.records(table):
                counts = weight(record.stamp.day, today)
                for name in record.people:
                    found["person"].add(same.get(fold(name), name), counts)
                for name in record.tags:
                    found["tag"].add(name, counts)
                if table != "boundaries" and len(record.text) <= LONGEST_TEXT:
                    for kind in GO_ON[table]:
                        key = (record.text, kind)
                        words = self._typed.get(key) or typed.get(key)
                        if words is None:
                            words = _as_typed(one_line(record.text), kind)
                        self._typed[key] = words
                        found[kind].add(words, counts)
        self._offers = {kind: gathering.offers() for kind, gathering in found.items()}

    def of(self, line: str, kind: str = "moment") -> tuple[Completion, ...]:
        """Ways to go on with a line whose end is being typed, the likeliest first.

        `kind` is one of KINDS, or another that goes on with names only. An earlier text is offered
        as it would be typed: taken, it is kept as it was. Touches no file: nothing is offered
        before the first `load`.
        """
        if self._offers is None or not line or line[-1].isspace():
            return ()
        start = max(line.rfind(" "), line.rfind("\n")) + 1
        word = line[start:]
        if word[0] in "@#":
            sign = "person" if word[0] == "@" else "tag"
            names = self._offers[sign].beginning(word[1:])
            return tuple(Completion(start, word[0] + name, sign) for name in names)
        return self._texts(line, kind) if kind in KINDS else ()

    def _texts(self, line: str, kind: str) -> tuple[Completion, ...]:
        """Earlier texts that begin with the last words of the line, as many of them as possible."""
        offers = (self._offers or {})[kind]
        starts = [0] + [i + 1 for i, char in enumerate(line) if char.isspace()]
        for start in starts[-WORDS:]:
            said = line[start:]
            if len(said) > 1 and (found := offers.beginning(said)):
                before = line[:start]
                kept = (w for w in found if not before or _stays(before, w, kind))
                return tuple(Completion(start, words, "text") for words in kept)
        return ()

    def _same(self) -> dict[str, str]:
        """For each other spelling, by its folded name, the name that is offered in its place."""
        people = list(live(self._presence.journal.read(ALWAYS), "people", []))
        return {ident: head for ident, head in heads(people).items() if head != ident}


def _as_typed(text: str, kind: str) -> str:
    """An earlier text as it would be typed: what means something in it has its backslash."""
    if kind == "moment":
        return show_moment(text, None, (), ())
    return show_gratitude(text, (), ()) if kind == "gratitude" else text


def _stays(before: str, words: str, kind: str) -> bool:
    """Whether offered words mean behind others what they mean alone: `5` makes `min` a length."""
    if kind == "intention":
        return True
    read = read_moment if kind == "moment" else read_gratitude
    try:
        return read(before + words).text.endswith(read(words).text)
    except WordsError:
        return False


class _Gathering:
    """Words and how much they count; the latest spelling is shown."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._counts: dict[str, float] = {}

    def add(self, words: str, counts: float) -> None:
        key = plain(words)
        self._shown[key] = words
        self._counts[key] = self._counts.get(key, 0.0) + counts

    def offers(self) -> "_Offers":
        return _Offers((key, self._counts[key], self._shown[key]) for key in self._shown)


class _Offers:
    """Words by their beginnings."""

    def __init__(self, found: Iterable[tuple[str, float, str]]) -> None:
        self._found = sorted(found)
        self._keys = [key for key, _, _ in self._found]

    def beginning(self, said: str) -> list[str]:
        """Those that begin so and say more, the likeliest first."""
        wanted = plain(said)
        first = bisect_left(self._keys, wanted)
        last = bisect_left(self._keys, wanted + "\U0010ffff")
        fits = [f for f in self._found[first:last] if f[2] != said]
        fits.sort(key=lambda f: (-f[1], f[0]))
        return [words for _, _, words in fits[:SHOWN]]
