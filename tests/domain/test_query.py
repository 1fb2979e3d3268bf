"""What a line to find by means."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.query import OPEN_KINDS, PRIVATE_KINDS, read_query


def test_every_part_is_read() -> None:
    query = read_query(
        'Pancakes "Slow  Café" @Ána #Play kind:thanks side:home after:2025-06 before:2026'
    )
    assert query.words == ("pancakes", "slow cafe")
    assert (query.people, query.tags) == (("ana",), ("play",))
    assert (query.kinds, query.sides) == ({"gratitude"}, {"home"})
    assert (query.after, query.before) == (date(2025, 6, 1), date(2026, 1, 1))
    assert not query.problems


def test_what_is_not_finished_yet_narrows_nothing() -> None:
    assert read_query("").empty
    assert read_query("kind: after: @ #").words == ("@", "#")
    assert read_query("side:").empty
    assert read_query("kind:").empty


def test_an_open_phrase_counts_to_its_end() -> None:
    assert read_query('"dance par').words == ("dance par",)
    assert read_query('"kind:guilt"').words == ("kind:guilt",)


def test_other_colons_are_words() -> None:
    assert read_query("at 7:40 https://a.b note:x").words == ("at", "7:40", "https://a.b", "note:x")


def test_beginnings_of_kinds_never_open_what_is_private() -> None:
    assert read_query("kind:g").kinds == {"gratitude"}
    assert read_query("kind:p").kinds == {"parked"}
    assert read_query("kind:checkin").kinds == {"care"}
    assert read_query("kind:guilt kind:page").kinds == {"guilt", "page"}


def test_what_cannot_be_meant_is_said() -> None:
    query = read_query("kind:dragon after:2025-13 before:soon side:moon x")
    assert len(query.problems) == 4
    assert query.words == ("x",)
    assert "after:2025-06" in query.problems[1]


def test_the_narrowest_days_count() -> None:
    query = read_query("after:2024 after:2025-02-03 before:2026 before:2025-03")
    assert (query.after, query.before) == (date(2025, 2, 3), date(2025, 3, 1))


@given(st.text())
def test_any_line_can_be_read(line: str) -> None:
    query = read_query(line)
    assert query.kinds <= {*OPEN_KINDS, *PRIVATE_KINDS}
    assert all(query.words)
