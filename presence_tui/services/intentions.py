"""The one moment chosen for a day to come."""

from datetime import date, timedelta

from presence_tui.domain.errors import NotFoundError, WordsError
from presence_tui.domain.intention import TABLE, Intention, with_cue
from presence_tui.domain.record import Row
from presence_tui.domain.text import LONGEST, fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between

AHEAD = timedelta(days=7)
"""How many days before its day an intention may have been written."""


class Intentions:
    """What a person can do with intentions."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def for_day(self, day: date) -> tuple[Intention, ...]:
        """The intentions for a day, in the order they were written."""
        found = between(self._presence, TABLE, day - AHEAD, day)
        return tuple(i for i in found if i.for_day == day)

    def choose(
        self, words: str, day: date | None = None, since: str | None = None
    ) -> Intention | None:
        """Makes `words` the intention for a day (tomorrow), in place of the one chosen last.

        No words take that one away. `since` is the one that was shown for changing: what another
        window chose meanwhile stays beside it. Raises WordsError, StoreError.
        """
        presence = self._presence
        day = day or presence.today() + timedelta(days=1)
        text = _checked(words)
        with presence.journal.writing(presence.clock.now()) as journal:
            chosen = self.for_day(day)
            shown = chosen if since is None else [i for i in chosen if i.text == one_line(since)]
            if not text:
                if shown:
                    journal.put(TABLE, {**shown[-1].to_row(), "deleted": True})
                return None
            same = [i for i in chosen if i.text == text]
            if same and (not shown or same[-1] == shown[-1]):
                return same[-1]
            new = shown[-1]._replace(text=text) if shown else self._new(text, day)
            return Intention.from_row(journal.put(TABLE, new.to_row()))

    def say_when(
        self, cue: str, day: date | None = None, ident: str | None = None
    ) -> Intention | None:
        """Gives the intention of a day (tomorrow) a cue, as in “If it is breakfast, then …”.

        Of several the one chosen last, or the one with this id. No words take the cue away. None
        when nothing is chosen. Raises WordsError, StoreError.
        """
        day = day or self._presence.today() + timedelta(days=1)
        chosen = [i for i in self.for_day(day) if ident in (None, i.stamp.id)]
        if not chosen:
            return None
        text = chosen[-1].text
        return self.choose(with_cue(text, cue), day, since=text)

    def add(self, words: str, day: date) -> Intention:
        """One more intention for a day, beside what is chosen. Raises WordsError, StoreError."""
        presence = self._presence
        if not _checked(words):
            raise WordsError("There are no words yet: add a few of your own.")
        with presence.journal.writing(presence.clock.now()) as journal:
            rows = self.adding(words, day)
            if rows:
                return Intention.from_row(journal.put(*rows[0]))
            return self._same(words, day)[-1]

    def adding(self, words: str, day: date) -> list[tuple[str, Row]]:
        """The row of one more intention, for a change that holds more; none where it is there."""
        if self._same(words, day):
            return []
        return [(TABLE, self._new(_checked(words), day).to_row())]

    def _same(self, words: str, day: date) -> list[Intention]:
        return [i for i in self.for_day(day) if fold(i.text) == fold(_checked(words))]

    def fulfil(self, ident: str, moment: str | None) -> Intention:
        """Says which moment fulfilled an intention, or none after all. Raises NotFoundError."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            found = presence.journal.find(ident)
            if found.table != TABLE:
                raise NotFoundError(f"{ident} is not an intention.")
            row = {**found.entry.row, "moment": moment}
            return Intention.from_row(journal.put(TABLE, row))

    def _new(self, text: str, day: date) -> Intention:
        presence = self._presence
        stamp = presence.new_stamp(presence.today(), presence.clock.now())
        return Intention(stamp, text, day)


def _checked(words: str) -> str:
    text = one_line(words)
    if len(text) > LONGEST:
        raise WordsError(f"An intention holds up to {LONGEST:,} characters.")
    return text
