"""The field of a sheet: where words are typed. The screen knows what enter and tab mean."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.ui.widgets.line_keys import LineKeys


class Field(LineKeys):
    """Shift+enter or ctrl+j begins a new line."""

    DEFAULT_CSS = """
    Field, Field:focus {
        position: absolute; layer: field; height: 1; display: none; border: none; padding: 0;
        background: $surface; color: $foreground; scrollbar-size: 0 0;
    }
    Field .text-area--cursor { text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+enter,ctrl+j", "new_line", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__(
            "", soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False
        )
        self.cursor_blink = False

    def action_new_line(self) -> None:
        """Begins a line."""
        self.insert("\n")
