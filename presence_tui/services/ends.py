"""When a boundary ends: the end that is planned, the end that is said, the end moved further on."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from presence_tui.domain.boundary import Boundary, Pause, planned_end, remaining_s
from presence_tui.domain.clock import after_gap, instants_at
from presence_tui.domain.clock_words import clock_time
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.lengths import read_length
from presence_tui.domain.presets import Preset
from presence_tui.domain.text import one_line

LONGEST_S = 24 * 3600
"""The longest plan, in seconds."""
OPEN = "open"


def plan_of(
    preset: Preset, length: str | None, until: str | None, begin: datetime, tz: tzinfo
) -> tuple[int | None, datetime | None]:
    """Planned seconds or planned end; what is said wins over the preset. Raises WordsError.

    The length `open` is an open end, whatever the preset says.
    """
    if length is not None and length.strip().casefold() == OPEN:
        return None, None
    if length is not None:
        return read_length(length) * 60, None
    if until is not None:
        return None, next_time(clock_time(until), begin, tz)
    if preset.until is not None:
        return None, next_time(preset.until, begin, tz)
    return (preset.minutes * 60 if preset.minutes else None), None


def next_time(at: time, after: datetime, tz: tzinfo) -> datetime:
    """The next instant after `after` at which the wall clock shows `at`.

    On a day whose clocks skip that time it is the one after the gap: an hour from half past eleven
    is what `until 00:30` means, also where midnight is skipped.
    """
    day: date = after.astimezone(tz).date()
    while True:
        for instant in instants_at(day, at, tz) or (after_gap(day, at, tz),):
            if instant.astimezone(UTC) > after.astimezone(UTC):
                return instant
        day += timedelta(days=1)


def latest_time(at: time, boundary: Boundary, now: datetime, tz: tzinfo) -> datetime:
    """The latest instant of a wall time that is not after `now` and not before the start.

    Raises WordsError when there is none.
    """
    last = now.astimezone(UTC)
    start = boundary.stamp.at.astimezone(UTC)
    # A start within the named minute counts from the minute's beginning.
    minute = start.replace(second=0, microsecond=0)
    day = last.astimezone(tz).date() + timedelta(days=1)
    while day >= start.astimezone(tz).date() - timedelta(days=1):
        for instant in reversed(instants_at(day, at, tz)):
            if minute <= instant.astimezone(UTC) <= last:
                return instant
        day -= timedelta(days=1)
    began = boundary.stamp.at.astimezone(tz)
    raise WordsError(
        f"{at:%H:%M} does not lie between its start, {began:%H:%M}, and now, "
        f"{last.astimezone(tz):%H:%M}."
    )


def ended(boundary: Boundary, end: datetime) -> Boundary:
    """The boundary ended at an instant, never before its start; nothing after its end counts."""
    end = max(end, boundary.stamp.at, key=lambda i: i.astimezone(UTC))
    last = end.astimezone(UTC)
    return boundary._replace(
        ended_at=end,
        pauses=tuple(
            (a, end if b is None or b.astimezone(UTC) > last else b)
            for a, b in boundary.pauses
            if a.astimezone(UTC) <= last
        ),
        returns=tuple(r for r in boundary.returns if r.astimezone(UTC) <= last),
    )


def ended_itself(boundary: Boundary, preset: Preset | None, now: datetime) -> Boundary | None:
    """The boundary as it ended at its planned end, if its preset says so and it was reached."""
    if preset is None or not preset.ends_itself or not boundary.runs or boundary.paused:
        return None
    end = planned_end(boundary, now)
    if end is None or end.astimezone(UTC) > now.astimezone(UTC):
        return None
    return ended(boundary, end)


def closed_pauses(boundary: Boundary, now: datetime) -> tuple[Pause, ...]:
    """Its pauses with the open one closed, never before it began."""
    return tuple(
        (a, max(a, now, key=lambda i: i.astimezone(UTC)) if b is None else b)
        for a, b in boundary.pauses
    )


def extended(boundary: Boundary, now: datetime, seconds: int, tz: tzinfo) -> Boundary:
    """The boundary with its planned end moved on; one that is past it goes on from `now`.

    Raises StateError when its end is open or would come too late.
    """
    left = remaining_s(boundary, now)
    name = one_line(boundary.name)
    if left is None:
        raise StateError(f"{name} has an open end; there is nothing to extend.")
    if max(0, left) + seconds > LONGEST_S:
        raise StateError(f"{name} would run on for more than 24 hours; end it and start it anew.")
    if boundary.planned_s is not None:
        return boundary._replace(planned_s=boundary.planned_s + max(0, -left) + seconds)
    later = now.astimezone(UTC) + timedelta(seconds=max(0, left) + seconds)
    return boundary._replace(until=later.astimezone(tz))
