"""The lamp: the boundary that runs, drawn from the clock; nothing here is counted."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from textual.events import Click
from textual.geometry import Region
from textual.message import Message

from presence_tui.domain.boundary import Boundary, elapsed_s, shown_minutes, state
from presence_tui.ui.draw import Piece, between, cut, width_of
from presence_tui.ui.glyphs import ascii_only
from presence_tui.ui.phrases import minutes_long, minutes_short, returns
from presence_tui.ui.widgets.day_line import progress
from presence_tui.ui.widgets.digits import duration
from presence_tui.ui.widgets.drawn import Drawn

MOST_ENDED, MOST_PAST = 3, 6
"""How many boundaries that are over it names: today, and on a day that is past."""


class Shown(NamedTuple):
    """All that the lamp shows; the same value means nothing to redraw."""

    running: tuple[Boundary, ...]
    minutes: tuple[int, ...]
    states: tuple[str, ...]


class Lamp(Drawn, can_focus=True):
    """What runs now: name, time, and its line from start to planned end."""

    class Chosen(Message):
        """It was clicked."""

    def __init__(self) -> None:
        super().__init__(id="lamp")
        self._shown: Shown | None = None
        self._second = -1

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def main(self) -> Boundary | None:
        """The running boundary that began last."""
        running = self.room.day.running
        return running[-1] if running else None

    @property
    def big(self) -> bool:
        """Whether there is room for large digits."""
        return self.room.size.height >= 16 and self.inner >= 24

    @property
    def spaced(self) -> bool:
        """Whether its parts stand apart."""
        return self.room.roomy

    def wanted_rows(self, height: int, spaced: bool) -> int:
        """Rows of content at a screen height."""
        running, ended = self.room.day.running, self._ended()
        if height < 16:
            return 2 if running or height >= 8 else 0
        if not running and self.room.looked_at is not None:
            return 1 + len(ended)
        if not running:
            return 2 + (len(ended) + 1 if ended and spaced else 0)
        rows = 7 if spaced else 5
        others = len(running) - 1 + (len(ended) if spaced else 0)
        return rows + others + (2 if others and spaced else 0)

    def _ended(self) -> list[Boundary]:
        """The last of the day that are over; a timed moment is among the moments."""
        ended = [b for b in self.room.day.boundaries if not b.runs and b.kind == "boundary"]
        most = MOST_ENDED if self.room.looked_at is None else MOST_PAST
        return sorted(ended, key=lambda b: b.stamp.at.astimezone(UTC))[-most:]

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
            self.refresh()
        elif self.main and self._seconds(self.main) is not None:
            second = elapsed_s(self.main, now)
            if second != self._second:
                self._second = second
                self.refresh(self._seconds_region(self.main))

    def _seconds_region(self, main: Boundary) -> Region:
        """The two cells of the seconds: all that differs from one second to the next."""
        minutes = shown_minutes(main, self.room.now)
        if self.big:
            before = width_of(duration(minutes, 2, self.ink.muted, self.ink.muted))
            if ascii_only(self.app):
                before = len(minutes_long(minutes))
            y = self._digits_top() + self._seconds_row()
        else:
            before, y = len(minutes_long(minutes)), 1
        return Region(self.box.left + before + 1, y, 2, 1)

    def marker(self, y: int) -> Piece | None:
        """The bar of the focus, beside the name."""
        return ("▌", self.ink.accent) if self.has_focus and not y else None

    def on_focus(self) -> None:
        """The bar comes."""
        self.refresh()

    def on_blur(self) -> None:
        """And goes."""
        self.refresh()

    # ── drawing ──────────────────────────────────────────────────────────────

    def row(self, y: int) -> list[Piece]:
        """A row of the lamp."""
        main = self.main
        if main is None:
            return self._idle(y)
        if y == 0:
            return self._heading(main)
        if not self.big:
            return self._small(main) if y == 1 else []
        top = self._digits_top()
        if top <= y < top + 3:
            return self._digits(main, y - top)
        line = top + 3 + (1 if self.spaced else 0)
        if y == line:
            return self._line(main)
        others = self._others()
        index = y - line - (3 if self.spaced else 1)
        return self._other(others[index]) if 0 <= index < len(others) else []

    def _digits_top(self) -> int:
        return 2 if self.spaced else 1

    def _seconds_row(self) -> int:
        """The row of the digits that ends in seconds."""
        return 1 if ascii_only(self.app) else 2

    def _idle(self, y: int) -> list[Piece]:
        ink, ended = self.ink, self._ended()
        past = self.room.looked_at is not None
        if y == 0:
            said = "Nothing runs" if not past else "What ran" if ended else "Nothing ran"
            return [(said, ink.strong if self.has_focus else ink.text)]
        if y == 1 and not past:
            return [("b", ink.strong), ("  says what this time is for", ink.muted)]
        index = y - (1 if past else 3)
        return self._other(ended[index]) if 0 <= index < len(ended) else []

    def _heading(self, main: Boundary) -> list[Piece]:
        ink = self.ink
        extra = len(self.room.day.running) - 1
        # Where there is no row for the others, their number stands beside the name.
        tail: list[Piece] = [(f"and {extra} more", ink.muted)] if extra and not self.big else []
        room = self.inner - sum(len(t) for t, _ in tail) - (1 if tail else 0)
        if self.room.veiled:
            return []
        return between([(cut(main.name, room), ink.strong)], tail, self.inner)

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
        ink, now = self.ink, self.room.now
        style = ink.muted if main.paused else ink.side(main.side)
        time = minutes_long(shown_minutes(main, now))
        seconds = self._seconds(main)
        if seconds is not None:
            time += f" {seconds:02d} s"
        began = main.stamp.at.astimezone(now.tzinfo)
        word = "paused" if main.paused else f"since {began:%H:%M}"
        bold = style.chain(style, ink.strong.without_color)
        return between([(time, bold)], [(word, ink.muted)], self.inner)

    def _planned_end(self, main: Boundary) -> datetime | None:
        """When it is planned to end on the clock, pauses so far included."""
        if main.until is not None:
            return main.until
        if main.planned_s is None:
            return None
        left = timedelta(seconds=main.planned_s - elapsed_s(main, self.room.now))
        return self.room.now.astimezone(UTC) + left

    def _line(self, main: Boundary) -> list[Piece]:
        ink, now = self.ink, self.room.now
        began = f"{main.stamp.at.astimezone(now.tzinfo):%H:%M} "
        end = self._planned_end(main)
        label = ""
        if end is not None:
            past = state(main, now) == "over"
            label = f" {'past ' if past else ''}{end.astimezone(now.tzinfo):%H:%M}"
        room = self.inner - len(began) - len(label)
        if room < 3:
            return [(cut(began, self.inner), ink.muted)]
        side = ink.muted if main.paused else ink.side(main.side)
        line = progress(main, now, end, room, side, ink.rule)
        return [(began, ink.muted), *line, (label, ink.muted)]

    def _others(self) -> list[Boundary]:
        """The other running ones, latest first, then what has ended today."""
        running = list(self.room.day.running[-2::-1])
        return running + (self._ended() if self.spaced else [])

    def _other(self, boundary: Boundary) -> list[Piece]:
        if self.room.veiled:
            return []
        ink, now = self.ink, self.room.now
        # What is over has the times it had where it was lived, as on paper.
        at = boundary.stamp.at
        began = at.astimezone(now.tzinfo) if boundary.runs else at
        length = minutes_short(shown_minutes(boundary, now))
        tail = f"paused {length}" if boundary.paused else length
        name = cut(boundary.name, self.inner - 7 - len(tail) - 2)
        return between([(f"{began:%H:%M}  {name}", ink.muted)], [(tail, ink.muted)], self.inner)

    def on_click(self, event: Click) -> None:
        """A click opens the chooser."""
        self.post_message(self.Chosen())
