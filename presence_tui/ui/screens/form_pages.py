"""What a form shows: its rows, the options of one, and what is said under them."""

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, Spot

if TYPE_CHECKING:
    from presence_tui.ui.screens.form import FormScreen


def hints(screen: "FormScreen[Any]") -> list[KeyHint]:
    """What the keys do on the row of the cursor."""
    found = [KeyHint("enter", "keep", "keep"), KeyHint("esc", "leave", "leave")]
    found.append(KeyHint("↑ ↓", "field", "go(1)"))
    if screen.row.options:
        found.append(KeyHint("← →", "choice", "choose(1)"))
        if screen.row.several:
            found.append(KeyHint("space", "choose", "mark"))
    if screen.taken_up:
        found.append(KeyHint("ctrl+r", "as it is kept", "as_kept"))
    return found


def page(screen: "FormScreen[Any]") -> list[Line]:
    """The rows, and what is to be said under them."""
    lines = [line for n in range(len(screen.rows)) for line in _row(screen, n)]
    return [*lines, BLANK, *_said(screen)]


def typed(screen: "FormScreen[Any]") -> list[Line]:
    """The rows of the field, as many as its words take."""
    label = (screen.row.label.ljust(screen.indent), screen.ink.strong)
    rows = screen.words.wrapped_document.height if screen.words.text else 1
    return [Line((label,), field=True)] + [Line(field=True)] * (max(1, min(6, rows)) - 1)


def _said(screen: "FormScreen[Any]") -> list[Line]:
    words, style = screen.error, screen.ink.error
    if not words:
        words, style = screen.row.hint, screen.ink.muted
        if screen.taken_up:
            words = f"As you left it; ctrl+r is as it is kept. {words}"
    return [Line(((part, style),)) for part in wrap(words, max(10, screen.inner))]


def _row(screen: "FormScreen[Any]", index: int) -> list[Line]:
    row, here, ink = screen.rows[index], index == screen.cursor, screen.ink
    label = (row.label.ljust(screen.indent), ink.strong if here else ink.muted)
    if row.options:
        return _choices(screen, index, label)
    if here and screen.asking:
        return typed(screen)
    words = cut(screen.values[row.name], screen.inner - screen.indent)
    return [Line((label, (words, ink.text)), does=f"row({index})")]


def _choices(screen: "FormScreen[Any]", index: int, label: Piece) -> list[Line]:
    """`● work   ○ home   ○ self`, over as many lines as they need."""
    ink, row = screen.ink, screen.rows[index]
    here, value = index == screen.cursor, screen.values[row.name]
    chosen = value.split() if row.several else [value]
    lines: list[Line] = []
    pieces: list[Piece] = [label]
    spots: list[Spot] = []
    x = screen.indent
    for n, option in enumerate(row.options):
        words = cut(option.words, screen.inner - screen.indent - 2)
        width = cell_len(words) + 2
        if spots and x + width > screen.inner:
            lines.append(Line(tuple(pieces), tuple(spots), f"row({index})", raised=here))
            pieces, spots, x = [(" " * screen.indent, ink.text)], [], screen.indent
        marked = option.value in chosen
        mark = ("● ", ink.accent) if marked else ("○ ", ink.muted)
        style = ink.text if marked else ink.muted
        if here and row.several and n == screen.option:
            style = ink.strong
        pieces += [mark, (words, style), ("   ", ink.text)]
        spots.append(Spot(x, x + width, f"pick({index},{n})"))
        x += width + 3
    return [*lines, Line(tuple(pieces), tuple(spots), f"row({index})", raised=here)]
