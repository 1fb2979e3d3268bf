"""A calm list on a page of its own: rows, a cursor, a few keys."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece, folded
from presence_tui.ui.page_keys import ROW_KEYS
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line

T = TypeVar("T")


class ListScreen(EveningScreen[None], Generic[T]):
    """Subclasses say what the rows are and what enter, `a` and `d` do with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *ROW_KEYS,
        Binding("enter", "choose", "Choose"),
        Binding("a,n", "add", "A new one"),
        Binding("d,delete", "take_out", "Take out", id="delete"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    heading: ClassVar[str] = ""
    empty: ClassVar[str] = ""
    """What the page says without rows."""

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.rows: tuple[T, ...] = ()
        self.cursor = 0

    # ── what subclasses say ──────────────────────────────────────────────────

    def find(self) -> Sequence[T]:
        """The rows, off the event loop."""
        raise NotImplementedError

    def pieces(self, row: T) -> list[Piece]:
        """One row as it is drawn."""
        raise NotImplementedError

    async def choose(self, row: T) -> None:
        """Enter."""

    async def add(self) -> None:
        """A new one."""

    async def take_out(self, row: T) -> None:
        """Takes one out."""

    # ── how ──────────────────────────────────────────────────────────────────

    async def begin(self) -> None:
        """The rows as they are."""
        await self.reload()

    async def on_screen_resume(self) -> None:
        """Back from a form."""
        if self.is_mounted and self.size.width:
            await self.reload()

    async def reload(self) -> None:
        """Takes the rows anew."""
        found = await self.desk(self.find)
        if found is not None:
            self.rows = tuple(found)
        self.cursor = max(0, min(len(self.rows) - 1, self.cursor))
        self.redraw()

    def action_move(self, by: int) -> None:
        """The cursor."""
        self.cursor = max(0, min(len(self.rows) - 1, self.cursor + by))
        self.redraw()

    async def action_choose(self) -> None:
        """Enter, where there is a row."""
        if self.rows:
            await self.choose(self.rows[self.cursor])

    async def action_pick(self, index: int) -> None:
        """A click: first the cursor, then as enter."""
        if index == self.cursor:
            await self.action_choose()
        self.cursor = index
        self.redraw()

    async def action_add(self) -> None:
        """A new one."""
        await self.add()

    async def action_take_out(self) -> None:
        """Takes out the row of the cursor."""
        if self.rows:
            await self.take_out(self.rows[self.cursor])

    async def answered(self, words: str) -> None:
        """Nothing is typed here unless a subclass asks."""

    def title_pieces(self) -> list[Piece]:
        """What this is."""
        return [(self.heading, self.ink.strong)]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        found = [KeyHint("a", "new one", "add"), KeyHint("esc", "back", "leave")]
        if self.rows:
            return [
                KeyHint("enter", "change", "choose"),
                found[0],
                KeyHint("{delete}", "take out", "take_out"),
                found[1],
            ]
        return found

    def body(self) -> list[Line]:
        """The rows, or what is said without any."""
        if not self.rows:
            lines = folded(self.empty, max(1, self.inner))
            return [Line(((line, self.ink.muted),)) for line in lines]
        return [
            Line(tuple(self.pieces(row)), does=f"pick({n})", raised=n == self.cursor)
            for n, row in enumerate(self.rows)
        ] + [BLANK]
