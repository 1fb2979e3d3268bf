"""Logging moments."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from presence_tui.domain.clock_words import clock_span
from presence_tui.domain.errors import AheadError, WordsError
from presence_tui.domain.ids import ids_in_order
from presence_tui.domain.moment import TABLE, Moment
from presence_tui.domain.quick_entry import Draft, read_moment
from presence_tui.domain.record import Stamp
from presence_tui.services.presence import Presence
from presence_tui.services.times import Placed, place

Progress = Callable[[int, int], None]
"""Called with (lines read, lines to read)."""


class Logged(NamedTuple):
    """What became of several lines."""

    moments: tuple[Moment, ...]
    """In the order of their lines."""
    refused: tuple[tuple[int, WordsError], ...]
    """Line number and what is wrong with it."""


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

    def log_all(
        self,
        lines: Sequence[str | bytes],
        at: str | None = None,
        day: date | None = None,
        progress: Progress | None = None,
    ) -> Logged:
        """Logs one moment a line, as one change; blank lines are passed over.

        What cannot be meant, and bytes that are not UTF-8, are refused with their line number, from
        1, and the rest is kept. Hooks hear of single moments only. Raises StoreError.
        """
        moments: list[Moment] = []
        refused: list[tuple[int, WordsError]] = []
        for number, line in enumerate(lines, 1):
            if progress is not None:
                progress(number - 1, len(lines))
            if line.strip():
                try:
                    moments.append(self.preview(_text(line), at, day))
                except WordsError as error:
                    refused.append((number, error))
        # Ids that rise with the lines keep those of one instant in their order.
        ids = ids_in_order(int(self._presence.clock.now().timestamp() * 1000), len(moments))
        rows = [
            (TABLE, m._replace(stamp=m.stamp._replace(id=ident)).to_row())
            for m, ident in zip(moments, ids, strict=True)
        ]
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            kept = {row["id"]: Moment.from_row(row) for row in journal.put_all(rows)}
        return Logged(tuple(kept[ident] for ident in ids), tuple(refused))

    def preview(self, words: str, at: str | None = None, day: date | None = None) -> Moment:
        """The moment that `log` would keep; nothing is written. Raises WordsError."""
        draft, placed = self.read(words, at, day)
        stamp = self._presence.new_stamp(placed.day, placed.at)
        return _moment(stamp, draft, placed)

    def read(self, words: str, at: str | None, day: date | None) -> tuple[Draft, Placed]:
        """What the words mean and where in time that lies. Raises WordsError."""
        said = clock_span(at) if at is not None else None
        draft = read_moment(words, said is not None, said is not None and said.end is not None)
        try:
            return draft, place(self._presence, said or draft.when, draft.minutes, day)
        except AheadError as error:
            before = (day or self._presence.today()) - timedelta(days=1)
            raise AheadError(
                str(error),
                shell=f"If it was the day before, say --day {before}.",
                screen="For the day before: esc, then {day-before}; your words wait.",
            ) from None


def _text(line: str | bytes) -> str:
    """A line as text. Raises WordsError for bytes that say none: to guess would alter them."""
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WordsError("this is not UTF-8; save it as UTF-8 and log it again.") from None


def _moment(stamp: Stamp, draft: Draft, placed: Placed) -> Moment:
    return Moment(
        stamp=stamp,
        text=draft.text,
        minutes=placed.minutes,
        people=draft.people,
        tags=draft.tags,
        timed=placed.timed,
    )
