"""The light behind the words: it never changes them."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from presence_tui.ui.light import Run, lit

PAGE = Style(bgcolor="#000000")


def test_a_wide_character_lies_in_one_shade() -> None:
    for text in ("折り紙のカエル", "a折b り c", "👩‍👧‍👦 hug e\u0301 🙂", "plain"):
        strip = Strip([Segment(text)])
        width = strip.cell_length
        for first in range(width):
            for last in range(first + 1, width + 1):
                runs = [Run(first, last, Style(bgcolor="#222222")), Run(last, width + 3, PAGE)]
                shown = lit(strip, runs, 0, PAGE)
                assert shown.text == text, (first, last)
                assert shown.cell_length == width
