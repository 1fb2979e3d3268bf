"""Starting, pausing and ending boundaries, and returns while they run."""

from collections.abc import Callable
from datetime import UTC, datetime

from presence_tui.domain.boundary import TABLE, Boundary
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.lengths import read_length
from presence_tui.domain.record import Row
from presence_tui.domain.text import one_line, quoted
from presence_tui.services.choosing import named, nothing_runs, refuse_ended, refuse_second
from presence_tui.services.dated import read_said, typed
from presence_tui.services.ends import closed_pauses, ended, extended, latest_time
from presence_tui.services.presence import Presence
from presence_tui.services.running import by_itself, running, unfinished
from presence_tui.services.starts import begun
from presence_tui.store.writing import Writing


class Boundaries:
    """What a person can do with boundaries."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def running(self) -> tuple[Boundary, ...]:
        """All that run now, the one that began last at the end.

        One that has ended by itself is not among them, whether or not that is written yet.
        """
        return running(self._presence)

    def runs(self, name: str | None = None) -> Boundary | None:
        """The running one of that name, or the one that began last; none when it does not run."""
        return named(self.running(), name, self._presence.settings.preset(name or ""))

    def settle(self) -> tuple[Boundary, ...]:
        """Writes the end of what has ended by itself, at its planned end; gives back what ended."""
        presence, now = self._presence, self._presence.clock.now()
        presets = presence.settings.presets
        if not any(p.ends_itself for p in presets) or unfinished(presence) == self.running():
            return ()
        with presence.journal.writing(now) as journal:
            found = [e for b in unfinished(presence) if (e := by_itself(presence, b, now))]
            rows = self._put_ended(journal, found)
        return self._told("boundary-ended", rows)

    def start(
        self,
        name: str,
        length: str | None = None,
        until: str | None = None,
        at: str | None = None,
        side: str | None = None,
    ) -> Boundary:
        """Starts a boundary by a preset's name or in free words; it is on the disk on return.

        `length` (`30m`), `until` (a time of day) and `at` (a time, perhaps with its day) are as
        typed. Raises WordsError, NotFoundError, and StateError when it runs already.
        """
        presence = self._presence
        boundary = begun(presence, self._now(), name, length, until, at, side)
        self.settle()
        with presence.journal.writing(presence.clock.now()) as journal:
            refuse_second(self._presence, boundary, unfinished(presence))
            row = journal.put(TABLE, boundary.to_row())
        return self._told("boundary-started", [row])[0]

    def read(
        self,
        name: str,
        length: str | None = None,
        until: str | None = None,
        at: str | None = None,
        side: str | None = None,
    ) -> Boundary:
        """What `start` would begin; nothing is written. Raises as it does."""
        boundary = begun(self._presence, self._now(), name, length, until, at, side)
        refuse_second(self._presence, boundary, self.running())
        return boundary

    def stop(self, name: str | None = None, at: str | None = None) -> Boundary:
        """Ends one: by name, or the running one that began last; a timed moment is logged.

        `at` is a time of day, the latest such one that may be, or one with its day, as in
        `yesterday 20:00`. Raises StateError, WordsError, NotFoundError.
        """
        self.settle()
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            rows = self._put_ended(journal, [self._ended(self._chosen(name), at)])
        return self._told("boundary-ended", rows)[0]

    def stop_all(self, at: str | None = None) -> tuple[Boundary, ...]:
        """Ends all that run. Raises StateError when none does."""
        presence = self._presence
        self.settle()
        with presence.journal.writing(presence.clock.now()) as journal:
            running = unfinished(self._presence)
            if not running:
                raise nothing_runs()
            rows = self._put_ended(journal, [self._ended(b, at) for b in running])
        return self._told("boundary-ended", rows)

    def end_at(self, ident: str, end: datetime) -> Boundary:
        """Ends the one of that id at an instant, also one that began months ago.

        For one that was forgotten. Raises NotFoundError; StateError when it has ended, WordsError
        for an end before its start or after now.
        """
        presence = self._presence
        now = self._now()
        with presence.journal.writing(now) as journal:
            found = presence.journal.find(ident)
            boundary = Boundary.from_row(found.entry.row)
            if not boundary.runs:
                raise StateError(f"{one_line(boundary.name)} has ended already.")
            at = end.astimezone(UTC)
            if not boundary.stamp.at.astimezone(UTC) <= at <= now.astimezone(UTC):
                raise WordsError("An end lies between the start and now.")
            local = end.astimezone(presence.clock.place().tz)
            rows = self._put_ended(journal, [ended(boundary, local)])
        return self._told("boundary-ended", rows)[0]

    def pause(self, name: str | None = None) -> Boundary:
        """Pauses one. Raises StateError when it is paused already."""
        return self._change(name, self._paused)

    def resume(self, name: str | None = None) -> Boundary:
        """Goes on with a paused one. Raises StateError when it is not paused."""
        return self._change(name, self._resumed)

    def come_back(self, name: str | None = None) -> Boundary:
        """Counts a return: attention had left, and is here again."""
        return self._change(
            name, lambda b: b._replace(returns=(*b.returns, self._now())), "boundary-returned"
        )

    def extend(self, name: str | None = None, length: str = "5m") -> Boundary:
        """Moves the planned end of one further on by a length as typed (`5m`).

        One that is past its end goes on from now. Raises StateError when none runs or it has no
        planned end, WordsError for a length that cannot be meant.
        """
        seconds = read_length(length) * 60
        tz = self._presence.clock.place().tz
        return self._change(name, lambda b: extended(b, self._now(), seconds, tz))

    # ── how ──────────────────────────────────────────────────────────────────

    def _now(self) -> datetime:
        now = self._presence.clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _put_ended(self, journal: Writing, boundaries: list[Boundary]) -> list[Row]:
        """Writes ended boundaries, and with each timed one the moment it became."""
        whole = [(TABLE, b.to_row()) for b in boundaries]
        timed = [b for b in boundaries if b.kind == "moment"]
        if timed:
            whole += self._presence.running_moments.rows_of(timed)
        rows = journal.put_all(whole)
        ids = {b.stamp.id for b in boundaries}
        for row in rows:
            if row["id"] not in ids:
                self._presence.hooks.fire("moment-logged", row)
        return [row for row in rows if row["id"] in ids]

    def _told(self, event: str, rows: list[Row]) -> tuple[Boundary, ...]:
        """The boundaries of rows just written, once the hooks have been told."""
        for row in rows:
            self._presence.hooks.fire(event, row)
        return tuple(Boundary.from_row(row) for row in rows)

    def _change(
        self, name: str | None, change: Callable[[Boundary], Boundary], event: str | None = None
    ) -> Boundary:
        self.settle()
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            row = journal.put(TABLE, change(self._chosen(name)).to_row())
        return self._told(event, [row])[0] if event else Boundary.from_row(row)

    def _chosen(self, name: str | None) -> Boundary:
        running = unfinished(self._presence)
        refuse_ended(self._presence, name, running)
        if not running:
            raise nothing_runs()
        if name is None or not one_line(name):
            return running[-1]
        found = named(running, name, self._presence.settings.preset(name))
        if found is not None:
            return found
        names = ", ".join(one_line(b.name) for b in running)
        raise StateError(f"{quoted(name)} does not run. What runs: {names}.")

    def _ended(self, boundary: Boundary, at: str | None) -> Boundary:
        now = self._now()
        if at is None:
            return ended(boundary, now)
        presence = self._presence
        tz, said = presence.clock.place().tz, read_said(at, presence.today())
        if said.day is None:
            return ended(boundary, latest_time(said.at, boundary, now, tz))
        return ended(boundary, typed(at, presence, tz, boundary.stamp.at, now))

    def _paused(self, boundary: Boundary) -> Boundary:
        if boundary.paused:
            raise StateError(
                f"{one_line(boundary.name)} is paused already.",
                shell="`presence resume` goes on with it.",
                screen="{pause} goes on with it.",
            )
        return boundary._replace(pauses=(*boundary.pauses, (self._now(), None)))

    def _resumed(self, boundary: Boundary) -> Boundary:
        if not boundary.paused:
            raise StateError(f"{one_line(boundary.name)} is not paused; it runs.")
        return boundary._replace(pauses=closed_pauses(boundary, self._now()))
