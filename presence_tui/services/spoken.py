"""A boundary said in one line: `logged off until 20:00`, `piano with her 30m at 16:30`."""

from typing import NamedTuple

from presence_tui.domain.clock_words import clock_time
from presence_tui.domain.lengths import is_length, read_length
from presence_tui.domain.settings import Settings
from presence_tui.domain.text import one_line
from presence_tui.services.dated import is_day


class Spoken(NamedTuple):
    """What `Boundaries.start` takes, as typed."""

    name: str
    side: str
    """Of the preset, else home."""
    length: str | None = None
    until: str | None = None
    at: str | None = None


def read_boundary(settings: Settings, words: str) -> Spoken:
    """The parts of a line; lengths and times count at its end only, the rest is the name.

    Raises WordsError for a time or a length that cannot be one.
    """
    name, length, until, at = one_line(words), None, None, None
    while settings.preset(name) is None:
        if (time := _time(name)) is not None:
            head, word, said = time
            if (until if word == "until" else at) is not None:
                break
            until, at = (said, at) if word == "until" else (until, said)
            name = head
        elif length is None and (found := _length(name)) is not None:
            name, length = found
        else:
            break
    preset = settings.preset(name)
    return Spoken(name, preset.side if preset else "home", length, until, at)


def _time(words: str) -> tuple[str, str, str] | None:
    """The words before a time at the end, `until` or `at`, and the time; a start may have its day.

    Raises WordsError for a time that cannot be one.
    """
    rest, _, last = words.rpartition(" ")
    head, _, word = rest.rpartition(" ")
    if not last[:1].isdigit() or not head:
        return None
    if word in ("until", "at"):
        clock_time(last)
        return head, word, last
    before, _, at = head.rpartition(" ")
    if at != "at" or not before or not is_day(word):
        return None
    clock_time(last)
    return before, at, f"{word} {last}"


def _length(words: str) -> tuple[str, str] | None:
    """The words before a length at the end, and the length; none where there is no such end.

    Raises WordsError for a length that cannot be one.
    """
    parts = words.split(" ")
    for count in (2, 1):
        name, said = parts[:-count], " ".join(parts[-count:])
        if not name or not is_length(said):
            continue
        read_length(said)
        if name[-1] == "for" and len(name) > 1:
            name = name[:-1]
        return " ".join(name), said
    return None
