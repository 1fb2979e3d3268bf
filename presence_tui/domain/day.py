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
    offers: tuple[str, ...] = ()
    """Lines of the week plan that are not ticked; none in a hard week."""
    divided: frozenset[str] = frozenset()
    """Ids of moments and thanks of which two devices hold versions that did not see each other."""
    problems: tuple[str, ...] = ()
    """One sentence for each thing that could not be read."""

    @property
    def open_intention(self) -> Intention | None:
        """What was chosen for this day and no moment of it has fulfilled, the last one."""
        lived = {moment.stamp.id for moment in self.moments}
        mine = [i for i in self.intentions if i.for_day == self.day and i.moment not in lived]
        return mine[-1] if mine else None

    def fulfilled_by(self, moment: str) -> Intention | None:
        """The intention for this day that a moment fulfilled, by the moment's id."""
        mine = (i for i in self.intentions if i.for_day == self.day and i.moment == moment)
        return next(mine, None)


def order(record: Record) -> tuple[datetime, str]:
    """Order of `at` as an instant, then id."""
    return record.stamp.at.astimezone(UTC), record.stamp.id
