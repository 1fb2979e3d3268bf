"""The one moment chosen for tomorrow, or for today; and what the week plan offers."""

from datetime import timedelta

from textual.events import Click

from presence_tui.domain.intention import Intention
from presence_tui.ui.commands import perform
from presence_tui.ui.draw import Piece, between, cut
from presence_tui.ui.phrases import short_day
from presence_tui.ui.widgets.drawn import Drawn

OFFERED = "From your week"


class IntentionLine(Drawn):
    """One quiet row above the entry line; nothing where nothing is chosen or offered."""

    def __init__(self) -> None:
        super().__init__(id="intention")

    def chosen(self) -> tuple[str, Intention] | None:
        """What is shown: tomorrow's, else today's as long as no moment has fulfilled it.

        On a day that is past the words say which day it was for.
        """
        day, today = self.room.day, self.room.presence.today()
        after = day.day + timedelta(days=1)
        following = [i for i in day.intentions if i.for_day == after]
        if following:
            past = "Today" if after == today else f"For {short_day(after)}"
            return "Tomorrow" if day.day == today else past, following[-1]
        own = day.open_intention
        return ("Today" if day.day == today else "Chosen", own) if own else None

    @property
    def wanted(self) -> bool:
        """Whether there is anything to show."""
        return self.chosen() is not None or bool(self.room.day.offers)

    def row(self, y: int) -> list[Piece]:
        """The only row: the choice at the left, the week's offers where they fit beside it."""
        if self.room.veiled:
            return []
        found, offers = self.chosen(), " · ".join(self.room.day.offers)
        if found is None:
            return self._said(OFFERED, offers) if offers else []
        word, intention = found
        left = self._said(word, intention.text)
        if not offers:
            return left
        return between(left, [("   ", self.ink.text), *self._said(OFFERED, offers)], self.inner)

    def _said(self, word: str, text: str) -> list[Piece]:
        room = max(0, self.inner - len(word) - 2)
        return [(f"{word}  ", self.ink.muted), (cut(text, room), self.ink.text)]

    async def on_click(self, event: Click) -> None:
        """A click changes tomorrow's; where only offers stand, it opens what ticks them."""
        await perform(self.room, "intention" if self.chosen() is not None else "care")
