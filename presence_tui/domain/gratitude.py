"""A gratitude: one line one is thankful for."""

from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, row_of
from presence_tui.domain.text import one_line

TABLE = "gratitude"


class Gratitude(NamedTuple):
    """One line of thanks and perhaps its reason."""

    stamp: Stamp
    text: str
    because: str | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Row) -> "Gratitude":
        """Raises RowError when the row is not a gratitude."""
        f = Fields(row)
        return cls(
            text=f.text("text"),
            because=f.maybe_text("because"),
            people=f.names("people"),
            tags=f.names("tags"),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this gratitude."""
        return row_of(
            self.stamp,
            {
                "text": self.text,
                "because": self.because,
                "people": list(self.people),
                "tags": list(self.tags),
            },
        )


def bare_reason(words: str) -> str:
    """A reason without the word that is said before it anyway: `because it was loud`."""
    line = one_line(words)
    while (said := line.split(" ", 1))[0].casefold().strip(",:.…") == "because":
        line = said[1] if len(said) > 1 else ""
    return line
