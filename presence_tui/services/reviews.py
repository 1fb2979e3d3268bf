"""Closing a day, a step at a time, and a week in a few lines."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from presence_tui.domain.clock import time_in_day
from presence_tui.domain.errors import WordsError
from presence_tui.domain.review import SEEN, STEPS, TABLE, Review
from presence_tui.domain.text import LONGEST, clean, one_line
from presence_tui.domain.tick import TABLE as TICKS
from presence_tui.domain.tick import Tick
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between, stamp_on

OFFERED = "review-offered"
"""The tick that keeps a review from being offered twice."""


class Reviews:
    """What a person can do with reviews."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def of(self, day: date) -> Review | None:
        """The review of a day, begun or closed, or none."""
        found = between(self._presence, TABLE, day, day)
        return found[0] if found else None

    def step(self, day: date) -> str:
        """The step to go on at: where it was left, else the first."""
        review = self.of(day)
        return review.step if review is not None and review.step in STEPS else STEPS[0]

    def go_to(self, day: date, step: str) -> Review | None:
        """Keeps the step a review is at, so that it goes on there. Raises StoreError.

        Looking at a day writes nothing yet.
        """
        there = self.of(day)
        if there is None and step == STEPS[0]:
            return None
        return self._change(day, lambda r: r._replace(step=step))

    def note(self, day: date, words: str) -> Review | None:
        """Keeps what is heavy, in one's own words. Raises WordsError, StoreError."""
        text = clean(words).strip()
        if len(text) > LONGEST:
            raise WordsError(f"A note holds up to {LONGEST:,} characters.")
        if self.of(day) is None and not text:
            return None
        return self._change(day, lambda r: r._replace(note=text))

    def close(self, day: date) -> Review:
        """Closes a day; closing it again keeps what was added since. Raises StoreError."""
        now = self._presence.clock.now()
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        closed = self._change(day, lambda r: r._replace(step=None, closed_at=now))
        # What was heavy is told to no program.
        self._presence.hooks.fire("day-closed", {**closed.to_row(), "note": ""})
        return closed

    # ── offering ─────────────────────────────────────────────────────────────

    def due(self) -> bool:
        """Whether the review is to be offered now: set, its time come, not done or offered yet."""
        presence = self._presence
        at = presence.settings.review_at
        if at is None:
            return False
        today, now = presence.today(), presence.clock.now()
        try:
            when = time_in_day(
                today, at, presence.clock.place().tz, presence.settings.day_ends, now
            )
        except WordsError:  # the clocks skip that time tonight
            return False
        if now.timestamp() < when.timestamp() or presence.week.hard_until(today) is not None:
            return False
        review = self.of(today)
        if review is not None and review.closed_at is not None:
            return False
        return not any(t.kind == OFFERED for t in between(presence, TICKS, today, today))

    def offered(self) -> None:
        """Keeps that today's review was offered, whatever came of it. Raises StoreError."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            journal.put(TICKS, Tick(stamp_on(presence, presence.today()), OFFERED).to_row())

    # ── weeks ────────────────────────────────────────────────────────────────

    def of_week(self, day: date) -> Review | None:
        """The review that holds the week of `day`: that of its Sunday, or of today before it."""
        return next((r for r in self._week(day) if r.week), None)

    def _week(self, day: date) -> tuple[Review, ...]:
        first, last = week_of(day)
        return between(self._presence, TABLE, first, last)[::-1]

    def see(self, day: date, name: str, words: str) -> Review | None:
        """Keeps one line of the week of `day`: what a child could see. Raises StoreError."""
        if name not in {seen[0] for seen in SEEN}:
            raise ValueError(name)
        return self._change_week(day, name, one_line(words))

    def keep(self, day: date, moments: tuple[str, ...]) -> Review | None:
        """Keeps which moments of the week of `day` to hold on to, by their ids."""
        return self._change_week(day, "keep", list(moments))

    def _change_week(self, day: date, name: str, value: Any) -> Review | None:
        there = self.of_week(day)
        if there is None and not value:
            return None
        last = min(week_of(day)[1], self._presence.today())
        on = last if there is None or there.stamp.day is None else there.stamp.day

        def change(review: Review) -> Review:
            week = {**dict(review.week), name: value}
            return review._replace(week=tuple((k, v) for k, v in week.items() if v))

        return self._change(on, change)

    # ── how ──────────────────────────────────────────────────────────────────

    def _change(self, day: date, change: Callable[[Review], Review]) -> Review:
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            there = self.of(day)
            review = there or Review(stamp_on(presence, day, day.isoformat()))
            new = change(review)
            if there is not None and new == there:
                return there
            return Review.from_row(journal.put(TABLE, new.to_row()))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
