"""The week plan, offered on its day, and hard weeks, in which prompts rest."""

from datetime import date, timedelta
from typing import NamedTuple

from presence_tui.domain.errors import WordsError
from presence_tui.domain.record import RowError, day_value
from presence_tui.domain.text import fold
from presence_tui.domain.tick import TABLE, Tick
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between, stamp_on

LINE, HARD = "week-line", "hard-week"
LONGEST_HARD = timedelta(days=31)


class Offer(NamedTuple):
    """One line of the week plan on its day."""

    line: PlanLine
    ticked: bool


class Week:
    """What a person can do with the week plan, and the switch for a hard week."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    # ── the plan ─────────────────────────────────────────────────────────────

    def offers(self, day: date | None = None) -> tuple[Offer, ...]:
        """The plan's lines of a day, ticked or left alone."""
        day = day or self._presence.today()
        ticked = {fold(tick.name or "") for tick in self._ticks(LINE, day, day)}
        lines = [line for line in self._presence.settings.week if line.on(day)]
        return tuple(Offer(line, fold(line.text) in ticked) for line in lines)

    def open_offers(self, day: date) -> tuple[str, ...]:
        """The words of a day's lines that are not ticked; in a hard week they rest."""
        found = tuple(offer.line.text for offer in self.offers(day) if not offer.ticked)
        return () if not found or self.hard_until(day) is not None else found

    def tick(self, text: str, day: date | None = None) -> bool:
        """Ticks a line on a day, or takes the tick away; whether it is ticked now."""
        presence = self._presence
        day = day or presence.today()
        with presence.journal.writing(presence.clock.now()) as journal:
            there = [t for t in self._ticks(LINE, day, day) if fold(t.name or "") == fold(text)]
            rows = [{**t.to_row(), "deleted": True} for t in there]
            journal.put_all(
                [
                    (TABLE, row)
                    for row in rows or [Tick(stamp_on(presence, day), LINE, text).to_row()]
                ]
            )
        return not there

    # ── hard weeks ───────────────────────────────────────────────────────────

    def hard_until(self, day: date | None = None) -> date | None:
        """The last day of the hard week that `day` lies in, or none."""
        day = day or self._presence.today()
        ends = [_until(t) for t in self._hard(day)]
        return max((end for end in ends if end is not None and end >= day), default=None)

    def begin_hard(self, days: int = 7) -> date:
        """Lets prompts rest for `days` days (1 to 31) from today; the last of them.

        Said again it counts from today anew. Raises WordsError, StoreError.
        """
        if not 1 <= days <= LONGEST_HARD.days:
            raise WordsError(f"Prompts can rest for 1 to {LONGEST_HARD.days} days, not {days}.")
        presence = self._presence
        today = presence.today()
        until = today + timedelta(days=days - 1)
        with presence.journal.writing(presence.clock.now()) as journal:
            rows = [{**t.to_row(), "deleted": True} for t in self._hard(today)]
            new = Tick(stamp_on(presence, today), HARD, None, (("until", until.isoformat()),))
            journal.put_all([(TABLE, row) for row in (*rows, new.to_row())])
        return until

    def end_hard(self) -> bool:
        """Lets prompts come back from now on; whether they had rested. Raises StoreError."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            rows = [{**t.to_row(), "deleted": True} for t in self._hard(presence.today())]
            if rows:
                journal.put_all([(TABLE, row) for row in rows])
        return bool(rows)

    # ── how ──────────────────────────────────────────────────────────────────

    def _hard(self, day: date) -> list[Tick]:
        """Hard weeks that began not long ago and reach `day`."""
        found = self._ticks(HARD, day - LONGEST_HARD, day)
        return [t for t in found if (end := _until(t)) is not None and end >= day]

    def _ticks(self, kind: str, first: date, last: date) -> list[Tick]:
        return [t for t in between(self._presence, TABLE, first, last) if t.kind == kind]


def _until(tick: Tick) -> date | None:
    try:
        return day_value(dict(tick.more).get("until"), "until")
    except RowError:
        return None
