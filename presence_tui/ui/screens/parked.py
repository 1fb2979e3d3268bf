"""Parked lines: what is left open, and when and where it goes on."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.parked import Parked
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.listing import ListScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line

DRAFT = "parked"


class ParkedScreen(ListScreen[Parked]):
    """What waits; `a` parks a line, enter takes one up."""

    BINDINGS: ClassVar[list[BindingType]] = [*TYPING, Binding("enter", "choose", "Done")]
    heading = "Parked"
    empty = "Nothing waits. a parks what is left open, until work begins again."

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.error = ""

    def find(self) -> Sequence[Parked]:
        """Oldest first."""
        return self.presence.parked.waiting()

    def pieces(self, row: Parked) -> list[Piece]:
        """The words, and when and where it goes on."""
        text = cut(row.text, self.inner)
        room = self.inner - len(text) - 2
        resume = cut(row.resume or "", room) if room > 4 else ""
        return [(text, self.ink.text), ("  ", self.ink.text), (resume, self.ink.muted)]

    async def choose(self, row: Parked) -> None:
        """It goes on, or needs nothing more."""
        await self.desk(lambda: self.presence.parked.done(row.stamp.id))
        await self.reload()

    async def add(self) -> None:
        """Asks what is left open."""
        self.ask(DRAFT)

    async def take_out(self, row: Parked) -> None:
        """As done: it is not offered again, and undo brings it back."""
        await self.choose(row)

    async def answered(self, words: str) -> None:
        """Parks the line; without words there is nothing to park."""
        if one_line(words):
            kept = await self.desk(lambda: self.presence.parked.park(words))
            if kept is None:
                return
            self.drop_draft()
        self.hush()
        await self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Left and right have no steps to go to here."""
        return action != "empty_step" and super().check_action(action, parameters)

    async def action_leave(self) -> None:
        """From the field back to the list, from the list back to the day."""
        if self.asking:
            self.hush()
            self.redraw()
        else:
            await super().action_leave()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        if self.asking:
            return [KeyHint("enter", "park", "field_enter"), KeyHint("esc", "back", "leave")]
        found = [KeyHint("a", "park a line", "add"), KeyHint("esc", "back", "leave")]
        return [KeyHint("enter", "done", "choose"), *found] if self.rows else found

    def body(self) -> list[Line]:
        """What waits, and while one types the field under it."""
        if not self.asking:
            return super().body()
        lines = [Line(tuple(self.pieces(row))) for row in self.rows]
        asked = cut("What is left open — when and where does it go on?", self.inner)
        gap = [BLANK] if lines else []
        return [*lines, *gap, Line(((asked, self.ink.muted),)), *self.field_lines()]

    def help_text(self) -> str:
        """What parked lines are."""
        return (
            "Lines put away at log-off come back when a work boundary starts. Enter marks one "
            "done; undo on the dashboard brings it back."
        )
