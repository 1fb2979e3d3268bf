"""What the screens of the evening share: a sheet of lines, a field for words, the way out."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece
from presence_tui.ui.phrases import long_day, short_day
from presence_tui.ui.plan import MIDDLE, ROOMY
from presence_tui.ui.screens.layer import Layer
from presence_tui.ui.themes import Ink, ink_of
from presence_tui.ui.widgets.field import Field
from presence_tui.ui.widgets.sheet import (
    KeyHint,
    Line,
    Sheet,
    foot_line,
    head_line,
    margin_of,
)

R = TypeVar("R")
T = TypeVar("T")

DRAFT_S = 0.4
"""Seconds after which words being typed are kept as a draft."""


TYPING: tuple[BindingType, ...] = (
    Binding("enter", "field_enter", "Keep", priority=True),
    Binding("tab", "field_step(1)", "Next step", priority=True),
    Binding("shift+tab", "field_step(-1)", "Step before", priority=True),
    Binding("right", "empty_step(1)", "Next step", priority=True),
    Binding("left", "empty_step(-1)", "Step before", priority=True),
    Binding("question_mark", "empty_help", "Help", priority=True),
    Binding("question_mark", "help", "Help"),
)
"""Keys of a screen that asks for words.

They have priority, so that a key typed ahead waits for what the one before it does. A screen names
them beside its own: in Textual a class's binding of a key replaces those it inherits.
"""


class EveningScreen(Layer[R]):
    """Subclasses give title, tabs, body and keys, and say what an answer is kept as."""

    AUTO_FOCUS = ""
    CSS = "EveningScreen { layers: base field; background: $background; overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave, nothing lost", priority=True),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(self, presence: Presence) -> None:
        super().__init__()
        self.presence = presence
        self.sheet, self.words = Sheet(), Field()
        self.asking = ""
        """The key of the draft of what is being typed; empty where nothing is asked."""
        self._timer: Any = None
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

    def hints(self) -> Sequence[KeyHint]:
        """The keys of the footer."""
        raise NotImplementedError

    async def answered(self, words: str) -> None:
        """Keeps what was typed; enter was pressed."""
        raise NotImplementedError

    async def step(self, by: int) -> None:
        """Goes on or back."""

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
        if width < 100:
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
        self.sheet.show(ink, header, self.body(), foot_line(ink, width, self.hints()))
        place = self.sheet.field_rows() if self.asking else None
        self.words.display = place is not None
        if place is not None:
            margin = margin_of(self.size.width)
            self.words.styles.offset = (margin + self.indent, place[0])
            self.words.styles.width = max(4, width - self.indent)
            self.words.styles.height = place[1]

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

    # ── typing ───────────────────────────────────────────────────────────────

    def ask(self, key: str, words: str = "") -> None:
        """Asks for words under a draft's key; a draft wins over `words`."""
        try:
            draft = self.presence.drafts.of(key)
        except PresenceError as error:
            draft = ""
            say(self.app, str(error), serious=True)
        self.asking = key
        self.words.load_text(draft or words)
        self.words.move_cursor(self.words.document.end)
        self.redraw()
        self.words.display = True
        self.set_focus(self.words)

    def hush(self) -> None:
        """Asks for nothing; what was typed stays as a draft."""
        self.keep_draft()
        self.asking = ""
        self.words.display = False
        self.set_focus(None)

    def keep_draft(self) -> None:
        """Keeps the words as they stand."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.asking:
            try:
                self.presence.drafts.keep(self.asking, self.words.text)
            except PresenceError as error:
                say(self.app, str(error), serious=True)

    def drop_draft(self) -> None:
        """The words are kept elsewhere now."""
        key, self.asking = self.asking, ""
        try:
            self.presence.drafts.drop(key)
        except PresenceError as error:
            say(self.app, str(error), serious=True)

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Keeps the words as a draft shortly after."""
        event.stop()
        if not self.asking:
            return
        place = self.sheet.field_rows()
        if place is None or place[1] != len(self.field_lines()):
            self.redraw()
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_S, self.keep_draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter and tab are the field's while words are typed; arrows where it is empty."""
        if action in ("field_enter", "field_step"):
            return bool(self.asking)
        if action in ("empty_step", "empty_help"):
            return bool(self.asking) and not self.words.text
        return True

    async def action_field_enter(self) -> None:
        """Keeps what was typed."""
        await self.answered(self.words.text)

    async def action_field_step(self, by: int) -> None:
        """Goes on or back from the field."""
        await self.step(by)

    async def action_empty_step(self, by: int) -> None:
        """An arrow, where nothing is typed."""
        await self.step(by)

    def action_empty_help(self) -> None:
        """A question mark, where nothing is typed."""
        self.action_help()

    # ── doing ────────────────────────────────────────────────────────────────

    async def desk(self, do: Callable[[], T]) -> T | None:
        """Reads or writes off the event loop; what goes wrong is said, and gives nothing."""
        try:
            return await asyncio.to_thread(do)
        except PresenceError as error:
            say(self.app, error, serious=True)
            return None

    @on(Sheet.Chosen)
    async def clicked(self, event: Sheet.Chosen) -> None:
        """A click does what its key does."""
        event.stop()
        await self.run_action(event.does)

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

        self.app.push_screen(EveningHelp(self.help_text(), self.hints()))
