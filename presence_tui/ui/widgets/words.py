"""Where words are typed: one line that grows when lines are pasted into it."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Hide, Paste
from textual.widgets import TextArea

from presence_tui.domain.text import clean


class Words(TextArea):
    """Enter keeps, escape leaves, shift+enter or ctrl+j begins a new line."""

    DEFAULT_CSS = """
    Words, Words:focus {
        border: none; padding: 0; background: $surface; color: $foreground; scrollbar-size: 0 0;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("shift+enter,ctrl+j", "new_line", show=False, priority=True),
    ]

    def __init__(self, keep: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(
            "",
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            id="words",
        )
        self.cursor_blink = False
        self._keep, self._leave = keep, leave

    def action_keep(self) -> None:
        """The words are to be kept."""
        self._keep()

    def action_leave(self) -> None:
        """Typing is over for now."""
        self._leave()

    def action_new_line(self) -> None:
        """Begins a line."""
        self.insert("\n")

    def on_hide(self, event: Hide) -> None:
        """Hidden and shown again before the layout came to it: the focus stays."""
        if self.display:
            event.prevent_default()

    def on_paste(self, event: Paste) -> None:
        """Control characters do not come in; the text area's own handler then inserts the rest."""
        event.text = clean(event.text)
