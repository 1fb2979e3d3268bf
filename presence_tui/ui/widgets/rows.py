"""A list of rows under a title, drawn line by line, with a cursor that stays on its record."""

from typing import NamedTuple

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region

from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.widgets.walked import Walked


class Row(NamedTuple):
    """One line of the list; only rows with an id take the cursor."""

    id: str | None
    pieces: tuple[Piece, ...]


class Rows(Walked):
    """Subclasses say the title, what an empty list says, and make the rows."""

    title = ""
    newest_first = False
    """Whether the newest stands at the top."""

    def __init__(self, ident: str) -> None:
        super().__init__(ident)
        self._index = 0
        self._rows: list[Row] = []
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        """Where in the list each record's row is."""
        self._offset = 0
        self._scrolled: int | None = None
        """The first row one has scrolled to; none where the cursor says what is seen."""
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
    def shown(self) -> bool:
        """Whether a row of it is on the screen: a title alone is no place to be."""
        return self.box.height > self._head or not self.room.laid_out

    @property
    def _head(self) -> int:
        """Rows above the list: the title or its gap, and a blank one where there is room."""
        return self.room.made.head

    def _fresh(self) -> list[Row]:
        key = (self.records(), self.inner, self.room.made.roomy, self.ink)
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
            newest = 0 if self.newest_first else len(ids) - 1
            self._index = min(self._index, len(ids) - 1) if self.cursor else newest
            self.cursor = ids[self._index]

    def go_to(self, ident: str) -> None:
        """Puts the cursor on a record, which scrolls into view."""
        self.cursor = ident
        self._drawn_for, self._scrolled = (), None
        self.refresh()
        self.room.note.look()

    # ── drawing ──────────────────────────────────────────────────────────────

    def _visible(self) -> list[Row]:
        """The rows that fit: those one scrolled to, those around the cursor, or the newest."""
        rows = self._fresh()
        room = max(0, self.box.height - self._head)
        last = max(0, len(rows) - room)
        if self._scrolled is not None:
            self._offset = self._scrolled = min(self._scrolled, last)
        elif self.has_focus:
            at = self._places.get(self.cursor or "", 0 if self.newest_first else len(rows) - 1)
            self._offset = max(0, min(max(self._offset, at - room + 1), at, last))
        else:
            self._offset = 0 if self.newest_first else last
        return rows[self._offset : self._offset + room]

    @property
    def _hidden(self) -> str:
        """A word for the rows that do not fit: earlier ones, later ones, or both."""
        rows, room = self._fresh(), max(0, self.box.height - self._head)
        above, below = self._offset > 0, self._offset + room < len(rows)
        earlier, later = (below, above) if self.newest_first else (above, below)
        if earlier and later:
            return "… earlier, later …"
        return "… earlier" if earlier else "later …" if later else ""

    def _at(self, y: int) -> Row | None:
        rows = self._visible()
        index = y - self._head
        return rows[index] if 0 <= index < len(rows) else None

    def row(self, y: int) -> list[Piece]:
        """The title, the rows, or what an empty list says."""
        rows = self._visible()
        if y == 0 and self._head:
            return self._title()
        if self.room.veiled:
            return []
        index = y - self._head
        if not rows:
            return self.empty() if index == 0 else []
        return list(rows[index].pieces) if 0 <= index < len(rows) else []

    def _title(self) -> list[Piece]:
        """The title and its rule, which ends in a word when not all rows fit."""
        ink = self.ink
        tail = "" if self.room.veiled or self.inner < 12 else self._hidden
        if not self.room.made.titled:
            return [(tail, ink.muted)]
        name, rule = (ink.strong, ink.muted) if self.has_focus else (ink.muted, ink.rule)
        title = cut(self.title, self.inner)
        room = self.inner - len(title) - 1 - (len(tail) + 1 if tail else 0)
        if room < 2 and tail:
            return [(title, name), (" " + cut(tail, self.inner - len(title) - 1), ink.muted)]
        line = " " + "─" * max(0, room) + (" " if tail else "")
        return [(title, name), (line, rule), (tail, ink.muted)]

    def record_at(self, y: int) -> str | None:
        """Id of the record whose row that is."""
        found = self._at(y)
        return found.id if found is not None else None

    # ── moving ───────────────────────────────────────────────────────────────

    def on_focus(self) -> None:
        """The title and the cursor's row are drawn as in focus."""
        self._scrolled = None
        self.refresh()

    def move(self, by: int) -> None:
        """Moves the cursor by rows."""
        self._scrolled = None
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
        self.room.note.look()

    def scroll_rows(self, by: int) -> None:
        """Shows rows further down or up; the cursor stays on its record."""
        self._visible()
        self._scrolled = max(0, self._offset + by)
        self.refresh()

    def _refresh_rows(self, *idents: str) -> None:
        """Draws only the rows of these records."""
        lines = {self._head + self._places[ident] - self._offset for ident in idents}
        self.refresh(*(Region(0, y, self.size.width, 1) for y in sorted(lines)))

    def places(self) -> list[tuple[int, str]]:
        """Where rows with a record stand: the widget's row, and the record's id."""
        rows = self._visible()
        return [(self._head + y, row.id) for y, row in enumerate(rows) if row.id is not None]

    def current(self) -> str | None:
        """Id of the record under the cursor."""
        self._fresh()
        return self.cursor

    # ── the mouse ────────────────────────────────────────────────────────────

    def on_mouse_down(self) -> None:
        """The rows stay where they are until the button is let go, though the focus comes."""
        self._scrolled = self._offset

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel shows what is below."""
        event.stop()
        self.scroll_rows(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel shows what is above."""
        event.stop()
        self.scroll_rows(-1)

    def on_click(self, event: Click) -> None:
        """A click puts the cursor on a row, a second one edits it; at the title it turns pages."""
        if event.y == 0 and self._head:
            self._turn(event.x - self.box.left)
            return
        found = self._at(event.y)
        if found and found.id:
            self.cursor = found.id
            self._index = self._ids.index(found.id)
            self._scrolled = self._offset
            self.refresh()
            self.room.note.look()
            if event.chain == 2:
                self.post_message(self.Edit())

    def _turn(self, x: int) -> None:
        """A click on `… earlier, later …`: its first half goes one way, its second the other."""
        word = self._hidden
        start = self.inner - len(word)
        if not word or x < start:
            return
        page = max(1, self.box.height - self._head - 1)
        later = "later" in word and ("earlier" not in word or x - start >= len(word) // 2)
        self.scroll_rows(page if later != self.newest_first else -page)
