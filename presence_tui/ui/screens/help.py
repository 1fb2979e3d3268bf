"""Help: the panel in focus first, then every key and what it does; a click does it too."""

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from presence_tui.domain.kindness import EMERGENCY, NO_THERAPY
from presence_tui.ui.commands import COMMANDS, command
from presence_tui.ui.draw import folded
from presence_tui.ui.keymap import keys_of, shown, with_keys
from presence_tui.ui.screens.layer import Dialog

WIDEST = 76
BY_NAME = "by name"
"""In the place of a key that a command does not have: the palette finds it."""
PANELS = {
    "moments": "Moments are stretches of undivided attention, shown in the order they began. "
    "{moment} keeps one in a line.",
    "lamp": "A boundary is a stretch of time said aloud. {boundary} starts or ends one; {return} "
    "counts a return, which is noticing and coming back. {down} goes on to the others of the day; "
    "the keys of a row, and of what runs, mean the one that is marked.",
    "gratitude": "Gratitude is a line for a thing. {gratitude} takes one.",
}
TYPING = "words"
"""Where one is while one types."""
CLOSE = "escape closes this page"

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


class Line(NamedTuple):
    """A line of the page, and the command that a click on it does."""

    words: Content = Content("")
    does: str | None = None


class Row(NamedTuple):
    """A key, what it does, and the id of the command that it is."""

    key: str
    about: str
    does: str | None = None


class Help(Dialog[str | None]):
    """A quiet page of keys; its own key closes it. Gives the command that was clicked."""

    wanders = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Close"),
        Binding("q", "dismiss(None)", "Close", id="leave"),
        Binding("down", "scroll(1)", "Down"),
        Binding("j", "scroll(1)", "Down", id="down"),
        Binding("up", "scroll(-1)", "Up"),
        Binding("k", "scroll(-1)", "Up", id="up"),
    ]
    CSS = """
    Help { align: center top; background: $background; }
    Help > VerticalScroll {
        width: 100%; max-width: 76; min-width: 12; height: 100%; padding: 1 2;
        background: $background; scrollbar-size-vertical: 1;
    }
    Help Static { min-width: 8; }
    """

    def __init__(
        self, panel: str | None = None, usual: list[tuple[str, str]] | None = None
    ) -> None:
        super().__init__()
        self._panel = panel
        self._usual = usual or []
        self._lines: list[Line] = []

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

    def on_key(self, event: Key) -> None:
        """The key that opened it closes it, whichever it is."""
        if event.key in keys_of(self.app, command("help")):
            event.stop()
            self.dismiss(None)

    def on_click(self, event: Click) -> None:
        """A click does what the line says."""
        page = self.query_one("#page", Static)
        y = int(event.screen_y) - page.region.y
        inside = page.region.contains(int(event.screen_x), int(event.screen_y))
        line = self._lines[y] if inside and 0 <= y < len(self._lines) else Line()
        if line.does is not None:
            self.dismiss(line.does)
        elif not inside or line.words.plain == CLOSE:
            self.dismiss(None)

    # ── the page ─────────────────────────────────────────────────────────────

    def _write(self) -> None:
        width = max(8, min(WIDEST, self.size.width) - 5)
        lines: list[Line] = []
        if self._panel in PANELS:
            about = with_keys(self.app, PANELS[self._panel])
            lines += [*(Line(Content(line)) for line in folded(about, width, 9)), Line()]
        words = self._titled("Words", [Row(*row) for row in WORDS], width)
        if self._panel == TYPING:
            lines += words
        groups = {item.group: None for item in COMMANDS}
        for group in groups:
            rows = [
                Row(shown(self.app, item) or BY_NAME, item.help, item.id)
                for item in COMMANDS
                if item.group == group
            ]
            lines += self._titled(group, rows, width)
        if self._usual:
            usual = [Row(key, about, f"usual-{key}") for key, about in self._usual]
            lines += self._titled("Usual moments", usual, width)
        if self._panel != TYPING:
            lines += words
        lines += [Line(words) for words in self._muted(f"{NO_THERAPY} {EMERGENCY}", width)]
        lines += [Line(), *(Line(words) for words in self._muted(CLOSE, width))]
        self._lines = lines
        self.query_one("#page", Static).update(Content("\n").join(line.words for line in lines))

    def _muted(self, text: str, width: int) -> list[Content]:
        muted = self.app.current_theme.variables["muted"]
        return [Content.styled(line, muted) for line in folded(text, width, 99)]

    def _titled(self, title: str, rows: list[Row], width: int) -> list[Line]:
        """Keys in a column, what they do beside them, folded under itself."""
        column = min(max(9, *(cell_len(row.key) for row in rows)) + 2, max(4, width // 2))
        found = [Line(Content.styled(title, "bold"))]
        for row in rows:
            pad = " " * max(1, column - cell_len(row.key))
            for number, words in enumerate(self._muted(row.about, max(4, width - column))):
                head = Content(" " * column) if number else Content.styled(row.key + pad, "bold")
                found.append(Line(head + words, row.does))
        return [*found, Line()]
