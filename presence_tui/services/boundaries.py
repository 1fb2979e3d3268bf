"""Starting, pausing and ending boundaries, and returns while they run."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from presence_tui.domain.boundary import TABLE, Boundary, Pause, remaining_s
from presence_tui.domain.clock import instants_at
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.quick_entry import Span, clock_time, read_length
from presence_tui.domain.record import Row
from presence_tui.domain.settings import Preset
from presence_tui.domain.text import LONGEST, fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.records import live, recent_months
from presence_tui.services.times import begin_of
from presence_tui.store.journal import Writing

LONGEST_S = 24 * 3600
"""The longest plan, in seconds."""


class Boundaries:
    """What a person can do with boundaries."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def running(self) -> tuple[Boundary, ...]:
        """All that run now, the one that began last at the end."""
        return self._running()

    def start(
        self,
        name: str,
        length: str | None = None,
        until: str | None = None,
        at: str | None = None,
        side: str | None = None,
    ) -> Boundary:
        """Starts a boundary by a preset's name or in free words; it is on the disk on return.

        `length` (`30m`), `until` and `at` (times of day) are as typed. Raises WordsError, and
        StateError when it runs already.
        """
        presence = self._presence
        boundary = self._new(name, length, until, at, side)
        with presence.journal.writing(presence.clock.now()) as journal:
            for other in self._running():
                if _same(other, boundary):
                    began = other.stamp.at.astimezone(presence.clock.place().tz)
                    raise StateError(
                        f"{one_line(other.name)} runs already, since {began:%H:%M}. "
                        "`presence stop` ends it."
                    )
            return Boundary.from_row(journal.put(TABLE, boundary.to_row()))

    def stop(self, name: str | None = None, at: str | None = None) -> Boundary:
        """Ends one: by name, or the running one that began last. Raises StateError, WordsError."""
        return self._change(name, lambda b: self._ended(b, at))

    def stop_all(self, at: str | None = None) -> tuple[Boundary, ...]:
        """Ends all that run. Raises StateError when none does."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            running = self._running()
            if not running:
                raise StateError("Nothing runs. `presence start` begins a boundary.")
            ended = [self._ended(b, at) for b in running]
            rows = journal.put_all([(TABLE, b.to_row()) for b in ended])
        return tuple(Boundary.from_row(row) for row in rows)

    def pause(self, name: str | None = None) -> Boundary:
        """Pauses one. Raises StateError when it is paused already."""
        return self._change(name, self._paused)

    def resume(self, name: str | None = None) -> Boundary:
        """Goes on with a paused one. Raises StateError when it is not paused."""
        return self._change(name, self._resumed)

    def come_back(self, name: str | None = None) -> Boundary:
        """Counts a return: attention had left, and is here again."""
        return self._change(name, lambda b: b._replace(returns=(*b.returns, self._now())))

    def extend(self, name: str | None = None, length: str = "5m") -> Boundary:
        """Moves the planned end of one further on by a length as typed (`5m`).

        One that is past its end goes on from now. Raises StateError when none runs or it has no
        planned end, WordsError for a length that cannot be meant.
        """
        minutes = read_length(length)
        return self._change(name, lambda b: self._extended(b, minutes * 60))

    # ── how ──────────────────────────────────────────────────────────────────

    def _now(self) -> datetime:
        now = self._presence.clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _running(self) -> tuple[Boundary, ...]:
        found: list[Boundary] = []
        for month in recent_months(self._presence.journal, self._presence.today()):
            found += [b for b in live(month, TABLE, [], _open) if b.runs]
        return tuple(sorted(found, key=lambda b: (b.stamp.at.astimezone(UTC), b.stamp.id)))

    def _change(self, name: str | None, change: Callable[[Boundary], Boundary]) -> Boundary:
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            return self._put(journal, change(self._chosen(name)))

    def _put(self, journal: Writing, boundary: Boundary) -> Boundary:
        return Boundary.from_row(journal.put(TABLE, boundary.to_row()))

    def _chosen(self, name: str | None) -> Boundary:
        running = self._running()
        if not running:
            raise StateError("Nothing runs. `presence start` begins a boundary.")
        if name is None or not one_line(name):
            return running[-1]
        wanted = fold(one_line(name))
        preset = self._presence.settings.preset(name)
        for boundary in running[::-1]:
            if wanted in (
                fold(boundary.name),
                fold(boundary.preset or ""),
                fold(boundary.stamp.id),
            ):
                return boundary
            if preset is not None and boundary.preset == preset.key:
                return boundary
        names = ", ".join(one_line(b.name) for b in running)
        raise StateError(f"{one_line(name)!r} does not run. What runs: {names}.")

    def _new(
        self, name: str, length: str | None, until: str | None, at: str | None, side: str | None
    ) -> Boundary:
        presence = self._presence
        words = one_line(name)
        if not words:
            raise WordsError("A boundary needs a name: a preset's, or words of your own.")
        if len(words) > LONGEST:
            raise WordsError(f"A boundary's name holds up to {LONGEST:,} characters.")
        if length is not None and until is not None:
            raise WordsError("Say a length or an end, not both.")
        preset = presence.settings.preset(words) or Preset("", words, "home")
        begin = self._now()
        if at is not None:
            begin = begin_of(presence, Span(clock_time(at)), presence.today())
        planned_s, ends = self._plan(preset, length, until, begin)
        return Boundary(
            stamp=presence.new_stamp(presence.day_of(begin), begin),
            name=preset.name,
            preset=preset.key or None,
            side=side or preset.side,
            planned_s=planned_s,
            until=ends,
        )

    def _plan(
        self, preset: Preset, length: str | None, until: str | None, begin: datetime
    ) -> tuple[int | None, datetime | None]:
        """Planned seconds or planned end; what is said wins over the preset."""
        if length is not None:
            return read_length(length) * 60, None
        if until is not None:
            return None, self._next(clock_time(until), begin)
        if preset.until is not None:
            return None, self._next(preset.until, begin)
        return (preset.minutes * 60 if preset.minutes else None), None

    def _next(self, at: time, after: datetime) -> datetime:
        """The next instant after `after` at which the wall clock shows `at`."""
        tz = self._presence.clock.place().tz
        day: date = after.astimezone(tz).date()
        for ahead in range(4):
            for instant in instants_at(day + timedelta(days=ahead), at, tz):
                if instant.astimezone(UTC) > after.astimezone(UTC):
                    return instant
        raise WordsError(f"{at:%H:%M} does not come in the next days; say another time.")

    def _ended(self, boundary: Boundary, at: str | None) -> Boundary:
        end = self._now()
        if at is not None:
            end = self._latest(clock_time(at), boundary)
        end = max(end, boundary.stamp.at, key=lambda i: i.astimezone(UTC))
        return ended(boundary, end)

    def _latest(self, at: time, boundary: Boundary) -> datetime:
        """The latest instant of a wall time that is not after now and not before the start."""
        tz, now = self._presence.clock.place().tz, self._now().astimezone(UTC)
        start = boundary.stamp.at.astimezone(UTC)
        # A start within the named minute counts from the minute's beginning.
        minute = start.replace(second=0, microsecond=0)
        day = now.astimezone(tz).date() + timedelta(days=1)
        while day >= start.astimezone(tz).date() - timedelta(days=1):
            for instant in reversed(instants_at(day, at, tz)):
                if minute <= instant.astimezone(UTC) <= now:
                    return instant
            day -= timedelta(days=1)
        began = boundary.stamp.at.astimezone(tz)
        raise WordsError(
            f"{at:%H:%M} does not lie between its start, {began:%H:%M}, and now, "
            f"{now.astimezone(tz):%H:%M}."
        )

    def _paused(self, boundary: Boundary) -> Boundary:
        if boundary.paused:
            raise StateError(f"{one_line(boundary.name)} is paused already; `presence resume`.")
        return boundary._replace(pauses=(*boundary.pauses, (self._now(), None)))

    def _extended(self, boundary: Boundary, seconds: int) -> Boundary:
        now = self._now()
        left = remaining_s(boundary, now)
        if left is None:
            raise StateError(
                f"{one_line(boundary.name)} has an open end; there is nothing to extend."
            )
        if boundary.planned_s is not None:
            whole = boundary.planned_s + max(0, -left) + seconds
            if whole > LONGEST_S:
                raise StateError(f"{one_line(boundary.name)} would be longer than 24 hours.")
            return boundary._replace(planned_s=whole)
        later = max(0, left) + seconds
        tz = self._presence.clock.place().tz
        return boundary._replace(
            until=(now.astimezone(UTC) + timedelta(seconds=later)).astimezone(tz)
        )

    def _resumed(self, boundary: Boundary) -> Boundary:
        if not boundary.paused:
            raise StateError(f"{one_line(boundary.name)} is not paused; it runs.")
        return boundary._replace(pauses=_closed(boundary, self._now()))


def _open(row: Row) -> bool:
    return row.get("ended_at") is None


def ended(boundary: Boundary, end: datetime) -> Boundary:
    """The boundary ended at an instant; nothing after its end counts."""
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


def _closed(boundary: Boundary, now: datetime) -> tuple[Pause, ...]:
    """Its pauses with the open one closed, never before it began."""
    return tuple(
        (a, max(a, now, key=lambda i: i.astimezone(UTC)) if b is None else b)
        for a, b in boundary.pauses
    )


def _same(one: Boundary, other: Boundary) -> bool:
    if one.preset is not None or other.preset is not None:
        return one.preset == other.preset
    return fold(one.name) == fold(other.name)
