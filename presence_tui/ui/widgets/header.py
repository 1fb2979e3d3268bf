"""The header: name, date, time and a word for the light."""

from presence_tui.ui.draw import Piece, between
from presence_tui.ui.look import LookApp, look_of
from presence_tui.ui.phrases import light, long_day, short_day
from presence_tui.ui.widgets.drawn import Drawn


class Header(Drawn):
    """One quiet line."""

    def row(self, y: int) -> list[Piece]:
        """The only row."""
        ink, width = self.ink, self.size.width
        day, now = self.room.day, self.room.now
        clock = f"{now:%H:%M}" + (f" · {light(now)}" if width >= 36 else "")
        away = self.room.looked_at is not None
        word = look_of(self).WORD
        if width >= 60:
            left = [(word, ink.muted), ("   ", ink.text), (long_day(day.day), ink.strong)]
        else:
            left = [(short_day(day.day), ink.strong)]
            if word != LookApp.WORD and width >= 30:
                left.append((f"   {word.rpartition(' ')[2]}", ink.muted))
        if away and width >= 36:
            left += [("   ", ink.text), (".", ink.strong), (" today", ink.muted)]
        return between(left, [(clock, ink.muted)], self.inner)
