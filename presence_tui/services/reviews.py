"""Closing a day, a step at a time, and a week in a few lines."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from presence_tui.domain.clock import time_in_day
from presence_tui.domain.errors import WordsError
from presence_tui.domain.joining import joined, joined_line
from presence_tui.domain.review import SEEN, STEPS, TABLE, WEEK_STEPS, Review
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

    def check_lived(self, day: date, weekly: bool = False) -> None:
        """Raises WordsError for a day, or a week, that is still to come."""
        today = self._presence.today()
        if weekly and week_of(day)[0] > today:
            raise WordsError(f"The week of {day} is still to come; there is nothing to look at.")
        if not weekly and day > today:
            raise WordsError(f"{day} is still to come; the latest day to look at is {today}.")

    def note(self, day: date, words: str, since: str | None = None) -> Review | None:
        """Keeps what is heavy, in one's own words. Raises WordsError, StoreError.

        `since` is the note as it was shown for changing; what was written meanwhile is joined.
        """
        text = clean(words).strip()
        if len(text) > LONGEST:
            raise WordsError(f"A note holds up to {LONGEST:,} characters.")
        if self.of(day) is None and not text:
            return None

        def change(review: Review) -> Review:
            shown = review.note if since is None else clean(since).strip()
            return review._replace(note=joined(shown, text, review.note))

        return self._change(day, change)

    def close(self, day: date) -> Review:
        """Closes a day; closing it again keeps what was added since. Raises StoreError."""
        now = self._presence.clock.now()
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        closed = self._change(day, lambda r: r._replace(step=None, closed_at=now))
        # What was heavy is told to no program, nor what was written about the week.
        row = {name: value for name, value in closed.to_row().items() if name != "week"}
        self._presence.hooks.fire("day-closed", {**row, "note": ""})
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

    def offer(self) -> bool:
        """Whether to offer today's review now; then no other window does. Raises StoreError.

        That it was offered is kept, whatever comes of it.
        """
        if not self.due():
            return False
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            # Asked again under the lock, for the window that came first.
            offered = self.due()
            if offered:
                journal.put(TICKS, Tick(stamp_on(presence, presence.today()), OFFERED).to_row())
        return offered

    # ── weeks ────────────────────────────────────────────────────────────────

    def of_week(self, day: date) -> Review | None:
        """The review that holds the week of `day`: that of its Sunday, or of today before it."""
        return next((r for r in self._week(day) if r.week), None)

    def _week(self, day: date) -> tuple[Review, ...]:
        first, last = week_of(day)
        return between(self._presence, TABLE, first, last)[::-1]

    def week_step(self, day: date) -> str:
        """The step of the week's review at which it was left, or nothing."""
        review = self.of_week(day)
        step = dict(review.week).get("step") if review else None
        return step if isinstance(step, str) else ""

    def see(self, day: date, name: str, words: str, since: str | None = None) -> Review | None:
        """Keeps one line of the week of `day`: what a child could see. Raises StoreError.

        `since` is the line as it was shown for changing; what was written meanwhile is joined.
        """
        if name not in {seen[0] for seen in SEEN}:
            raise ValueError(name)

        def change(review: Review) -> dict[str, Any]:
            there = review.seen(name)
            shown = there if since is None else one_line(since)
            return {name: joined_line(shown, one_line(words), there)}

        return self._change_week(day, change)

    def go_to_week(self, day: date, step: str) -> Review | None:
        """Keeps the step the week's review is at; the first one leaves no trace."""
        return self._change_week(
            day, lambda review: {"step": "" if step == WEEK_STEPS[0] else step}
        )

    def keep(self, day: date, moment: str, kept: bool = True) -> Review | None:
        """Holds on to a moment of the week of `day`, by its id, or lets it go."""

        def change(review: Review) -> dict[str, Any]:
            others = [ident for ident in review.kept if ident != moment]
            return {"keep": [*others, moment] if kept else others}

        return self._change_week(day, change)

    def _change_week(self, day: date, change: Callable[[Review], dict[str, Any]]) -> Review | None:
        last = min(week_of(day)[1], self._presence.today())

        def changed(review: Review) -> Review:
            week = {**dict(review.week), **change(review)}
            return review._replace(week=tuple((k, v) for k, v in week.items() if v))

        there = self.of_week(day)
        if there is None and changed(Review(stamp_on(self._presence, last))).week == ():
            return None
        # Asked for again under the lock: another window may have begun the week meanwhile.
        return self._change(lambda: _day_of(self.of_week(day)) or last, changed)

    # ── how ──────────────────────────────────────────────────────────────────

    def _change(self, on: date | Callable[[], date], change: Callable[[Review], Review]) -> Review:
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            day = on if isinstance(on, date) else on()
            there = self.of(day)
            review = there or Review(stamp_on(presence, day, day.isoformat()))
            new = change(review)
            if there is not None and new == there:
                return there
            return Review.from_row(journal.put(TABLE, new.to_row()))


def _day_of(review: Review | None) -> date | None:
    return None if review is None else review.stamp.day


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
