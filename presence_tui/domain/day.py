"""The snapshot of one day that a screen or a page draws."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.checkin import Checkin
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import Intention
from presence_tui.domain.moment import Moment
from presence_tui.domain.record import Record
from presence_tui.domain.review import Review


class Day(NamedTuple):
    """What is kept of one presence day, each list in order of `at`, then id."""

    day: date
    moments: tuple[Moment, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    """Those that began on this day, running or ended."""
    running: tuple[Boundary, ...] = ()
    """All that run now, whichever day they began."""
    gratitude: tuple[Gratitude, ...] = ()
    checkins: tuple[Checkin, ...] = ()
    intentions: tuple[Intention, ...] = ()
    """Written on this day or for it."""
    review: Review | None = None
    problems: tuple[str, ...] = ()
    """One sentence for each thing that could not be read."""


def order(record: Record) -> tuple[datetime, str]:
    """Order of `at` as an instant, then id."""
    return record.stamp.at.astimezone(UTC), record.stamp.id
