"""Help: the panel in focus first, then every key and what it does."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from presence_tui.domain.kindness import EMERGENCY, NO_THERAPY
from presence_tui.ui.commands import COMMANDS
from presence_tui.ui.keymap import shown
from presence_tui.ui.screens.layer import Dialog

PANELS = {
    "moments": "Moments are stretches of undivided attention, shown in the order they began. "
    "m keeps one in a line.",
    "lamp": "A boundary is a stretch of time said aloud. b starts or ends one; x counts a return, "
    "which is noticing and coming back.",
    "gratitude": "Gratitude is a line for a thing. g takes one.",
}

WORDS = (
    ("10m  1h30  5 min", "how long"),
    ("@mia", "with whom"),
    ("#play", "a tag"),
    ("at 7:40", "when it began; 18:00-18:30 and 20 min ago work too"),
    ("\\", "before such a word makes it plain"),
    ("tab  →", "takes what stands muted after the cursor"),
    ("ctrl+n", "not this one: what stands there is not offered again"),
    ("enter", "keeps the line"),
    ("escape", "leaves it as a draft"),
    ("ctrl+o  ctrl+x", "opens it on a whole screen, or in $EDITOR"),
    ("ctrl+j", "begins a new line in it, as shift+enter does"),
)


class Help(Dialog[None]):
    """A quiet page of keys; its own keys close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1,enter", "dismiss", "Close"),
        ("down,j", "scroll(1)", "Down"),
        ("up,k", "scroll(-1)", "Up"),
    ]
    CSS = """
    Help { align: center top; background: $background; }
    Help > VerticalScroll {
        width: 100%; max-width: 76; height: 100%; padding: 1 2;
        background: $background; scrollbar-size-vertical: 1;
    }
    """

    def __init__(
        self, panel: str | None = None, usual: list[tuple[str, str]] | None = None
    ) -> None:
        super().__init__()
        self._panel = panel
        self._usual = usual or []

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll():
            yield Static(markup=False, id="page")

    def on_mount(self) -> None:
        """Written for the width there is."""
        self._write()

    def on_resize(self) -> None:
        """Written anew for another width."""
        self._write()

    def action_scroll(self, by: int) -> None:
        """Scrolls by a row."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def _write(self) -> None:
        width = max(8, min(76, self.size.width) - 5)
        lines: list[Content] = []
        if self._panel in PANELS:
            lines += [*_folded(PANELS[self._panel], width), Content("")]
        groups = {item.group: None for item in COMMANDS}
        for group in groups:
            rows = [(shown(self.app, item), item.help) for item in COMMANDS if item.group == group]
            lines += [Content.styled(group, "bold"), *self._rows(rows, width), Content("")]
        if self._usual:
            usual = self._rows(self._usual, width)
            lines += [Content.styled("Usual moments", "bold"), *usual, Content("")]
        lines += [Content.styled("Words", "bold"), *self._rows(list(WORDS), width), Content("")]
        lines += self._muted(f"{NO_THERAPY} {EMERGENCY}", width)
        lines += [Content(""), *self._muted("escape closes this page", width)]
        self.query_one("#page", Static).update(Content("\n").join(lines))

    def _muted(self, text: str, width: int) -> list[Content]:
        muted = self.app.current_theme.variables["muted"]
        return [line.stylize(muted) for line in _folded(text, width)]

    def _rows(self, rows: list[tuple[str, str]], width: int) -> list[Content]:
        """Keys in a column, what they do beside them, folded under itself."""
        longest = max(cell_len(key) for key, _ in rows)
        column = min(max(longest, 9) + 2, max(4, width // 2))
        found: list[Content] = []
        for key, text in rows:
            pad = " " * max(1, column - cell_len(key))
            for number, line in enumerate(self._muted(text, max(4, width - column))):
                head = " " * column if number else key + pad
                found.append(Content(head) + line)
        return found


def _folded(text: str, width: int) -> list[Content]:
    """Text in lines of at most `width` cells; our own words need no more than spaces."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return [Content(line) for line in lines]
