"""A check-in: guilt put on the table, or a plain mark of care for oneself."""

from typing import Any, NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, row_of

TABLE = "checkins"
KINDS = ("guilt", "care")


class Checkin(NamedTuple):
    """`kind` and what that kind asked; guilt check-ins are private everywhere."""

    stamp: Stamp
    kind: str
    answers: tuple[tuple[str, Any], ...] = ()
    """The kind's own fields in order, as (JSON name, value)."""

    @classmethod
    def from_row(cls, row: Row) -> "Checkin":
        """Raises RowError when the row is not a check-in."""
        f = Fields(row)
        kind = f.one_of("kind", KINDS)
        stamp = f.stamp()
        return cls(stamp._replace(extra={}), kind, tuple(stamp.extra.items()))

    def to_row(self) -> Row:
        """The JSON object of this check-in."""
        return row_of(self.stamp, {"kind": self.kind, **dict(self.answers)})
