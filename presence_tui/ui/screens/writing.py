"""What the screens share on which there is room to write: a frame of lines around an editor."""

from collections.abc import Sequence
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from presence_tui.ui.commands import command
from presence_tui.ui.draw import Piece
from presence_tui.ui.keymap import shown_while_typing
from presence_tui.ui.screens.layer import Layer
from presence_tui.ui.themes import Ink, ink_of
from presence_tui.ui.widgets.sheet import KeyHint, Sheet, foot_line, head_line, margin_of

R = TypeVar("R")


class WritingScreen(Layer[R]):
    """Subclasses say the title, the keys, and what becomes of the words."""

    CSS = """
    WritingScreen { layers: base field; background: $background; overflow: hidden; }
    WritingScreen TextArea, WritingScreen TextArea:focus {
        position: absolute; layer: field; border: none; padding: 0; background: $background;
        color: $foreground; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    """

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.sheet = Sheet()
        self.editor = TextArea(
            words,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )
        self.editor.cursor_blink = False

    def title_pieces(self, ink: Ink) -> list[Piece]:
        """What stands above the words."""
        raise NotImplementedError

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The frame and the words."""
        yield self.sheet
        yield self.editor

    def on_mount(self) -> None:
        """Ready to type at the end."""
        self.editor.move_cursor(self.editor.document.end)
        self.set_focus(self.editor)
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Another size."""
        self.redraw()

    def redraw(self) -> None:
        """The frame, and the words inside it."""
        margin = margin_of(self.size.width)
        width = max(0, self.size.width - 2 * margin)
        ink = ink_of(self.app.current_theme)
        title = head_line(ink, width, self.title_pieces(ink), ())
        help_key = shown_while_typing(self.app, command("help"))
        self.sheet.show(ink, title, (), foot_line(ink, width, self.hints(), help_key))
        self.editor.styles.offset = (margin, self.sheet.head)
        self.editor.styles.width = max(4, width)
        self.editor.styles.height = self.sheet.room

    @on(Sheet.Chosen)
    async def clicked(self, event: Sheet.Chosen) -> None:
        """A click does what its key does."""
        event.stop()
        await self.run_action(event.does)
