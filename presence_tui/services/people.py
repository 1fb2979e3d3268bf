"""People: the names used in the journal, and what is kept about them."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.moment import Moment
from presence_tui.domain.person import TABLE, Person, heads
from presence_tui.domain.record import Row
from presence_tui.domain.text import fold, one_line, quoted
from presence_tui.services.memories import awake
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
        found = [_known(ident, groups[ident], kept, used) for ident in groups]
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
        moments = [m for m in moments if awake(m, frozenset())]
        thanks = [g for g in thanks if awake(g, frozenset())]
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
        return self._change(person.id, lambda p: p._replace(name=words or person.spellings[0]))

    def colour(self, name: str, colour: str | None) -> Known:
        """Shows a person in a colour, or in none. Raises NotFoundError, WordsError."""
        if colour is not None and colour not in COLOURS:
            raise WordsError(f"There is no colour {colour!r}; there are {', '.join(COLOURS)}.")
        return self._change(self.of(name).id, lambda p: p._replace(colour=colour))

    def rest(self, name: str, at_rest: bool = True) -> Known:
        """Puts a person to rest: never offered again in memories, facts and completions."""
        return self._change(self.of(name).id, lambda p: p._replace(at_rest=at_rest))

    def merge(self, other: str, person: str) -> Known:
        """Makes `other` another spelling of `person`; entries keep the words they have.

        Raises NotFoundError; StateError when they are one already.
        """
        one, same = self.of(other), self.of(person)
        if one.id == same.id:
            raise StateError(f"{one.name} is one person already.")
        self._change(one.id, lambda p: p._replace(same_as=same.id))
        return self.of(same.id)

    def part(self, spelling: str) -> Known:
        """Makes a merged spelling a person of its own again. Raises StateError, NotFoundError."""
        ident = _ident(spelling)
        kept = self._kept().get(ident)
        if kept is None or kept.same_as is None:
            raise StateError(f"{one_line(spelling)} is no other spelling of anyone.")
        return self._change(ident, lambda p: p._replace(same_as=None))

    # ── how ──────────────────────────────────────────────────────────────────

    def _change(self, ident: str, change: Callable[[Person], Person]) -> Known:
        presence = self._presence
        now = presence.clock.now()
        with presence.journal.writing(now) as journal:
            person = self._kept().get(ident)
            if person is None:
                stamp = presence.new_stamp(presence.today(), now)._replace(id=ident, day=None)
                person = Person(stamp, self._used().get(ident, ident))
            row: Row = change(person).to_row()
            journal.put(TABLE, {k: v for k, v in row.items() if k != "deleted"})
        return self.of(ident)

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


def _known(ident: str, group: list[str], kept: dict[str, Person], used: dict[str, str]) -> Known:
    mine = kept.get(ident)
    spellings = [used.get(i, i) for i in sorted(group, key=lambda i: i != ident)]
    resting = any(kept[i].at_rest for i in group if i in kept)
    name = mine.name if mine else spellings[0]
    return Known(ident, name, tuple(spellings), mine.colour if mine else None, resting)


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
