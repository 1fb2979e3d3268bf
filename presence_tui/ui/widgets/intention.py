"""The one moment chosen for tomorrow, or the one chosen for today."""

from datetime import timedelta

from textual.events import Click

from presence_tui.domain.intention import Intention
from presence_tui.ui.commands import perform
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.widgets.drawn import Drawn


class IntentionLine(Drawn):
    """One quiet row above the entry line; nothing where nothing is chosen."""

    def __init__(self) -> None:
        super().__init__(id="intention")

    def chosen(self) -> tuple[str, Intention] | None:
        """What is shown: tomorrow's, else today's as long as no moment has fulfilled it."""
        day = self.room.day
        tomorrow = [i for i in day.intentions if i.for_day == day.day + timedelta(days=1)]
        if tomorrow:
            return "Tomorrow", tomorrow[-1]
        today = day.open_intention
        return ("Today", today) if today else None

    def row(self, y: int) -> list[Piece]:
        """The only row."""
        found = self.chosen()
        if found is None:
            return []
        word, intention = found
        ink = self.ink
        room = max(0, self.inner - len(word) - 2)
        return [(f"{word}  ", ink.muted), (cut(intention.text, room), ink.text)]

    async def on_click(self, event: Click) -> None:
        """A click changes tomorrow's."""
        await perform(self.room, "intention")
