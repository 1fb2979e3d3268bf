"""Giving thanks."""

from datetime import date

from presence_tui.domain.clock import noon
from presence_tui.domain.errors import NotFoundError, WordsError
from presence_tui.domain.gratitude import TABLE, Gratitude, bare_reason
from presence_tui.domain.joining import joined_line
from presence_tui.domain.quick_entry import check_size, read_gratitude
from presence_tui.services.presence import Presence


class GratitudeLog:
    """What a person can do with gratitude."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def give(self, words: str, because: str | None = None, day: date | None = None) -> Gratitude:
        """Logs a gratitude; it is on the disk on return. Raises WordsError, StoreError."""
        gratitude = self.preview(words, because, day)
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            return Gratitude.from_row(journal.put(TABLE, gratitude.to_row()))

    def reason(self, ident: str, because: str, since: str | None = None) -> Gratitude:
        """Adds why to a gratitude that is kept; no words take it away.

        `since` is the reason as it was shown for changing; one given meanwhile is joined. Raises
        NotFoundError, WordsError.
        """
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            found = presence.journal.find(ident)
            if found.table != TABLE:
                raise NotFoundError(f"{ident} is not a gratitude.")
            there = str(found.entry.row.get("because") or "")
            shown = there if since is None else since
            check_size(len(because))
            reason = joined_line(shown, bare_reason(because), there)
            row = {**found.entry.row, "because": reason or None}
            return Gratitude.from_row(journal.put(TABLE, row))

    def preview(self, words: str, because: str | None = None, day: date | None = None) -> Gratitude:
        """The gratitude that `give` would keep; nothing is written. Raises WordsError."""
        presence = self._presence
        draft = read_gratitude(words)
        check_size(len(because or ""))
        today = presence.today()
        if day is not None and day > today:
            raise WordsError(f"{day} is still to come; the latest day is {today}.")
        at = presence.clock.now()
        if day is not None and day != today:
            at = noon(day, presence.clock.place().tz)
        return Gratitude(
            stamp=presence.new_stamp(day or today, at),
            text=draft.text,
            because=bare_reason(because) or None if because else None,
            people=draft.people,
            tags=draft.tags,
        )
