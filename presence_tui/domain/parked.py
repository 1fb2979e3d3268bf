"""Parked work: what was left open at log-off, and when and where it goes on."""

from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, row_of

TABLE = "parked"


class Parked(NamedTuple):
    """One open line; `resume` says when and where it goes on, in the user's words."""

    stamp: Stamp
    text: str
    resume: str | None = None
    done: bool = False

    @classmethod
    def from_row(cls, row: Row) -> "Parked":
        """Raises RowError when the row is not parked work."""
        f = Fields(row)
        return cls(
            text=f.text("text"),
            resume=f.maybe_text("resume"),
            done=f.flag("done", False),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this parked line."""
        return row_of(self.stamp, {"text": self.text, "resume": self.resume, "done": self.done})
