"""The words of the entry line on a whole screen, for what is longer than a line."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import TextArea

from presence_tui.ui.editing import edited
from presence_tui.ui.screens.page import PageEditor
from presence_tui.ui.themes import ink_of
from presence_tui.ui.widgets.sheet import KeyHint, Sheet, foot_line, head_line, margin_of


class EditorScreen(Screen[bool]):
    """Escape goes back to the line, ctrl+s keeps the words at once; the screen says which."""

    CSS = """
    EditorScreen { layers: base field; background: $background; overflow: hidden; }
    EditorScreen PageEditor, EditorScreen PageEditor:focus {
        position: absolute; layer: field; border: none; padding: 0; background: $background;
        color: $foreground; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "leave(False)", "Back to the line", priority=True),
        Binding("ctrl+s", "leave(True)", "Keep", priority=True),
        Binding("ctrl+x", "elsewhere", "Open in $EDITOR", priority=True),
    ]

    def __init__(self, about: str, words: str, follow: Callable[[str], None]) -> None:
        """`follow` is called with the words at each change, so that nothing is only here."""
        super().__init__()
        self._about, self._follow = about, follow
        self.sheet = Sheet()
        self.editor = PageEditor(
            words,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )
        self.editor.cursor_blink = False

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
        width = max(0, self.size.width - 2 * margin_of(self.size.width))
        ink = ink_of(self.app.current_theme)
        hints = [
            KeyHint("esc", "back to the line", "leave(False)"),
            KeyHint("ctrl+s", "keep", "leave(True)"),
            KeyHint("ctrl+x", "$EDITOR", "elsewhere"),
        ]
        title = head_line(ink, width, [(self._about, ink.muted)], ())
        self.sheet.show(ink, title, (), foot_line(ink, width, hints))
        self.editor.styles.offset = (margin_of(self.size.width), self.sheet.head)
        self.editor.styles.width = max(4, width)
        self.editor.styles.height = self.sheet.room

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
        text = edited(self.app, self.editor.text, "words.txt")
        if text is not None:
            self.editor.load_text(text)

    @on(Sheet.Chosen)
    async def clicked(self, event: Sheet.Chosen) -> None:
        """A click does what its key does."""
        event.stop()
        await self.run_action(event.does)

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
