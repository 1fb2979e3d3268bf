"""A person: a name used in the journal, with what is kept about how to show it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from presence_tui.domain.folding import plain
from presence_tui.domain.record import Fields, Row, Stamp, row_of

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
