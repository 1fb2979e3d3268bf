"""Large digits, three rows high, in heavy lines."""

from rich.style import Style

from presence_tui.ui.draw import Piece

_SHAPES = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("╺┓", " ┃", " ╹"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
}


def number(value: int, row: int, style: Style) -> Piece:
    """One row of a number, its digits one cell apart."""
    return " ".join(_SHAPES[digit][row] for digit in str(value)), style


def duration(minutes: int, row: int, style: Style, unit: Style) -> list[Piece]:
    """One row of `1 h 12 min`; the units stand on the last row."""
    hours, rest = divmod(minutes, 60)
    last = row == 2
    pieces: list[Piece] = []
    if hours:
        pieces += [number(hours, row, style), (" h  " if last else "    ", unit)]
        text = f"{rest:02d}"
        shapes = " ".join(_SHAPES[digit][row] for digit in text)
        pieces.append((shapes, style))
    else:
        pieces.append(number(rest, row, style))
    pieces.append((" min" if last else "", unit))
    return pieces
