"""A boundary said in one line."""

import pytest

from presence_tui.domain.errors import WordsError
from presence_tui.domain.settings import Settings
from presence_tui.services.spoken import Spoken, read_boundary


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("logged-off", Spoken("logged-off", "home")),
        ("All in at work", Spoken("All in at work", "work")),
        ("all-in until 12:30", Spoken("all-in", "work", until="12:30")),
        ("logged off, be present at 16:30", Spoken("logged off, be present", "home", at="16:30")),
        ("logged off at 16:30", Spoken("logged off", "home", at="16:30")),
        ("all in until 12:30", Spoken("all in", "work", until="12:30")),
        ("piano 30m", Spoken("piano", "home", length="30m")),
        ("piano for 30 min", Spoken("piano", "home", length="30 min")),
        ("piano with her 1h30 at 16:30", Spoken("piano with her", "home", "1h30", at="16:30")),
        ("rest until 20:00 at 19:00", Spoken("rest", "self", None, "20:00", "19:00")),
        ("walk at yesterday 23:30", Spoken("walk", "home", at="yesterday 23:30")),
        ("walk 30m at sat 9:00", Spoken("walk", "home", "30m", at="sat 9:00")),
        ("walk at 2026-11-20 9:00", Spoken("walk", "home", at="2026-11-20 9:00")),
        ("dinner at grandmas 19:00", Spoken("dinner at grandmas 19:00", "home")),
        ("yesterday 9:00", Spoken("yesterday 9:00", "home")),
        ("30m", Spoken("30m", "home")),
        ("dinner at grandma", Spoken("dinner at grandma", "home")),
        ("wait until 3 days pass", Spoken("wait until 3 days pass", "home")),
        ("  story\n time ", Spoken("story time", "home")),
    ],
)
def test_what_is_meant(words: str, spoken: Spoken) -> None:
    assert read_boundary(Settings(), words) == spoken


def test_a_time_that_cannot_be_one_is_said() -> None:
    with pytest.raises(WordsError, match="25:99"):
        read_boundary(Settings(), "piano at 25:99")
