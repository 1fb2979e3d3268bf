"""People: the names used in the journal, and what is kept about them."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.moment import Moment
from presence_tui.domain.person import TABLE, Label, Person, at_rest, heads, labels
from presence_tui.domain.record import Row
from presence_tui.domain.text import fold, one_line, quoted
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.store.months import ALWAYS

COLOURS = ("red", "orange", "yellow", "green", "teal", "blue", "violet", "pink")
"""What a person may be shown in; a theme says how each looks."""
LAST = 12
"""How many of the last moments a person's page shows."""
LIKED = 5
"""How many things to do together it names."""
LONGEST_NAME = 80


class Known(NamedTuple):
    """A person as they are shown."""

    id: str
    """The folded name, without its sign; what `@` is followed by."""
    name: str
    """The fuller name if there is one, else the name as it was typed last."""
    spellings: tuple[str, ...]
    """Every name that means this person, as typed, this one's own first."""
    colour: str | None = None
    at_rest: bool = False


class PersonPage(NamedTuple):
    """A page about one person: no ranking, no counting, no `days ago`."""

    person: Known
    moments: tuple[Moment, ...]
    """The last ones together, the latest first."""
    gratitude: tuple[Gratitude, ...]
    liked: tuple[str, ...]
    """What was done together more than once: texts, then tags with their sign."""


class People:
    """What a person can do about the people in the journal."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def all(self) -> tuple[Known, ...]:
        """Everyone who is named, in order of their names; other spellings are not listed twice."""
        kept, used = self._kept(), self._used()
        head = heads(kept.values())
        groups: dict[str, list[str]] = {}
        for ident in sorted({*used, *kept}):
            groups.setdefault(head.get(ident, ident), []).append(ident)
        shown, resting = labels(kept.values()), at_rest(kept.values())
        found = [
            _known(ident, groups[ident], used, shown.get(ident), ident in resting)
            for ident in groups
        ]
        return tuple(sorted(found, key=lambda p: fold(p.name)))

    def of(self, name: str) -> Known:
        """The person of a name in any of its spellings. Raises NotFoundError."""
        wanted = _ident(name)
        for person in self.all():
            if wanted == person.id or wanted in map(fold, (person.name, *person.spellings)):
                return person
        raise NotFoundError(
            f"No one goes by {quoted(name)}.", shell="`presence people` lists who does."
        )

    def page(self, name: str) -> PersonPage:
        """The page of a person. Raises NotFoundError, StoreError."""
        person = self.of(name)
        moments: list[Moment] = []
        thanks: list[Gratitude] = []
        names = {fold(spelling) for spelling in (person.id, *person.spellings)}
        for month in reversed(self._presence.journal.months.names()):
            if month != ALWAYS and len(moments) < 100:
                read = self._presence.journal.read(month)
                moments += [m for m in live(read, "moments", []) if _with(m.people, names)]
                thanks += [g for g in live(read, "gratitude", []) if _with(g.people, names)]
        resting = self._presence.memories.resting()
        # Whoever was asked for by name is shown; others at rest are not met on the way.
        others = resting._replace(names=resting.names - names)
        moments = [m for m in moments if not others.keeps_back(m)]
        thanks = [g for g in thanks if not others.keeps_back(g)]
        moments.sort(key=lambda m: (m.stamp.day or date.min, m.stamp.at.timestamp()), reverse=True)
        thanks.sort(key=lambda g: (g.stamp.day or date.min, g.stamp.at.timestamp()), reverse=True)
        return PersonPage(person, tuple(moments[:LAST]), tuple(thanks[:LAST]), _liked(moments))

    # ── changing ─────────────────────────────────────────────────────────────

    def rename(self, name: str, fuller: str) -> Known:
        """Gives a person a fuller name; an empty one takes it away.

        Raises NotFoundError, WordsError.
        """
        words = one_line(fuller)
        if len(words) > LONGEST_NAME:
            raise WordsError(f"A name holds up to {LONGEST_NAME} characters.")
        person = self.of(name)
        if words:
            return self._change(person.id, change=lambda p: p._replace(name=words))
        used = self._used()
        plain = {p: used.get(p, p) for p in _idents(person)}
        return self._change(*plain, change=lambda p: p._replace(name=plain[p.stamp.id]))

    def colour(self, name: str, colour: str | None) -> Known:
        """Shows a person in a colour, or in none. Raises NotFoundError, WordsError."""
        if colour is not None and colour not in COLOURS:
            raise WordsError(f"There is no colour {colour!r}; there are {', '.join(COLOURS)}.")
        person = self.of(name)
        idents = (person.id,) if colour else _idents(person)
        return self._change(*idents, change=lambda p: p._replace(colour=colour))

    def rest(self, name: str, wake: bool = False) -> Known:
        """Puts a person to rest, in all spellings: never offered again. Or wakes them.

        Raises NotFoundError, StoreError.
        """
        idents = _idents(self.of(name))
        return self._change(*idents, change=lambda p: p._replace(at_rest=not wake))

    def labels(self) -> Mapping[str, Label]:
        """How those of whom something is kept are shown, by the folded name. Raises StoreError."""
        return labels(self._kept().values())

    def merge(self, other: str, person: str) -> Known:
        """Makes `other` another spelling of `person`; entries keep the words they have.

        Raises NotFoundError; StateError when they are one already.
        """
        one, same = self.of(other), self.of(person)
        if one.id == same.id:
            raise StateError(f"{one.name} is one person already.")
        self._change(one.id, change=lambda p: p._replace(same_as=same.id))
        return self.of(same.id)

    def part(self, spelling: str) -> Known:
        """Makes a merged spelling a person of its own again. Raises StateError, NotFoundError."""
        ident = _ident(spelling)
        kept = self._kept().get(ident)
        if kept is None or kept.same_as is None:
            raise StateError(f"{one_line(spelling)} is no other spelling of anyone.")
        return self._change(ident, change=lambda p: p._replace(same_as=None))

    # ── how ──────────────────────────────────────────────────────────────────

    def _change(self, *idents: str, change: Callable[[Person], Person]) -> Known:
        """Changes what is kept of one or several spellings; the person of the first of them."""
        presence = self._presence
        now, used = presence.clock.now(), self._used()
        with presence.journal.writing(now) as journal:
            kept, rows = self._kept(), []
            for ident in idents:
                stamp = presence.new_stamp(presence.today(), now)._replace(id=ident, day=None)
                person = change(kept.get(ident) or Person(stamp, used.get(ident, ident)))
                if person != kept.get(ident):
                    rows.append((TABLE, _undeleted(person.to_row())))
            if rows:
                journal.put_all(rows)
        return self.of(idents[0])

    def _kept(self) -> dict[str, Person]:
        found = live(self._presence.journal.read(ALWAYS), TABLE, [])
        return {p.stamp.id: p for p in found}

    def _used(self) -> dict[str, str]:
        """Names by their folded form, as typed last, of everything ever written."""
        finding = self._presence.finding
        finding.load()
        return finding.names("@")


def _ident(name: str) -> str:
    return fold(one_line(name).removeprefix("@"))


def _idents(person: Known) -> tuple[str, ...]:
    """The ids of all spellings, that of the person first."""
    return tuple(dict.fromkeys((person.id, *map(fold, person.spellings))))


def _undeleted(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "deleted"}


def _known(
    ident: str, group: list[str], used: dict[str, str], label: Label | None, at_rest: bool
) -> Known:
    spellings = tuple(used.get(i, i) for i in sorted(group, key=lambda i: i != ident))
    if label is None:
        return Known(ident, spellings[0], spellings, None, at_rest)
    return Known(ident, label.name, spellings, label.colour, at_rest)


def _with(people: tuple[str, ...], names: set[str]) -> bool:
    return any(fold(name) in names for name in people)


def _liked(moments: list[Moment]) -> tuple[str, ...]:
    """What was done on more than one day: the words as written last, and tags."""
    days: dict[str, set[date | None]] = {}
    shown: dict[str, str] = {}
    for moment in moments:
        for words in (moment.text, *(f"#{tag}" for tag in moment.tags)):
            if len(words) <= LONGEST_NAME:
                days.setdefault(fold(words), set()).add(moment.stamp.day)
                shown.setdefault(fold(words), one_line(words))
    often = Counter({key: len(on) for key, on in days.items() if len(on) > 1})
    best = [shown[key] for key, _ in often.most_common(2 * LIKED)]
    return tuple(sorted(best, key=lambda words: words.startswith("#"))[:LIKED])
