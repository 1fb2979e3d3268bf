"""If–then plans: what is due now, put off, or not for today."""

from datetime import UTC, datetime, timedelta
from typing import Any

from presence_tui.domain.boundary import TABLE as BOUNDARIES
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.plans import MAKES_SENSE, Occasion, come_due, next_occasion
from presence_tui.domain.record import RowError, instant, iso
from presence_tui.domain.text import fold
from presence_tui.domain.tick import TABLE, Tick
from presence_tui.services.presence import Presence
from presence_tui.services.records import live, recent_months

KIND = "plan"


class Plans:
    """What a person can do with the plans of the settings."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def due(self) -> Occasion | None:
        """The plan to ask about now, or none.

        It stays due for two hours, until it is answered, a later plan comes, or its boundary was
        started. In a hard week none is. The journal is read only while a plan's time has come.
        """
        presence = self._presence
        plans = presence.settings.plans
        if not plans:
            return None
        now = presence.clock.now()
        made = come_due(plans, now, presence.clock.place().tz)
        if made is None or (answers := self._answers(made, now)) is None or self._begun(made):
            return None
        if presence.week.hard_until() is not None:
            return None
        return made._replace(put_off_to=max(answers, default=None))

    def start(self, occasion: Occasion) -> Boundary:
        """Starts what the plan says. Raises StateError when it runs already, StoreError."""
        return self._presence.boundaries.start(occasion.plan.start)

    def later(self, occasion: Occasion, minutes: int = 10) -> Tick:
        """Asks again in some minutes, on every device. Raises StoreError."""
        until = self._presence.clock.now().astimezone(UTC) + timedelta(minutes=minutes)
        return self._tick(occasion, (("what", "later"), ("until", iso(until))))

    def not_today(self, occasion: Occasion) -> Tick:
        """Does not ask again on that day, on any device. Raises StoreError."""
        return self._tick(occasion, (("what", "not-today"),))

    def next(self) -> tuple[Occasion, ...]:
        """When each plan comes next, soonest first."""
        presence = self._presence
        now, tz = presence.clock.now(), presence.clock.place().tz
        found = [next_occasion(plan, now, tz) for plan in presence.settings.plans]
        return tuple(sorted(found, key=lambda o: o.at.astimezone(UTC)))

    # ── how ──────────────────────────────────────────────────────────────────

    def _tick(self, occasion: Occasion, more: tuple[tuple[str, Any], ...]) -> Tick:
        presence = self._presence
        now = presence.clock.now()
        stamp = presence.new_stamp(presence.day_of(occasion.at), now)
        tick = Tick(stamp, KIND, occasion.plan.key, (("on", occasion.day.isoformat()), *more))
        with presence.journal.writing(now) as journal:
            return Tick.from_row(journal.put(TABLE, tick.to_row()))

    def _answers(self, occasion: Occasion, now: datetime) -> list[datetime] | None:
        """Until when it was put off, in UTC, all of it over; none when it is not to be asked now.

        That is so after not today, and while ten minutes are not over.
        """
        found: list[datetime] = []
        asked = (KIND, occasion.plan.key, occasion.day.isoformat())
        for month in recent_months(self._presence.journal, self._presence.today()):
            for tick in live(month, TABLE, []):
                more = dict(tick.more)
                if (tick.kind, tick.name, more.get("on")) != asked:
                    continue
                until = _until(more.get("until"))
                if more.get("what") == "not-today":
                    return None
                if until is None or until - now.astimezone(UTC) > MAKES_SENSE:
                    # Further ahead than a plan holds: written under a wrong clock, no promise.
                    continue
                if until > now.astimezone(UTC):
                    return None
                found.append(until)
        return found

    def _begun(self, occasion: Occasion) -> bool:
        """Whether its boundary runs, or began since its time came, also if it was taken back."""
        presence = self._presence
        preset = presence.settings.preset(occasion.plan.start)
        since = occasion.at.astimezone(UTC)
        for month in recent_months(presence.journal, presence.today()):
            for boundary in live(month, BOUNDARIES, [], even_deleted=True):
                same = (
                    boundary.preset == preset.key
                    if preset is not None
                    else fold(boundary.name) == fold(occasion.plan.start)
                )
                if same and (boundary.runs or boundary.stamp.at.astimezone(UTC) >= since):
                    return True
        return False


def _until(value: Any) -> datetime | None:
    """The instant a tick holds, in UTC; none when it is not one."""
    try:
        return instant(value, "until").astimezone(UTC)
    except RowError:
        return None
