"""Help: every key and what it does."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from presence_tui.ui.commands import COMMANDS


class Help(ModalScreen[None]):
    """A quiet page of keys; any of its keys closes it."""

    BINDINGS = [("escape,q,question_mark,f1,enter", "dismiss", "Close")]
    CSS = """
    Help { align: center middle; background: $background; }
    Help > VerticalScroll {
        width: 1fr; max-width: 64; height: auto; max-height: 100%; padding: 1 2;
        background: $background; scrollbar-size-vertical: 1;
    }
    """

    def compose(self) -> ComposeResult:
        """The page."""
        muted = self.app.current_theme.variables["muted"]
        with VerticalScroll():
            for item in COMMANDS:
                key = Content.styled(f"{item.shown:<11}", "bold")
                yield Static(key + Content.styled(item.help, muted))
            yield Static(
                Content.styled(
                    "\nWhile typing: enter keeps, escape leaves the words as a draft, "
                    "shift+enter begins a new line.\n\n"
                    "10m, 1h30, 5 min: how long. @mia: with whom. #play: a tag. "
                    "at 7:40, 18:00-18:30: when. \\ before such a word makes it plain.\n\n"
                    "escape closes this page.",
                    muted,
                )
            )
