"""Rhythm: how weeks, months and years lean, drawn and not judged."""

from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from presence_tui.domain.boundary import SIDES
from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.rhythm import Lived
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.services.rhythms import SPANS, Seen, span_of
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.phrases import minutes_short
from presence_tui.ui.plan import WIDE
from presence_tui.ui.screens.day_choice import DayChoice
from presence_tui.ui.widgets.rhythm_month import month_lines
from presence_tui.ui.widgets.rhythm_week import over, people_lines, week_lines
from presence_tui.ui.widgets.rhythm_year import year_lines
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, Sheet


class RhythmScreen(DayChoice):
    """Arrows choose a day, which is read out below; enter opens it: the screen gives it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "move(1, 0)", "Next day"),
        Binding("left,h", "move(-1, 0)", "Day before"),
        Binding("down,j", "move(0, 1)", "Next row"),
        Binding("up,k", "move(0, -1)", "Row before"),
        Binding("right_square_bracket", "turn(1)", "Next span"),
        Binding("left_square_bracket", "turn(-1)", "Span before"),
        Binding("full_stop", "today", "Today"),
        Binding("tab", "widen(1)", "Week, month, year"),
        Binding("shift+tab", "widen(-1)", "Year, month, week"),
        Binding("enter", "open", "Open the day"),
        Binding("q", "leave", "Back"),
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
        """`presence   Rhythm  16–22 November`."""
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
        return [
            KeyHint("↔", "day", "move(1, 0)"),
            KeyHint("enter", "open", "open"),
            KeyHint("[ ]", self.span, "turn(-1)"),
            KeyHint("tab", onward, "widen(1)"),
            KeyHint("esc", "back", "leave"),
        ]

    def body(self) -> list[Line]:
        """The picture, its sentences and the chosen day."""
        seen = self.shown
        if seen is None:
            return []
        ink, inner, roomy = self.ink, self.inner, self.roomy
        said = [part for line in seen.sentences for part in wrap(line, max(10, inner))]
        if self.span == "year":
            picture = year_lines(ink, seen.rhythm, self.chosen, inner, roomy)
            return [*picture, BLANK, *self._words(said), BLANK, *self._read_out(seen)]
        if self.span == "month":
            picture, columns, hours = month_lines(ink, seen.rhythm, self.chosen, inner)
        else:
            picture, columns, hours = week_lines(ink, seen.rhythm, self.chosen, inner, roomy)
        spare = self.sheet.room - len(picture) - len(said) - 5
        most = max(0, min(4, spare)) if hours is not None else 0
        people: list[Line] = []
        if hours is not None and most:
            people = people_lines(ink, seen.rhythm, seen.people, columns, hours, most)
        gap = [BLANK] if spare >= 0 else []
        if self.size.width >= WIDE and people:
            below = over(people, said, ink, columns.line_at - 18)
        else:
            below = [*people, *([BLANK] if people else []), *self._words(said)]
        wide_gap = [BLANK] if self.roomy and self.span == "week" else []
        return [*picture, *gap, *wide_gap, *below, *gap, *wide_gap, *self._read_out(seen)]

    def _words(self, said: Sequence[str]) -> list[Line]:
        return [Line(((line, self.ink.text),)) for line in said]

    def _read_out(self, seen: Seen) -> list[Line]:
        """`Friday 20   work 5h30 · home 3h10`, and the day's moments."""
        day = next(d for d in seen.rhythm.days if d.day == self.chosen)
        name = f"{WEEKDAYS[day.day.weekday()]} {day.day.day}"
        if self.span == "year":
            name += f" {MONTHS[day.day.month - 1]}"
        sides = " · ".join(
            f"{side} {minutes_short(day.minutes(side))}" for side in SIDES if day.minutes(side)
        )
        first: list[Piece] = [(name, self.ink.text)]
        first.append(
            (f"   {sides}" if sides else "   an open page" if day.empty else "", self.ink.text)
        )
        lines = [Line(tuple(first))]
        if day.dots:
            lines.append(Line(((cut(self._told(day), self.inner), self.ink.muted),)))
        return lines

    def _told(self, day: Lived) -> str:
        told = []
        for dot in day.dots:
            hour = dot.hour
            when = "" if hour is None else f"{int(hour) % 24:02d}:{round(hour % 1 * 60) % 60:02d} "
            told.append(when + one_line(dot.text))
        return " · ".join(told)

    def help_text(self) -> str:
        """What this shows."""
        return (
            "How days lean: work to the left, home to the right, time for oneself and moments on "
            "each day’s own line. In a month two days share a row; a year is a calendar of marks. "
            "Both leanings are fine."
        )
