"""A person: a name used in the journal, with what is kept about how to show it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from presence_tui.domain.folding import plain
from presence_tui.domain.record import Fields, Row, Stamp, row_of
from presence_tui.domain.text import fold

TABLE = "people"


class Person(NamedTuple):
    """Kept in `always.json`; its id is the name casefolded."""

    stamp: Stamp
    name: str
    colour: str | None = None
    same_as: str | None = None
    """Id of the person whose other spelling this is, or null."""
    at_rest: bool = False
    """Never offered again in memories, facts or completions."""

    @classmethod
    def from_row(cls, row: Row) -> "Person":
        """Raises RowError when the row is not a person."""
        f = Fields(row)
        return cls(
            name=f.text("name"),
            colour=f.maybe_text("colour"),
            same_as=f.maybe_text("same_as"),
            at_rest=f.flag("at_rest", False),
            stamp=f.stamp(dated=False),
        )

    def to_row(self) -> Row:
        """The JSON object of this person."""
        return row_of(
            self.stamp,
            {
                "name": self.name,
                "colour": self.colour,
                "same_as": self.same_as,
                "at_rest": self.at_rest,
            },
        )


def heads(people: Iterable[Person]) -> Mapping[str, str]:
    """For each person's id the id of the one whose other spelling it is, itself if of none."""
    same = {p.stamp.id: p.same_as for p in people}
    found: dict[str, str] = {}
    for ident in same:
        path = [ident]
        while (onward := same.get(path[-1])) is not None and onward not in path:
            path.append(onward)
        # Two devices may each have merged the other way: a circle goes by its smallest id.
        found[ident] = path[-1] if onward is None else min(path[path.index(onward) :])
    return found


def spellings(people: Iterable[Person]) -> Mapping[str, frozenset[str]]:
    """For each plain name all plain names of the same person, where there are several."""
    groups: dict[str, set[str]] = {}
    for ident, head in heads(people).items():
        groups.setdefault(head, {plain(head)}).add(plain(ident))
    return {name: frozenset(names) for names in groups.values() for name in names if names - {name}}


class Label(NamedTuple):
    """How a person is shown, whichever spelling was written."""

    name: str
    """The fuller name if there is one, else the spelling that stands for the others."""
    colour: str | None = None
    fuller: bool = False
    """Whether it is a name of its own rather than what follows an `@`."""

    @property
    def signed(self) -> str:
        """`@mia`, or the fuller name as it is."""
        return self.name if self.fuller else f"@{self.name}"


def labels(people: Iterable[Person]) -> Mapping[str, Label]:
    """For each id how that person is shown; of two with the same name one keeps its spelling."""
    kept = {p.stamp.id: p for p in people}
    head = heads(kept.values())
    groups: dict[str, list[str]] = {}
    for ident in kept:
        groups.setdefault(head[ident], []).append(ident)
    found: dict[str, Label] = {}
    taken: set[str] = set()
    for first, members in sorted(groups.items()):
        # What was said of the one that stands for all goes before what was said of the others.
        own = [kept[i] for i in dict.fromkeys((first, *members)) if i in kept]
        names = [p.name for p in own if fold(p.name) != p.stamp.id and fold(p.name) not in taken]
        # As it was typed, where what is kept is no name of its own.
        typed = [p.name for p in own if fold(p.name) == first]
        label = Label(
            (names or typed or [first])[0],
            next((p.colour for p in own if p.colour), None),
            bool(names),
        )
        taken.add(fold(label.name))
        found |= dict.fromkeys((first, *members), label)
    return found


def at_rest(people: Iterable[Person]) -> frozenset[str]:
    """The ids of all spellings of everyone at rest: one of them at rest is enough."""
    kept = {p.stamp.id: p for p in people}
    head = heads(kept.values())
    resting = {head[ident] for ident, person in kept.items() if person.at_rest}
    return frozenset(resting | {ident for ident in kept if head[ident] in resting})
