"""A part whose records are gone through one by one, with a cursor that stays on its record."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from presence_tui.ui.commands import bindings, perform
from presence_tui.ui.draw import Piece
from presence_tui.ui.widgets.drawn import Drawn


class Walked(Drawn, can_focus=True):
    """Subclasses say which records they show and where, and move the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Edit(Message):
        """A record was clicked twice: it is to be edited."""

    def __init__(self, ident: str) -> None:
        super().__init__(id=ident)
        self.selected: set[str] = set()
        """Ids of the records that are selected."""
        self.cursor: str | None = None
        """Id of the record the cursor is on."""

    def places(self) -> list[tuple[int, str]]:
        """Where records stand: the widget's row, and the record's id."""
        raise NotImplementedError

    def current(self) -> str | None:
        """Id of the record under the cursor."""
        raise NotImplementedError

    def move(self, by: int) -> None:
        """Moves the cursor by records."""
        raise NotImplementedError

    def go_to(self, ident: str) -> None:
        """Puts the cursor on a record, which comes into view."""
        raise NotImplementedError

    def unseen(self) -> str:
        """All that the record under the cursor says, where some of it had to be cut."""
        raise NotImplementedError

    def select(self) -> None:
        """Selects the record under the cursor, or leaves it out again."""
        ident = self.current()
        if ident is not None:
            self.selected ^= {ident}
            self.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind the veil there is no record to do anything to."""
        return action != "row" or not self.room.veiled

    async def action_row(self, ident: str) -> None:
        """Does a command of the list that needs a record."""
        await perform(self.room, ident)

    # ── drawing ──────────────────────────────────────────────────────────────

    def record_at(self, y: int) -> str | None:
        """Id of the record that stands on a row."""
        raise NotImplementedError

    def raised(self, y: int) -> bool:
        """The cursor's row, while it is in focus."""
        if self.room.veiled or not self.has_focus:
            return False
        found = self.record_at(y)
        return found is not None and found == self.cursor

    def marker(self, y: int) -> Piece | None:
        """The cursor's bar, and that of a selected row; both at once are one thick bar."""
        chosen = self.record_at(y) in self.selected
        if self.raised(y):
            return ("█" if chosen else "▌", self.ink.accent)
        return ("▐", self.ink.muted) if chosen else None

    def on_focus(self) -> None:
        """The cursor's row is drawn as in focus."""
        self.refresh()

    def on_blur(self) -> None:
        """And as out of focus."""
        self.refresh()
