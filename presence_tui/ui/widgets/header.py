"""The header: name, date, time and a word for the light."""

from textual.events import Click

from presence_tui.ui.commands import perform
from presence_tui.ui.draw import Piece, between, width_of
from presence_tui.ui.keymap import key_pieces
from presence_tui.ui.look import LookApp, look_of
from presence_tui.ui.phrases import light, long_day, short_day
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.widgets.drawn import Drawn


class Header(Drawn):
    """One quiet line."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._back = (0, 0)
        """The cells that lead back to today."""

    def row(self, y: int) -> list[Piece]:
        """The only row."""
        ink, width = self.ink, self.size.width
        day, now = self.room.day, self.room.now
        clock = f"{now:%H:%M}" + (f" · {light(now)}" if width >= 36 else "")
        end: list[Piece] = [(clock, ink.muted)]
        word = look_of(self).WORD
        if width >= MIDDLE:
            left = [(word, ink.muted), ("   ", ink.text), (long_day(day.day), ink.strong)]
        else:
            left = [(short_day(day.day), ink.strong)]
            if word != LookApp.WORD and width >= 30:
                left.append((f"   {word.rpartition(' ')[2]}", ink.muted))
        self._back = (0, 0)
        if self.room.looked_at is not None:
            back = key_pieces(self.app, "{today} today", ink)
            if width < 36:
                # The hour is that of today; here there is room for one of the two.
                end, start = back, self.inner - width_of(back)
            else:
                start = width_of(left) + 3
                left += [("   ", ink.text), *back]
            self._back = (start, start + width_of(back))
        return between(left, end, self.inner)

    async def on_click(self, event: Click) -> None:
        """A click leads back to today, or opens the calendar of days."""
        x = event.x - self.box.left
        back = self._back[0] <= x < self._back[1]
        await perform(self.room, "today" if back else "history")
