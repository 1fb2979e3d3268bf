"""A quiet question at the foot of the screen: a sentence, a few answers, perhaps a line to type."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Input, Static

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.ui.alerts import told
from presence_tui.ui.moon import WORDS
from presence_tui.ui.screens.layer import Dialog

NIGHT_INK = "#{:02x}{:02x}{:02x}".format(*WORDS)


class Line(NamedTuple):
    """A line to type in; enter on an empty one leaves the question."""

    hint: str
    """What it says while it is empty."""
    words: str = ""
    """What it holds to begin with; the cursor stands behind it."""
    read: Callable[[str], str] | None = None
    """What would come of the words, said under them. Raises PresenceError where that is nothing."""


class Choice(NamedTuple):
    """One answer: its key, its words, and what it is."""

    key: str
    """A Textual key name; `enter` also sends the line that was typed."""
    words: str
    answer: str
    shown: str = ""
    """The key as it is shown, where that differs."""
    asks: "Asked | None" = None
    """What is asked in the place of all this when it is chosen, before there is a reply."""


class Asked(NamedTuple):
    """A sentence and what can be answered."""

    sentence: str
    choices: tuple[Choice, ...]
    lines: tuple[str, ...] = ()
    """What is said under the sentence."""
    line: Line | None = None
    """Enter in it is the first answer."""


class Reply(NamedTuple):
    """What was answered."""

    answer: str
    words: str
    """The line as typed; empty without one."""


WITHDRAWN = Reply("withdrawn", "")
"""The question has been answered elsewhere, or is none any more."""


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
            screen.choose(self.choice)


class Stage(Vertical):
    """One thing that is asked, on the screen."""

    def __init__(self, asked: Asked, skip: str, muted: str, wrong: str) -> None:
        """`skip` is what escape does; `muted` and `wrong` are inks."""
        super().__init__()
        self.asked = asked
        self._skip, self._muted, self._wrong = skip, muted, wrong

    def compose(self) -> ComposeResult:
        """Sentence, line, answers."""
        asked = self.asked
        yield Static(Content.styled(asked.sentence, "bold"), markup=False)
        for line in asked.lines:
            yield Static(Content.styled(line, self._muted), markup=False)
        if asked.line is not None:
            field = Input(
                asked.line.words,
                placeholder=asked.line.hint,
                compact=True,
                select_on_focus=False,
            )
            field.cursor_blink = False
            yield field
            yield Static(self._read(asked.line.words), markup=False, classes="read")
        with Vertical(classes="choices"):
            for choice in asked.choices:
                yield ChoiceLine(choice, self._muted)
            if self._skip:
                yield ChoiceLine(Choice("escape", self._skip, "", "esc"), self._muted)

    @property
    def words(self) -> str:
        """The line as typed; empty without one."""
        return next((field.value for field in self.query(Input)), "")

    def begin(self) -> None:
        """Ready to type, where there is a line."""
        for field in self.query(Input):
            field.cursor_position = len(field.value)
            self.screen.set_focus(field)

    def look(self) -> None:
        """Says what would come of the words."""
        for said in self.query(".read").results(Static):
            said.update(self._read(self.words))

    def wrong(self) -> bool:
        """Whether nothing can come of the words."""
        try:
            self._meant(self.words)
        except PresenceError:
            return True
        return False

    def _meant(self, words: str) -> str:
        line = self.asked.line
        return line.read(words) if line and line.read and one_line(words) else ""

    def _read(self, words: str) -> Content:
        try:
            return Content.styled(one_line(self._meant(words)), self._muted)
        except PresenceError as error:
            return Content.styled(told(self.app, error), self._wrong)


class Question(Dialog[Reply | None]):
    """Gives the reply, or none: escape skips it, and that is never held against anyone."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Skip")]
    # Not Textual's guess: a line that is asked for later only is not typed into.
    AUTO_FOCUS = ""
    CSS = f"""
    Question {{ align: center bottom; background: $background 40%; }}
    Question > Vertical {{
        width: 100%; min-width: 16; height: auto; max-height: 100%; padding: 1 3;
        background: $surface;
        overflow-y: auto; scrollbar-size-vertical: 1;
    }}
    Question Stage {{ width: 100%; height: auto; }}
    Question Static {{ width: 100%; height: auto; }}
    Question Input {{
        border: none; padding: 0; height: 1; min-width: 4; margin: 1 0 0 0;
        background: $background; color: $foreground;
    }}
    /* A notice would lie over the answers: here it comes at the other end. */
    Question ToastRack {{ dock: top; align: left top; margin: 1 0 0 0; }}
    Question .choices {{ width: 100%; height: auto; margin: 1 0 0 0; }}
    Question.-night {{ background: #060403 40%; }}
    Question.-night > Vertical, Question.-night Input {{
        background: #060403; color: {NIGHT_INK};
    }}
    Question.-night Input > .input--cursor {{ background: {NIGHT_INK}; color: #060403; }}
    Question.-night Input > .input--placeholder {{ color: #73522a; }}
    Question.-night Input > .input--selection {{ background: {NIGHT_INK} 40%; }}
    """

    def __init__(
        self,
        sentence: str,
        choices: tuple[Choice, ...],
        lines: tuple[str, ...] = (),
        line: Line | None = None,
        skip: str = "leave it",
        night: bool = False,
    ) -> None:
        """As in Asked. `skip` is what escape does; empty where an answer says so already.

        By `night` it is asked in the ink of the moon.
        """
        super().__init__()
        self._asked = Asked(sentence, choices, lines, line)
        self._skip, self._night = skip, night
        self.set_class(night, "-night")

    def compose(self) -> ComposeResult:
        """What is asked, and hidden behind it what an answer may ask."""
        inks = (self.app.current_theme.variables["muted"], "$error")
        if self._night:
            inks = (NIGHT_INK, NIGHT_INK)
        with Vertical():
            yield Stage(self._asked, self._skip, *inks)
            for choice in self._asked.choices:
                if choice.asks is not None:
                    further = Stage(choice.asks, self._skip, *inks)
                    further.display = False
                    yield further

    def on_mount(self) -> None:
        """Ready to type, where there is a line."""
        self.stage.begin()

    @property
    def stage(self) -> Stage:
        """What is asked now."""
        return next(stage for stage in self.query(Stage) if stage.display)

    def choose(self, choice: Choice) -> None:
        """Answers, or asks on. What nothing can come of is not sent: it stays to be mended."""
        stage = self.stage
        sends = choice.key == "enter" and stage.asked.line is not None
        if choice.asks is not None:
            for other in self.query(Stage):
                other.display = other.asked is choice.asks
            self.stage.begin()
        elif not choice.answer or (sends and not one_line(stage.words)):
            self.dismiss(None)
        elif not (sends and stage.wrong()):
            self.dismiss(Reply(choice.answer, stage.words))

    def withdraw(self) -> None:
        """Takes the question away: it was answered elsewhere."""
        self.dismiss(WITHDRAWN)

    def on_key(self, event: Key) -> None:
        """The keys of the answers; while one types only those that are no letters."""
        for choice in self.stage.asked.choices:
            if event.key == choice.key:
                event.stop()
                self.choose(choice)
                return

    def on_input_changed(self) -> None:
        """Says what would come of the words."""
        self.stage.look()

    def on_input_submitted(self) -> None:
        """Enter in the line is the first answer."""
        self.choose(self.stage.asked.choices[0])
