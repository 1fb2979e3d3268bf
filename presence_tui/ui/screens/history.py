"""History: a calendar of days, each marked with what it carries; enter opens one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from presence_tui.domain.dates import MONTHS
from presence_tui.services.calendar import Marks
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece
from presence_tui.ui.phrases import long_day, short_day
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.day_choice import DayChoice
from presence_tui.ui.widgets.calendar import (
    NOTHING,
    Month,
    fitting,
    mark_pieces,
    side_by_side,
    stepped,
)
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line


class HistoryScreen(DayChoice):
    """Arrows choose a day, brackets a month; the screen gives the day back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "move(1)", "Next day"),
        Binding("left,h", "move(-1)", "Day before"),
        Binding("down", "move(7)", "Next week"),
        Binding("j", "move(7)", "Next week", id="down"),
        Binding("up", "move(-7)", "Week before"),
        Binding("k", "move(-7)", "Week before", id="up"),
        Binding("right_square_bracket", "turn(1)", "Next month", id="day-after"),
        Binding("left_square_bracket", "turn(-1)", "Month before", id="day-before"),
        Binding("pagedown", "turn(12)", "Next year"),
        Binding("pageup", "turn(-12)", "Year before"),
        Binding("full_stop", "today", "Today", id="today"),
        Binding("enter", "open", "Open the day"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence, day)
        self._marks: dict[int, Mapping[date, Marks]] = {}
        """By year, as they were read."""

    async def begin(self) -> None:
        """The days at once, their marks when they are read."""
        self.redraw()
        self.look(self.chosen.year)

    @work(group="marks")
    async def look(self, year: int) -> None:
        """Reads the marks of a year off the event loop."""
        if year in self._marks:
            return
        # Asked for once, even while it is being read.
        self._marks[year] = {}
        found = await self.desk(lambda: self.presence.history.marks(year))
        if found is not None:
            self._marks[year] = found
            self.redraw()

    # ── keys ─────────────────────────────────────────────────────────────────

    def go_to(self, day: date) -> None:
        """Chooses a day."""
        self.choose(day)
        self.look(self.chosen.year)

    def action_move(self, days: int) -> None:
        """Some days on, or back."""
        self.go_to(self.chosen + timedelta(days=days))

    def action_turn(self, months: int) -> None:
        """Some months on, or back."""
        self.go_to(stepped(self.chosen, months))

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """`presence   History  November 2026`."""
        return self.titled("History", f"{MONTHS[self.chosen.month - 1]} {self.chosen.year}")

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return [
            KeyHint("← →", "day", "move(1)"),
            KeyHint("enter", "open", "open"),
            KeyHint("{day-before} {day-after}", "month", "turn(-1)"),
            KeyHint("{today}", "today", "today"),
            KeyHint("esc", "back", "leave"),
        ]

    def body(self) -> list[Line]:
        """The months of the page that holds the chosen day."""
        marks = self._marks.get(self.chosen.year, {})
        room = self.sheet.room - 2
        roomy = self.roomy and fitting(self.inner, room, True)[1] > 0 and room >= 20
        if fitting(self.inner, room, False)[1] > fitting(self.inner, room, True)[1]:
            roomy = False
        across, down = fitting(self.inner, room, roomy)
        first = (self.chosen.month - 1) // (across * down) * across * down
        months = [
            Month(self.ink, date(self.chosen.year, first + n + 1, 1), marks, roomy)
            for n in range(across * down)
        ]
        lines: list[Line] = []
        today = self.presence.today()
        for row in range(down):
            part = months[row * across : (row + 1) * across]
            drawn = [m.rows(self.chosen, today, self.inner) for m in part]
            lines += ([BLANK] if row else []) + side_by_side(drawn)
        return [self._kept_in_sight(line) for line in lines]

    def below(self) -> list[Line]:
        """What the chosen day carries."""
        return [BLANK, self._read_out(self._marks.get(self.chosen.year, {}))]

    def _kept_in_sight(self, line: Line) -> Line:
        wanted = f"pick('{self.chosen.isoformat()}')"
        return line._replace(in_sight=any(spot.does == wanted for spot in line.spots))

    def _read_out(self, marks: Mapping[date, Marks]) -> Line:
        """`Sunday 22 November   ● moments  ━ boundaries  ▴ thanks`."""
        ink = self.ink
        found = marks.get(self.chosen, NOTHING)
        name = long_day(self.chosen) if self.inner >= MIDDLE - 4 else short_day(self.chosen)
        pieces: list[Piece] = [(name, ink.text), ("   ", ink.text)]
        if not any(found):
            word = "still to come" if self.chosen > self.presence.today() else "an open page"
            return Line((*pieces, (word, ink.muted)))
        for mark, word in zip(
            mark_pieces(ink, found), ("moments", "boundaries", "thanks"), strict=True
        ):
            if mark[0] != " ":
                pieces += [mark, (f" {word}  ", ink.muted)]
        return Line(tuple(pieces))

    def help_text(self) -> str:
        """What this shows."""
        return (
            "Every day there was: ● moments, ━ boundaries, ▴ thanks. A day without a mark is an "
            "open page; adding to it works from its page as it does today."
        )
