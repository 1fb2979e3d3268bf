"""Words as they may be kept and shown: text is text, whatever it holds."""

import re
import unicodedata

LONGEST = 20_000
"""Characters one entry may hold."""
QUOTED = 40
"""Characters of it that an error repeats."""

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_NEWLINES = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
# The marks U+061C, U+200E and U+200F stay: scripts that run both ways are typed with them.
_UNSAFE = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
_LONE = "[\ud800-\udfff]"


def clean(text: str) -> str:
    """Text without control, escape and direction-override characters; newlines are `\\n`."""
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_UNSAFE, "", re.sub(_NEWLINES, "\n", text))
    return re.sub(_LONE, "\ufffd", text)


def one_line(text: str) -> str:
    """Cleaned text on a single line, runs of white space as one space."""
    return " ".join(clean(text).split())


def shortened(text: str) -> str:
    """What was typed, as an error repeats it: on one line, cut where it is long."""
    line = one_line(text)
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…"


def quoted(text: str) -> str:
    """The same in quotation marks."""
    return repr(shortened(text))


def fold(text: str) -> str:
    """How names are compared: composed and casefolded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def escape_json(text: str) -> str:
    """JSON text with control and bidirectional characters as `\\u…`, safe for a terminal.

    Half surrogate pairs as well, which no encoding takes.
    """
    return re.sub(
        "[\ud800-\udfff\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]",
        lambda m: f"\\u{ord(m[0]):04x}",
        text,
    )


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int, one: str, many: str) -> str:
    """`1 entry`, `1,200 entries`."""
    return f"{number:,} {one if number == 1 else many}"


def in_words(number: int) -> str:
    """`no`, `one`, … `ten`, then figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
