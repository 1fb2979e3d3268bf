"""A quiet question at the foot of the screen: a sentence, a few answers, perhaps a line to type."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Input, Static

from presence_tui.ui.screens.layer import Dialog


class Choice(NamedTuple):
    """One answer: its key, its words, and what it is."""

    key: str
    """A Textual key name; `enter` also sends the line that was typed."""
    words: str
    answer: str
    shown: str = ""
    """The key as it is shown, where that differs."""


class Reply(NamedTuple):
    """What was answered."""

    answer: str
    words: str
    """The line as typed; empty without one."""


class ChoiceLine(Static):
    """An answer that can be clicked."""

    def __init__(self, choice: Choice, muted: str) -> None:
        key = choice.shown or choice.key
        super().__init__(
            Content.styled(f"{key:<7}", "bold") + Content.styled(choice.words, muted), markup=False
        )
        self.choice = choice

    def on_click(self, event: Click) -> None:
        """As its key."""
        event.stop()
        screen = self.screen
        if isinstance(screen, Question):
            screen.reply(self.choice)


class Question(Dialog[Reply | None]):
    """Gives the reply, or none: escape skips it, and that is never held against anyone."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Skip")]
    CSS = """
    Question { align: center bottom; background: $background 40%; }
    Question > Vertical {
        width: 100%; min-width: 16; height: auto; max-height: 100%; padding: 1 3;
        background: $surface;
        overflow-y: auto; scrollbar-size-vertical: 1;
    }
    Question Static { width: 100%; height: auto; }
    Question Input {
        border: none; padding: 0; height: 1; min-width: 4; margin: 1 0 0 0;
        background: $background; color: $foreground;
    }
    Question #choices { width: 100%; height: auto; margin: 1 0 0 0; }
    """

    def __init__(
        self,
        sentence: str,
        choices: tuple[Choice, ...],
        lines: tuple[str, ...] = (),
        field: str | None = None,
        words: str = "",
    ) -> None:
        """`field` is what the line to type in says while it is empty; none means no line."""
        super().__init__()
        self._sentence, self._lines = sentence, lines
        self._choices, self._field, self._words = choices, field, words

    def compose(self) -> ComposeResult:
        """The question."""
        muted = self.app.current_theme.variables["muted"]
        with Vertical():
            yield Static(Content.styled(self._sentence, "bold"), markup=False)
            for line in self._lines:
                yield Static(Content.styled(line, muted), markup=False)
            if self._field is not None:
                field = Input(
                    self._words, placeholder=self._field, compact=True, select_on_focus=False
                )
                field.cursor_blink = False
                yield field
            with Vertical(id="choices"):
                for choice in (*self._choices, Choice("escape", "leave it", "", "esc")):
                    yield ChoiceLine(choice, muted)

    def on_mount(self) -> None:
        """Ready to type, where there is a line."""
        for field in self.query(Input):
            field.cursor_position = len(field.value)
            self.set_focus(field)

    def _typed(self) -> str:
        return next((field.value for field in self.query(Input)), "")

    def reply(self, choice: Choice) -> None:
        """Answers."""
        self.dismiss(Reply(choice.answer, self._typed()) if choice.answer else None)

    def on_key(self, event: Key) -> None:
        """The keys of the answers; while one types only those that are no letters."""
        for choice in self._choices:
            if event.key == choice.key:
                event.stop()
                self.reply(choice)
                return

    def on_input_submitted(self) -> None:
        """Enter in the line is the first answer."""
        self.reply(self._choices[0])
