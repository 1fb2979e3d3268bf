"""The day itself, to scale: the rule under the header."""

from datetime import UTC, datetime, timedelta

from rich.style import Style
from textual.events import Click

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.day import Day
from presence_tui.domain.lived import as_lived, hour_of
from presence_tui.ui.draw import Piece
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.drawn import Drawn

STROKES = {"work": "═", "home": "━", "self": "╍"}
PAST, AHEAD, MOMENT, RETURN, NOW, IDLE = "─", "┈", "●", "○", "◆", "◇"


class DayLine(Drawn):
    """Hours 6 to 24, widened by whole hours to hold every entry and now; a cell is a while."""

    def row(self, y: int) -> list[Piece]:
        """The line, and under it the hours."""
        if self.inner < 8:
            return []
        first, last = self._hours()
        return self._line(first, last) if y == 0 else self._labels(first, last)

    def on_click(self, event: Click) -> None:
        """A click on a moment goes to its row, one on a boundary to it, else to what runs."""
        x, width = event.x - self.box.left, self.inner
        if event.y or not 0 <= x < width or width < 8 or self.room.veiled:
            return
        first, last = self._hours()
        at = first + (x + 0.5) * (last - first) / width
        near = [
            (abs(self._hour(moment.stamp.at) - at), moment.stamp.id)
            for moment in self.room.day.moments
            if moment.timed
        ]
        cell = (last - first) / width
        if near and min(near)[0] <= cell:
            self.room.focus_panel(self.room.moments)
            self.room.go_to(min(near)[1])
            return
        spans = [(b, *self._span(b)) for b in self.room.lamp.walk()]
        there = [b.stamp.id for b, begin, end in spans if begin - cell <= at <= end + cell]
        if there or self.room.day.running:
            self.room.focus_panel(self.room.lamp)
        if there:
            self.room.lamp.go_to(there[0])

    # ── time ─────────────────────────────────────────────────────────────────

    def _hour(self, at: datetime, boundary: Boundary | None = None) -> float:
        """Hours since the midnight that began the calendar date of this day.

        What is over lies at the hours it had where it was lived; what runs meets the clock here.
        """
        if boundary is not None:
            here = self.room.now.tzinfo
            at = at.astimezone(here) if boundary.runs else as_lived(at, boundary.stamp)
        return hour_of(at, self.room.day.day)

    def _span(self, boundary: Boundary) -> tuple[float, float]:
        """The hours at which a boundary began and ended, or at which it is now."""
        end = boundary.ended_at or self.room.now
        return self._hour(boundary.stamp.at, boundary), self._hour(end, boundary)

    def _hours(self) -> tuple[int, int]:
        day = self.room.day
        ends = [self._hour(m.stamp.at) for m in day.moments if m.timed]
        ends += [self._hour(b.stamp.at, b) for b in day.boundaries]
        # One from an earlier day does not widen the line by the hours before this day.
        ends += [self._span(b)[1] for b in self._boundaries(day)]
        if self.room.looked_at is None:
            ends.append(self._hour(self.room.now))
        ends = [min(30.0, max(0.0, hour)) for hour in ends]
        low = min([6.0, *ends])
        high = max([24.0, *ends])
        return int(low), int(high) + (high > int(high))

    def _boundaries(self, day: Day) -> list[Boundary]:
        """Those that began on this day, and those that still run on it."""
        today = self.room.looked_at is None
        known = {b.stamp.id for b in day.boundaries}
        earlier = [b for b in day.running if today and b.stamp.id not in known]
        return sorted((*day.boundaries, *earlier), key=lambda b: b.stamp.at.astimezone(UTC))

    # ── drawing ──────────────────────────────────────────────────────────────

    def _line(self, first: int, last: int) -> list[Piece]:
        ink, width, day = self.ink, self.inner, self.room.day
        scale = (last - first) / width
        now = self._hour(self.room.now)
        middles = [first + (x + 0.5) * scale for x in range(width)]
        cells: list[Piece] = [(PAST if m < now else AHEAD, ink.rule) for m in middles]

        def cell(hour: float) -> int:
            return min(width - 1, max(0, int((hour - first) / scale)))

        for boundary in self._boundaries(day):
            start, end = self._span(boundary)
            piece = (STROKES[boundary.side], ink.side(boundary.side))
            covered = [x for x, m in enumerate(middles) if start <= m < end] or [cell(start)]
            for x in covered:
                cells[x] = piece
        for boundary in self._boundaries(day):
            for at in boundary.returns:
                hour = self._hour(at, boundary)
                if hour >= first:
                    cells[cell(hour)] = (RETURN, ink.text)
        for moment in day.moments:
            if moment.timed:
                cells[cell(self._hour(moment.stamp.at))] = (MOMENT, ink.accent)
        if first <= now <= last:
            running = day.running
            mark = (NOW, ink.side(running[-1].side)) if running else (IDLE, ink.text)
            cells[cell(now)] = mark
        return cells

    def _labels(self, first: int, last: int) -> list[Piece]:
        width = self.inner
        step = 6 if width < 36 else 3
        text = [" "] * width
        taken = -1
        for hour in range(-(-first // step) * step, last + 1, step):
            label = str(hour if hour <= 24 else hour - 24)
            at = round((hour - first) / (last - first) * width)
            at = max(0, min(at, width - len(label)))
            if at > taken:
                text[at : at + len(label)] = label
                taken = at + len(label)
        return [("".join(text), self.ink.muted)]


def stroke(side: str) -> str:
    """The line a side is drawn with."""
    return STROKES[side]


def progress(
    boundary: Boundary, now: datetime, end: datetime | None, width: int, side: Style, ink: Ink
) -> list[Piece]:
    """`━━○━━◆┈┈┈`: a boundary from its start to its planned end; without one it ends at now."""
    start = boundary.stamp.at.astimezone(UTC)
    now = max(now.astimezone(UTC), start)
    last = max(end.astimezone(UTC), start + timedelta(seconds=1)) if end else now
    length = max((max(last, now) - start).total_seconds(), 1.0)

    def cell(at: datetime) -> int:
        share = (at.astimezone(UTC) - start).total_seconds() / length
        return min(width - 1, max(0, int(share * width)))

    here = cell(now) if end else min(width - 1, max(0, int((now - start).total_seconds() // 600)))
    if end and now >= last:
        here = width - 1
    mark = STROKES[boundary.side]
    cells: list[Piece] = [(mark, side)] * here + [(NOW, side)]
    if end:
        cells += [(AHEAD, ink.rule)] * (width - here - 1)
    for at in boundary.returns:
        share = (at.astimezone(UTC) - start).total_seconds() / max((now - start).total_seconds(), 1)
        x = int(share * here)
        if 0 <= x < here:
            cells[x] = (RETURN, ink.text)
    return cells
