"""A review closes one day; a page is that day's free text. Both go by the day as their id."""

from datetime import datetime
from typing import Any, NamedTuple

from presence_tui.domain.record import Fields, Row, Stamp, iso, row_of
from presence_tui.domain.text import one_line

TABLE = "reviews"
PAGES = "pages"
BY_DAY = {"page": PAGES, "review": TABLE}
"""What goes by its day: the word before it that says which, as in `page:2026-11-24`."""
STEPS = ("look", "thanks", "weigh", "tomorrow")

Seen = tuple[str, str, str]

SEEN: tuple[Seen, ...] = (
    ("staying", "staying with hard things", "Where did you stay with something hard?"),
    ("time", "making time", "Where did you make time?"),
    ("care", "caring for oneself", "Where did you care for yourself?"),
    ("love", "love done rather than said", "Where did you show love without saying it?"),
)
"""What a child could see in someone this week: JSON name, what it is, how it is asked."""


WEEK_STEPS = ("week", "keep", *(name for name, _, _ in SEEN))
"""The steps of a week's review."""


class Review(NamedTuple):
    """The end-of-day review of one day."""

    stamp: Stamp
    note: str = ""
    step: str | None = None
    """The step it was left at, or null."""
    closed_at: datetime | None = None
    week: tuple[tuple[str, Any], ...] = ()
    """On the last day of a week: its review, as (JSON name, value); `keep` lists moments' ids,
    `step` says where it was left."""

    @classmethod
    def from_row(cls, row: Row) -> "Review":
        """Raises RowError when the row is not a review."""
        f = Fields(row)
        week = f.maybe_object("week")
        return cls(
            note=f.maybe_text("note") or "",
            step=f.maybe_text("step"),
            closed_at=f.maybe_instant("closed_at"),
            week=tuple(week.items()),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this review."""
        closed = None if self.closed_at is None else iso(self.closed_at)
        own: Row = {"note": self.note, "step": self.step, "closed_at": closed}
        if self.week:
            own["week"] = dict(self.week)
        return row_of(self.stamp, own)

    @property
    def kept(self) -> tuple[str, ...]:
        """Ids of the moments to keep of the week."""
        ids = dict(self.week).get("keep")
        return tuple(i for i in ids if isinstance(i, str)) if isinstance(ids, list) else ()

    def seen(self, name: str) -> str:
        """The line written under one of SEEN, or nothing."""
        line = dict(self.week).get(name)
        return line if isinstance(line, str) else ""

    @property
    def seen_lines(self) -> tuple[str, ...]:
        """`Making time: pancakes on a Tuesday.`: what was written of a week, in its own words."""
        said = ((what, one_line(self.seen(name))) for name, what, _ in SEEN)
        return tuple(f"{what[0].upper()}{what[1:]}: {line}" for what, line in said if line)


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
