"""Timed moments: a moment that runs like a small boundary and is logged when it ends."""

from datetime import date

from presence_tui.domain.boundary import TABLE as BOUNDARIES
from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.clock_words import Span, clock_time
from presence_tui.domain.errors import StateError
from presence_tui.domain.ids import id_after
from presence_tui.domain.lengths import MOST_MINUTES
from presence_tui.domain.moment import TABLE, Moment
from presence_tui.domain.quick_entry import read_moment
from presence_tui.domain.record import Row
from presence_tui.domain.text import fold, one_line, quoted
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between
from presence_tui.services.times import place


class RunningMoments:
    """What a person can do with a moment while it runs.

    Pausing, going on for longer and ending are `Boundaries`' own; ending it logs it.
    """

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def start(self, words: str, at: str | None = None) -> Boundary:
        """Starts a moment in quick-entry words; its minutes, if any, are its plan.

        `at` is a time of day as typed, and wins over one in the words. Raises WordsError,
        StateError when it runs already.
        """
        presence = self._presence
        span = Span(clock_time(at)) if at is not None else None
        draft = read_moment(words, time_said=span is not None)
        when = span or draft.when
        placed = place(presence, when, draft.minutes if when else None, None)
        minutes = placed.minutes or draft.minutes
        boundary = Boundary(
            stamp=presence.new_stamp(placed.day, placed.at),
            kind="moment",
            name=draft.text,
            side="home",
            planned_s=minutes * 60 if minutes else None,
            people=draft.people,
            tags=draft.tags,
        )
        presence.boundaries.settle()
        with presence.journal.writing(presence.clock.now()) as journal:
            for other in presence.boundaries.running():
                if other.kind == "moment" and fold(other.name) == fold(boundary.name):
                    raise StateError(
                        f"{one_line(other.name)} runs already.",
                        shell="`presence stop` ends and logs it; `presence drop` lets it go.",
                        screen="{boundary} ends and logs it; {drop} lets it go.",
                    )
            row = journal.put(BOUNDARIES, boundary.to_row())
        presence.hooks.fire("boundary-started", row)
        return Boundary.from_row(row)

    def drop(self, name: str | None = None) -> Boundary:
        """Lets one go without logging it: by name or id, or the one that began last.

        Undo brings it back. Raises StateError when none runs.
        """
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            running = [b for b in presence.boundaries.running() if b.kind == "moment"]
            wanted = fold(one_line(name or ""))
            fits = [b for b in running if wanted in ("", fold(b.name), fold(b.stamp.id))]
            if not fits:
                raise StateError(
                    f"{quoted(name or '')} does not run." if wanted else "No timed moment runs.",
                    shell="`presence start --moment` begins one.",
                    screen="{timed} starts one.",
                )
            journal.put(BOUNDARIES, {**fits[-1].to_row(), "deleted": True})
        return fits[-1]

    def kept(self, boundary: Boundary) -> Moment | None:
        """The moment that an ended one became, if it is still there."""
        day: date | None = boundary.stamp.day
        if day is None:
            return None
        found = between(self._presence, TABLE, day, day)
        return next((m for m in found if m.boundary == boundary.stamp.id), None)

    def rows_of(self, ended: list[Boundary]) -> list[tuple[str, Row]]:
        """The rows of the moments that ended ones become, with their true minutes."""
        return [(TABLE, self._moment(boundary).to_row()) for boundary in ended]

    def _moment(self, boundary: Boundary) -> Moment:
        minutes = min(shown_minutes(boundary, self._presence.clock.now()), MOST_MINUTES)
        stamp = boundary.stamp
        return Moment(
            # Its id follows from the boundary's: ended on two devices at once, it is logged once.
            stamp=stamp._replace(id=id_after(stamp.id), rev="", saw={}, extra={}),
            text=boundary.name,
            minutes=minutes or None,
            people=boundary.people,
            tags=boundary.tags,
            boundary=stamp.id,
        )
