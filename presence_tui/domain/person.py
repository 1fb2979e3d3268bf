"""A person: a name used in the journal, with what is kept about how to show it."""

from typing import NamedTuple

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
            stamp=f.stamp(),
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
