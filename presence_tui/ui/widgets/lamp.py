"""The lamp: the boundary that runs, drawn from the clock; nothing here is counted."""

from collections.abc import Callable
from datetime import UTC
from functools import partial
from typing import NamedTuple

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.message import Message

from presence_tui.domain.boundary import Boundary, elapsed_s, planned_end, shown_minutes, state
from presence_tui.domain.text import one_line
from presence_tui.ui.at_rest import MARK
from presence_tui.ui.commands import perform
from presence_tui.ui.draw import Piece, between, cut, width_of
from presence_tui.ui.glyphs import ascii_only
from presence_tui.ui.keymap import key_pieces
from presence_tui.ui.phrases import minutes_long, minutes_short, returns, since
from presence_tui.ui.preview import boundary_preview
from presence_tui.ui.widgets.day_line import NOW, progress
from presence_tui.ui.widgets.digits import duration
from presence_tui.ui.widgets.walked import Walked

MOST = 2
"""Other boundaries that are named; of more there is a number."""
MOST_ENDED, MOST_PAST = 3, 6
"""How many that are over it names: today, and on a day that is past."""
SECONDS = len(" 00 s")
Drawing = Callable[[], list[Piece]]
"""What draws a row."""


class Line(NamedTuple):
    """A row of the lamp; only one with an id takes the cursor."""

    id: str | None
    draw: Drawing


class Shown(NamedTuple):
    """All that the lamp shows; the same value means nothing to redraw."""

    running: tuple[Boundary, ...]
    minutes: tuple[int, ...]
    states: tuple[str, ...]


class Lamp(Walked):
    """What runs now: name, time, and its line from start to planned end.

    In focus the boundaries of the day are gone through from there: what else runs, then what is
    over. Where one has no row of its own, they are listed in the place of the lamp meanwhile. No
    cursor means the name at the top.
    """

    class Chosen(Message):
        """It was clicked."""

    def __init__(self) -> None:
        super().__init__("lamp")
        self._shown: Shown | None = None
        self._second = -1
        self._index = self._offset = 0

    # ── what is shown ────────────────────────────────────────────────────────

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

    @property
    def _spaced(self) -> bool:
        return self.room.made.stage == "spaced"

    @property
    def _big(self) -> bool:
        return self._spaced or self.room.made.stage == "big"

    @property
    def digits_width(self) -> int:
        """Cells its large digits take, with the seconds that they may get."""
        main = self.main
        if main is None:
            return 0
        minutes = shown_minutes(main, self.room.now)
        seconds = SECONDS if main.side == "work" else 0
        return max(24, width_of(duration(minutes, 2, self.ink.muted, self.ink.muted)) + seconds)

    @property
    def _beside(self) -> list[Boundary]:
        """What has a row below what runs, latest first: all else that runs.

        On a day that is past, and while nothing runs, the lamp tells of what ran then.
        """
        if self.main is not None:
            return list(self.room.day.running[-2::-1])
        return self._ended() if self.room.looked_at is not None else []

    @property
    def wanted_others(self) -> int:
        """Rows for those: a few names and how many more there are; of a past day all."""
        most = MOST + 1 if self.main is not None else MOST_PAST - 1
        first = 0 if self.main is not None else 1
        return max(0, min(most, len(self._beside) - first))

    @property
    def wanted_ended(self) -> int:
        """Rows for what has ended, where the lamp does not tell of it anyway."""
        return 0 if self.main is None and self._beside else len(self._ended())

    def _ended(self) -> list[Boundary]:
        """The last of the day that are over."""
        return self._over()[-(MOST_ENDED if self.room.looked_at is None else MOST_PAST) :]

    def _over(self) -> list[Boundary]:
        """All of the day that are over; a timed moment is among the moments."""
        over = [b for b in self.room.day.boundaries if not b.runs and b.kind == "boundary"]
        return sorted(over, key=lambda b: b.stamp.at.astimezone(UTC))

    def tick(self) -> None:
        """Redraws what the clock has changed since it was last drawn, and nothing else."""
        running, now = self.room.day.running, self.room.now
        shown = Shown(
            running,
            tuple(shown_minutes(b, now) for b in running),
            tuple(state(b, now) for b in running),
        )
        if shown != self._shown:
            self._shown = shown
            # Another hour may need wider digits than there is room for.
            self.room.lay_out(self)
        elif self.main and self._seconds(self.main) is not None:
            second = elapsed_s(self.main, now)
            if second != self._second:
                self._second = second
                self.refresh(self._seconds_region(self.main))

    def _seconds_region(self, main: Boundary) -> Region:
        """The two cells of the seconds: all that differs from one second to the next."""
        minutes = shown_minutes(main, self.room.now)
        y, before = 1, len(minutes_long(minutes))
        if self._big:
            y = (2 if self._spaced else 1) + self._seconds_row()
            if not ascii_only(self.app):
                before = width_of(duration(minutes, 2, self.ink.muted, self.ink.muted))
        return Region(self.box.left + before + 1, y, 2, 1)

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

    def row(self, y: int) -> list[Piece]:
        """A row of the lamp."""
        rows = self._rows()
        return rows[y].draw() if y < len(rows) else []

    def _rows(self) -> list[Line]:
        """Its rows from the name down, or the list of boundaries while one of it is marked."""
        rows = self._lit()
        cursor = self._marked() if self.has_focus else None
        if cursor is None or any(row.id == cursor for row in rows):
            return rows
        return self._window([self._listed(b) for b in self.walk()], self.box.height)

    def _lit(self) -> list[Line]:
        """Its rows as they are drawn while nothing else is marked."""
        main, made = self.main, self.room.made
        blank = Line(None, list)
        if main is None:
            rows = [Line(None, self._nothing)]
            rows += [Line(None, self._next_key)] if self.room.looked_at is None else []
        else:
            rows = [Line(main.stamp.id, lambda: self._heading(main))]
            if self._big:
                air = [blank] if self._spaced else []
                digits = [Line(None, partial(self._digits, main, row)) for row in range(3)]
                rows += [*air, *digits, *air]
            else:
                rows.append(Line(None, lambda: self._small(main)))
            if made.stage != "small":
                rows.append(Line(None, lambda: self._line(main)))
        others = [self._listed(boundary) for boundary in self._named()]
        if self._unnamed:
            others.append(Line(None, self._more))
        over = [self._listed(boundary) for boundary in self._over()] if made.ended else []
        ended = self._window(over, made.ended)
        if self._spaced and (others or ended):
            rows += [blank, blank]
        elif ended:
            ended = [blank, *ended]
        return [*rows, *others, *ended]

    def _listed(self, boundary: Boundary) -> Line:
        return Line(boundary.stamp.id, partial(self._other, boundary))

    def _window(self, rows: list[Line], room: int) -> list[Line]:
        """As many of the rows as there is room for: those around the cursor, else the last."""
        last = max(0, len(rows) - room)
        at = next((n for n, row in enumerate(rows) if row.id == self.cursor), None)
        if at is None or not self.has_focus:
            self._offset = last
            return rows[last:]
        self._offset = max(0, min(max(self._offset, at - room + 1), at, last))
        return rows[self._offset : self._offset + room]

    def _seconds_row(self) -> int:
        """The row of the digits that ends in seconds."""
        return 1 if ascii_only(self.app) else 2

    def _nothing(self) -> list[Piece]:
        said = "Nothing runs"
        if self.room.looked_at is not None:
            said = "What ran" if self._beside else "Nothing ran"
        return [(said, self.ink.strong if self.has_focus else self.ink.text)]

    def _next_key(self) -> list[Piece]:
        return self.either(
            key_pieces(self.app, "{boundary}  says what this time is for", self.ink),
            key_pieces(self.app, "{boundary}  starts a boundary", self.ink),
        )

    def _named(self) -> list[Boundary]:
        """Those beside it that have a row."""
        # Where nothing runs, the row of the time is theirs as well.
        rows = self.room.made.others + (0 if self.main is not None else 1)
        beside = self._beside
        return beside if len(beside) <= rows else beside[: max(0, rows - 1)]

    @property
    def _unnamed(self) -> int:
        """How many have no row of their own."""
        return len(self._beside) - len(self._named())

    def _more(self) -> list[Piece]:
        return [(f"and {self._unnamed} more", self.ink.muted)]

    def _heading(self, main: Boundary) -> list[Piece]:
        if self.room.veiled:
            return []
        ink, more = self.ink, self._unnamed
        # Where there is no row for the others, their number stands beside the name.
        tail = f"and {more} more" if more and not self.room.made.others else ""
        room = self.inner - (len(tail) + 1 if tail else 0)
        return between([(cut(main.name, room), ink.strong)], [(tail, ink.muted)], self.inner)

    def _word(self, main: Boundary) -> str:
        found = state(main, self.room.now)
        return "paused" if found == "paused" else returns(len(main.returns))

    def _seconds(self, main: Boundary) -> int | None:
        """Seconds are for work, minutes are for home."""
        if main.side != "work" or main.paused:
            return None
        return elapsed_s(main, self.room.now) % 60

    def _digits(self, main: Boundary, row: int) -> list[Piece]:
        ink = self.ink
        style = ink.muted if main.paused else ink.side(main.side)
        minutes, seconds = shown_minutes(main, self.room.now), self._seconds(main)
        if ascii_only(self.app):
            # No large shapes in ASCII: bold words in the middle of their rows.
            bold = style.chain(style, ink.strong.without_color)
            pieces: list[Piece] = [(minutes_long(minutes), bold)] if row == 1 else []
        else:
            pieces = duration(minutes, row, style, ink.muted)
        if seconds is not None and row == self._seconds_row():
            pieces.append((f" {seconds:02d} s", ink.muted))
        if row < 2:
            return pieces
        return between(pieces, [(self._word(main), ink.muted)], self.inner)

    def _small(self, main: Boundary) -> list[Piece]:
        """Name and time in words; what the line would say stands beside, where there is none."""
        ink, now = self.ink, self.room.now
        style = ink.muted if main.paused else ink.side(main.side)
        time = minutes_long(shown_minutes(main, now))
        seconds = self._seconds(main)
        if seconds is not None:
            time += f" {seconds:02d} s"
        word = self._word(main)
        if self.room.made.stage == "small" and not main.paused:
            end = planned_end(main, now) if state(main, now) == "over" else None
            word = f"past {since(end, now)}" if end else f"since {since(main.stamp.at, now)}"
        bold = style.chain(style, ink.strong.without_color)
        return between([(time, bold)], [(word, ink.muted)], self.inner)

    def _line(self, main: Boundary) -> list[Piece]:
        ink, now = self.ink, self.room.now
        began = f"{since(main.stamp.at, now)} "
        end = planned_end(main, now)
        label = ""
        if end is not None:
            label = f" {'past ' if state(main, now) == 'over' else ''}{since(end, now)}"
        room = self.inner - len(began) - len(label)
        if room < 3:
            return [(began, ink.muted)]
        side = ink.muted if main.paused else ink.side(main.side)
        line = progress(main, now, end, room, side, ink)
        return [(began, ink.muted), *line, (label, ink.muted)]

    def _other(self, boundary: Boundary) -> list[Piece]:
        """One that runs beside, with its mark, or one that has ended."""
        if self.room.veiled:
            return []
        ink, now = self.ink, self.room.now
        length = minutes_short(shown_minutes(boundary, now))
        tail: list[Piece] = [(length, ink.muted)]
        if boundary.paused:
            tail = [(f"paused {length}", ink.muted)]
        elif boundary.runs:
            tail = [(f"{NOW} ", ink.side(boundary.side)), (length, ink.muted)]
        # What is over has the times it had where it was lived, as on paper.
        at = boundary.stamp.at
        began = since(at, now) if boundary.runs else f"{at:%H:%M}"
        rests = MARK if self.room.at_rest.has(boundary) else ""
        name = cut(boundary.name, self.inner - len(began) - 2 - len(rests) - width_of(tail) - 2)
        return between([(f"{began}  {name}{rests}", ink.muted)], tail, self.inner)

    # ── going from one to the other ──────────────────────────────────────────

    def walk(self) -> list[Boundary]:
        """The boundaries in the order one goes through them; alone, only what runs."""
        running = list(self.room.day.running[::-1])
        return running if self.room.alone else [*running, *self._over()]

    def _marked(self) -> str | None:
        """The cursor, which stays on its record; where that is gone, on its place."""
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
        return self._marked() or (main.stamp.id if main is not None else None)

    def move(self, by: int) -> None:
        """Moves the cursor by boundaries."""
        self._marked()
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
        super().on_blur()

    def record_at(self, y: int) -> str | None:
        """Id of the boundary that stands on a row."""
        rows = self._rows()
        return rows[y].id if 0 <= y < len(rows) else None

    def places(self) -> list[tuple[int, str]]:
        """Where boundaries stand: the lamp's row, and their ids."""
        return [(y, row.id) for y, row in enumerate(self._rows()) if row.id is not None]

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
        return any("…" in text for text, _ in self._other(boundary))

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
