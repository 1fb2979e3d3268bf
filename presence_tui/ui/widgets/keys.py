"""A line of keys and their words, dropping from the right; a click does what the key does."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from presence_tui.ui.draw import Piece, segments, width_of
from presence_tui.ui.themes import ink_of
from presence_tui.ui.widgets.choices import MARGIN

GAP = 3


class Key(NamedTuple):
    """A key as it is shown, its word, and the action of the screen that it is."""

    key: str
    word: str
    does: str


class KeyLine(Widget):
    """The last line of a dialog."""

    DEFAULT_CSS = "KeyLine { width: 100%; height: 1; min-width: 4; background: $surface; }"

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, does: str) -> None:
            super().__init__()
            self.does = does

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """Shows other keys."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def _fitting(self) -> tuple[Key, ...]:
        """As many as there is room for; the last one, which leads out, stays."""
        room = self.size.width - 2 * MARGIN
        for count in range(len(self._keys), 0, -1):
            keys = (*self._keys[: count - 1], self._keys[-1])
            if sum(_width(key) for key in keys) + GAP * (count - 1) <= room:
                return keys
        return ()

    def render_line(self, y: int) -> Strip:
        """The only line."""
        ink, width = ink_of(self.app.current_theme), self.size.width
        pieces: list[Piece] = [(" " * MARGIN, ink.text)]
        for key in self._fitting():
            if width_of(pieces) > MARGIN:
                pieces.append((" " * GAP, ink.text))
            pieces += [(key.key, ink.strong), (f" {key.word}", ink.muted)]
        strip = Strip(segments(pieces)).adjust_cell_length(width, ink.text)
        return strip.apply_style(ink.raised)

    def on_click(self, event: Click) -> None:
        """Says which key was clicked."""
        event.stop()
        x = event.x - MARGIN
        for key in self._fitting():
            if 0 <= x < _width(key):
                self.post_message(self.Pressed(key.does))
                return
            x -= _width(key) + GAP


def _width(key: Key) -> int:
    return len(key.key) + 1 + len(key.word)
