"""The footer: what the panel in focus can do, dropping from the right; help stays."""

from textual.events import Click

from presence_tui.ui.command import Command
from presence_tui.ui.commands import COMMANDS, command, perform
from presence_tui.ui.draw import Piece, width_of
from presence_tui.ui.keymap import shown
from presence_tui.ui.widgets.drawn import Drawn


class Footer(Drawn):
    """One quiet line of keys."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._spots: list[tuple[int, int, str]] = []

    def row(self, y: int) -> list[Piece]:
        """The only row."""
        ink, width = self.ink, self.inner
        short = self.size.width < 60
        gap = 3 if self.size.width >= 60 else 2
        help_key = self._pieces(command("help"), short)
        room = width - width_of(help_key)
        pieces: list[Piece] = []
        self._spots = []
        x = 0
        for item in self._items():
            found = self._pieces(item, short)
            needed = width_of(found)
            if x + needed + gap > room:
                break
            self._spots.append((x, x + needed, item.id))
            pieces += [*found, (" " * gap, ink.text)]
            x += needed + gap
        if room >= 0:
            pieces.append((" " * (room - x), ink.text))
            self._spots.append((room, width, "help"))
            pieces += help_key
        return pieces

    def _items(self) -> list[Command]:
        """What to offer: the row's own commands first where a row is in focus."""
        shown = [c for c in COMMANDS if c.footer and c.id != "help"]
        rows = self.room.row_in_focus
        runs = bool(self.room.day.running)
        kept = [c for c in shown if c.place == "screen" or rows]
        kept = [c for c in kept if runs or c.id not in ("return", "pause")]
        kept = [c for c in kept if c.id != "fulfilled" or self._may_fulfil()]
        first = ("moment", "gratitude", "boundary")
        return sorted(kept, key=lambda c: 0 if c.id in first else 1 if c.place == "list" else 2)

    def _may_fulfil(self) -> bool:
        """Whether a moment is in focus and something was chosen for its day."""
        room = self.room
        return room.focused is room.moments and room.day.open_intention is not None

    def _pieces(self, item: Command, short: bool) -> list[Piece]:
        word = (item.short if short and item.short else item.footer) or item.footer
        return [(shown(self.app, item), self.ink.strong), (f" {word}", self.ink.muted)]

    async def on_click(self, event: Click) -> None:
        """A click on a word does what its key does."""
        x = event.x - self.box.left
        for start, end, ident in self._spots:
            if start <= x < end:
                await perform(self.room, ident)
                return
