"""Where words are typed: one line that grows when lines are pasted into it."""

from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from presence_tui.domain.text import clean


class Words(TextArea):
    """Enter keeps, escape leaves, shift+enter or ctrl+j begins a new line."""

    DEFAULT_CSS = """
    Words, Words:focus {
        border: none; padding: 0; background: $surface; color: $foreground; scrollbar-size: 0 0;
    }
    """

    class Kept(Message):
        """The words are to be kept."""

    class Left(Message):
        """Typing is over for now; the words stay as a draft."""

    def __init__(self) -> None:
        super().__init__(
            "",
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            id="words",
        )
        self.cursor_blink = False

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Kept())
        elif event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
        elif event.key in ("shift+enter", "ctrl+j", "newline"):
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: Paste) -> None:
        event.text = clean(event.text)
        await super()._on_paste(event)
