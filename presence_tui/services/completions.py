"""What a line may go on with: people, tags and earlier texts."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from presence_tui.domain.folding import plain
from presence_tui.domain.habits import weight
from presence_tui.domain.person import heads
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
KINDS = ("moment", "gratitude")


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

    def load(self) -> None:
        """Reads the last year, then what has changed; may run in a thread. Raises StoreError."""
        if not self._recent.refresh() and self._offers is not None:
            return
        today = self._presence.today()
        found = {kind: _Gathering() for kind in ("person", "tag", *KINDS)}
        same = self._same()
        for table in TABLES:
            for record in self._recent.records(table):
                counts = weight(record.stamp.day, today)
                for name in record.people:
                    found["person"].add(same.get(fold(name), name), counts)
                for name in record.tags:
                    found["tag"].add(name, counts)
                if table != "boundaries" and len(record.text) <= LONGEST_TEXT:
                    kind = "moment" if table == "moments" else "gratitude"
                    found[kind].add(one_line(record.text), counts)
        self._offers = {kind: gathering.offers() for kind, gathering in found.items()}

    def of(self, line: str, kind: str = "moment") -> tuple[Completion, ...]:
        """Ways to go on with a line whose end is being typed, the likeliest first.

        `kind` is `moment` or `gratitude`: whose earlier texts are offered. Touches no file: nothing
        is offered before the first `load`.
        """
        if self._offers is None or not line or line[-1].isspace():
            return ()
        start = max(line.rfind(" "), line.rfind("\n")) + 1
        word = line[start:]
        if word[0] in "@#":
            sign = "person" if word[0] == "@" else "tag"
            names = self._offers[sign].beginning(word[1:])
            return tuple(Completion(start, word[0] + name, sign) for name in names)
        return self._texts(line, kind)

    def _texts(self, line: str, kind: str) -> tuple[Completion, ...]:
        """Earlier texts that begin with the last words of the line, as many of them as possible."""
        offers = (self._offers or {})[kind]
        starts = [0] + [i + 1 for i, char in enumerate(line) if char.isspace()]
        for start in starts[-WORDS:]:
            said = line[start:]
            if len(said) > 1 and (found := offers.beginning(said)):
                return tuple(Completion(start, text, "text") for text in found)
        return ()

    def _same(self) -> dict[str, str]:
        """For each other spelling, by its folded name, the name that is offered in its place."""
        people = list(live(self._presence.journal.read(ALWAYS), "people", []))
        return {ident: head for ident, head in heads(people).items() if head != ident}


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
