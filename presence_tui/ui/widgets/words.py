"""Where words are typed: one line that grows when lines are pasted into it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Hide

from presence_tui.domain.folding import plain
from presence_tui.ui.draw import cut
from presence_tui.ui.editing import edited
from presence_tui.ui.look import look_of
from presence_tui.ui.widgets.line_keys import LineKeys

if TYPE_CHECKING:
    from presence_tui.services.completions import Completion

Complete = Callable[[str], "Completion | None"]


class Words(LineKeys):
    """Enter keeps, escape leaves, shift+enter or ctrl+j begins a new line.

    ctrl+o opens the words on a whole screen, ctrl+x in $EDITOR.

    How the line may go on stands muted after the cursor; tab or the right arrow takes it, ctrl+n
    puts it to rest.
    """

    DEFAULT_CSS = """
    Words, Words:focus {
        border: none; padding: 0; background: $surface; color: $foreground; scrollbar-size: 0 0;
    }
    Words .text-area--suggestion { color: $muted; text-style: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("shift+enter,ctrl+j", "new_line", show=False, priority=True),
        Binding("ctrl+o", "bigger", show=False, priority=True),
        Binding("ctrl+x", "elsewhere", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("ctrl+n", "not_this", show=False, priority=True),
    ]

    def __init__(
        self,
        keep: Callable[[], None],
        leave: Callable[[], None],
        complete: Complete,
        bigger: Callable[[], Awaitable[None]],
        not_this: Callable[["Completion"], None],
    ) -> None:
        self._bigger, self._not_this = bigger, not_this
        self._complete = complete
        self._offer: Completion | None = None
        self._hint = ""
        super().__init__(
            "",
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            id="words",
        )
        self.cursor_blink = False
        self._keep, self._leave = keep, leave

    @property
    def offered(self) -> bool:
        """Whether a way to go on stands after the cursor."""
        return self._offer is not None

    def say_hint(self, hint: str) -> None:
        """What stands behind the cursor while nothing is typed."""
        self._hint = hint
        self.placeholder = Content(cut(hint, max(0, self.size.width)))

    def on_resize(self) -> None:
        """The hint stays on its row."""
        self.say_hint(self._hint)

    def action_keep(self) -> None:
        """The words are to be kept."""
        self._keep()

    def action_leave(self) -> None:
        """Typing is over for now."""
        self._leave()

    async def action_bigger(self) -> None:
        """The words on a whole screen."""
        await self._bigger()

    def action_elsewhere(self) -> None:
        """The words in $EDITOR."""
        text = edited(look_of(self), self.text)
        if text is not None:
            self.load_text(text)
            self.move_cursor(self.document.end)

    def action_new_line(self) -> None:
        """Begins a line."""
        self.insert("\n")

    # ── completion ───────────────────────────────────────────────────────────

    def update_suggestion(self) -> None:
        """Shows how the words may go on, while the cursor is at their end."""
        text = self.text
        self._offer, self.suggestion = None, ""
        if self.selection.is_empty and self.cursor_location == self.document.end:
            self._offer = self._complete(text)
        if self._offer is not None:
            self.suggestion = _rest(text[self._offer.start :], self._offer.words)
            if not self.suggestion:
                self._offer = None

    def on_text_area_selection_changed(self) -> None:
        """The cursor moved: perhaps away from the end."""
        self.update_suggestion()

    def action_complete(self) -> None:
        """Takes what is offered; without an offer nothing happens."""
        self.update_suggestion()
        offer = self._offer
        if offer is not None:
            before = self.text[: offer.start]
            start = (before.count("\n"), len(before) - before.rfind("\n") - 1)
            self.replace(offer.words, start, self.document.end, maintain_selection_offset=False)

    def action_not_this(self) -> None:
        """What is offered is not to be offered again."""
        self.update_suggestion()
        if self._offer is not None:
            self._not_this(self._offer)

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right, or into what is offered there."""
        self.update_suggestion()
        if self._offer is not None and not select:
            self.action_complete()
        else:
            super().action_cursor_right(select)

    def on_hide(self, event: Hide) -> None:
        """Hidden and shown again before the layout came to it: the focus stays."""
        if self.display:
            event.prevent_default()


def _rest(said: str, words: str) -> str:
    """What of `words` is still to come, when `said` says its beginning in any case and accents."""
    wanted = plain(said)
    ends = (end for end in range(1, len(words)) if plain(words[:end]) == wanted)
    # Marks that add nothing to a plain word belong to what was said.
    return words[max(ends, default=len(words)) :]
