"""Forgot to stop: a boundary that outlived its plausible end, and when it may really have ended."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from presence_tui.domain.boundary import TABLE, Boundary, planned_end
from presence_tui.domain.clock import start_of
from presence_tui.domain.moment import Moment
from presence_tui.services.dated import typed
from presence_tui.services.presence import Presence
from presence_tui.services.records import current_months, live, recent_months
from presence_tui.services.watch import PAST_END
from presence_tui.store.joined import Month
from presence_tui.store.months import ALWAYS


class Guess(NamedTuple):
    """When it may have ended, and why one might think so."""

    at: datetime
    why: str
    """Such as `the planned end`, `the last entry`, `you were last here`, `the end of that day`."""


class Forgotten(NamedTuple):
    """A boundary that runs and perhaps should not."""

    boundary: Boundary
    guesses: tuple[Guess, ...]
    """In order of their plausibility, each at another minute; may be empty."""


class ForgottenEnds:
    """Asks once for each boundary; the answer, or its absence, is never asked for again."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def ask(self) -> Forgotten | None:
        """The one to ask about when someone comes back, oldest first; none when all is well.

        Call it when the dashboard opens and when its heartbeat had been silent, before the first
        beat. It reads files: do so off the event loop.
        """
        for boundary in (*self._older(), *self._presence.boundaries.running()):
            if self.outlived(boundary) and not self._presence.watch.said.before(_key(boundary)):
                return self.of(boundary)
        return None

    def outlived(self, boundary: Boundary) -> bool:
        """Whether it runs on past its plausible end; reads no file."""
        now = self._presence.clock.now()
        if boundary.stamp.day is not None and boundary.stamp.day < self._presence.today():
            # A plan that still holds, over midnight, is no forgetting.
            paused = _paused_since(boundary)
            if paused is not None:
                # Its planned end moves on with the pause and would never come.
                return now.astimezone(UTC) - paused.astimezone(UTC) >= PAST_END
            end = planned_end(boundary, now)
            return end is None or end.astimezone(UTC) <= now.astimezone(UTC)
        end = planned_end(boundary, now)
        return end is not None and now.astimezone(UTC) - end.astimezone(UTC) >= PAST_END

    def of(self, boundary: Boundary) -> Forgotten:
        """When one that runs may really have ended, for someone who asks. Reads files."""
        return Forgotten(boundary, self._guesses(boundary, self._presence.clock.now()))

    def late(self, boundary: Boundary) -> Forgotten | None:
        """What to ask someone who ends it now; none unless it outlived its plausible end."""
        if not self.outlived(boundary):
            return None
        return self.of(boundary)

    def end_said(self, boundary: Boundary, words: str) -> datetime:
        """The end that words say: the first such time after its start, or one with its day.

        Raises WordsError for one that is not between its start and now, NotFoundError for no day.
        """
        presence = self._presence
        tz, now = presence.clock.place().tz, presence.clock.now()
        return typed(words, presence, tz, boundary.stamp.at, now)

    def answered(self, boundary: Boundary) -> None:
        """It was ended, or it goes on: either way it is not asked about again."""
        self._presence.watch.said.now(_key(boundary))

    # ── how ──────────────────────────────────────────────────────────────────

    def _guesses(self, boundary: Boundary, now: datetime) -> tuple[Guess, ...]:
        presence = self._presence
        start, last = boundary.stamp.at.astimezone(UTC), now.astimezone(UTC)
        day = boundary.stamp.day or presence.day_of(boundary.stamp.at)
        tz = presence.clock.place().tz
        day_end = start_of(day + timedelta(days=1), tz, presence.settings.day_ends)
        offered = [
            (_paused_since(boundary), "when it was paused"),
            (planned_end(boundary, now), "the planned end"),
            (self._last_entry(boundary, min(last, day_end.astimezone(UTC))), "the last entry"),
            (presence.watch.heartbeat.last_used, "you were last here"),
            (presence.watch.heartbeat.alive_until(), "the dashboard was last open"),
            (day_end, "the end of that day"),
        ]
        found: dict[str, Guess] = {}
        for at, why in offered:
            if at is not None and start <= at.astimezone(UTC) <= last:
                local = at.astimezone(tz)
                found.setdefault(f"{local:%Y-%m-%d %H:%M %z}", Guess(local, why))
        return tuple(found.values())

    def _last_entry(self, boundary: Boundary, before: datetime) -> datetime | None:
        """The last sign of the person that the journal holds between its start and `before`."""
        start = boundary.stamp.at.astimezone(UTC)
        signs = [r.astimezone(UTC) for r in boundary.returns]
        signs += [i.astimezone(UTC) for pause in boundary.pauses for i in pause if i is not None]
        for month in self._around(boundary):
            for table in ("moments", "gratitude", "checkins"):
                for record in live(month, table, []):
                    at = record.stamp.at.astimezone(UTC)
                    if isinstance(record, Moment):
                        if not record.timed:
                            continue
                        at += timedelta(minutes=record.minutes or 0)
                    signs.append(at)
        return max((s for s in signs if start < s <= before), default=None)

    def _around(self, boundary: Boundary) -> list[Month]:
        day = boundary.stamp.day or self._presence.today()
        return recent_months(self._presence.journal, day + timedelta(days=1))

    def _older(self) -> list[Boundary]:
        """Unfinished ones from before the months in which running boundaries are looked for."""
        journal = self._presence.journal
        recent = (*current_months(self._presence.today()), ALWAYS)
        found = []
        for name in journal.months.names():
            if name not in recent and self._unfinished(name):
                found += [b for b in live(journal.read(name), TABLE, []) if b.runs]
        return sorted(found, key=lambda b: b.stamp.at.astimezone(UTC))

    def _unfinished(self, month: str) -> bool:
        """Whether a month holds an open end, by its bytes: a decade takes a blink."""
        months = self._presence.journal.months
        for device in months.devices():
            try:
                if b'"ended_at": null' in months.file(device, month).read_bytes():
                    return True
            except OSError:
                # This device kept nothing that month, or reading it will say what is wrong.
                continue
        return False


def _paused_since(boundary: Boundary) -> datetime | None:
    """When its open pause began, if it is paused."""
    return boundary.pauses[-1][0] if boundary.paused else None


def _key(boundary: Boundary) -> str:
    return f"forgotten {boundary.stamp.id}"
