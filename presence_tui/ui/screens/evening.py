"""What the screens of the evening share: a sheet of lines, a field for words, the way out."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece, folded
from presence_tui.ui.phrases import long_day, short_day
from presence_tui.ui.plan import MIDDLE, ROOMY, WIDE
from presence_tui.ui.screens.asking import AskingScreen
from presence_tui.ui.themes import Ink, ink_of
from presence_tui.ui.widgets.sheet import (
    KeyHint,
    Line,
    Sheet,
    Spot,
    foot_line,
    head_line,
    margin_of,
)

R = TypeVar("R")


class EveningScreen(AskingScreen[R]):
    """Subclasses give title, tabs, body and keys, and say what an answer is kept as."""

    AUTO_FOCUS = ""
    CSS = "EveningScreen { layers: base field; background: $background; overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave, nothing lost", priority=True),
        Binding("question_mark,f1", "help", "Help", id="help"),
        Binding("pagedown", "leaf(1)", "Further down", priority=True),
        Binding("pageup", "leaf(-1)", "Further up", priority=True),
    ]

    careful = False
    """Whether what is written here may be heavy: its help says where other help is."""

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.sheet = Sheet()
        self._begun = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The sheet, and over it the field."""
        yield self.sheet
        yield self.words

    # ── what subclasses say ──────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """What stands at the left of the header."""
        raise NotImplementedError

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """What each tab does, its word, and whether it is the current one."""
        return ()

    def body(self) -> list[Line]:
        """The lines of the page."""
        raise NotImplementedError

    def below(self) -> list[Line]:
        """Lines that stay under the page where it has to be scrolled."""
        return []

    def hints(self) -> Sequence[KeyHint]:
        """The keys of the footer."""
        raise NotImplementedError

    def stepping(self, enter: KeyHint, others: Sequence[KeyHint]) -> list[KeyHint]:
        """The keys of one step of several: the way out has the same place at each of them."""
        if self.size.width < WIDE:
            return [enter, KeyHint("esc", "leave", "leave"), *others]
        return [enter, *others, KeyHint("esc", "leave, nothing lost", "leave")]

    def help_text(self) -> str:
        """One paragraph about this screen, for the help."""
        return ""

    # ── room and ink ─────────────────────────────────────────────────────────

    @property
    def ink(self) -> Ink:
        """The styles of the theme in use."""
        return ink_of(self.app.current_theme)

    @property
    def inner(self) -> int:
        """Columns between the margins."""
        return max(0, self.size.width - 2 * margin_of(self.size.width))

    @property
    def indent(self) -> int:
        """Columns before the field: its prompt."""
        return 2

    @property
    def roomy(self) -> bool:
        """Whether lines may breathe."""
        return self.size.height >= ROOMY

    def day_title(self, day: date) -> list[Piece]:
        """`presence   Sunday 22 November`, shorter where there is less room."""
        ink, width = self.ink, self.size.width
        if width < MIDDLE:
            return [(short_day(day), ink.strong)]
        if width < WIDE:
            words = long_day(day).split(" ", 1)
            return [("presence   ", ink.muted), (f"{words[0][:3]} {words[1]}", ink.strong)]
        return [("presence   ", ink.muted), (long_day(day), ink.strong)]

    # ── drawing ──────────────────────────────────────────────────────────────

    def redraw(self) -> None:
        """Draws everything anew and puts the field in its place."""
        if not self.is_mounted or not self.size.width:
            return
        ink, width = self.ink, self.inner
        header = head_line(ink, width, self.title_pieces(), self.tabs())
        body, footer = self.body(), foot_line(ink, width, self.keyed_hints(), self.help_key)
        self.sheet.show(ink, header, body, footer, self.below())
        place = self.sheet.field_rows() if self.asking else None
        self.words.display = place is not None
        if place is not None:
            margin = margin_of(self.size.width)
            self.words.styles.offset = (margin + self.indent, place[0])
            self.words.styles.width = max(4, width - self.indent)
            self.words.styles.height = place[1]

    def keyed_hints(self) -> list[KeyHint]:
        """The keys of the footer, the user's own among them."""
        return [hint._replace(key=self.with_keys(hint.key)) for hint in self.hints()]

    def said(self, text: str, muted: bool = True) -> list[Line]:
        """Text in as many rows as it takes."""
        style = self.ink.muted if muted else self.ink.text
        return [Line(((line, style),)) for line in folded(text, self.inner)]

    def key_line(self, key: str, word: str, does: str) -> Line:
        """A key in the page itself, where the footer may have no room for it."""
        key = self.with_keys(key)
        pieces = ((key, self.ink.strong), (f" {word}", self.ink.muted))
        return Line(pieces, (Spot(0, len(key) + 1 + len(word), does),))

    def question(self, text: str) -> list[Line]:
        """What is asked, and the field for the answer."""
        return [*self.said(text), *self.field_lines()]

    def field_lines(self) -> list[Line]:
        """The rows of the field, as many as its words take."""
        prompt = Line((("› ", self.ink.accent),), field=True)
        rows = self.words.wrapped_document.height if self.words.text else 1
        return [prompt] + [Line(field=True)] * (max(1, min(6, rows)) - 1)

    def on_mount(self) -> None:
        """The first drawing."""
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        try:
            await self.begin()
        finally:
            self._begun.set()

    async def ready(self) -> None:
        """Keys typed ahead wait for what is read and asked at the beginning."""
        await self._begun.wait()

    def on_unmount(self) -> None:
        """The terminal was closed: what was being typed is kept."""
        self.keep_draft()

    def on_resize(self) -> None:
        """Another size, another page."""
        self.redraw()

    async def begin(self) -> None:
        """Called once the screen has its size."""
        self.redraw()

    def field_height(self) -> tuple[int | None, int]:
        """Rows of the field as they are drawn, none where it is out of sight; as they should be."""
        place = self.sheet.field_rows()
        return (None if place is None else place[1]), len(self.field_lines())

    # ── doing ────────────────────────────────────────────────────────────────

    @on(Sheet.Chosen)
    async def clicked(self, event: Sheet.Chosen) -> None:
        """A click does what its key does."""
        event.stop()
        await self.run_action(event.does)

    def action_leaf(self, by: int) -> None:
        """A page of what does not fit, further down or up."""
        self.sheet.scroll_lines(by * max(1, self.sheet.rows - 1))

    async def action_step(self, by: int) -> None:
        """Goes on or back by steps."""
        await self.step(by)

    async def action_leave(self) -> None:
        """Leaves with nothing lost."""
        self.keep_draft()
        self.dismiss(None)

    def action_help(self) -> None:
        """Opens the help of this screen."""
        from presence_tui.ui.screens.evening_help import EveningHelp

        about = self.with_keys(self.help_text())
        self.app.push_screen(EveningHelp(about, self.keyed_hints(), self.careful))
