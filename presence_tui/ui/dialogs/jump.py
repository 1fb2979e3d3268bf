"""Letters over the dashboard: each goes to the place it stands at."""

from collections.abc import Awaitable, Callable, Sequence
from string import ascii_letters
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from presence_tui.ui.screens.layer import Dialog


class Place(NamedTuple):
    """Somewhere to go, where it begins on the screen, and how many cells are free before it."""

    x: int
    y: int
    go: Callable[[], Awaitable[None]]
    free: int = 1


def codes(count: int) -> list[str]:
    """As many codes: letters, and where they do not suffice pairs that no single one begins."""
    letters = ascii_letters
    begin = 0
    while len(letters) - begin + begin * len(letters) < count and begin < len(letters):
        begin += 1
    singles = letters[: len(letters) - begin]
    pairs = (first + second for first in letters[len(letters) - begin :] for second in letters)
    return [*singles, *pairs][:count]


class Letter(Static):
    """A code that can be clicked."""

    def __init__(self, code: str, place: Place) -> None:
        super().__init__(Content.styled(code, "bold"), markup=False)
        self.code, self.place = code, place
        # One cell off the words where there is one to spare.
        gap = 1 if place.free > len(code) else 0
        self.styles.width = len(code)
        self.styles.offset = (max(0, place.x - len(code) - gap), place.y)

    def on_click(self, event: Click) -> None:
        """As its keys."""
        event.stop()
        screen = self.screen
        if isinstance(screen, Jump):
            screen.dismiss(self.place)


class Jump(Dialog[Place | None]):
    """A letter chooses, or two; any other key leaves things as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Stay")]
    CSS = """
    Jump { background: $background 30%; layers: base; }
    Jump Letter { position: absolute; height: 1; background: $surface; color: $foreground; }
    """

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._letters = [
            Letter(code, place) for code, place in zip(codes(len(places)), places, strict=False)
        ]
        self._typed = ""
        self._shown = False

    def compose(self) -> ComposeResult:
        """A code at each place."""
        yield from self._letters

    def on_key(self, event: Key) -> None:
        """Goes there; after the first of two letters only those that it begins are left."""
        event.stop()
        self._typed += event.key if len(event.key) == 1 else "?"
        found = [letter for letter in self._letters if letter.code.startswith(self._typed)]
        if len(found) <= 1 or found[0].code == self._typed:
            self.dismiss(found[0].place if found else None)
            return
        for letter in self._letters:
            letter.display = letter in found

    def on_resize(self) -> None:
        """The places are elsewhere now."""
        if self._shown:
            self.dismiss(None)
        self._shown = True
