"""The lamp: the boundary that runs, drawn from the clock; nothing here is counted."""

from functools import partial
from typing import NamedTuple

from textual.geometry import Region

from presence_tui.domain.boundary import Boundary, elapsed_s, planned_end, shown_minutes, state
from presence_tui.ui.at_rest import MARK
from presence_tui.ui.draw import Piece, between, cut, width_of
from presence_tui.ui.glyphs import ascii_only
from presence_tui.ui.keymap import key_pieces
from presence_tui.ui.phrases import minutes_long, minutes_short, returns, since
from presence_tui.ui.widgets.boundary_walk import BoundaryWalk, Line
from presence_tui.ui.widgets.day_line import NOW, progress
from presence_tui.ui.widgets.digits import duration

MOST = 2
"""Other boundaries that are named; of more there is a number."""
MOST_ENDED = 6
"""How many that are over it names: today, and on a day that is past."""
SECONDS = len(" 00 s")


class Shown(NamedTuple):
    """All that the lamp shows; the same value means nothing to redraw."""

    running: tuple[Boundary, ...]
    minutes: tuple[int, ...]
    states: tuple[str, ...]


class Lamp(BoundaryWalk):
    """What runs now: name, time, and its line from start to planned end.

    In focus the boundaries of the day are gone through from there: what else runs, then what is
    over. Where one has no row of its own, they are listed in the place of the lamp meanwhile. No
    cursor means the name at the top.
    """

    def __init__(self) -> None:
        super().__init__("lamp")
        self._shown: Shown | None = None
        self._second = -1

    # ── what is shown ────────────────────────────────────────────────────────

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
        most = MOST + 1 if self.main is not None else MOST_ENDED - 1
        first = 0 if self.main is not None else 1
        return max(0, min(most, len(self._beside) - first))

    @property
    def wanted_ended(self) -> int:
        """Rows for what has ended, where the lamp does not tell of it anyway."""
        return 0 if self.main is None and self._beside else len(self._ended())

    def _ended(self) -> list[Boundary]:
        """The last of the day that are over."""
        return self.over()[-MOST_ENDED:]

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

    def row(self, y: int) -> list[Piece]:
        """A row of the lamp."""
        rows = self.rows()
        return rows[y].draw() if y < len(rows) else []

    def rows(self) -> list[Line]:
        """Its rows from the name down, or the list of boundaries while one of it is marked."""
        rows = self._lit()
        cursor = self.marked() if self.has_focus else None
        if cursor is None or any(row.id == cursor for row in rows):
            return rows
        return self.window([self._row_of(b) for b in self.walk()], self.box.height)

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
        others = [self._row_of(boundary) for boundary in self._named()]
        if self._unnamed:
            others.append(Line(None, self._more))
        over = [self._row_of(boundary) for boundary in self.over()] if made.ended else []
        ended = self.window(over, made.ended)
        if self._spaced and (others or ended):
            rows += [blank, blank]
        elif ended:
            ended = [blank, *ended]
        return [*rows, *others, *ended]

    def _row_of(self, boundary: Boundary) -> Line:
        return Line(boundary.stamp.id, partial(self.listed, boundary))

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

    def listed(self, boundary: Boundary) -> list[Piece]:
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
