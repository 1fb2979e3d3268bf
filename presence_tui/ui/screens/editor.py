"""The words of the entry line on a whole screen, for what is longer than a line."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from presence_tui.ui.draw import Piece
from presence_tui.ui.editing import edited
from presence_tui.ui.look import look_of
from presence_tui.ui.screens.writing import WritingScreen
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.sheet import KeyHint


class EditorScreen(WritingScreen[bool]):
    """Escape goes back to the line, ctrl+s keeps the words at once; the screen says which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "leave(False)", "Back to the line", priority=True),
        Binding("ctrl+s", "leave(True)", "Keep", priority=True),
        Binding("ctrl+x", "elsewhere", "Open in $EDITOR", priority=True),
    ]

    def __init__(self, about: str, words: str, follow: Callable[[str], None]) -> None:
        """`follow` is called with the words at each change, so that nothing is only here."""
        super().__init__(words)
        self._about, self._follow = about, follow

    def title_pieces(self, ink: Ink) -> list[Piece]:
        """What the words are for."""
        return [(self._about, ink.muted)]

    def hints(self) -> list[KeyHint]:
        """What the keys do here."""
        return [
            KeyHint("esc", "back to the line", "leave(False)"),
            KeyHint("ctrl+s", "keep", "leave(True)"),
            KeyHint("ctrl+x", "$EDITOR", "elsewhere"),
        ]

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """The line follows."""
        event.stop()
        self._follow(self.editor.text)

    def action_leave(self, keep: bool) -> None:
        """Back to the line, or to what it becomes."""
        self._follow(self.editor.text)
        self.dismiss(keep)

    def action_elsewhere(self) -> None:
        """Opens the words in $EDITOR."""
        text = edited(look_of(self), self.editor.text)
        if text is not None:
            self.editor.load_text(text)

    def action_help(self) -> None:
        """Opens the help."""
        from presence_tui.ui.screens.evening_help import EveningHelp

        self.app.push_screen(
            EveningHelp(
                "Room for more than a line. What is typed here stands in the line as well.",
                [
                    KeyHint("esc", "back to the line", "leave(False)"),
                    KeyHint("ctrl+s", "keep it at once", "leave(True)"),
                    KeyHint("ctrl+x", "open it in $EDITOR", "elsewhere"),
                ],
            )
        )
