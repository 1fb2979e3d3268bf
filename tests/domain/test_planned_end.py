"""The planned end agrees with what remains, whatever pauses lie before it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.boundary import Boundary, Pause, planned_end, remaining_s, share, state
from presence_tui.domain.record import Stamp

START = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)


def boundary(planned_s: int, pauses: list[tuple[int, int]]) -> Boundary:
    made: tuple[Pause, ...] = tuple(
        (START + timedelta(seconds=a), START + timedelta(seconds=a + long)) for a, long in pauses
    )
    stamp = Stamp("X", START.date(), START)
    return Boundary(stamp, "x", "home", planned_s=planned_s, pauses=made)


@given(
    st.integers(1, 5000),
    st.lists(st.tuples(st.integers(-100, 8000), st.integers(0, 3000)), max_size=5),
)
def test_nothing_remains_at_the_planned_end_and_something_just_before(
    planned_s: int, pauses: list[tuple[int, int]]
) -> None:
    made = boundary(planned_s, pauses)
    late = START + timedelta(days=2)
    end = planned_end(made, late)
    assert end is not None
    assert remaining_s(made, end) == 0
    assert state(made, end) == "over"
    assert share(made, end) == 1.0
    assert (remaining_s(made, end - timedelta(seconds=1)) or 0) > 0


@given(st.integers(1, 5000), st.integers(0, 20_000))
def test_the_share_only_grows(planned_s: int, later: int) -> None:
    made = boundary(planned_s, [(100, 500)])
    now = START + timedelta(seconds=later)
    one, two = share(made, now), share(made, now + timedelta(seconds=7))
    assert one is not None
    assert two is not None
    assert 0 <= one <= two <= 1


def test_an_open_end_has_none() -> None:
    made = boundary(1, [])._replace(planned_s=None)
    assert planned_end(made, START) is None
    assert share(made, START) is None
