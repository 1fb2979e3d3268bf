"""A free page a day, in markdown."""

from datetime import date

from presence_tui.domain.errors import WordsError
from presence_tui.domain.joining import joined
from presence_tui.domain.review import PAGES, Page
from presence_tui.domain.text import clean
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between, stamp_on

LONGEST_PAGE = 200_000
"""Characters one page may hold."""


class Pages:
    """What a person can do with pages."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def of(self, day: date) -> Page | None:
        """The page of a day, or none."""
        found = between(self._presence, PAGES, day, day)
        return found[0] if found else None

    def write(self, text: str, day: date | None = None, since: str | None = None) -> Page | None:
        """Makes `text` the page of a day (today); an empty one takes the page away.

        `since` is the page as it was shown for changing; what was written meanwhile is joined.
        Raises WordsError, StoreError.
        """
        presence = self._presence
        day = day or presence.today()
        words = clean(text).rstrip()
        if len(words) > LONGEST_PAGE:
            raise WordsError(f"A page holds up to {LONGEST_PAGE:,} characters; yours is longer.")
        if not words and self.of(day) is None:
            return None
        with presence.journal.writing(presence.clock.now()) as journal:
            there = self.of(day)
            if since is not None:
                words = joined(clean(since).rstrip(), words, there.text if there else "")
            if there is not None and there.text == words:
                return there
            if there is None and not words:
                return None
            page = there or Page(stamp_on(presence, day, day.isoformat()), "")
            row = page._replace(text=words).to_row()
            if not words:
                row["deleted"] = True
            kept = Page.from_row(journal.put(PAGES, row))
        return kept if words else None
