"""An intention: the one moment chosen for tomorrow."""

import re
from datetime import date
from typing import NamedTuple

from presence_tui.domain.record import Fields, Row, RowError, Stamp, row_of
from presence_tui.domain.text import one_line

TABLE = "intentions"

_IF_THEN = re.compile(r"if\s+(?P<cue>\S.*?)(?:,\s*then|,|\s+then)\s+(?P<words>\S.*)", re.IGNORECASE)


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
    found = _IF_THEN.fullmatch(one_line(text))
    return (found["cue"], found["words"]) if found else ("", one_line(text))


def with_cue(text: str, cue: str) -> str:
    """An intention's words said with a cue in place of the one they had; without one, bare."""
    words = split_cue(text)[1]
    said = one_line(cue).rstrip(" ,.…")
    if said.casefold().startswith("if "):
        said = said[3:].lstrip()
    return f"If {said}, then {words}" if said and words else words
