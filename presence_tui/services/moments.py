"""Logging moments."""

from datetime import date

from presence_tui.domain.moment import TABLE, Moment
from presence_tui.domain.quick_entry import Draft, clock_span, read_moment
from presence_tui.domain.record import Stamp
from presence_tui.services.presence import Presence
from presence_tui.services.times import Placed, place


class Moments:
    """What a person can do with moments."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def log(self, words: str, at: str | None = None, day: date | None = None) -> Moment:
        """Logs a moment in quick-entry words; it is on the disk on return.

        `at` is a time of day as typed, and wins over one in the words; `day` the presence day it
        belongs to. Raises WordsError, StoreError.
        """
        moment = self.preview(words, at, day)
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            row = journal.put(TABLE, moment.to_row())
        self._presence.hooks.fire("moment-logged", row)
        return Moment.from_row(row)

    def preview(self, words: str, at: str | None = None, day: date | None = None) -> Moment:
        """The moment that `log` would keep; nothing is written. Raises WordsError."""
        draft, placed = self.read(words, at, day)
        stamp = self._presence.new_stamp(placed.day, placed.at)
        return _moment(stamp, draft, placed)

    def read(self, words: str, at: str | None, day: date | None) -> tuple[Draft, Placed]:
        """What the words mean and where in time that lies. Raises WordsError."""
        draft = read_moment(words, time_said=at is not None)
        span = clock_span(at) if at is not None else draft.when
        return draft, place(self._presence, span, draft.minutes, day)


def _moment(stamp: Stamp, draft: Draft, placed: Placed) -> Moment:
    return Moment(
        stamp=stamp,
        text=draft.text,
        minutes=placed.minutes,
        people=draft.people,
        tags=draft.tags,
        timed=placed.timed,
    )
