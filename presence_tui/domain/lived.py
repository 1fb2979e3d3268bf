"""Times as they were lived: on the clock of the place where a record was written.

A boundary from Paris that is read, or mended, in London keeps the hours it had in Paris: a day
reads the same on every screen and on paper, wherever one is by then. What still runs is shown by
the clock of the place where one is.
"""

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from presence_tui.domain.record import Stamp


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        # A name this machine does not know: the offset that was written is used instead.
        return None


def zone_of(stamp: Stamp) -> tzinfo:
    """The zone a record was written in; the offset it had then, where the zone is not known."""
    zone = _zone(stamp.zone) if stamp.zone else None
    if zone is not None and stamp.at.astimezone(zone).utcoffset() == stamp.at.utcoffset():
        return zone
    return stamp.at.tzinfo or UTC


def as_lived(at: datetime, stamp: Stamp) -> datetime:
    """An instant of a record on the clock of the place where it was written."""
    return at.astimezone(zone_of(stamp))


def hour_of(at: datetime, day: date) -> float:
    """Hours on the wall clock of `at` since the midnight that began `day`."""
    days = (at.date() - day).days
    return days * 24 + at.hour + at.minute / 60 + at.second / 3600
