"""The one moment chosen for a day to come."""

from datetime import date, timedelta

from presence_tui.domain.errors import NotFoundError, WordsError
from presence_tui.domain.intention import TABLE, Intention, with_cue
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

    def choose(self, words: str, day: date | None = None) -> Intention | None:
        """Makes `words` the intention for a day (tomorrow), in place of the one chosen last.

        No words take that one away. Raises WordsError, StoreError.
        """
        presence = self._presence
        day = day or presence.today() + timedelta(days=1)
        text = _checked(words)
        with presence.journal.writing(presence.clock.now()) as journal:
            chosen = self.for_day(day)
            if not text:
                if chosen:
                    journal.put(TABLE, {**chosen[-1].to_row(), "deleted": True})
                return None
            if chosen and chosen[-1].text == text:
                return chosen[-1]
            new = chosen[-1]._replace(text=text) if chosen else self._new(text, day)
            return Intention.from_row(journal.put(TABLE, new.to_row()))

    def say_when(self, cue: str, day: date | None = None) -> Intention | None:
        """Gives the intention of a day (tomorrow) a cue, as in “If it is breakfast, then …”.

        No words take the cue away. None when nothing is chosen. Raises WordsError, StoreError.
        """
        day = day or self._presence.today() + timedelta(days=1)
        chosen = self.for_day(day)
        return self.choose(with_cue(chosen[-1].text, cue), day) if chosen else None

    def add(self, words: str, day: date) -> Intention:
        """One more intention for a day, beside what is chosen. Raises WordsError, StoreError."""
        presence = self._presence
        text = _checked(words)
        if not text:
            raise WordsError("There are no words yet: add a few of your own.")
        with presence.journal.writing(presence.clock.now()) as journal:
            for there in self.for_day(day):
                if fold(there.text) == fold(text):
                    return there
            return Intention.from_row(journal.put(TABLE, self._new(text, day).to_row()))

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
