"""A list to choose from, drawn line by line: the cursor's bar at the left, keys at the right."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from presence_tui.ui.draw import Piece, cut, fitted, segments, width_of
from presence_tui.ui.themes import Ink, ink_of

MARGIN = 2
"""Columns left free at either side; the bar stands in the first."""
ABOUT = 20
"""Cells of help that are worth showing."""
GAP = 3
"""Cells between the acts of a row."""


class Act(NamedTuple):
    """One of several things that can be done with a row."""

    words: str
    value: Any


class Option(NamedTuple):
    """A row; without a value, and without acts, it is a title."""

    words: str
    value: Any = None
    about: str = ""
    """What it does, where there is room for it."""
    tail: str = ""
    """What stands muted at the right."""
    key: str = ""
    """Its key, at the right."""
    acts: tuple[Act, ...] = ()
    """What can be done with it, on a row of its own while the cursor is on it."""
    first: int = 0
    """The act to begin with."""

    @property
    def is_title(self) -> bool:
        """Whether the cursor passes it by."""
        return self.value is None and not self.acts


class Line(NamedTuple):
    """A line as it is drawn: the option it is of, or the acts of that option."""

    number: int
    acts: bool = False


class Choices(Widget):
    """Shows options and says which was chosen; knows nothing of what they mean."""

    DEFAULT_CSS = "Choices { width: 100%; height: 1; min-width: 4; background: $surface; }"

    class Chosen(Message):
        """A row was clicked, or one of its acts."""

        def __init__(self, value: Any) -> None:
            super().__init__()
            self.value = value

    class Marked(Message):
        """The cursor is on another row."""

        def __init__(self, value: Any) -> None:
            super().__init__()
            self.value = value

    def __init__(self, options: Sequence[Option] = (), at: int | None = None) -> None:
        super().__init__()
        self.options: tuple[Option, ...] = ()
        self._at, self._act, self._top = -1, 0, 0
        self.show(options, at)

    # ── what is shown ────────────────────────────────────────────────────────

    def show(self, options: Sequence[Option], at: int | None = None) -> None:
        """Shows other options, with the cursor on `at`, or on the first that can be chosen."""
        self.options = tuple(options)
        self._at = self._first() if at is None else at
        self._act = self.current.first if self.current else 0
        self._keep_in_sight()
        self.refresh()

    @property
    def current(self) -> Option | None:
        """The option under the cursor."""
        return self.options[self._at] if 0 <= self._at < len(self.options) else None

    @property
    def value(self) -> Any:
        """What enter would choose; none where there is nothing to choose."""
        current = self.current
        if current is None:
            return None
        return current.acts[self._act].value if current.acts else current.value

    @property
    def rows(self) -> int:
        """Rows that all of it takes, wherever the cursor is."""
        return len(self.options) + (1 if any(option.acts for option in self.options) else 0)

    def _first(self) -> int:
        return next((n for n, option in enumerate(self.options) if not option.is_title), -1)

    # ── moving ───────────────────────────────────────────────────────────────

    def move(self, by: int) -> None:
        """To another row that can be chosen; at either end it stays."""
        places = [n for n, option in enumerate(self.options) if not option.is_title]
        if not places:
            return
        here = places.index(self._at) if self._at in places else 0
        self._go_to(places[max(0, min(len(places) - 1, here + by))])

    def turn(self, pages: int) -> None:
        """By as many rows as are seen."""
        self.move(pages * max(1, self.size.height - 1))

    def step(self, by: int) -> None:
        """To another act of the row, where it has several."""
        current = self.current
        if current is not None and current.acts:
            self._act = (self._act + by) % len(current.acts)
            self.refresh()

    def _go_to(self, number: int) -> None:
        self._at, self._act = number, self.options[number].first
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Marked(self.value))

    def _keep_in_sight(self) -> None:
        lines, height = self._lines(), max(1, self.size.height)
        mine = [y for y, line in enumerate(lines) if line.number == self._at]
        if mine:
            # What stands above the first row comes into sight with it.
            first = 0 if self._at == self._first() else mine[0]
            self._top = max(mine[-1] - height + 1, min(self._top, first))
        self._top = max(0, min(self._top, len(lines) - height))

    def on_resize(self) -> None:
        """Another size: the cursor stays in sight."""
        self._keep_in_sight()

    # ── drawing ──────────────────────────────────────────────────────────────

    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        for number, option in enumerate(self.options):
            lines.append(Line(number))
            if option.acts and number == self._at:
                lines.append(Line(number, acts=True))
        return lines

    def _line(self, y: int) -> Line | None:
        """What is drawn on a row of the widget."""
        lines = self._lines()
        return lines[y + self._top] if 0 <= y + self._top < len(lines) else None

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the list."""
        ink, width, line = ink_of(self.app.current_theme), self.size.width, self._line(y)
        if line is None:
            return Strip.blank(width, ink.raised)
        option = self.options[line.number]
        marked = line.number == self._at
        bar = ("▌ " if marked else "  ", ink.accent)
        room = max(0, width - 2 * MARGIN)
        pieces = (
            self._acts(option, ink) if line.acts else _row(option, marked, room, self._column, ink)
        )
        body = fitted(pieces, room)
        edge: list[Piece] = []
        if self._goes_on(y) and width > MARGIN:
            edge = [(" " * (room - width_of(body) + MARGIN - 1), ink.text), ("…", ink.muted)]
        strip = Strip(segments([bar, *body, *edge])).crop(0, width)
        return strip.adjust_cell_length(width, ink.text).apply_style(ink.raised)

    def _goes_on(self, y: int) -> bool:
        """Whether there is more above a first line, or below a last one."""
        height = self.size.height
        above = y == 0 and self._top > 0
        return above or (y == height - 1 and self._top + height < len(self._lines()))

    @property
    def _column(self) -> int:
        """Where what is said about a row begins: behind the longest name that has it."""
        return max((cell_len(o.words) for o in self.options if o.about), default=0) + 2

    def _acts(self, option: Option, ink: Ink) -> list[Piece]:
        """`end   pause   a return`, the one that enter does in bold."""
        pieces: list[Piece] = []
        for act, start in self._spots(option):
            gap = start - width_of(pieces)
            style = ink.strong if act is option.acts[self._act] else ink.muted
            pieces += [(" " * gap, ink.text), (act.words, style)]
        return pieces

    def _spots(self, option: Option) -> list[tuple[Act, int]]:
        """The acts that are seen and where each begins; what does not fit is left out."""
        room, acts, first = self.size.width - 2 * MARGIN, option.acts, 0

        def ends(shown: Sequence[Act], gap: int) -> int:
            return sum(cell_len(act.words) for act in shown) + gap * (len(shown) - 1)

        gap = GAP if ends(acts, GAP) <= room else GAP - 1
        while first < self._act and ends(acts[first : self._act + 1], gap) > room:
            first += 1
        spots, x = [], 0
        for act in acts[first:]:
            spots.append((act, x))
            x += cell_len(act.words) + gap
        return spots

    # ── the mouse ────────────────────────────────────────────────────────────

    def on_click(self, event: Click) -> None:
        """A click chooses; on a row with acts the first one shows them."""
        event.stop()
        line = self._line(event.y)
        if line is None or self.options[line.number].is_title:
            return
        option = self.options[line.number]
        if line.acts:
            self._click_act(option, event.x - MARGIN)
        elif option.acts and line.number != self._at:
            self._go_to(line.number)
        else:
            self._at = line.number
            self.post_message(self.Chosen(self.value))

    def _click_act(self, option: Option, x: int) -> None:
        for act, start in self._spots(option):
            if start <= x < start + cell_len(act.words):
                self.post_message(self.Chosen(act.value))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel shows what is below."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel shows what is above."""
        event.stop()
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        self._top = max(0, min(self._top + by, len(self._lines()) - self.size.height))
        self.refresh()


def _row(option: Option, marked: bool, room: int, column: int, ink: Ink) -> list[Piece]:
    """A title with its rule, or name, help and key of what can be chosen."""
    if option.is_title:
        words = cut(option.words, room)
        return [(words, ink.muted), (" " + "─" * max(0, room - cell_len(words) - 1), ink.rule)]
    end: list[Piece] = []
    if option.tail:
        end.append((option.tail, ink.muted))
    if option.key:
        end.append((option.key, ink.strong))
    if option.tail and cell_len(option.words) + 2 + width_of(end) > room:
        # The name is what one chooses by.
        end = end[1:]
    left = room - (width_of(end) + 2 if end else 0)
    name = cut(option.words, left)
    pieces: list[Piece] = [(name, ink.strong if marked else ink.text)]
    if option.about and left - column >= ABOUT:
        pieces.append((" " * (column - cell_len(name)), ink.text))
        pieces.append((cut(option.about, left - column), ink.muted))
    gap = room - width_of(pieces) - width_of(end)
    return [*pieces, (" " * gap, ink.text), *end]
