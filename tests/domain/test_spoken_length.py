"""Lengths in words: every minute of a day, without a digit."""

import pytest

from presence_tui.domain.spoken_length import spoken_length


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "one minute"),
        (10, "ten minutes"),
        (15, "a quarter of an hour"),
        (20, "twenty minutes"),
        (25, "twenty-five minutes"),
        (30, "half an hour"),
        (45, "three quarters of an hour"),
        (60, "an hour"),
        (75, "an hour and a quarter"),
        (90, "an hour and a half"),
        (100, "an hour and forty minutes"),
        (120, "two hours"),
        (150, "two hours and a half"),
        (1440, "twenty-four hours"),
    ],
)
def test_as_one_would_say_it(minutes: int, words: str) -> None:
    assert spoken_length(minutes) == words


def test_every_length_of_a_day_is_words_of_its_own() -> None:
    said = [spoken_length(minutes) for minutes in range(1, 1441)]
    assert len(set(said)) == len(said)
    assert not any(c.isdigit() for c in "".join(said))
