"""A hard week: for how long nothing asks, and when it may ask again. Nobody asks why."""

from datetime import date
from typing import TYPE_CHECKING

from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.ui.dialogs.question import Choice, Question, Reply

if TYPE_CHECKING:
    from presence_tui.services.week import Week

LENGTHS = (
    ("1", "today", 1),
    ("2", "three days", 3),
    ("3", "a week", 7),
    ("4", "two weeks", 14),
    ("5", "a month", 31),
)
"""Key, words and days."""


def hard_week_question(until: date | None) -> Question:
    """Asks for how long prompts are to rest; while they do, whether they come back."""
    lengths = tuple(Choice(key, words, str(days)) for key, words, days in LENGTHS)
    if until is None:
        return Question("For how long shall nothing ask?", lengths, skip="leave it as it is")
    again = Choice("enter", "let prompts come back now", "end")
    longer = tuple(c._replace(words=f"{c.words}, from today") for c in lengths)
    return Question(rests_until(until), (again, *longer), skip="leave it as it is")


def rests_until(until: date) -> str:
    """`Nothing will ask until Saturday 28 November has passed.`"""
    day = f"{WEEKDAYS[until.weekday()]} {until.day} {MONTHS[until.month - 1]}"
    return f"Nothing will ask until {day} has passed."


def answered(week: "Week", reply: Reply) -> str:
    """Does what was answered, off the event loop; one sentence about it. Raises StoreError."""
    if reply.answer == "end":
        week.end_hard()
        return "Prompts come back."
    return rests_until(week.begin_hard(int(reply.answer)))
