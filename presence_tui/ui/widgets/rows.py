"""A list of rows under a title, drawn line by line, with a cursor that stays on its record."""

from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.message import Message

from presence_tui.ui.commands import bindings, perform
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.widgets.drawn import Drawn


class Row(NamedTuple):
    """One line of the list; only rows with an id take the cursor."""

    id: str | None
    pieces: tuple[Piece, ...]


class Rows(Drawn, can_focus=True):
    """Subclasses say the title, what an empty list says, and make the rows."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]
    title = ""

    class Edit(Message):
        """A row was clicked twice: it is to be edited."""

    def __init__(self, ident: str) -> None:
        super().__init__(id=ident)
        self.selected: set[str] = set()
        """Ids of the rows that are selected."""
        self.cursor: str | None = None
        """Id of the row the cursor is on."""
        self._index = 0
        self._rows: list[Row] = []
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        """Where in the list each record's row is."""
        self._offset = 0
        self._drawn_for: tuple[object, ...] = ()

    # ── rows ─────────────────────────────────────────────────────────────────

    def make_rows(self) -> list[Row]:
        """The rows at the present width."""
        raise NotImplementedError

    def empty(self) -> list[Piece]:
        """What an empty list says."""
        raise NotImplementedError

    def records(self) -> tuple[object, ...]:
        """The records shown; when they differ, rows are made anew."""
        raise NotImplementedError

    @property
    def titled(self) -> bool:
        """Whether there is room for the title."""
        return self.room.size.height >= 14

    @property
    def _head(self) -> int:
        """Rows above the list: the title or its gap, and a blank one where there is room."""
        return 2 if self.room.roomy else 1

    def wanted_rows(self) -> int:
        """Rows it would fill."""
        return self._head + max(1, len(self._fresh()))

    def _fresh(self) -> list[Row]:
        key = (self.records(), self.inner, self.room.roomy, self.ink)
        if key != self._drawn_for:
            self._drawn_for = key
            self._rows = self.make_rows()
            self._places = {row.id: i for i, row in enumerate(self._rows) if row.id is not None}
            self._ids = list(self._places)
            self.selected &= set(self._ids)
            self._keep_cursor()
        return self._rows

    def _keep_cursor(self) -> None:
        """The cursor stays on its record; where that is gone, on its place."""
        ids = self._ids
        if not ids:
            self.cursor, self._index = None, 0
        elif self.cursor in ids:
            self._index = ids.index(self.cursor)
        else:
            self._index = min(self._index, len(ids) - 1) if self.cursor else len(ids) - 1
            self.cursor = ids[self._index]

    def go_to(self, ident: str) -> None:
        """Puts the cursor on a record, which scrolls into view."""
        self.cursor = ident
        self._drawn_for = ()
        self.refresh()

    # ── drawing ──────────────────────────────────────────────────────────────

    def _visible(self) -> tuple[list[Row], bool]:
        """The rows that fit, the newest or those around the cursor, and whether some are above."""
        rows = self._fresh()
        room = max(0, self.size.height - self._head)
        if len(rows) <= room:
            self._offset = 0
            return rows, False
        at = self._places.get(self.cursor or "", len(rows) - 1)
        latest = len(rows) - room
        if self.has_focus:
            self._offset = max(0, min(max(self._offset, at - room + 1), at, latest))
        else:
            self._offset = latest
        return rows[self._offset : self._offset + room], self._offset > 0

    def _at(self, y: int) -> Row | None:
        rows, _ = self._visible()
        index = y - self._head
        return rows[index] if 0 <= index < len(rows) else None

    def row(self, y: int) -> list[Piece]:
        """The title, the rows, or what an empty list says."""
        rows, above = self._visible()
        if y == 0:
            return self._title(above)
        if self.room.veiled:
            return []
        index = y - self._head
        if not rows:
            return self.empty() if index == 0 else []
        return list(rows[index].pieces) if 0 <= index < len(rows) else []

    def _title(self, above: bool) -> list[Piece]:
        """The title and its rule, which ends in a word when there are rows above."""
        ink = self.ink
        tail = "… earlier" if above and self.inner >= 12 else ""
        if not self.titled:
            return [(tail, ink.muted)]
        name, rule = (ink.strong, ink.muted) if self.has_focus else (ink.muted, ink.rule)
        title = cut(self.title, self.inner)
        room = self.inner - len(title) - 1 - (len(tail) + 1 if tail else 0)
        if room < 2 and tail:
            return [(title, name), (" " + tail, ink.muted)]
        line = " " + "─" * max(0, room) + (" " if tail else "")
        return [(title, name), (line, rule), (tail, ink.muted)]

    def raised(self, y: int) -> bool:
        """The cursor's row, while the list is in focus."""
        if self.room.veiled:
            return False
        found = self._at(y) if self.has_focus else None
        return found is not None and found.id is not None and found.id == self.cursor

    def marker(self, y: int) -> Piece | None:
        """The cursor's bar, and that of a selected row; both at once are one thick bar."""
        found = self._at(y)
        chosen = found is not None and found.id in self.selected
        if self.raised(y):
            return ("█" if chosen else "▌", self.ink.accent)
        return ("▐", self.ink.muted) if chosen else None

    # ── moving ───────────────────────────────────────────────────────────────

    def on_focus(self) -> None:
        """The title and the cursor's row are drawn as in focus."""
        self.refresh()

    def on_blur(self) -> None:
        """And as out of focus."""
        self.refresh()

    def move(self, by: int) -> None:
        """Moves the cursor by rows."""
        self._visible()
        ids, offset, left = self._ids, self._offset, self.cursor
        if not ids:
            return
        self._index = max(0, min(len(ids) - 1, self._index + by))
        self.cursor = ids[self._index]
        self._visible()
        if self._offset == offset and left is not None:
            self._refresh_rows(left, self.cursor)
        else:
            self.refresh()

    def _refresh_rows(self, *idents: str) -> None:
        """Draws only the rows of these records."""
        lines = {self._head + self._places[ident] - self._offset for ident in idents}
        self.refresh(*(Region(0, y, self.size.width, 1) for y in sorted(lines)))

    def places(self) -> list[tuple[int, str]]:
        """Where rows with a record stand: the widget's row, and the record's id."""
        rows, _ = self._visible()
        return [(self._head + y, row.id) for y, row in enumerate(rows) if row.id is not None]

    def select(self) -> None:
        """Selects the row under the cursor, or leaves it out again."""
        ident = self.current()
        if ident is not None:
            self.selected ^= {ident}
            self.refresh()

    def current(self) -> str | None:
        """Id of the record under the cursor."""
        self._fresh()
        return self.cursor

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind the veil there is no row to do anything to."""
        return action != "row" or not self.room.veiled

    async def action_row(self, ident: str) -> None:
        """Does a command of the list that needs a row."""
        await perform(self.room, ident)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move(-1)

    def on_click(self, event: Click) -> None:
        """A click puts the cursor on a row; a second one edits it."""
        found = self._at(event.y)
        if found and found.id:
            self.cursor = found.id
            self._index = self._ids.index(found.id)
            self.refresh()
            if event.chain == 2:
                self.post_message(self.Edit())
