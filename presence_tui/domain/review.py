"""A review closes one day; a page is that day's free text. Both go by the day as their id."""

from datetime import datetime
from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, iso, row_of

TABLE = "reviews"
PAGES = "pages"


class Review(NamedTuple):
    """The end-of-day review of one day."""

    stamp: Stamp
    note: str = ""
    step: str | None = None
    """The step it was left at, or null."""
    closed_at: datetime | None = None

    @classmethod
    def from_row(cls, row: Row) -> "Review":
        """Raises RowError when the row is not a review."""
        f = Fields(row)
        return cls(
            note=f.maybe_text("note") or "",
            step=f.maybe_text("step"),
            closed_at=f.maybe_instant("closed_at"),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this review."""
        closed = None if self.closed_at is None else iso(self.closed_at)
        return row_of(self.stamp, {"note": self.note, "step": self.step, "closed_at": closed})


class Page(NamedTuple):
    """A free page of one day, in markdown."""

    stamp: Stamp
    text: str

    @classmethod
    def from_row(cls, row: Row) -> "Page":
        """Raises RowError when the row is not a page."""
        f = Fields(row)
        return cls(text=f.text("text"), stamp=f.stamp())

    def to_row(self) -> Row:
        """The JSON object of this page."""
        return row_of(self.stamp, {"text": self.text})
