"""A whole screen of lines: a header, a body that scrolls when it must, and a footer of keys."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.events import Click, MouseMove, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from presence_tui.ui.draw import Piece, fitted, segments, width_of
from presence_tui.ui.plan import MIDDLE, WIDE
from presence_tui.ui.themes import Ink


class Spot(NamedTuple):
    """Cells of a line that do something when they are clicked."""

    start: int
    end: int
    does: str


class Line(NamedTuple):
    """One row, its margins left out."""

    pieces: tuple[Piece, ...] = ()
    spots: tuple[Spot, ...] = ()
    does: str = ""
    """What a click anywhere else on the row does."""
    raised: bool = False
    """The cursor's row: on the raised strip, with its bar in the margin."""
    field: bool = False
    """Where words are typed; the rows after it that are also fields are its further lines."""
    in_sight: bool = False
    """Kept in sight as the cursor's row is, and not drawn otherwise."""


class KeyHint(NamedTuple):
    """A key in the footer."""

    key: str
    word: str
    action: str


BLANK = Line()


def margin_of(width: int) -> int:
    """Columns of margin at either side of the page."""
    return 3 if width >= WIDE else 2 if width >= MIDDLE else 1


class Sheet(Widget):
    """Draws the lines it is given; knows nothing of what they mean."""

    DEFAULT_CSS = "Sheet { width: 100%; height: 100%; }"

    class Chosen(Message):
        """Something was clicked."""

        def __init__(self, does: str) -> None:
            super().__init__()
            self.does = does

    class Hovered(Message):
        """The mouse moved onto something."""

        def __init__(self, does: str) -> None:
            super().__init__()
            self.does = does

    def __init__(self) -> None:
        super().__init__()
        self.ink: Ink | None = None
        self.header: Line = BLANK
        self.footer: Line = BLANK
        self.body: Sequence[Line] = ()
        self.below: Sequence[Line] = ()
        self._top = 0
        self._hovered = ""

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def head(self) -> int:
        """Rows above the body."""
        return 3 if self.size.height >= 30 else 2 if self.size.height >= 14 else 1

    @property
    def room(self) -> int:
        """Rows of the body that are seen at once; one stays blank above the footer."""
        return max(1, self.size.height - self.head - (2 if self.size.height >= 14 else 1))

    @property
    def rows(self) -> int:
        """Rows of the body that are seen at once, what stays below it left out."""
        return max(1, min(len(self.body), self.room - len(self.below)))

    def show(
        self,
        ink: Ink,
        header: Line,
        body: Sequence[Line],
        footer: Line,
        below: Sequence[Line] = (),
    ) -> None:
        """Draws other lines; the raised row or the field is kept in sight.

        `below` stays under the body however far that is scrolled; where there is little room the
        end of it does, on half of the page at most.
        """
        self.ink, self.header, self.body, self.footer = ink, header, body, footer
        most = max(self.room - len(body), self.room // 2)
        self.below = below[max(0, len(below) - most) :]
        marked = [y for y, line in enumerate(body) if line.raised or line.field or line.in_sight]
        last = max(0, len(body) - self.rows)
        self._top = min(self._top, last)
        if marked:
            if marked[0] < self._top:
                self._top = marked[0]
            elif marked[-1] >= self._top + self.rows:
                self._top = min(last, marked[-1] - self.rows + 1)
        self.refresh()

    def picks(self) -> list[str]:
        """What a click on each row of the body does, in the order they are drawn."""
        return [line.does for line in self.body if line.does.startswith("pick(")]

    @property
    def cursor_in_sight(self) -> bool:
        """Whether the raised row is seen, or none is raised."""
        raised = [y for y, line in enumerate(self.body) if line.raised]
        return not raised or self._top <= raised[0] < self._top + self.rows

    @property
    def more(self) -> bool:
        """Whether there is more of the body than is seen, further down."""
        return self._top + self.rows < len(self.body)

    def field_rows(self) -> tuple[int, int] | None:
        """First row of the field on the screen and how many it has, or none in sight."""
        rows = [y - self._top + self.head for y, line in enumerate(self.body) if line.field]
        seen = [y for y in rows if self.head <= y < self.head + self.rows]
        return (seen[0], len(seen)) if seen else None

    def line_at(self, y: int) -> Line:
        """What is drawn on a row of the screen."""
        if y == 0:
            return self.header
        if y == self.size.height - 1:
            return self.footer
        index = y - self.head
        if 0 <= index < min(self.rows, self.room) and index + self._top < len(self.body):
            return self.body[index + self._top]
        index -= self.rows if self.body else 0
        if 0 <= index < len(self.below):
            return self.below[index]
        if y == self.size.height - 2 and y >= self.head + self.room and self.more and self.ink:
            return Line((("… more", self.ink.muted),), does="leaf(1)")
        return BLANK

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the screen."""
        ink, width = self.ink, self.size.width
        if ink is None:
            return Strip.blank(width)
        line, margin = self.line_at(y), margin_of(width)
        left: list[Piece] = [(" " * margin, Style.null())]
        if line.raised:
            bar = max(0, margin - 2)
            left = [
                (" " * bar, Style.null()),
                ("▌", ink.accent),
                (" " * (margin - bar - 1), ink.text),
            ]
        pieces = fitted(line.pieces, max(0, width - 2 * margin))
        strip = Strip(segments([*left, *pieces])).crop(0, width)
        strip = strip.adjust_cell_length(width, ink.text)
        under = ink.cursor if line.raised else ink.raised if line.field else ink.page
        return strip.apply_style(under)

    # ── the mouse ────────────────────────────────────────────────────────────

    def _does(self, x: int, y: int) -> str:
        line = self.line_at(y)
        x -= margin_of(self.size.width)
        return next((s.does for s in line.spots if s.start <= x < s.end), line.does)

    def on_click(self, event: Click) -> None:
        """Says what was clicked."""
        if does := self._does(event.x, event.y):
            self.post_message(self.Chosen(does))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Says what the mouse is over, once."""
        does = self._does(event.x, event.y)
        if does != self._hovered:
            self._hovered = does
            if does:
                self.post_message(self.Hovered(does))

    def scroll_lines(self, by: int) -> bool:
        """Scrolls what does not fit by rows; whether there was anything further that way."""
        before = self._top
        self._top = max(0, min(self._top + by, len(self.body) - self.rows))
        self.refresh()
        return self._top != before

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel scrolls what does not fit."""
        self.scroll_lines(2)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel scrolls what does not fit."""
        self.scroll_lines(-2)


# ── lines that every sheet has ───────────────────────────────────────────────


def head_line(
    ink: Ink, width: int, title: Sequence[Piece], tabs: Sequence[tuple[str, str, bool]]
) -> Line:
    """The title at the left; at the right the tabs: what they do, their word, whether current.

    Where not all tabs fit, only the current one is shown.
    """
    gap = 3 if width >= WIDE else 2
    shown = list(tabs)
    taken = sum(len(word) for _, word, _ in shown) + gap * max(0, len(shown) - 1)
    if width_of(title) + 3 + taken > width:
        shown = [tab for tab in shown if tab[2]]
        taken = sum(len(word) for _, word, _ in shown)
    if width_of(title) + 2 + taken > width:
        return Line(tuple(title))
    x = width - taken
    pieces = [*title, (" " * (x - width_of(title)), ink.text)]
    spots = []
    for n, (does, word, current) in enumerate(shown):
        if n:
            pieces.append((" " * gap, ink.text))
            x += gap
        style = ink.strong + Style(underline=True) if current else ink.muted
        pieces.append((word, style))
        spots.append(Spot(x, x + len(word), does))
        x += len(word)
    return Line(tuple(pieces), tuple(spots))


def foot_line(ink: Ink, width: int, hints: Sequence[KeyHint], help_key: str = "?") -> Line:
    """Keys and their words, dropping from the right; the way out stays, and help at the right."""
    gap = 3 if width >= MIDDLE - 4 else 2
    pieces: list[Piece] = []
    spots: list[Spot] = []
    shown_help = f"{help_key} help".strip()
    room, x = width - len(shown_help), 0
    for hint in _fitting(hints, room, gap):
        needed = len(hint.key) + 1 + len(hint.word)
        pieces += [(hint.key, ink.strong), (f" {hint.word}", ink.muted), (" " * gap, ink.text)]
        spots.append(Spot(x, x + needed, hint.action))
        x += needed + gap
    if room >= x:
        pieces += [(" " * (room - x), ink.text), (help_key, ink.strong)]
        pieces.append((shown_help[len(help_key) :], ink.muted))
        spots.append(Spot(room, width, "help"))
    return Line(tuple(pieces), tuple(spots))


def _fitting(hints: Sequence[KeyHint], room: int, gap: int) -> list[KeyHint]:
    """As many as have room, from the left; before the way out all go but the first."""
    found = list(hints)
    while found and sum(len(h.key) + 1 + len(h.word) + gap for h in found) > room:
        others = [hint for hint in found[1:] if not hint.action.startswith("leave")]
        found.remove((others or found)[-1])
    return found


def title_line(ink: Ink, title: str, width: int) -> Line:
    """`Gratitude ─────`: a title and the rule that runs on from it."""
    rule = "─" * max(0, width - len(title) - 1)
    return Line(((title, ink.muted), (" " + rule, ink.rule)))
