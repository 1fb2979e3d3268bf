"""How the words of the entry line may go on, and what is not to be offered any more."""

from typing import TYPE_CHECKING

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.quick_entry import read_gratitude, read_moment
from presence_tui.ui.alerts import say
from presence_tui.ui.keymap import with_keys

if TYPE_CHECKING:
    from presence_tui.services.completions import Completion
    from presence_tui.ui.screens.dashboard import Dashboard
    from presence_tui.ui.widgets.entry import Entry

WAKES = {
    "person": "Not offered again. Their page wakes them, under {people}.",
    "text": "Not offered again. {rest} on a row with these words wakes them.",
}


class Completing:
    """Knows people, tags and earlier texts; offers the likeliest."""

    def __init__(self, room: "Dashboard", entry: "Entry") -> None:
        self._room, self._entry = room, entry

    async def look_up(self) -> None:
        """Reads what lines may go on with; until then nothing is offered."""
        try:
            await self._room.desk.do(self._room.presence.completions.load)
        except PresenceError:
            # The same files are read for the screen, which says what is wrong with them.
            return
        self._entry.offer_again()

    def of(self, line: str) -> "Completion | None":
        """The likeliest way to go on with a line."""
        # What was written before is no one's business while someone looks on.
        known = self._entry.typing and not self._room.veiled
        found = self._room.presence.completions.of(line, self._goes_on_as()) if known else ()
        return found[0] if found else None

    def _goes_on_as(self) -> str:
        """Whose earlier texts the line may go on with; for some there are only names."""
        kind, editing = self._entry.kind, self._entry.editing
        if kind == "timed":
            return "moment"
        if kind != "edit":
            return kind or ""
        day = self._room.day
        for name, records in (("moment", day.moments), ("gratitude", day.gratitude)):
            if editing in {record.stamp.id for record in records}:
                return name
        return ""

    def not_this(self, offer: "Completion") -> None:
        """Puts what is offered to rest; tags are no one's words, and stay."""
        if offer.kind != "tag":
            self._room.run_worker(self._rest(offer), group="change")

    async def _rest(self, offer: "Completion") -> None:
        room, words = self._room, offer.words
        presence = room.presence
        try:
            if offer.kind == "person":
                await room.desk.do(lambda: presence.people.rest(words))
            else:
                # What is offered reads back to the text; thanks hold no lengths and times.
                read = read_gratitude if self._entry.kind == "gratitude" else read_moment
                await room.desk.do(lambda: presence.memories.rest_words(read(words).text))
        except PresenceError as error:
            say(room.app, error, serious=True)
            return
        await self.look_up()
        await room.at_rest.look()
        say(room.app, with_keys(room.app, WAKES[offer.kind]))
