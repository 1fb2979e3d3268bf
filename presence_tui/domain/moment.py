"""A moment: a stretch of undivided attention worth remembering."""

from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, row_of

TABLE = "moments"


class Moment(NamedTuple):
    """What was lived, with whom, and perhaps for how long; `stamp.at` is its beginning."""

    stamp: Stamp
    text: str
    minutes: int | None = None
    """Whole minutes, 1 to 1440, or null."""
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    timed: bool = True
    """False when only a day was given: `stamp.at` is then that day's noon and never shown."""
    boundary: str | None = None
    """Id of the boundary it came out of, or null."""

    @classmethod
    def from_row(cls, row: Row) -> "Moment":
        """Raises RowError when the row is not a moment."""
        f = Fields(row)
        return cls(
            text=f.text("text"),
            minutes=f.maybe_int("minutes"),
            people=f.names("people"),
            tags=f.names("tags"),
            timed=f.flag("timed", True),
            boundary=f.maybe_text("boundary"),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this moment."""
        own: Row = {
            "text": self.text,
            "minutes": self.minutes,
            "people": list(self.people),
            "tags": list(self.tags),
        }
        if not self.timed:
            own["timed"] = False
        own["boundary"] = self.boundary
        return row_of(self.stamp, own)
