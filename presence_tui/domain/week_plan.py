"""A gentle week plan of one's own: a line on its weekday, offered there and never asked after."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from presence_tui.domain.dates import WEEKDAYS
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line


class PlanLine(NamedTuple):
    """One line of the week plan."""

    weekday: int
    """0 is Monday."""
    text: str

    @property
    def said(self) -> str:
        """`Sunday: cook ahead`."""
        return f"{WEEKDAYS[self.weekday]}: {self.text}"

    def on(self, day: date) -> bool:
        """Whether it belongs to that day."""
        return day.weekday() == self.weekday


def read_week(value: Any, place: str, problems: list[str]) -> tuple[PlanLine, ...]:
    """The lines of `[[week]]`; a line that cannot be read is left out and named in `problems`."""
    if not isinstance(value, list):
        problems.append(f"{place}: week is {value!r}; allowed are tables such as [[week]].")
        return ()
    found = []
    for number, line in enumerate(value, 1):
        read = _line(line)
        if read is None:
            problems.append(
                f"{place}: line {number} of week is {line!r}; allowed is a weekday and words, "
                'such as day = "Sunday" and text = "cook ahead". It is left out.'
            )
        else:
            found.append(read)
    return tuple(found)


def read_line(words: str, weekday: int) -> PlanLine:
    """A line as it is typed, `Sunday: cook ahead`; without a day it belongs to `weekday`.

    Raises WordsError when there are no words.
    """
    said, colon, rest = one_line(words).partition(":")
    day = _weekday(said) if colon else None
    text = one_line(rest) if day is not None else one_line(words)
    if not text:
        raise WordsError("There are no words yet: say it like “Sunday: cook ahead”.")
    return PlanLine(weekday if day is None else day, text)


def _weekday(said: str) -> int | None:
    """`Sun`, `sunday` as a number; 0 is Monday."""
    said = said.strip().casefold()
    fits = [
        n for n, name in enumerate(WEEKDAYS) if len(said) >= 3 and name.casefold().startswith(said)
    ]
    return fits[0] if fits else None


def _line(line: Any) -> PlanLine | None:
    if not isinstance(line, Mapping) or set(line) != {"day", "text"}:
        return None
    day, text = line["day"], line["text"]
    if not isinstance(day, str) or not isinstance(text, str) or not one_line(text):
        return None
    weekday = _weekday(day)
    return None if weekday is None else PlanLine(weekday, one_line(text))
