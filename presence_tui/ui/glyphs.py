"""What lines and marks are drawn with where a terminal has nothing but ASCII."""

import os
import sys
from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

_PAIRS = {
    "─": "-",
    "┈": ".",
    "═": "=",
    "━": "#",
    "╍": ":",
    "●": "*",
    "○": "o",
    "◆": "|",
    "◇": "|",
    "▌": ">",
    "›": ">",
    "│": "|",
    "╰": "`",
    "…": "~",
    "·": "-",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "▄": "=",
    "▗": "=",
    "▖": "=",
    "├": "+",
    "┅": "%",
    "█": "#",
    "▀": "'",
    "▐": "#",
    "↔": "<",
    "▴": "^",
    "↕": "|",
    "▙": "#",
    "▟": "#",
    "▜": "#",
    "▛": "#",
    "▝": "'",
    "▘": "'",
    "▚": "=",
    "▞": "=",
    "×": "x",
    # The ends of a scrollbar's thumb, which is drawn by its background.
    "▁": " ",
    "▂": " ",
    "▃": " ",
    "▅": " ",
    "▆": " ",
    "▇": " ",
    "−": "-",
    # Large digits, where a screen has no words for them.
    **dict.fromkeys("┏┓┗┛┣┫", "+"),
    **dict.fromkeys("┃╹╻", "|"),
    **dict.fromkeys("╺╸", "-"),
}
"""Each is one cell for one cell, so that nothing moves."""

TABLE = str.maketrans(_PAIRS)


class AsciiGlyphs(LineFilter):
    """Redraws finished lines with ASCII marks, on whatever screen they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells, drawn with ASCII."""
        return [
            Segment(text.translate(TABLE), style, control)
            if not text.isascii() and control is None
            else Segment(text, style, control)
            for text, style, control in segments
        ]


def wants_ascii(setting: str) -> bool:
    """Whether a setting of `glyphs` asks for ASCII on this terminal."""
    if setting != "auto":
        return setting == "ascii"
    encoding = (getattr(sys.__stdout__, "encoding", None) or "utf-8").lower().replace("-", "")
    # The font of a bare console has 256 or 512 shapes; heavy lines and dots are not among them.
    return os.environ.get("TERM") == "linux" or encoding != "utf8"


def ascii_only(app: App[Any]) -> bool:
    """Whether everything is drawn with ASCII marks now."""
    return any(isinstance(found, AsciiGlyphs) for found in app.get_line_filters())
