"""What forms of all kinds read alike: a day, a text; and which field an error is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from presence_tui.domain.errors import FieldError, PresenceError, WordsError
from presence_tui.domain.text import LONGEST
from presence_tui.services.presence import Presence, a_day

DAY = "A day up to today, such as 2026-11-22 or yesterday."


@contextmanager
def field(name: str) -> Iterator[None]:
    """What cannot be meant in here is about that field. Raises FieldError."""
    try:
        yield
    except FieldError:
        raise
    except PresenceError as error:
        raise FieldError(name, str(error)) from error


def day_said(presence: Presence, said: str) -> date:
    """A day up to today as typed. Raises WordsError, NotFoundError."""
    today = presence.today()
    day = a_day(said, today)
    if day > today:
        raise WordsError(f"{day} is still to come; the latest day is {today}.")
    return day


def text_said(said: str, longest: int = LONGEST) -> str:
    """A text that must be there. Raises WordsError."""
    words = said.strip()
    if not words:
        raise WordsError("There are no words yet: add a few of your own.")
    if len(words) > longest:
        raise WordsError(f"It holds up to {longest:,} characters; yours is longer.")
    return words
