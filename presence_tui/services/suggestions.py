"""What a preset suggests when its boundary ends, a moment, and what it tells others."""

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.errors import WordsError
from presence_tui.domain.moment import TABLE, Moment
from presence_tui.domain.quick_entry import read_moment
from presence_tui.domain.record import Row
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.services.times import place
from presence_tui.store.months import month_of

LONGEST_MINUTES = 1440


class Suggestions:
    """Moments that come out of boundaries."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def of(self, boundary: Boundary) -> Moment | None:
        """The moment that an ended boundary suggests; nothing is written.

        It begins when the boundary did and has its people and tags. None when its preset suggests
        nothing, it ran for less than a minute, it is a timed moment, which was logged by ending, or
        a moment came out of it already. Reads the journal. Raises StoreError.
        """
        preset = self._presence.settings.preset(boundary.preset) if boundary.preset else None
        words = preset.suggests if preset else None
        if boundary.kind == "moment":
            return None
        minutes = shown_minutes(boundary, self._presence.clock.now())
        if not words or boundary.ended_at is None or minutes < 1 or self._came_out_of(boundary):
            return None
        minutes = min(minutes, LONGEST_MINUTES)
        try:
            return self._moment(boundary, words, minutes)
        except WordsError:
            # A time in the preset's words that cannot be meant today.
            return self._moment(boundary, words, minutes, timed=False)

    def read(self, boundary: Boundary, words: str) -> Moment:
        """What `keep` would write for these words. Raises WordsError."""
        minutes = shown_minutes(boundary, self._presence.clock.now())
        return self._moment(boundary, words, min(minutes, LONGEST_MINUTES) or None)

    def keep(self, boundary: Boundary, words: str | None = None) -> Moment:
        """Logs the suggested moment, or `words` in its place; it is on the disk on return.

        The record names the boundary it came out of. Raises WordsError, StoreError.
        """
        presence = self._presence
        if words is None and (suggested := self.of(boundary)) is not None:
            moment = suggested
        else:
            moment = self.read(boundary, boundary.name if words is None else words)
        with presence.journal.writing(presence.clock.now()) as journal:
            row: Row = journal.put(TABLE, moment.to_row())
        presence.hooks.fire("moment-logged", row)
        return Moment.from_row(row)

    def _came_out_of(self, boundary: Boundary) -> bool:
        """Whether one was kept already, here or on another device."""
        month = self._presence.journal.read(month_of(boundary.stamp.day))
        ident = boundary.stamp.id
        return bool(live(month, TABLE, [], lambda row: row.get("boundary") == ident))

    def _moment(
        self, boundary: Boundary, words: str, minutes: int | None, timed: bool = True
    ) -> Moment:
        """The moment of these words. It begins with its boundary, or when they say."""
        presence = self._presence
        draft = read_moment(words)
        at, minutes = boundary.stamp.at, draft.minutes or minutes
        day = boundary.stamp.day or presence.day_of(at)
        if timed and draft.when is not None:
            at, day, minutes, _ = place(presence, draft.when, minutes, day)
        return Moment(
            stamp=presence.new_stamp(day, at),
            text=draft.text,
            minutes=minutes,
            people=tuple(dict.fromkeys((*draft.people, *boundary.people))),
            tags=tuple(dict.fromkeys((*draft.tags, *boundary.tags))),
            boundary=boundary.stamp.id,
        )

    def tell(self, boundary: Boundary) -> str | None:
        """The words of its preset to tell others; None when there are none.

        `{until}` in them becomes the planned end on the wall clock, or `later` without one.
        """
        from presence_tui.domain.boundary import planned_end

        preset = self._presence.settings.preset(boundary.preset) if boundary.preset else None
        if preset is None or not preset.tell:
            return None
        end = planned_end(boundary, self._presence.clock.now())
        tz = self._presence.clock.place().tz
        until = "later" if end is None else f"{end.astimezone(tz):%H:%M}"
        return one_line(preset.tell.replace("{until}", until))
