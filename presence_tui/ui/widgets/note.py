"""What stands under the entry line: what will be kept, what to mend, or what a row had to cut.

Where there is none of that, the words that a preset has for the time it runs.
"""

from presence_tui.ui.draw import Piece, folded
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.widgets.drawn import Drawn
from presence_tui.ui.widgets.walked import Walked

OTHER = "It was written elsewhere too, in other words; {other} shows them."
"""What is said of a row that two devices hold in versions that did not see each other."""
MOST = 3
"""Rows that a sentence about what is typed may take."""


class Note(Drawn):
    """Muted words in rows that nothing else needs."""

    def __init__(self) -> None:
        super().__init__(id="note")
        self._shown = ""

    @property
    def words(self) -> str:
        """What is to be said now."""
        room = self.room
        if room.entry.typing:
            return room.entry.note
        if room.veiled:
            return ""
        focused, said = room.focused, ""
        if isinstance(focused, Walked) and room.size.width >= MIDDLE:
            # Where it is narrow this row is too short to tell more.
            said = self._more(focused)
        return said or self._own

    def _more(self, focused: Walked) -> str:
        """What the row in focus had to cut, and whether another device wrote it otherwise."""
        said = [focused.unseen()]
        if focused.current() in self.room.day.divided:
            said.append(with_keys(self.app, OTHER))
        return " · ".join(part for part in said if part)

    @property
    def _own(self) -> str:
        """The words of the preset that runs, if it has any."""
        main, settings = self.room.lamp.main, self.room.presence.settings
        preset = settings.preset(main.preset) if main and main.preset else None
        return (preset.words if preset else None) or ""

    def wanted_rows(self, width: int) -> int:
        """Rows that what is wrong takes; other words take what there is."""
        entry = self.room.entry
        if not (entry.typing and entry.wrong) or not width:
            return 1
        return len(folded(entry.note, max(1, self.inner - 2), MOST))

    def look(self) -> None:
        """Draws itself anew where something else is to be said."""
        if self.words != self._shown:
            self.refresh()

    def row(self, y: int) -> list[Piece]:
        """The words, folded into the rows there are, under those that are typed."""
        ink, entry = self.ink, self.room.entry
        if y == 0:
            self._shown = self.words
        lines = folded(self._shown, max(1, self.inner - 2), max(1, self.box.height))
        wrong = entry.typing and entry.wrong
        line = lines[y] if y < len(lines) else ""
        return [("  " + line, ink.error if wrong else ink.muted)] if line else []
