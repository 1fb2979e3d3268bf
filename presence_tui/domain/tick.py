"""A tick: a small mark of a day, such as a week-plan line done or a plan put off."""

from typing import Any, NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, row_of

TABLE = "ticks"


class Tick(NamedTuple):
    """`kind` says what was ticked, `name` which one."""

    stamp: Stamp
    kind: str
    name: str | None = None
    more: tuple[tuple[str, Any], ...] = ()
    """Further fields of that kind, as (JSON name, value)."""

    @classmethod
    def from_row(cls, row: Row) -> "Tick":
        """Raises RowError when the row is not a tick."""
        f = Fields(row)
        kind, name = f.text("kind"), f.maybe_text("name")
        stamp = f.stamp(dated=False)
        return cls(stamp._replace(extra={}), kind, name, tuple(stamp.extra.items()))

    def to_row(self) -> Row:
        """The JSON object of this tick."""
        return row_of(self.stamp, {"kind": self.kind, "name": self.name, **dict(self.more)})
