"""The help of a screen: what it is for, its keys, and where other help is."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from presence_tui.domain.kindness import EMERGENCY
from presence_tui.ui.screens.layer import Dialog
from presence_tui.ui.widgets.sheet import KeyHint


class EveningHelp(Dialog[None]):
    """A quiet page; any of its keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Close"),
        Binding("q", "dismiss", "Close", id="leave"),
        Binding("question_mark,f1", "dismiss", "Close", id="help"),
    ]
    CSS = """
    EveningHelp { align: center middle; background: $background; }
    EveningHelp > VerticalScroll {
        width: 1fr; max-width: 64; height: auto; max-height: 100%; padding: 1 2;
        background: $background; scrollbar-size-vertical: 1;
    }
    EveningHelp Static { margin: 0 0 1 0; }
    """

    def __init__(self, about: str, hints: Sequence[KeyHint], careful: bool = False) -> None:
        """`careful` where what is written may be heavy: the page then says where other help is."""
        super().__init__()
        self._about, self._keys, self._careful = about, hints, careful

    def compose(self) -> ComposeResult:
        """The page."""
        muted = self.app.current_theme.variables["muted"]
        with VerticalScroll():
            if self._about:
                yield Static(Content(self._about))
            lines = [
                Content.styled(f"{hint.key:<11}", "bold") + Content.styled(hint.word, muted)
                for hint in self._keys
            ]
            yield Static(Content("\n").join(lines))
            if self._careful:
                yield Static(Content.styled(EMERGENCY, muted))
            yield Static(Content.styled("escape closes this page.", muted))
