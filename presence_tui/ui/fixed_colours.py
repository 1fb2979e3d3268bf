"""What is drawn where a terminal has 256 fixed colours: the nearest of them, as an eye sees it."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class FixedColours(LineFilter):
    """Gives every colour that is mixed on the way, as under a dialog, its fixed one.

    Left to Rich, a brown would become a red and a cream a pink.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in fixed colours."""
        return [
            Segment(text, style and _fixed_style(style), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def _fixed_style(style: Style) -> Style:
    ink, page = style.color, style.bgcolor
    found = Style(color=_fixed(ink), bgcolor=_fixed(page))
    return style + found


@lru_cache(maxsize=1024)
def _fixed(colour: RichColor | None) -> RichColor | None:
    if colour is None or colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return colour
    # Only on such a terminal.
    from presence_tui.domain.few_colours import FIXED, nearest

    return RichColor.from_ansi(FIXED[nearest(colour.triplet.hex)])
