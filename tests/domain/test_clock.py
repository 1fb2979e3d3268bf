"""Which day an instant belongs to, and which instants a wall clock shows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.clock import (
    FixedClock,
    day_of,
    evening_before,
    instants_at,
    morning_after,
    noon,
    start_of,
    time_in_day,
)
from presence_tui.domain.errors import WordsError

PARIS = ZoneInfo("Europe/Paris")
APIA = ZoneInfo("Pacific/Apia")
THREE = time(3)

# Zones whose clocks change at midnight, and the spring date of which midnight is skipped.
MIDNIGHTS = [
    ("America/Santiago", date(2026, 9, 6)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("America/Havana", date(2026, 3, 8)),
]

ZONES = st.sampled_from(
    ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]
    + [name for name, _ in MIDNIGHTS]
).map(ZoneInfo)
DAY_ENDS = st.sampled_from([time(0), time(3), time(4, 30), time(12)])
INSTANTS = st.integers(1_100_000_000, 2_050_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


# ── the presence day ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [(2, 59, 21), (3, 0, 22), (0, 30, 21), (23, 59, 22), (12, 0, 22)],
)
def test_a_day_ends_at_three(hour: int, minute: int, day: int) -> None:
    at = datetime(2026, 11, 22, hour, minute, tzinfo=PARIS)
    assert day_of(at, PARIS, THREE) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("ends", "day"), [(time(0), 22), (time(0, 30), 22), (time(0, 31), 21), (time(12), 21)]
)
def test_the_end_of_the_day_can_be_set(ends: time, day: int) -> None:
    at = datetime(2026, 11, 22, 0, 30, tzinfo=PARIS)
    assert day_of(at, PARIS, ends) == date(2026, 11, day)


def test_the_day_is_that_of_the_place_whatever_the_offset_of_the_instant() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert day_of(at, PARIS, THREE) == date(2026, 11, 22)
    assert day_of(at, PARIS, time(0)) == date(2026, 11, 23)
    assert day_of(at, ZoneInfo("Asia/Tokyo"), THREE) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25), (date(2026, 6, 10), 24)]
)
def test_a_summer_time_night_makes_a_day_of_23_or_25_hours(day: date, hours: int) -> None:
    start = start_of(day, PARIS, THREE).astimezone(UTC)
    end = start_of(day + timedelta(days=1), PARIS, THREE).astimezone(UTC)
    assert (end - start) == timedelta(hours=hours)


@pytest.mark.parametrize(("name", "day"), MIDNIGHTS)
def test_where_midnight_is_skipped_the_day_begins_at_one(name: str, day: date) -> None:
    tz = ZoneInfo(name)
    assert instants_at(day, time(0), tz) == ()
    begins = start_of(day, tz, time(0))
    assert (begins.date(), begins.time()) == (day, time(1))
    just_before = (begins.astimezone(UTC) - timedelta(seconds=1)).astimezone(tz)
    assert day_of(just_before, tz, time(0)) == day - timedelta(days=1)
    assert day_of(begins, tz, time(0)) == day
    assert day_of(begins, tz, THREE) == day - timedelta(days=1)
    with pytest.raises(WordsError, match=f"00:30 does not exist on {day}"):
        time_in_day(day - timedelta(days=1), time(0, 30), tz, THREE, begins)


def test_a_beginning_inside_a_gap_is_the_end_of_the_gap() -> None:
    begins = start_of(date(2026, 3, 29), PARIS, time(2, 30))
    assert begins == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert begins.time() == time(3)


def test_a_date_that_samoa_left_out_belongs_to_no_evening() -> None:
    assert instants_at(date(2011, 12, 30), time(12), APIA) == ()
    late = datetime(2011, 12, 31, 0, 30, tzinfo=APIA)
    assert day_of(late, APIA, THREE) == date(2011, 12, 29)
    assert time_in_day(date(2011, 12, 29), time(0, 30), APIA, THREE, late) == late
    assert evening_before(date(2011, 12, 31), APIA) == date(2011, 12, 29)
    assert morning_after(date(2011, 12, 29), APIA) == date(2011, 12, 31)
    with pytest.raises(WordsError, match="does not exist on 2011-12-30"):
        time_in_day(date(2011, 12, 30), time(9), APIA, THREE, late)
    assert start_of(date(2011, 12, 30), APIA, time(0)) == datetime(2011, 12, 31, tzinfo=APIA)


# ── wall times ────────────────────────────────────────────────────────────────


def test_a_doubled_time_has_two_instants_in_order() -> None:
    first, second = instants_at(date(2026, 10, 25), time(2, 30), PARIS)
    assert first.isoformat() == "2026-10-25T02:30:00+02:00"
    assert second.isoformat() == "2026-10-25T02:30:00+01:00"
    assert len(instants_at(date(2026, 10, 25), time(3), PARIS)) == 1
    assert len(instants_at(date(2026, 10, 25), time(2), PARIS)) == 2


def test_a_skipped_time_has_none() -> None:
    assert instants_at(date(2026, 3, 29), time(2), PARIS) == ()
    assert instants_at(date(2026, 3, 29), time(2, 59), PARIS) == ()
    assert len(instants_at(date(2026, 3, 29), time(3), PARIS)) == 1
    assert len(instants_at(date(2026, 3, 29), time(1, 59), PARIS)) == 1


@pytest.mark.parametrize(
    ("now", "offset"),
    [
        ("2026-10-25T02:10:00+02:00", 2),
        ("2026-10-25T02:30:00+02:00", 2),
        ("2026-10-25T02:10:00+01:00", 2),
        ("2026-10-25T02:30:00+01:00", 1),
        ("2026-10-25T09:00:00+01:00", 1),
    ],
)
def test_a_doubled_time_is_the_latest_that_is_not_ahead(now: str, offset: int) -> None:
    at = time_in_day(date(2026, 10, 24), time(2, 30), PARIS, THREE, datetime.fromisoformat(now))
    assert at.utcoffset() == timedelta(hours=offset)
    assert at.date() == date(2026, 10, 25)


def test_a_skipped_time_is_refused_in_one_sentence() -> None:
    now = datetime(2026, 3, 29, 9, 0, tzinfo=PARIS)
    with pytest.raises(WordsError, match="02:30 does not exist on 2026-03-29"):
        time_in_day(date(2026, 3, 28), time(2, 30), PARIS, THREE, now)


def test_a_time_before_the_day_ends_falls_on_the_next_morning() -> None:
    day, now = date(2026, 11, 22), datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)
    for at, on in ((time(2, 59), 23), (THREE, 22), (time(23, 59), 22), (time(0), 23)):
        assert time_in_day(day, at, PARIS, THREE, now).date() == date(2026, 11, on)


def test_noon_is_noon() -> None:
    assert noon(date(2026, 3, 29), PARIS).isoformat() == "2026-03-29T12:00:00+02:00"


@given(INSTANTS, ZONES, DAY_ENDS)
def test_every_instant_is_found_again_by_its_day_and_wall_time(
    instant: datetime, tz: ZoneInfo, ends: time
) -> None:
    local = instant.astimezone(tz)
    day = day_of(instant, tz, ends)
    wall_time = local.time().replace(fold=0)
    assert time_in_day(day, wall_time, tz, ends, instant).astimezone(UTC) == instant
    assert instant in [i.astimezone(UTC) for i in instants_at(local.date(), wall_time, tz)]


@given(INSTANTS, ZONES, DAY_ENDS)
def test_a_day_holds_its_own_beginning_and_never_an_earlier_instant(
    instant: datetime, tz: ZoneInfo, ends: time
) -> None:
    day = day_of(instant, tz, ends)
    begins = start_of(day, tz, ends)
    assert day_of(begins, tz, ends) == day
    assert begins.astimezone(UTC) <= instant
    assert instant < start_of(morning_after(day, tz), tz, ends).astimezone(UTC)


# ── the clock itself ──────────────────────────────────────────────────────────


def test_a_fixed_clock_reckons_in_real_seconds() -> None:
    clock = FixedClock(datetime(2026, 10, 25, 1, 30, tzinfo=PARIS))
    assert clock.place().name == "Europe/Paris"
    clock.advance(2 * 3600)
    assert clock.now().isoformat() == "2026-10-25T02:30:00+01:00"
    clock.set(datetime(2026, 10, 24, 12, 0, tzinfo=UTC))
    assert clock.now().isoformat() == "2026-10-24T14:00:00+02:00"
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 11, 22))  # noqa: DTZ001
