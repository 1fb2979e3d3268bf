"""The footer: what the panel in focus can do, dropping from the right; help stays."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple

from textual.events import Click

from presence_tui.ui.command import Command
from presence_tui.ui.commands import COMMANDS, command, perform
from presence_tui.ui.draw import Piece, width_of
from presence_tui.ui.keymap import shown, shown_while_typing
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.widgets.drawn import Drawn

Does = Callable[[], Awaitable[None] | None]


class Item(NamedTuple):
    """A key, its word, and what a click on it does."""

    key: str
    word: str
    does: Does


class Spot(NamedTuple):
    """Cells that answer a click."""

    start: int
    end: int
    does: Does


class Footer(Drawn):
    """One quiet line of keys."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self.spots: list[Spot] = []
        """What was drawn last, in cells between the margins."""
        self._shown: tuple[tuple[str, str], ...] = ()

    def look(self) -> None:
        """Draws itself anew where other keys count now."""
        if self._shown != tuple((item.key, item.word) for item in self._items()):
            self.refresh()

    def row(self, y: int) -> list[Piece]:
        """The only row."""
        ink, width = self.ink, self.inner
        gap = 3 if self.size.width >= MIDDLE else 2
        items, last = self._items(), self._help()
        self._shown = tuple((item.key, item.word) for item in items)
        end = width_of(self._pieces(last)) if last else 0
        pieces: list[Piece] = []
        self.spots = []
        x = 0
        for item in items:
            found = self._pieces(item)
            needed = width_of(found)
            if x + needed + (gap if last else 0) > width - end:
                break
            self.spots.append(Spot(x, x + needed, item.does))
            pieces += [*found, (" " * gap, ink.text)]
            x += needed + gap
        if last is None or width < end:
            return pieces[:-1]
        more = self._more(x, width - end - gap)
        pieces += more
        x += width_of(more)
        pieces.append((" " * (width - end - x), ink.text))
        self.spots.append(Spot(width - end, width, last.does))
        return [*pieces, *self._pieces(last)]

    def _more(self, x: int, end: int) -> list[Piece]:
        """A mark for all that has no place here, and which the mouse reaches by it."""
        if self.room.entry.typing or end - 1 < x:
            return []
        self.spots.append(Spot(end - 1, end, partial(perform, self.room, "palette")))
        return [(" " * (end - 1 - x), self.ink.text), ("…", self.ink.muted)]

    # ── what is offered ──────────────────────────────────────────────────────

    def _help(self) -> Item | None:
        """Help by its key; while one types, by one that is no letter of the words."""
        item = command("help")
        typing = self.room.entry.typing
        key = shown_while_typing(self.app, item) if typing else shown(self.app, item)
        if not key:
            return None
        return Item(key, "words" if typing else item.footer, partial(perform, self.room, item.id))

    def _items(self) -> list[Item]:
        """What the keys do now, the most useful first."""
        if self.room.entry.typing:
            return self._typing()
        short = self.size.width < MIDDLE
        return [self._item(item, short) for item in self._commands()]

    def _typing(self) -> list[Item]:
        """What ends the line, and what helps with it."""
        entry = self.room.entry
        items = [Item("enter", "keep", entry.enter), Item("esc", "later", entry.escape)]
        if entry.offered:
            items.append(Item("tab", "take", entry.complete))
        return [*items, Item("ctrl+o", "bigger", entry.bigger)]

    def _item(self, item: Command, short: bool) -> Item:
        word = item.short if short and item.short else item.footer
        if item.id == "veil":
            word = "show"
        elif item.id == "focus":
            word = "back"
        return Item(shown(self.app, item), word, partial(perform, self.room, item.id))

    def _commands(self) -> list[Command]:
        """Commands in the order in which they give way from the right."""
        room = self.room
        found = sorted((c for c in COMMANDS if c.turn), key=lambda c: c.turn)
        if not (room.row_in_focus and not room.veiled):
            found = [c for c in found if c.place == "screen"]
        if not room.day.running:
            found = [c for c in found if c.id not in ("return", "pause")]
        if not self._may_fulfil():
            found = [c for c in found if c.id != "fulfilled"]
        # What leads back from where nothing else shows it comes before all.
        first = ["veil"] * room.veiled + ["focus"] * room.alone
        return [*map(command, first), *found]

    def _may_fulfil(self) -> bool:
        """Whether a moment is in focus and something was chosen for its day."""
        room = self.room
        return room.focused is room.moments and room.day.open_intention is not None

    def _pieces(self, item: Item) -> list[Piece]:
        return [(item.key, self.ink.strong), (f" {item.word}", self.ink.muted)]

    async def on_click(self, event: Click) -> None:
        """A click on a word does what its key does."""
        x = event.x - self.box.left
        for spot in self.spots:
            if spot.start <= x < spot.end:
                done = spot.does()
                if done is not None:
                    await done
                return
