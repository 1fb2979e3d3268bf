"""A boundary as one line of words, and back."""

from datetime import UTC, timedelta

import pytest
from conftest import paris
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import FieldError, WordsError
from presence_tui.domain.record import Stamp
from presence_tui.services.boundary_lines import line_of, read_line, said_of
from presence_tui.services.presence import Presence

WORDS = (
    "work", "at", "8:30", "09:00-10:00", "10m", "5", "min", "ago", "for", "@mia", "#play", "\\",
    "\\\\", "pm", "1h30", "until", "25:99", "900h", "walk,", "(at", "お風呂", "بيت", "-", "'s",
)  # fmt: skip


def worked(presence: Presence) -> Boundary:
    """From nine to four."""
    presence.boundaries.start("all-in", at="9:00")
    return presence.boundaries.stop(at="16:00")


def test_a_line_shows_the_name_and_both_times(presence: Presence) -> None:
    assert presence.past.words(worked(presence).stamp.id) == "All in at work 09:00-16:00"
    begun = presence.boundaries.start("Piano #calm at home", at="16:30")
    assert presence.past.words(begun.stamp.id) == "Piano \\#calm at home at 16:30"


@pytest.mark.parametrize(
    ("words", "name", "begin", "end"),
    [
        ("Work", "Work", (9, 0), (16, 0)),
        ("Work 8:30-15:10", "Work", (8, 30), (15, 10)),
        ("at 8.15 Work", "Work", (8, 15), (16, 0)),
        ("Work 16:30-17:00", "Work", (16, 30), (17, 0)),
        ("Work 2h", "Work", (9, 0), (11, 0)),
        ("Work at 10:00 90 min", "Work", (10, 0), (11, 30)),
        ("Work \\2h", "Work 2h", (9, 0), (16, 0)),
        ("Work 502 min ago", "Work", (9, 20), (16, 0)),
    ],
)
def test_what_a_line_says_is_changed_and_nothing_else(
    presence: Presence,
    words: str,
    name: str,
    begin: tuple[int, int],
    end: tuple[int, int],
) -> None:
    ident = worked(presence).stamp.id
    new = presence.past.edit(ident, words)
    assert isinstance(new, Boundary)
    assert (new.name, new.stamp.at, new.ended_at) == (
        name,
        paris(2026, 11, 22, *begin),
        paris(2026, 11, 22, *end),
    )
    assert presence.changes.undo().records
    assert presence.past.words(ident) == "All in at work 09:00-16:00"


def test_a_length_leaves_pauses_out(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 22, 9, 0))
    begun = presence.boundaries.start("piano")
    clock.set(paris(2026, 11, 22, 9, 10))
    presence.boundaries.pause()
    clock.set(paris(2026, 11, 22, 9, 15))
    presence.boundaries.resume()
    clock.set(paris(2026, 11, 22, 11, 0))
    presence.boundaries.stop()
    new = presence.past.edit(begun.stamp.id, "piano 30m")
    assert isinstance(new, Boundary)
    assert new.ended_at == paris(2026, 11, 22, 9, 35)


def test_of_one_that_runs_a_length_is_planned(presence: Presence) -> None:
    begun = presence.boundaries.start("piano", at="17:00")
    new = presence.past.edit(begun.stamp.id, "cello 30m at 17:10 @mia #calm")
    assert isinstance(new, Boundary)
    assert (new.name, new.planned_s, new.ended_at) == ("cello", 1800, None)
    assert (new.stamp.at, new.people, new.tags) == (
        paris(2026, 11, 22, 17, 10),
        ("mia",),
        ("calm",),
    )
    ended = presence.past.edit(begun.stamp.id, "cello 17:10-17:40")
    assert isinstance(ended, Boundary)
    assert (ended.ended_at, ended.people) == (paris(2026, 11, 22, 17, 40), ())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("9:00-16:00", "no words for the boundary"),
        ("Work at 25:99", "25:99"),
        ("Work at 16:30", "after its end"),
        ("Work 9:00-17:50", "between 09:00 and 17:42"),
    ],
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(
    presence: Presence, words: str, said: str
) -> None:
    before = worked(presence)
    with pytest.raises((WordsError, FieldError), match=said):
        read_line(presence, before, words)
    with pytest.raises((WordsError, FieldError), match=said):
        presence.past.edit(before.stamp.id, words)
    assert presence.past.find(before.stamp.id) == before


@given(
    name=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
    | st.text(min_size=1, max_size=12),
    minutes=st.none() | st.integers(0, 3000),
    seconds=st.integers(0, 59),
    people=st.sampled_from([(), ("mia",), ("mia", "ana-lucía")]),
    tags=st.sampled_from([(), ("play",)]),
)
def test_every_line_reads_back_to_the_same(
    name: str, minutes: int | None, seconds: int, people: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    at = paris(2026, 11, 22, 8, 30).replace(second=seconds)
    stamp = Stamp("01KAP0000000000000000000AA", at.date(), at, "Europe/Paris")
    end = None if minutes is None else at + timedelta(minutes=minutes, seconds=7)
    named = " ".join("".join(c for c in name if c.isprintable()).split())
    if not any(c.isalnum() for c in named):
        return
    boundary = Boundary(stamp, named, "home", ended_at=end, people=people, tags=tags)
    assert said_of(boundary, line_of(boundary), at.astimezone(UTC)) == {}
