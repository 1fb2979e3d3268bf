"""The log-off ritual: what is left open, when and where it goes on."""

import re
from datetime import UTC, datetime, timedelta

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.day import order
from presence_tui.domain.errors import AmbiguousError, NotFoundError, WordsError
from presence_tui.domain.parked import TABLE, Parked
from presence_tui.domain.text import LONGEST, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.records import live, recent_months

_DASH = re.compile(r"\s+(?:—|–|--?)\s+")
JUST_LEFT = timedelta(minutes=30)
"""How long after the end of work going home still counts as logging off."""


class ParkedLines:
    """What a person can do with what is left open."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def asks(
        self, begun: Boundary, running: tuple[Boundary, ...], ended: tuple[Boundary, ...]
    ) -> bool:
        """Whether one that has just begun is leaving work, so that the ritual is offered.

        `running` and `ended` are those of today, as a Day has them. Whoever has come home since
        work ended was asked then.
        """
        if begun.side != "home":
            return False
        if self.leaving(begun.side, running):
            return True
        now = self._presence.clock.now().astimezone(UTC)
        ends = [b.ended_at.astimezone(UTC) for b in ended if b.side == "work" and b.ended_at]
        home = [
            b.stamp.at.astimezone(UTC)
            for b in (*running, *ended)
            if b.side == "home" and b.stamp.id != begun.stamp.id
        ]
        return any(
            timedelta(0) <= now - end < JUST_LEFT and not any(at >= end for at in home)
            for end in ends
        )

    def leaving(self, side: str, running: tuple[Boundary, ...]) -> tuple[Boundary, ...]:
        """The work that runs while one on `side` begins, which may end with it.

        Starting never ends another by itself: whoever logs off is asked.
        """
        return tuple(b for b in running if b.side == "work") if side == "home" else ()

    def leave(self, work: tuple[Boundary, ...], start: datetime) -> tuple[Boundary, ...]:
        """Ends that work where what comes after it begins, or now where that lies before it.

        Raises NotFoundError, StateError for one that has ended meanwhile, StoreError.
        """
        now = self._presence.clock.now()
        begin, last = start.astimezone(UTC), now.astimezone(UTC)
        ends = [start if b.stamp.at.astimezone(UTC) <= begin <= last else now for b in work]
        end_at = self._presence.boundaries.end_at
        return tuple(end_at(b.stamp.id, end) for b, end in zip(work, ends, strict=True))

    def park(self, words: str, resume: str | None = None) -> Parked:
        """Parks one line; `finish the deck — tomorrow 9:15, at the desk` says both in one.

        It is on the disk on return. Raises WordsError, StoreError.
        """
        line = self.read(words, resume)
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            return Parked.from_row(journal.put(TABLE, line.to_row()))

    def read(self, words: str, resume: str | None = None) -> Parked:
        """The line that `park` would write. Raises WordsError."""
        presence = self._presence
        text = one_line(words)
        if resume is None and (cut := _DASH.search(text)):
            text, resume = text[: cut.start()], text[cut.end() :]
        if not text:
            raise WordsError("Say what is left open, such as: finish the slides — tomorrow 9:15.")
        if len(text) > LONGEST:
            raise WordsError(f"A parked line holds up to {LONGEST:,} characters.")
        stamp = presence.new_stamp(presence.today(), presence.clock.now())
        return Parked(stamp, text, one_line(resume or "") or None)

    def waiting(self) -> tuple[Parked, ...]:
        """What waits, oldest first: offered when a work boundary starts."""
        months = recent_months(self._presence.journal, self._presence.today())
        found = [p for month in months for p in live(month, TABLE, []) if not p.done]
        return tuple(sorted(found, key=order))

    def done(self, ident: str) -> Parked:
        """It goes on, or needs nothing more; it is not offered again.

        `ident` is an id or its end. Raises NotFoundError, AmbiguousError.
        """
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            wanted = ident.strip().upper()
            fits = [p for p in self.waiting() if wanted and p.stamp.id.endswith(wanted)]
            if not fits:
                raise NotFoundError(
                    f"No parked line goes by {one_line(ident)!r}.",
                    shell="`presence park` shows what waits.",
                )
            if len(fits) > 1:
                raise AmbiguousError(f"{one_line(ident)!r} fits several lines; say more of the id.")
            line = fits[0]
            return Parked.from_row(journal.put(TABLE, line._replace(done=True).to_row()))
