"""The boundaries of a day, gone through one by one from the lamp."""

from collections.abc import Callable
from datetime import UTC
from typing import NamedTuple

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.text import one_line
from presence_tui.ui.commands import perform
from presence_tui.ui.draw import Piece, width_of
from presence_tui.ui.preview import boundary_preview
from presence_tui.ui.widgets.walked import Walked

Drawing = Callable[[], list[Piece]]
"""What draws a row."""


class Line(NamedTuple):
    """A row of the lamp; only one with an id takes the cursor."""

    id: str | None
    draw: Drawing


class BoundaryWalk(Walked):
    """Knows which boundary is marked; no cursor means the top, where what runs has its light.

    Subclasses draw, and say which rows they draw.
    """

    class Chosen(Message):
        """It was clicked."""

    def __init__(self, ident: str) -> None:
        super().__init__(ident)
        self._index = self._offset = 0

    def rows(self) -> list[Line]:
        """The rows as they are drawn now."""
        raise NotImplementedError

    def listed(self, boundary: Boundary) -> list[Piece]:
        """A boundary in one row of a list."""
        raise NotImplementedError

    # ── which there are ──────────────────────────────────────────────────────

    @property
    def main(self) -> Boundary | None:
        """The running boundary that began last."""
        running = self.room.day.running
        return running[-1] if running else None

    @property
    def meant(self) -> Boundary | None:
        """The running one that keys mean: the marked one in focus, else what began last."""
        ident = self.current() if self.has_focus else None
        marked = (b for b in self.room.day.running if b.stamp.id == ident)
        return next(marked, self.main)

    def over(self) -> list[Boundary]:
        """All of the day that are over; a timed moment is among the moments."""
        over = [b for b in self.room.day.boundaries if not b.runs and b.kind == "boundary"]
        return sorted(over, key=lambda b: b.stamp.at.astimezone(UTC))

    # ── going from one to the other ──────────────────────────────────────────

    def walk(self) -> list[Boundary]:
        """The boundaries in the order one goes through them; alone, only what runs."""
        running = list(self.room.day.running[::-1])
        return running if self.room.alone else [*running, *self.over()]

    def marked(self) -> str | None:
        """The cursor, which stays on its record; where that is gone, on its place."""
        self.selected &= {b.stamp.id for b in self.walk()}
        if self.cursor is not None:
            stops = self._stops()
            if self.cursor in stops:
                self._index = stops.index(self.cursor)
            else:
                self._index = min(self._index, len(stops) - 1)
                self.cursor = stops[self._index]
        return self.cursor

    def _stops(self) -> list[str | None]:
        """Where the cursor can stand: the top, then what has a row below it or in the list."""
        below = [b.stamp.id for b in self.walk() if b is not self.main]
        return [None, *below]

    def current(self) -> str | None:
        """Id of the boundary that is marked, at the top of the one that runs."""
        main = self.main
        return self.marked() or (main.stamp.id if main is not None else None)

    def move(self, by: int) -> None:
        """Moves the cursor by boundaries."""
        self.marked()
        stops = self._stops()
        at = 0 if self.cursor is None else self._index
        self._index = max(0, min(len(stops) - 1, at + by))
        self._mark(stops[self._index])

    def go_to(self, ident: str) -> None:
        """Puts the cursor on a boundary, which comes into view."""
        self._mark(ident if ident in self._stops() else None)

    def _mark(self, ident: str | None) -> None:
        self.cursor = ident
        self.refresh()
        self.room.note.look()
        self.room.footer.look()

    def on_blur(self) -> None:
        """What runs is at the top again, with its light."""
        self.cursor = None

    def record_at(self, y: int) -> str | None:
        """Id of the boundary that stands on a row."""
        rows = self.rows()
        return rows[y].id if 0 <= y < len(rows) else None

    def places(self) -> list[tuple[int, str]]:
        """Where boundaries stand: the lamp's row, and their ids."""
        return [(y, row.id) for y, row in enumerate(self.rows()) if row.id is not None]

    def unseen(self) -> str:
        """All of the marked boundary, where its row does not say it."""
        ident = self.current()
        found = next((b for b in self.walk() if b.stamp.id == ident), None)
        if found is None:
            return ""
        return boundary_preview(found, self.room.now) if self._has_more(found) else ""

    def _has_more(self, boundary: Boundary) -> bool:
        """Whether there are words of it that it does not show."""
        if boundary.people or boundary.tags:
            return True
        if self.cursor is None:
            return width_of([(one_line(boundary.name), self.ink.text)]) > self.inner
        return any("…" in text for text, _ in self.listed(boundary))

    # ── drawing ──────────────────────────────────────────────────────────────

    def raised(self, y: int) -> bool:
        """The cursor's row; the name at the top stays in its light."""
        return self.cursor is not None and super().raised(y)

    def marker(self, y: int) -> Piece | None:
        """The bar of the focus, beside the name or the row that is marked."""
        mark = super().marker(y)
        if not self.has_focus or y or self.cursor is not None:
            return mark
        return ("█" if mark else "▌", self.ink.accent)

    def window(self, rows: list[Line], room: int) -> list[Line]:
        """As many of the rows as there is room for: those around the cursor, else the last."""
        last = max(0, len(rows) - room)
        at = next((n for n, row in enumerate(rows) if row.id == self.cursor), None)
        if at is None or not self.has_focus:
            self._offset = last
            return rows[last:]
        self._offset = max(0, min(max(self._offset, at - room + 1), at, last))
        return rows[self._offset : self._offset + room]

    # ── doing ────────────────────────────────────────────────────────────────

    async def action_row(self, ident: str) -> None:
        """A key of a row; where nothing runs, to edit is to say what this time is for."""
        chooses = ident == "edit" and self.current() is None
        await perform(self.room, "boundary" if chooses else ident)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel goes to the next one, while it is in focus."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel goes back."""
        self._wheel(event, -1)

    def _wheel(self, event: MouseScrollDown | MouseScrollUp, by: int) -> None:
        if self.has_focus and not self.room.veiled:
            event.stop()
            self.move(by)

    def on_click(self, event: Click) -> None:
        """A click marks what is below, a second one edits it; one at the lamp opens the chooser."""
        ident = None if self.room.veiled else self.record_at(event.y)
        if ident is None or (self.cursor is None and not event.y):
            self.post_message(self.Chosen())
            return
        self.go_to(ident)
        if event.chain == 2:
            self.post_message(self.Edit())
