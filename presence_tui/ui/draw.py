"""Text in cells: cut, padded and put side by side by its width on the screen."""

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style

from presence_tui.domain.text import one_line

Piece = tuple[str, Style]


def cut(text: str, width: int) -> str:
    """Text on one line in at most `width` cells, with `…` where it was cut."""
    text = one_line(text)
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + "…"


def folded(text: str, width: int, most: int = 4) -> list[str]:
    """Text in at most `most` lines of at most `width` cells, broken between words where it can."""
    lines = [""]
    words = one_line(text).split(" ")
    while words:
        word = words.pop(0)
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = cut(" ".join([longer, *words]), width)
            break
        elif lines[-1]:
            lines.append("")
            words.insert(0, word)
        else:
            # One word wider than the page, or a script without spaces.
            begin = chop_cells(word, max(2, width))[0] or word[0]
            lines[-1] = begin
            if rest := word[len(begin) :]:
                words.insert(0, rest)
                lines.append("")
    return [line for line in lines if line] or [""]


def fill(text: str, width: int) -> str:
    """Text cut or padded to exactly `width` cells."""
    text = cut(text, width)
    return text + " " * max(0, width - cell_len(text))


def right(text: str, width: int) -> str:
    """Text cut or padded on its left to exactly `width` cells."""
    text = cut(text, width)
    return " " * max(0, width - cell_len(text)) + text


def width_of(pieces: Sequence[Piece]) -> int:
    """Cells that pieces take."""
    return sum(cell_len(text) for text, _ in pieces)


def fitted(pieces: Sequence[Piece], width: int) -> Sequence[Piece]:
    """Pieces in at most `width` cells, with `…` where they were cut."""
    if width_of(pieces) <= width:
        return pieces
    found: list[Piece] = []
    for text, style in pieces:
        if cell_len(text) >= width:
            # What follows is left out, so this ends in the mark even where it just fits.
            end = set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""
            return [*found, (end, style)]
        found.append((text, style))
        width -= cell_len(text)
    return found


def segments(pieces: Sequence[Piece]) -> list[Segment]:
    """Pieces as Textual draws them; neighbours of one style are one."""
    found: list[Segment] = []
    for text, style in pieces:
        if found and found[-1].style is style:
            found[-1] = Segment(found[-1].text + text, style)
        elif text:
            found.append(Segment(text, style))
    return found


def between(left: Sequence[Piece], end: Sequence[Piece], width: int) -> list[Piece]:
    """`left` at the left and `end` at the right of `width` cells; `end` gives way."""
    room = width - width_of(left)
    if width_of(end) + 1 > room:
        return list(left)
    return [*left, (" " * (room - width_of(end)), Style.null()), *end]
