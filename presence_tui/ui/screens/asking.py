"""What screens share that ask for words: a field, its draft, and what it was filled with."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.commands import command
from presence_tui.ui.draft import Draft, Drafted
from presence_tui.ui.key_names import shown_key, writes
from presence_tui.ui.keymap import keys_of
from presence_tui.ui.screens.layer import Layer
from presence_tui.ui.widgets.field import Field

R = TypeVar("R")
T = TypeVar("T")


EMPTY_HELP = "question_mark"
"""Opens the help where nothing is typed yet; any other character is a letter there too."""

TYPING: tuple[BindingType, ...] = (
    Binding("enter", "field_enter", "Keep", priority=True),
    Binding("tab", "field_step(1)", "Next step", priority=True),
    Binding("shift+tab", "field_step(-1)", "Step before", priority=True),
    Binding("right", "empty_step(1)", "Next step", priority=True),
    Binding("left", "empty_step(-1)", "Step before", priority=True),
    Binding("question_mark", "empty_help", "Help", priority=True),
    Binding("question_mark", "help", "Help", id="help"),
)
"""Keys of a screen that asks for words.

They have priority, so that a key typed ahead waits for what the one before it does. A screen names
them beside its own: in Textual a class's binding of a key replaces those it inherits.
"""


class AskingScreen(Layer[R]):
    """Subclasses ask, draw, and say what an answer is kept as."""

    def __init__(self, presence: Presence) -> None:
        super().__init__()
        self.presence = presence
        self.words = Field()
        self.asking = ""
        """The key of the draft of what is being typed; empty where nothing is asked."""
        self.filled = ""
        """What the journal held when the field was filled: only what differs is written, and what
        another window wrote meanwhile is told apart by it."""
        self.drafting = Draft(self, presence.drafts, self.drafted)
        self._blank = True
        """Whether the field was empty when it was last drawn: enter means another thing there."""

    def redraw(self) -> None:
        """Draws everything anew."""
        raise NotImplementedError

    def field_height(self) -> tuple[int | None, int]:
        """Rows of the field as they are drawn, none where it is out of sight; as they should be."""
        raise NotImplementedError

    async def answered(self, words: str) -> None:
        """Keeps what was typed; enter was pressed."""
        raise NotImplementedError

    async def step(self, by: int) -> None:
        """Goes on or back."""

    def action_help(self) -> None:
        """Opens the help of this screen."""
        raise NotImplementedError

    @property
    def help_key(self) -> str:
        """The key of the help as it is shown; empty where all of them are letters being typed."""
        if not self.asking:
            return self.key_of("help")
        keys = keys_of(self.app, command("help"))
        blank = not self.words.text
        good = (key for key in keys if not writes(key) or (blank and key == EMPTY_HELP))
        return next((shown_key(key) for key in good), "")

    # ── asking ───────────────────────────────────────────────────────────────

    @property
    def changed(self) -> bool:
        """Whether the field holds anything else than it was filled with."""
        return self.words.text.strip() != self.filled.strip()

    def ask(self, key: str, words: str = "") -> None:
        """Asks for words under a draft's key; a draft wins over `words`, the journal's own."""
        draft, self.filled = "", words
        try:
            draft = self.presence.drafts.of(key)
            self.filled = self.presence.drafts.since(key) if draft else words
        except PresenceError as error:
            say(self.app, error, serious=True)
        self.asking = key
        self.fill(draft or words)
        self.redraw()
        self.words.display = True
        self.set_focus(self.words)

    def fill(self, words: str) -> None:
        """Puts words into the field, the cursor behind them."""
        self.words.load_text(words)
        self.words.move_cursor(self.words.document.end)
        self._blank = not words

    def hush(self) -> None:
        """Asks for nothing; what was typed stays as a draft."""
        self.keep_draft()
        self.asking = ""
        self.words.display = False
        self.set_focus(None)

    def drafted(self) -> Drafted | None:
        """A draft's key, its words, and what those began as; none where nothing is to be kept."""
        if not self.asking:
            return None
        return self.asking, self.words.text if self.changed else "", self.filled

    def keep_draft(self) -> None:
        """Keeps the words as they stand, where they are others than the journal's."""
        self.drafting.keep()

    def drop_draft(self) -> None:
        """The words are kept elsewhere now."""
        key, self.asking = self.asking, ""
        self.drafting.drop(key)

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Keeps the words as a draft shortly after."""
        event.stop()
        if not self.asking:
            return
        drawn, wanted = self.field_height()
        blank = not self.words.text
        if drawn != wanted or blank != self._blank:
            self._blank = blank
            self.redraw()
        self.drafting.soon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter and tab are the field's while words are typed; arrows where it is empty."""
        if action in ("field_enter", "field_step"):
            return bool(self.asking)
        if action == "empty_help" and EMPTY_HELP not in keys_of(self.app, command("help")):
            return False
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

    async def written(self, do: Callable[[], object]) -> bool:
        """Writes off the event loop; whether it came about. What went wrong is said."""
        return await self.desk(lambda: (do(),)) is not None
