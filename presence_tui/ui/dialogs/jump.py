"""Letters over the dashboard: each goes to the place it stands on."""

from collections.abc import Awaitable, Callable, Sequence
from string import ascii_lowercase
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from presence_tui.ui.screens.layer import Dialog


class Place(NamedTuple):
    """Somewhere to go, and where on the screen it is."""

    x: int
    y: int
    go: Callable[[], Awaitable[None]]


class Jump(Dialog[Place | None]):
    """A letter chooses; any other key leaves things as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Stay")]
    CSS = """
    Jump { background: $background 30%; layers: base; }
    Jump Static {
        position: absolute; width: 1; height: 1; background: $surface; color: $foreground;
    }
    """

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._places = list(places)[: len(ascii_lowercase)]

    def compose(self) -> ComposeResult:
        """A letter on each place."""
        for letter, place in zip(ascii_lowercase, self._places, strict=False):
            label = Static(Content.styled(letter, "bold"), markup=False)
            label.styles.offset = (max(0, place.x), place.y)
            yield label

    def on_key(self, event: Key) -> None:
        """Goes there."""
        event.stop()
        at = ascii_lowercase.find(event.key) if len(event.key) == 1 else -1
        self.dismiss(self._places[at] if 0 <= at < len(self._places) else None)

    def on_resize(self) -> None:
        """The places are elsewhere now."""
        if self._shown:
            self.dismiss(None)
        self._shown = True

    _shown = False
