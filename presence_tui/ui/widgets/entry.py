"""The entry line: a prompt and the words being typed; while nobody types, a draft that waits."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual.events import Click
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from presence_tui.domain.text import clean
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece, between, cut, width_of
from presence_tui.ui.keymap import key_pieces, with_keys
from presence_tui.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from presence_tui.ui.completing import Completing
    from presence_tui.ui.widgets.words import Words

HINTS = {
    "moment": "a moment worth keeping",
    "timed": "a moment that begins now",
    "tag": "#tag, and more of them",
    "gratitude": "what you are thankful for",
    "intention": "one moment for tomorrow",
    "when": "and when?",
    "edit": "the words, changed as you like",
}
"""What the line is for, behind the cursor while nothing is typed."""
NOTES = {
    "moment": "10m, @mia, #play and at 7:40 may stand anywhere in it",
    "timed": "it runs, and ending it logs it; 10m says how long, @mia with whom",
    "gratitude": "@mia and #tags may stand anywhere in it",
    "when": "for example “dinner is over”; enter skips this",
    "tag": HINTS["tag"],
}
"""What is said under the line while nothing is typed: how, where behind the cursor stands what."""
WAITS = "A draft waits; {%s} goes on with it."


class EntryLayout(Layout):
    """The words stand after the prompt."""

    name = "entry"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """The placement of the words."""
        box = cast("Entry", parent).box
        left = box.left + 2
        region = Region(left, 0, max(1, size.width - left - box.right), max(1, size.height))
        return [WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child) for child in children]


class Entry(Drawn):
    """What is being typed, and for what; each kind keeps its own draft."""

    _entry_layout = EntryLayout()

    class Changed(Message):
        """Words were typed: say what they would be kept as."""

    def __init__(self) -> None:
        super().__init__(id="entry")
        self.kind: str | None = None
        self.editing: str | None = None
        """Id of the record being edited."""
        self.note = ""
        self.wrong = False
        self.refused: tuple[str, str] | None = None
        """Words that could not be kept, and why; said until they are changed."""
        self._words: Words | None = None
        self._began = ""
        """The words it began with, which are no draft."""

    @property
    def layout(self) -> Layout:
        """Its own."""
        return self._entry_layout

    @property
    def typing(self) -> bool:
        """Whether words are being typed."""
        return self.kind is not None

    @property
    def in_focus(self) -> bool:
        """Whether keys go to the words."""
        # Not `has_focus`, which follows only with the next message.
        return self._words is not None and self.screen.focused is self._words

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self._words.text if self._words and self.typing else ""

    @property
    def key(self) -> str | None:
        """What the draft of these words goes by; none where nothing is typed."""
        return self.editing or self.kind

    @property
    def draft(self) -> str:
        """What is worth keeping of the words as they stand."""
        return "" if self.text == self._began else self.text

    @property
    def blank(self) -> bool:
        """Whether nothing has been typed yet."""
        return clean(self.text).strip() in ("", self._began if self.kind == "tag" else "")

    @property
    def offered(self) -> bool:
        """Whether a way to go on stands after the cursor."""
        return self._words is not None and self.typing and self._words.offered

    @property
    def rows(self) -> int:
        """Rows the words take."""
        if not self.typing or self._words is None:
            return 1
        return max(1, min(6, self._words.wrapped_document.height))

    # ── beginning and leaving ────────────────────────────────────────────────

    async def begin(self, kind: str, words: str | None = None, editing: str | None = None) -> None:
        """Begins to type; a draft of the same kind is there again."""
        self.leave(keep=True)
        self.kind, self.editing = kind, editing
        self._began = words or ""
        text = self.room.drafting.of(editing or kind) or self._began
        if self._words is None:
            # A text area is a third of the program: it comes with the first word.
            from presence_tui.ui.widgets.words import Words

            self._words = Words(
                self.enter,
                self.escape,
                self.completing.of,
                self.bigger,
                self.completing.not_this,
            )
            await self.mount(self._words)
        self._words.load_text(text)
        self._words.say_hint(HINTS[kind])
        self._words.move_cursor(self._words.document.end)
        self._words.display = True
        # At once, so that the next key is already a letter of the words.
        self.screen.set_focus(self._words)
        self.room.keeper.look()
        self.room.lay_out(self)
        self.room.run_worker(self.completing.look_up(), group="completions")

    def leave(self, keep: bool, taken: bool = False) -> None:
        """Stops typing; with `keep` the words stay as a draft.

        What was `taken` to be kept leaves the disk only when it is kept.
        """
        if self.key is None:
            return
        self.room.drafting.hold(self.key, self.draft if keep else "")
        if not taken:
            self.room.drafting.sync(self.key)
        self.kind = self.editing = None
        self.note, self.wrong, self.refused = "", False, None
        if self._words is not None:
            self._words.display = False
        self.room.lay_out(self)

    async def give_back(self, kind: str, words: str, editing: str | None, why: str) -> None:
        """Puts words that could not be kept back into the line, or by as a draft."""
        key = editing or kind
        if self.typing:
            # Another line is being typed; these words wait for the next time.
            self.room.drafting.put(key, words)
            return
        self.room.drafting.hold(key, "")
        self.refused = (words, why)
        await self.begin(kind, words, editing)
        # They are a draft, whatever they began as.
        self._began = ""
        self.say(why, wrong=True)

    def say(self, note: str, wrong: bool = False) -> None:
        """What stands under the words: what will be kept, or what to mend."""
        self.note, self.wrong = note, wrong
        self.room.note.refresh()

    # ── completion ───────────────────────────────────────────────────────────

    @cached_property
    def completing(self) -> "Completing":
        """What lines may go on with; loaded with the first word."""
        from presence_tui.ui.completing import Completing

        return Completing(self.room, self)

    def offer_again(self) -> None:
        """More is known that the words may go on with, or less."""
        if self._words is not None and self.typing:
            self._words.update_suggestion()

    # ── long words ───────────────────────────────────────────────────────────

    async def bigger(self) -> None:
        """Opens the words on a whole screen; the line follows what is typed there."""
        from presence_tui.ui.screens.editor import EditorScreen

        words = self._words
        if words is None:
            return

        def follow(text: str) -> None:
            words.load_text(text)
            words.move_cursor(words.document.end)

        def back(keep: bool | None) -> None:
            if keep:
                self.enter()

        await self.app.push_screen(
            EditorScreen(HINTS[self.kind or "moment"], self.text, follow), back
        )

    # ── drawing ──────────────────────────────────────────────────────────────

    def row(self, y: int) -> list[Piece]:
        """The prompt, and while nobody types a draft that waits, or what the line is for."""
        ink = self.ink
        if y:
            return []
        prompt: list[Piece] = [("› ", ink.accent)]
        if self.typing:
            return prompt
        waits = None if self.room.veiled else self.room.drafting.waiting
        if waits is None:
            return [*prompt, (cut(HINTS["moment"], self.inner - 2), ink.muted)]
        kind, words = waits
        tail = key_pieces(self.app, f"{{{kind}}} goes on with it", ink)
        room = self.inner - 2
        if room - width_of(tail) < 24:
            return [*prompt, (cut(words, room), ink.muted)]
        left: list[Piece] = [*prompt, (cut(words, room - width_of(tail) - 2), ink.muted)]
        return between(left, tail, self.inner)

    def raised(self, y: int) -> bool:
        """The strip that words are typed on."""
        return True

    # ── events ───────────────────────────────────────────────────────────────

    def on_text_area_changed(self, event: "TextArea.Changed") -> None:
        """Words were typed."""
        event.stop()
        if self.typing:
            self.post_message(self.Changed())

    def enter(self) -> None:
        """Keeps the words; without any, stops typing."""
        # What is chosen for tomorrow, and its cue, are taken away by an empty line.
        emptied = self._began and self.kind in ("intention", "when")
        if not self.blank or emptied:
            self.room.keeper.take()
        else:
            editing = self.editing
            self.leave(keep=False)
            self.room.focus_row(editing)

    def escape(self) -> None:
        """Stops typing; the words wait as a draft."""
        kind, kept = self.kind, bool(self.draft.strip()) and self.kind != "tag"
        editing = self.editing
        self.leave(keep=True)
        self.room.focus_row(editing)
        if kept and (kind == "edit" or not self.room.made.entry.height):
            say(self.app, with_keys(self.app, WAITS % ("intention" if kind == "when" else kind)))

    def complete(self) -> None:
        """Takes what is offered."""
        if self._words is not None:
            self._words.action_complete()

    async def on_click(self, event: Click) -> None:
        """A click begins a moment."""
        if not self.typing:
            await self.begin("moment")
