"""What a boundary shows, derived from its start, its pauses and the clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.boundary import (
    Boundary,
    Pause,
    elapsed_s,
    remaining_s,
    seconds_between,
    shown_minutes,
    state,
)
from presence_tui.domain.record import Stamp

PARIS = ZoneInfo("Europe/Paris")
EIGHT = datetime(2026, 11, 22, 8, 0, tzinfo=PARIS)


def after(minutes: float) -> datetime:
    """So many minutes after eight."""
    return EIGHT + timedelta(minutes=minutes)


def boundary(
    *pauses: tuple[float, float | None],
    ended: float | None = None,
    planned: int | None = None,
    until: float | None = None,
) -> Boundary:
    """One that began at eight; everything in minutes after it."""
    return Boundary(
        stamp=Stamp("x", EIGHT.date(), EIGHT),
        name="All in",
        side="work",
        planned_s=None if planned is None else planned * 60,
        until=None if until is None else after(until),
        ended_at=None if ended is None else after(ended),
        pauses=tuple((after(a), None if b is None else after(b)) for a, b in pauses),
    )


@pytest.mark.parametrize(
    ("running", "minutes"),
    [
        (boundary(), 60),
        (boundary(ended=45), 45),
        (boundary(ended=90), 90),
        (boundary((10, 20)), 50),
        (boundary((10, None)), 10),
        (boundary((10, 20), (40, None)), 30),
        (boundary((10, 30), (20, 40)), 30),
        (boundary((10, 40), (20, 30)), 30),
        (boundary((20, 40), (10, 30)), 30),
        (boundary((10, 20), (10, 20)), 50),
        (boundary((10, None), (20, 30)), 10),
        (boundary((20, 10)), 60),
        (boundary((-30, 10)), 50),
        (boundary((-30, -10)), 60),
        (boundary((50, 90)), 50),
        (boundary((70, 90)), 60),
        (boundary((70, None)), 60),
        (boundary((10, None), ended=45), 10),
        (boundary((40, 50), ended=45), 40),
        (boundary(ended=-10), 0),
        (boundary((-30, None)), 0),
    ],
)
def test_elapsed_leaves_pauses_out(running: Boundary, minutes: int) -> None:
    assert elapsed_s(running, after(60)) == minutes * 60


@pytest.mark.parametrize("now", [0, -1, -10_000])
def test_a_clock_set_back_shows_nothing_below_zero(now: float) -> None:
    for one in (boundary(), boundary((-5, None)), boundary((10, 20), planned=30)):
        assert elapsed_s(one, after(now)) == 0
        assert shown_minutes(one, after(now)) == 0
        assert state(one, after(now)) in ("running", "paused")


def test_seconds_are_whole_and_cut() -> None:
    assert elapsed_s(boundary(), after(1.9999)) == 119
    assert shown_minutes(boundary(), after(1.9999)) == 1
    assert shown_minutes(boundary(ended=1.9999), after(60)) == 2
    assert shown_minutes(boundary(ended=1.49), after(60)) == 1


def test_a_planned_length_counts_what_was_lived() -> None:
    one = boundary((10, 20), planned=30)
    assert remaining_s(one, after(30)) == 10 * 60
    assert remaining_s(one, after(40)) == 0
    assert remaining_s(one, after(45)) == -5 * 60
    assert remaining_s(boundary((10, None), planned=30), after(500)) == 20 * 60
    assert remaining_s(boundary(planned=30, ended=20), after(500)) == 10 * 60


def test_a_planned_end_comes_whether_paused_or_not() -> None:
    one = boundary((10, None), until=30)
    assert remaining_s(one, after(20)) == 10 * 60
    assert remaining_s(one, after(40)) == -10 * 60
    assert remaining_s(boundary(until=30, ended=20), after(500)) == 10 * 60
    assert remaining_s(boundary(), after(20)) is None


@pytest.mark.parametrize(
    ("one", "now", "wanted"),
    [
        (boundary(), 60, "running"),
        (boundary((10, None)), 60, "paused"),
        (boundary((10, 20)), 60, "running"),
        (boundary((10, None), (20, 30)), 60, "paused"),
        (boundary(planned=30), 29.999, "running"),
        (boundary(planned=30), 30, "over"),
        (boundary((10, 20), planned=30), 39.999, "running"),
        (boundary((10, None), planned=5), 60, "paused"),
        (boundary(until=30), 29.999, "running"),
        (boundary(until=30), 30, "over"),
        (boundary(until=30), -60, "running"),
        (boundary(ended=10), 60, "ended"),
        (boundary((5, None), ended=10), 60, "ended"),
        (boundary(ended=10, planned=5), 60, "ended"),
    ],
)
def test_the_state(one: Boundary, now: float, wanted: str) -> None:
    assert state(one, after(now)) == wanted


def test_a_deleted_one_does_not_run() -> None:
    one = boundary((10, None))
    gone = one._replace(stamp=one.stamp._replace(deleted=True))
    assert (gone.runs, gone.paused, state(gone, after(60))) == (False, False, "ended")


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        ("2026-10-25T01:30:00+02:00", "2026-10-25T04:00:00+01:00", 12_600),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", 3_600),
        ("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00", 3_600),
        ("2026-11-22T23:00:00+01:00", "2026-11-22T19:00:00-05:00", 7_200),
    ],
)
def test_a_summer_time_night_has_its_real_length(start: str, end: str, seconds: int) -> None:
    for zone in (PARIS, UTC, ZoneInfo("America/Santiago")):
        begin = datetime.fromisoformat(start).astimezone(zone)
        now = datetime.fromisoformat(end).astimezone(PARIS)
        one = Boundary(Stamp("x", begin.date(), begin), "sleep", "home", planned_s=seconds)
        assert seconds_between(begin, now) == seconds
        assert elapsed_s(one, now) == seconds
        assert remaining_s(one, now) == 0
        assert elapsed_s(one._replace(ended_at=now), now + timedelta(days=1)) == seconds
        assert elapsed_s(one._replace(pauses=((begin, now),)), now) == 0


MINUTES = st.integers(-600, 600)
PAUSES = st.lists(st.tuples(MINUTES, st.none() | MINUTES), max_size=5)


@given(PAUSES, st.none() | MINUTES, MINUTES)
def test_elapsed_is_the_minutes_in_no_pause(
    pauses: list[tuple[int, int | None]], ended: int | None, now: int
) -> None:
    one = boundary(*pauses, ended=ended)
    last = now if ended is None else ended
    lived = [
        minute
        for minute in range(last)
        if not any(a <= minute < (last if b is None else b) for a, b in pauses)
    ]
    assert elapsed_s(one, after(now)) == 60 * len(lived)


@given(PAUSES, MINUTES, st.integers(0, 600))
def test_elapsed_never_runs_backwards(
    pauses: list[tuple[int, int | None]], now: int, more: int
) -> None:
    one = boundary(*pauses)
    assert 0 <= elapsed_s(one, after(now)) <= elapsed_s(one, after(now + more))


@given(st.permutations([(1, 5), (3, 9), (12, 15), (14, None)]))
def test_the_order_of_pauses_does_not_matter(pauses: list[Pause]) -> None:
    assert elapsed_s(boundary(*pauses), after(60)) == 4 * 60
