"""A boundary: a protected stretch of time that runs now or ran.

What it shows is derived from its start, its pauses and the clock; nothing is counted.
"""

from datetime import UTC, datetime, timedelta
from math import ceil
from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, RowError, Stamp, instant, iso, row_of

TABLE = "boundaries"
SIDES = ("work", "home", "self")
KINDS = ("boundary", "moment")

Pause = tuple[datetime, datetime | None]


class Boundary(NamedTuple):
    """`stamp.at` is its start; `planned_s` and `until` are never both set."""

    stamp: Stamp
    name: str
    side: str
    kind: str = "boundary"
    """`boundary`, or `moment` for a running timed moment."""
    preset: str | None = None
    planned_s: int | None = None
    """Planned length in seconds of elapsed time, pauses left out."""
    until: datetime | None = None
    ended_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    """Start and end of each pause; the open one ends in null."""
    returns: tuple[datetime, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether it has not been ended."""
        return self.ended_at is None and not self.stamp.deleted

    @property
    def paused(self) -> bool:
        """Whether it runs with an open pause."""
        return self.runs and any(end is None for _, end in self.pauses)

    @classmethod
    def from_row(cls, row: Row) -> "Boundary":
        """Raises RowError when the row is not a boundary."""
        f = Fields(row)
        planned_s, until = f.maybe_int("planned_s"), f.maybe_instant("until")
        if planned_s is not None and until is not None:
            raise RowError("planned_s and until are never both set")
        return cls(
            name=f.text("name"),
            side=f.one_of("side", SIDES),
            kind=f.one_of("kind", KINDS),
            preset=f.maybe_text("preset"),
            planned_s=planned_s,
            until=until,
            ended_at=f.maybe_instant("ended_at"),
            pauses=f.each("pauses", _pause),
            returns=f.each("returns", instant),
            people=f.names("people"),
            tags=f.names("tags"),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this boundary."""
        own: Row = {
            "kind": self.kind,
            "name": self.name,
            "preset": self.preset,
            "side": self.side,
            "planned_s": self.planned_s,
            "until": None if self.until is None else iso(self.until),
            "ended_at": None if self.ended_at is None else iso(self.ended_at),
            "pauses": [[iso(a), None if b is None else iso(b)] for a, b in self.pauses],
            "returns": [iso(r) for r in self.returns],
            "people": list(self.people),
            "tags": list(self.tags),
        }
        return row_of(self.stamp, own)


def _pause(value: object, field: str) -> Pause:
    if not isinstance(value, list) or len(value) != 2:
        raise RowError(f"{field} should hold pairs of times, not {value!r:.60}")
    start, end = value
    return instant(start, field), None if end is None else instant(end, field)


def seconds_between(start: datetime, end: datetime) -> float:
    """Seconds from one instant to another, whatever their zones."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


def elapsed_s(boundary: Boundary, now: datetime) -> int:
    """Whole seconds it has run up to `now` or its end, pauses left out, never below 0."""
    start = boundary.stamp.at.astimezone(UTC)
    end = (boundary.ended_at or now).astimezone(UTC)
    total = (end - start).total_seconds()
    paused_to = start
    for pause, resume in sorted(
        (a.astimezone(UTC), end if b is None else b.astimezone(UTC)) for a, b in boundary.pauses
    ):
        begin, finish = max(pause, paused_to), min(resume, end)
        if finish > begin:
            total -= (finish - begin).total_seconds()
            paused_to = finish
    return max(0, int(total))


def shown_minutes(boundary: Boundary, now: datetime) -> int:
    """Minutes as they are shown: full ones while it runs, the nearest once it has ended.

    From 08:30 to 16:28 is 7 h 58 min, whichever seconds of those minutes it began and ended in.
    """
    seconds = elapsed_s(boundary, now)
    return (seconds + 30) // 60 if boundary.ended_at else seconds // 60


def remaining_s(boundary: Boundary, now: datetime) -> int | None:
    """Whole seconds from `now`, or its end, to its planned end; negative once past it.

    Null when it is open-ended.
    """
    if boundary.planned_s is not None:
        return boundary.planned_s - elapsed_s(boundary, now)
    if boundary.until is not None:
        # Rounded up, so that it is over when the end is reached and not within the second before.
        return ceil(seconds_between(boundary.ended_at or now, boundary.until))
    return None


def planned_end(boundary: Boundary, now: datetime) -> datetime | None:
    """The instant its planned end is or was reached if nothing more pauses it; null without one.

    While it is paused a planned length moves on with the clock.
    """
    if boundary.until is not None:
        return boundary.until
    if boundary.planned_s is None:
        return None
    end, ran = boundary.stamp.at.astimezone(UTC), boundary.planned_s * 1.0
    for begin, finish in sorted(
        (a.astimezone(UTC), now.astimezone(UTC) if b is None else b.astimezone(UTC))
        for a, b in boundary.pauses
    ):
        # `end` is where counting stands; a pause that begins after all was counted changes nothing.
        counted = (begin - end).total_seconds()
        if counted >= ran:
            break
        if finish > end:
            ran -= max(0.0, counted)
            end = finish
    return (end + timedelta(seconds=ran)).astimezone(boundary.stamp.at.tzinfo)


def share(boundary: Boundary, now: datetime) -> float | None:
    """How much of its planned time has passed, 0 to 1; null when it is open-ended."""
    left = remaining_s(boundary, now)
    if left is None:
        return None
    whole = boundary.planned_s
    if whole is None and boundary.until is not None:
        whole = int(seconds_between(boundary.stamp.at, boundary.until))
    if not whole or left <= 0:
        return 1.0
    return max(0.0, min(1.0, 1 - left / whole))


def state(boundary: Boundary, now: datetime) -> str:
    """`ended`, `paused`, `over` (past its planned end) or `running`."""
    if not boundary.runs:
        return "ended"
    if boundary.paused:
        return "paused"
    left = remaining_s(boundary, now)
    return "over" if left is not None and left <= 0 else "running"
