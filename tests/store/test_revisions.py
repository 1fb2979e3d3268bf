"""Revisions: numbers that only rise, and devices that always agree."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from presence_tui.store.revisions import (
    Revision,
    device_of,
    heads,
    highest_of,
    next_rev,
    next_saw,
    standing,
    winner,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MS = "1795348800000"


def revision(rev: str, saw: dict[str, str] | None = None, **own: Any) -> Revision:
    return Revision({"id": "X", "rev": rev, **({"saw": saw} if saw else {}), **own})


def test_a_first_revision_counts_from_zero() -> None:
    assert next_rev(NOON, None, "desk-1") == f"{MS}-0000-desk-1"


def test_the_same_millisecond_counts_on() -> None:
    assert next_rev(NOON, f"{MS}-0009-other-1", "desk-1") == f"{MS}-000a-desk-1"


def test_a_full_counter_takes_the_next_millisecond() -> None:
    assert next_rev(NOON, f"{MS}-zzzz-desk-1", "desk-1") == "1795348800001-0000-desk-1"


@given(st.integers(-(10**9), 10**9), st.integers(0, 36**4 - 1))
def test_a_revision_beats_what_it_replaces_under_any_clock(skew_s: int, counter: int) -> None:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = "".join(digits[counter // 36**i % 36] for i in (3, 2, 1, 0))
    old = f"{MS}-{text}-zeta-1"
    assert next_rev(NOON + timedelta(seconds=skew_s), old, "alpha-1") > old


def test_what_was_seen_is_passed_on_but_never_oneself() -> None:
    theirs = revision(f"{MS}-0001-b", {"c": "5", "a": "1"})
    mine = revision(f"{MS}-0000-a", {"d": "7"})
    assert next_saw([theirs, mine], "a") == {"b": f"{MS}-0001-b", "c": "5", "d": "7"}
    assert device_of(f"{MS}-0001-desk-4xk2p9") == "desk-4xk2p9"


def test_an_edit_that_saw_the_other_is_no_conflict() -> None:
    old = revision("1000000000000-0000-b", text="theirs")
    new = revision("1000000000001-0000-a", {"b": "1000000000000-0000-b"}, text="mine")
    assert heads([new, old]) == [new]
    assert winner("moments", [old, new]).row["text"] == "mine"


def test_equal_numbers_with_unequal_words_are_settled_alike_everywhere() -> None:
    one = revision("1000000000000-0000-a", text="apple")
    two = revision("1000000000000-0000-a", text="pear")
    assert winner("moments", [one, two]) == winner("moments", [two, one])


def test_a_purge_wins_over_any_later_edit() -> None:
    purged = revision("1000000000000-0000-a", purged=True)
    edit = revision("2000000000000-0000-b", text="still here")
    assert winner("moments", [edit, purged]) is purged


def test_a_purge_stands_until_it_is_knowingly_written_over() -> None:
    purged = revision("1000000000000-0000-a", purged=True)
    before = revision("2000000000000-0000-c", text="words that were to go")
    anew = revision("1500000000000-0000-b", {"a": "1000000000000-0000-a"}, text="anew")
    assert winner("pages", [before, purged, anew]) == anew
    assert heads([before, purged, anew]) == [anew]
    # Where the purge itself was replaced, what was written over it still tells of it.
    over = revision("1600000000000-0000-a", over={"a": "1000000000000-0000-a"}, text="anew")
    assert winner("pages", [before, over]) == over
    # As earlier builds wrote it.
    assert (
        winner("pages", [before, revision(over.rev, over=purged.rev, text="anew")]).rev == over.rev
    )
    for rows in permutations([before.row, purged.row, anew.row]):
        assert standing(rows) == {**anew.row, "over": {"a": purged.rev}}
    assert standing([before.row, purged.row]) == {**purged.row, "saw": {"c": before.rev}}


def test_a_device_goes_on_above_what_a_purge_took_from_it() -> None:
    mine = revision("2000000000000-0000-a", text="words that were to go")
    purged = revision("1000000000000-0000-b", purged=True)
    left = Revision(standing([mine.row, purged.row]))
    # B wrote anew having seen what was taken, and A purges that without having read it.
    anew = revision("1500000000000-0000-b", {"a": mine.rev}, over={"b": purged.rev}, text="anew")
    past = datetime(2000, 1, 1, tzinfo=UTC)
    rev = next_rev(past, highest_of([left, purged], "a"), "a")
    again = revision(rev, next_saw([left, purged], "a"), purged=True)
    assert again.rev > mine.rev
    assert not anew.has_seen(again)
    assert winner("pages", [anew, again]) == again


def test_where_each_was_purged_by_one_who_had_not_seen_it_nothing_is_left() -> None:
    one = revision("1000000000002-0000-a", over={"a": "1000000000000-0000-a"}, text="anew here")
    two = revision("1000000000003-0000-b", over={"b": "1000000000001-0000-b"}, text="anew there")
    left = winner("pages", [one, two]).row
    assert left == winner("pages", [two, one]).row == standing([two.row, one.row])
    assert (left["rev"], left["purged"]) == ("1000000000001-0000-b", True)
    # It still tells of both, so that words from before either stay gone.
    assert left["over"] == {"a": "1000000000000-0000-a"}
    assert "text" not in left


def test_a_purge_that_is_read_through_another_is_seen() -> None:
    carried = revision("1000000000002-0000-a", over={"b": "1000000000001-0000-b"}, purged=True)
    assert next_saw([carried], "c")["b"] == "1000000000001-0000-b"


def test_a_note_that_another_says_too_is_said_once() -> None:
    one = revision("1000000000000-0000-a", note="tired")
    two = revision("1000000000001-0000-b", note="tired and sad")
    assert winner("reviews", [two, one]).row["note"] == "tired and sad"


def test_concurrent_notes_are_joined_in_order() -> None:
    one = revision("1000000000000-0000-a", note="from the desk")
    two = revision("1000000000001-0000-b", note="from the sofa")
    assert winner("reviews", [two, one]).row["note"] == "from the desk\nfrom the sofa"


def at(minute: int) -> str:
    return f"2026-11-22T17:{minute:02d}:00.000+01:00"


def test_concurrent_boundaries_lose_no_return_and_end_at_the_earliest() -> None:
    here = revision(
        "1000000000001-0000-a",
        ended_at=at(40),
        returns=[at(10), at(39)],
        pauses=[[at(5), at(8)]],
    )
    there = revision(
        "1000000000002-0000-b",
        ended_at=at(30),
        returns=[at(20), at(35)],
        pauses=[[at(5), None], [at(28), at(33)]],
    )
    merged = winner("boundaries", [there, here]).row
    assert merged["ended_at"] == at(30)
    assert merged["returns"] == [at(10), at(20)]
    assert merged["pauses"] == [[at(5), at(8)], [at(28), at(30)]]


def test_an_end_beats_a_reopening_that_did_not_see_it() -> None:
    ended = revision("1000000000001-0000-a", ended_at=at(30), returns=[], pauses=[])
    reopened = revision("1000000000009-0000-b", ended_at=None, returns=[], pauses=[])
    assert winner("boundaries", [ended, reopened]).row["ended_at"] == at(30)
    saw_it = revision(
        "1000000000009-0000-b", {"a": "1000000000001-0000-a"}, ended_at=None, returns=[]
    )
    assert winner("boundaries", [ended, saw_it]).row["ended_at"] is None


revisions = st.lists(
    st.builds(
        lambda ms, device, saw, text, end: revision(
            f"100000000000{ms}-0000-{device}",
            {k: f"100000000000{v}-0000-{k}" for k, v in saw.items() if k != device},
            text=text,
            note=text,
            ended_at=None if end is None else at(end),
            returns=[at(ms)],
            pauses=[],
        ),
        st.integers(0, 9),
        st.sampled_from("abc"),
        st.dictionaries(st.sampled_from("abc"), st.integers(0, 9), max_size=2),
        st.sampled_from(("x", "y")),
        st.one_of(st.none(), st.integers(0, 59)),
    ),
    min_size=1,
    max_size=4,
)


@given(revisions, st.sampled_from(("moments", "boundaries", "reviews")))
def test_the_order_files_are_read_in_changes_nothing(found: list[Revision], table: str) -> None:
    said = {str(winner(table, order).row) for order in permutations(found)}
    assert len(said) == 1
