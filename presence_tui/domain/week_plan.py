"""A gentle week plan of one's own: a line on its weekday, offered there and never asked after."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from presence_tui.domain.text import one_line

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PlanLine(NamedTuple):
    """One line of the week plan."""

    weekday: int
    """0 is Monday."""
    text: str

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


def _line(line: Any) -> PlanLine | None:
    if not isinstance(line, Mapping) or set(line) != {"day", "text"}:
        return None
    day, text = line["day"], line["text"]
    if not isinstance(day, str) or not isinstance(text, str) or not one_line(text):
        return None
    said = day.strip().casefold()
    fits = [
        n for n, name in enumerate(WEEKDAYS) if len(said) >= 3 and name.casefold().startswith(said)
    ]
    return PlanLine(fits[0], one_line(text)) if fits else None
