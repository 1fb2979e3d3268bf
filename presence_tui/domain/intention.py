"""An intention: the one moment chosen for tomorrow."""

from datetime import date
from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, RowError, Stamp, row_of

TABLE = "intentions"


class Intention(NamedTuple):
    """What one wants to make room for on `for_day`."""

    stamp: Stamp
    text: str
    for_day: date
    moment: str | None = None
    """Id of the moment that fulfilled it, or null."""

    @classmethod
    def from_row(cls, row: Row) -> "Intention":
        """Raises RowError when the row is not an intention."""
        f = Fields(row)
        for_day = f.maybe_day("for_day")
        if for_day is None:
            raise RowError("for_day is missing")
        return cls(
            text=f.text("text"),
            for_day=for_day,
            moment=f.maybe_text("moment"),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this intention."""
        own = {"text": self.text, "for_day": self.for_day.isoformat(), "moment": self.moment}
        return row_of(self.stamp, own)
