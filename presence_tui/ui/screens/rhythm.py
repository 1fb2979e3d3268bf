"""Rhythm: how weeks, months and years lean, drawn and not judged."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType

from presence_tui.domain.boundary import SIDES
from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.text import in_words, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.rhythms import SPANS, Seen, span_of
from presence_tui.ui.draw import Piece, folded
from presence_tui.ui.phrases import minutes_short
from presence_tui.ui.plan import MIDDLE, WIDE
from presence_tui.ui.screens.day_choice import DayChoice
from presence_tui.ui.widgets.day_line import MOMENT, STROKES
from presence_tui.ui.widgets.rhythm_month import month_picture
from presence_tui.ui.widgets.rhythm_week import Picture, over, people_lines, week_picture
from presence_tui.ui.widgets.rhythm_year import EMPTY, EVEN, year_picture
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, Sheet

MOST_PEOPLE = 4
"""Rows of people."""


class RhythmScreen(DayChoice):
    """Arrows choose a day, which is read out below; enter opens it: the screen gives it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "move(1, 0)", "Next day"),
        Binding("left,h", "move(-1, 0)", "Day before"),
        Binding("down", "move(0, 1)", "Next row"),
        Binding("j", "move(0, 1)", "Next row", id="down"),
        Binding("up", "move(0, -1)", "Row before"),
        Binding("k", "move(0, -1)", "Row before", id="up"),
        Binding("right_square_bracket", "turn(1)", "Next span", id="day-after"),
        Binding("left_square_bracket", "turn(-1)", "Span before", id="day-before"),
        Binding("full_stop", "today", "Today", id="today"),
        Binding("tab", "widen(1)", "Week, month, year"),
        Binding("shift+tab", "widen(-1)", "Year, month, week"),
        Binding("enter", "open", "Open the day"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    def __init__(self, presence: Presence, day: date | None = None, span: str = "week") -> None:
        super().__init__(presence, day)
        self.span = span
        self.seen: Seen | None = None
        self._asked = 0

    async def begin(self) -> None:
        """The frame at once, the picture when it is read."""
        self.redraw()
        self.look()

    @work(exclusive=True, group="rhythm")
    async def look(self) -> None:
        """Reads the span off the event loop; only the one asked for last is shown."""
        self._asked += 1
        span, day, number = self.span, self.chosen, self._asked
        if span == "year" and self.shown is None:
            glimpse = await self.desk(lambda: self.presence.rhythms.glimpse(day))
            if glimpse is not None and number == self._asked:
                self.seen = glimpse
                self.redraw()
        seen = await self.desk(lambda: self.presence.rhythms.see(span, day))
        if seen is not None and number == self._asked:
            self.seen = seen
            self.redraw()

    @property
    def shown(self) -> Seen | None:
        """What is read of the span in view; none while it is still being read."""
        seen = self.seen
        if seen is None or seen.span != self.span or not seen.first <= self.chosen <= seen.last:
            return None
        return seen

    # ── keys ─────────────────────────────────────────────────────────────────

    def go_to(self, day: date) -> None:
        """Chooses a day; another span is read when it lies outside."""
        self.choose(day)
        if self.shown is None:
            self.look()

    def action_move(self, across: int, down: int) -> None:
        """A day on; in the year a row is a day and a column a week."""
        days = across + down
        if self.span == "year":
            days = across * 7 + down
        elif self.span == "month":
            days = across + down * 2
        self.go_to(self.chosen + timedelta(days=days))

    def action_turn(self, by: int) -> None:
        """The next span, or the one before; the day keeps its place in it."""
        first, last = span_of(self.span, self.chosen)
        place = self.chosen - first
        other = span_of(
            self.span, last + timedelta(days=1) if by > 0 else first - timedelta(days=1)
        )
        self.go_to(min(other[0] + place, other[1]))

    def action_widen(self, by: int) -> None:
        """Week, month, year."""
        self.action_span(SPANS[(SPANS.index(self.span) + by) % 3])

    def action_span(self, span: str) -> None:
        """One of the three."""
        self.span = span
        self.go_to(self.chosen)

    @on(Sheet.Hovered)
    def hovered(self, event: Sheet.Hovered) -> None:
        """The mouse reads a day out."""
        event.stop()
        if event.does.startswith("pick('"):
            self.go_to(date.fromisoformat(event.does[6:16]))

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """`presence   Rhythm  16–22 November`; where there is little room, the days alone."""
        if self.size.width < MIDDLE:
            return [(self._named(), self.ink.strong)]
        return self.titled("Rhythm", self._named())

    def _named(self) -> str:
        first, last = span_of(self.span, self.chosen)
        if self.span == "year":
            return str(first.year)
        month = MONTHS[last.month - 1]
        if self.span == "month":
            return f"{month} {first.year}"
        begin = str(first.day)
        if first.month != last.month:
            begin += f" {MONTHS[first.month - 1]}"
        year = "" if last.year == self.presence.today().year else f" {last.year}"
        return f"{begin}–{last.day} {month}{year}"

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """Week, month, year."""
        return [(f"span('{span}')", span, span == self.span) for span in SPANS]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        onward = SPANS[(SPANS.index(self.span) + 1) % 3]
        arrows = KeyHint("↑ ↓" if self.span == "week" else "← →", "day", "move(1, 0)")
        enter, esc = KeyHint("enter", "open", "open"), KeyHint("esc", "back", "leave")
        wider = KeyHint("tab", onward, "widen(1)")
        turn = KeyHint("{day-before} {day-after}", self.span, "turn(-1)")
        if self.size.width < MIDDLE:
            return [enter, arrows, wider, turn, esc]
        return [arrows, enter, turn, wider, esc]

    def body(self) -> list[Line]:
        """The picture."""
        return [] if self.shown is None else self._drawn(self.shown).lines

    def below(self) -> list[Line]:
        """People, sentences, and the chosen day."""
        seen = self.shown
        if seen is None:
            return []
        picture, inner = self._drawn(seen), self.inner
        said = self._said(seen, inner)
        read_out = self._read_out(seen)
        spare = self.sheet.room - len(picture.lines) - len(said) - len(read_out) - 2
        gap = [BLANK] if spare >= 0 or self.span == "year" else []
        # One row to spare parts what is said from the day that is read out.
        part = [BLANK] if spare == -1 else gap
        people: list[Line] = []
        if picture.hours is not None and spare > 1:
            people = people_lines(self.ink, seen, picture, min(MOST_PEOPLE, spare - 1))
        if people and self.size.width >= WIDE:
            # Beside the names, which end where the lines begin, the sentences have the left.
            said = over(people, self._said(seen, picture.columns.line_at - 18), self.ink)
        elif people:
            said = [*people, BLANK, *said]
        wide_gap = [BLANK] if self.roomy and self.span == "week" else []
        return [*gap, *wide_gap, *said, *part, *wide_gap, *read_out]

    def _drawn(self, seen: Seen) -> Picture:
        ink, inner = self.ink, self.inner
        if self.span == "year":
            return year_picture(ink, seen.rhythm, self.chosen, inner, self.roomy)
        if self.span == "month":
            return month_picture(ink, seen.rhythm, self.chosen, inner)
        return week_picture(ink, seen.rhythm, self.chosen, inner, self.roomy)

    def _said(self, seen: Seen, width: int) -> list[Line]:
        lines = [part for line in seen.sentences for part in folded(line, max(10, width))]
        return [Line(((line, self.ink.text),)) for line in lines]

    def _read_out(self, seen: Seen) -> list[Line]:
        """`Friday 20   work 5h30 · home 3h10`, and the day's moments."""
        day = next(d for d in seen.rhythm.days if d.day == self.chosen)
        name = f"{WEEKDAYS[day.day.weekday()]} {day.day.day}"
        if self.span == "year":
            name += f" {MONTHS[day.day.month - 1]}"
        told = [f"{side} {minutes_short(day.minutes(side))}" for side in SIDES if day.minutes(side)]
        if day.thanks:
            told.append("one thanks" if day.thanks == 1 else f"{in_words(day.thanks)} thanks")
        if not told and day.empty:
            told = ["still to come" if day.day > self.presence.today() else "an open page"]
        first = "   ".join(part for part in (name, " · ".join(told)) if part)
        rows = [first] if cell_len(first) <= self.inner else folded(first, self.inner, 2)
        lines = [Line(((row, self.ink.text),)) for row in rows]
        if day.dots:
            dots = " · ".join(f"{dot.clock} {one_line(dot.text)}".strip() for dot in day.dots)
            rows = folded(dots, self.inner, 3 if self.roomy else 1)
            lines += [Line(((row, self.ink.muted),)) for row in rows]
        return lines

    def help_text(self) -> str:
        """What this shows."""
        return (
            "How days lean: work to the left, home to the right, time for oneself and moments on "
            "each day’s own line. In a month two days share a row; a year is a calendar of marks: "
            f"{STROKES['work']} work, {STROKES['home']} home, {EVEN} about even, "
            f"{STROKES['self']} for yourself, {MOMENT} moments, {EMPTY} nothing of these. "
            "Both are fine."
        )
