"""An intention: the one moment chosen for tomorrow."""

import re
from datetime import date
from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, RowError, Stamp, row_of
from presence_tui.domain.text import one_line

TABLE = "intentions"

_IF = re.compile(r"(?:if|when)\s+", re.IGNORECASE)
"""What a cue may begin with when it is asked for by itself."""
_CUE = r"(?i:if)\s+(?P<cue>(?:\S.*?)?[^\s,.…])"
_IF_THEN = tuple(
    re.compile(_CUE + then + r"(?P<words>\S.*)")
    # As it is written here, before the other ways to say it: a cue may hold a comma.
    for then in (", then ", r",\s*(?i:then)\s+", r"\s+(?i:then)\s+", r",\s*")
)


class Intention(NamedTuple):
    """What one wants to make room for on `for_day`."""

    stamp: Stamp
    text: str
    for_day: date
    moment: str | None = None
    """Id of the moment that fulfilled it, or null."""

    @classmethod
    def from_row(cls, row: Row) -> "Intention":
        """Raises RowError when the row is not an intention."""
        f = Fields(row)
        for_day = f.maybe_day("for_day")
        if for_day is None:
            raise RowError("for_day is missing")
        return cls(
            text=f.text("text"),
            for_day=for_day,
            moment=f.maybe_text("moment"),
            stamp=f.stamp(),
        )

    def to_row(self) -> Row:
        """The JSON object of this intention."""
        own = {"text": self.text, "for_day": self.for_day.isoformat(), "moment": self.moment}
        return row_of(self.stamp, own)


def split_cue(text: str) -> tuple[str, str]:
    """`If it is breakfast, then pancakes` as (`it is breakfast`, `pancakes`); else no cue."""
    line = one_line(text)
    for pattern in _IF_THEN:
        if found := pattern.fullmatch(line):
            return found["cue"], found["words"]
    return "", line


def with_cue(text: str, cue: str) -> str:
    """An intention's words said with a cue in place of the one they had; without one, bare."""
    before, words = split_cue(text)
    said = one_line(cue).rstrip(" ,.…")
    while begins := _IF.match(said):
        said = said[begins.end() :]
    if said and words:
        return f"If {said}, then {words}"
    while before:
        before, words = split_cue(words)
    return words
