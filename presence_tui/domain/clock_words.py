"""A time of day as people type it: `7:40`, `7.40pm`, `7pm`, and a range: `18:00-18:30`."""

import re
from datetime import time
from typing import NamedTuple

from presence_tui.domain.errors import WordsError

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_TIME = r"(?ia)(\d{1,2})(?:([:.])(\d{2}))?\s?(am|pm)?"
_COLON = r"(?ia)\d{1,2}:\d{1,2}(?:am|pm)?"
_CLOCK = r"(\d{1,2}):(\d{2})(am|pm)?"
_RANGE = rf"(?ia){_CLOCK}[-\u2013]{_CLOCK}"


class Span(NamedTuple):
    """A beginning on the wall clock, and perhaps an end."""

    begin: time
    end: time | None = None


class Ago(NamedTuple):
    """A beginning so many minutes before now."""

    minutes: int


def clock_time(words: str) -> time:
    """A time of day as it is typed: `7:40`, `7.40pm`, `7pm`, `19:05`. Raises WordsError."""
    m = re.fullmatch(_TIME, words.strip())
    found = _wall(m[1], m[3], m[4]) if m and (m[3] or m[4]) else None
    if found is None:
        raise _impossible(words.strip())
    return found


def clock_span(words: str) -> Span:
    """A time or a range of times as it is typed for `--at`. Raises WordsError."""
    said = words.strip()
    return clock_range(said) if is_range(said) else Span(clock_time(said))


def is_range(said: str) -> bool:
    """Whether words are shaped like a range of times, possible or not."""
    return re.fullmatch(_RANGE, said) is not None


def clock_range(said: str) -> Span:
    """A range of times. Raises WordsError."""
    m = re.fullmatch(_RANGE, said)
    begin = _wall(m[1], m[2], m[3]) if m else None
    end = _wall(m[4], m[5], m[6]) if m else None
    if begin is None or end is None:
        raise _impossible(said)
    return Span(begin, end)


def is_time(said: str) -> bool:
    """Whether words after `at` are meant as a time, possible or not.

    A colon is always meant as one; a dot only where it can be one, since `25.99` is a price.
    """
    if re.fullmatch(_COLON, said):
        return True
    m = re.fullmatch(_TIME, said)
    if m is None or not (m[3] or m[4]):
        return False
    return bool(m[4]) or _wall(m[1], m[3], None) is not None


def _wall(hour: str, minute: str | None, half: str | None) -> time | None:
    h, m = int(hour), int(minute or 0)
    if half:
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half.lower() == "pm" else 0)
    return time(h, m) if h < 24 and m < 60 else None


def _impossible(said: str) -> WordsError:
    return WordsError(f"“{said}” is no time of day: say it like 7:40, 19:05 or 7pm.")
