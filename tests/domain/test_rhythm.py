"""Rhythm on hand-made weeks: what each day holds, and what is said about it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import PARIS, paris
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.boundary import Boundary, elapsed_s
from presence_tui.domain.moment import Moment
from presence_tui.domain.record import Stamp
from presence_tui.domain.rhythm import Rhythm, rhythm
from presence_tui.domain.sentences import sentences

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
ENDS = time(3)
NOW = paris(2026, 11, 23, 12, 0)


def boundary(side: str, start: datetime, hours: float, day: date | None = None) -> Boundary:
    """A boundary that has ended."""
    zone = getattr(start.tzinfo, "key", None)
    stamp = Stamp(f"{side}-{start}", day or start.date(), start, zone)
    end = (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)
    return Boundary(stamp, side, side, ended_at=end)


def moment(at: datetime, *people: str, day: date | None = None, timed: bool = True) -> Moment:
    """A moment with some people."""
    return Moment(Stamp(str(at), day or at.date(), at), "a moment", None, people, timed=timed)


def week(boundaries: list[Boundary], moments: list[Moment] | None = None) -> Rhythm:
    """The week of 16 November."""
    return rhythm(MONDAY, SUNDAY, boundaries, moments or [], ENDS, NOW)


def leaning(*hours: tuple[float, float]) -> list[Boundary]:
    """Work from 9 and home from 18, so many hours each day from Monday on."""
    found = []
    for n, (work, home) in enumerate(hours):
        day = 16 + n
        if work:
            found.append(boundary("work", paris(2026, 11, day, 9, 0), work))
        if home:
            found.append(boundary("home", paris(2026, 11, day, 18, 0), home))
    return found


def said(boundaries: list[Boundary], moments: list[Moment] | None = None) -> list[str]:
    """What is said about that week."""
    return list(sentences(week(boundaries, moments), "week"))


# ── days ─────────────────────────────────────────────────────────────────────


def test_a_boundary_over_the_night_is_split_where_the_day_ends() -> None:
    days = week([boundary("home", paris(2026, 11, 16, 22, 0), 10)]).days
    assert [d.minutes("home") for d in days[:3]] == [300, 300, 0]
    first, second = days[0].stretches[0], days[1].stretches[0]
    assert (first.begin, first.end) == (22, 27)
    assert (second.begin, second.end) == (3, 8)


def test_a_boundary_over_several_days_fills_them() -> None:
    days = week([boundary("self", paris(2026, 11, 16, 12, 0), 60)]).days
    assert [d.minutes("self") for d in days[:4]] == [15 * 60, 24 * 60, 21 * 60, 0]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 10, 24), 25), (date(2026, 3, 28), 23)])
def test_the_days_of_summer_time_have_their_own_length(day: date, hours: int) -> None:
    start = datetime.combine(day, time(3), PARIS)
    before, after = day - timedelta(days=1), day + timedelta(days=2)
    long = boundary("home", start - timedelta(hours=2), 80, day=before)
    days = rhythm(before, after, [long], [], ENDS, NOW).days
    assert days[1].minutes("home") == hours * 60


def test_overlapping_boundaries_of_a_side_count_once_and_pauses_not_at_all() -> None:
    one = boundary("home", paris(2026, 11, 16, 10, 0), 3)
    one = one._replace(pauses=((paris(2026, 11, 16, 10, 30), paris(2026, 11, 16, 11, 0)),))
    two = boundary("home", paris(2026, 11, 16, 12, 0), 2)
    day = week([one, two]).days[0]
    assert day.minutes("home") == 30 + 180
    assert day.minutes("work") == 0


def test_what_runs_counts_up_to_now_and_a_timed_moment_is_no_boundary() -> None:
    start = paris(2026, 11, 22, 22, 0)
    stamp = Stamp("1", SUNDAY, start, "Europe/Paris")
    runs = Boundary(stamp, "off", "home")
    found = rhythm(SUNDAY, SUNDAY + timedelta(days=1), [runs], [], ENDS, NOW)
    assert [d.minutes("home") for d in found.days] == [300, 540]
    assert week([runs._replace(kind="moment")]).days[6].empty


def test_a_day_keeps_the_day_it_was_given_when_days_end_otherwise_now() -> None:
    late = boundary("home", paris(2026, 11, 17, 4, 0), 1, day=MONDAY)
    assert [d.minutes("home") for d in week([late]).days[:2]] == [60, 0]


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 (naive is asked for)
    minutes=st.integers(0, 5000),
    zone=st.sampled_from(["Europe/Paris", "America/Santiago", "Asia/Tokyo", "Pacific/Chatham"]),
    ends=st.sampled_from([time(0), time(3), time(5, 30)]),
)
def test_no_minute_is_lost_or_doubled_by_splitting(
    start: datetime, minutes: int, zone: str, ends: time
) -> None:
    begin = start.replace(tzinfo=UTC, microsecond=0).astimezone(ZoneInfo(zone))
    made = boundary("work", begin, minutes / 60)
    first = begin.date() - timedelta(days=2)
    days = rhythm(first, first + timedelta(days=10), [made], [], ends, NOW).days
    pieces = [s for d in days for s in d.stretches]
    assert sum((s.finish - s.start).total_seconds() for s in pieces) == elapsed_s(made, NOW)
    assert [s.start for s in pieces] == sorted(s.start for s in pieces)


# ── what is said ─────────────────────────────────────────────────────────────

EVENINGS = [
    *(moment(paris(2026, 11, d, 17, 10), "mia") for d in (16, 18, 20)),
    moment(paris(2026, 11, 19, 18, 40), "leo"),
    moment(paris(2026, 11, 21, 9, 0), "Mia", "leo"),
]


def test_a_week_that_leans_first_to_work_and_then_to_home() -> None:
    hours = [(8, 1), (8, 1), (7, 2), (9, 0.5), (3, 5), (0, 7), (0, 6)]
    assert said(leaning(*hours), EVENINGS) == [
        "Leaned to work until Thursday, then home.",
        "Most moments came between 17 and 19.",
    ]


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ([(8, 1)] * 7, "Leaned to work all week."),
        ([(0, 3)] * 7, "Leaned to home all week."),
        ([(8, 0), (0, 0), (8, 0)], "Leaned to work."),
        ([(0, 0), (4, 0)], "Leaned to work on Tuesday."),
        ([(4, 4)], "Work and home were close to each other on Monday."),
        ([(5, 5)] * 7, "Work and home stayed close to each other all week."),
        (
            [(0, 5), (8, 1), (8, 1), (0, 5)],
            "Leaned to home until Monday, to work until Wednesday, then home.",
        ),
        ([(8, 0), (0, 5)] * 3, "Went back and forth between work and home."),
        ([(8, 0), (5, 5), (0, 5)], "Leaned to work until Tuesday, then home."),
    ],
)
def test_leaning(hours: list[tuple[float, float]], line: str) -> None:
    assert said(leaning(*hours)) == [line]


def test_an_empty_week_is_an_open_page() -> None:
    assert said([]) == ["An open page."]


def test_a_week_with_time_for_oneself_only() -> None:
    own = [boundary("self", paris(2026, 11, d, 12, 0), 0.5) for d in (17, 21)]
    assert said(own) == ["There was time for yourself on Tuesday and on Saturday."]


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ([], None),
        ([8], "One moment was kept, on Monday."),
        ([8, 20], "Two moments were kept, on Monday and on Tuesday."),
        ([7, 9, 11, 20], "Most moments came in the morning."),
        ([8, 13, 20], "Moments came at all hours of the day."),
        ([22, 23, 23], "Most moments came between 22 and 24."),
    ],
)
def test_when_moments_came(hours: list[int], line: str | None) -> None:
    made = [moment(paris(2026, 11, 16 + n, h, 30)) for n, h in enumerate(hours)]
    assert said([], made) == [line or "An open page."]


def test_moments_without_a_time_count_but_have_no_hour() -> None:
    made = [moment(paris(2026, 11, 16, 12, 0), timed=False) for _ in range(3)]
    found = week([], made)
    assert [d.hour for d in found.dots] == [None] * 3
    assert sum(found.dayparts().values()) == 0
    assert said([], made) == ["Moments were kept, without their hours."]


def test_a_moment_after_midnight_belongs_to_the_evening() -> None:
    late = moment(paris(2026, 11, 17, 0, 30), day=MONDAY)
    found = week([], [late])
    assert found.days[0].dots[0].hour == 24.5
    assert found.dayparts() == {"morning": 0, "afternoon": 0, "evening": 1}


def test_a_travelling_week_keeps_the_hours_of_each_place() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    breakfasts = [
        moment(paris(2026, 11, 16, 8, 0)),
        moment(paris(2026, 11, 17, 8, 0)),
        moment(datetime(2026, 11, 19, 8, 0, tzinfo=tokyo)),
        moment(datetime(2026, 11, 20, 8, 0, tzinfo=tokyo)),
    ]
    flight = boundary("work", paris(2026, 11, 17, 22, 0), 14)
    there = boundary("work", datetime(2026, 11, 19, 9, 0, tzinfo=tokyo), 8)
    found = week([flight, there], breakfasts)
    assert [round(d.hour or 0) for d in found.dots] == [8] * 4
    assert [d.minutes("work") for d in found.days[1:4]] == [300, 540, 480]
    assert "Most moments came between 7 and 9." in sentences(found, "week")


def test_people_are_found_whatever_their_case() -> None:
    found = week([], EVENINGS)
    assert found.people() == ("mia", "leo")
    assert len(found.with_person("MIA")) == 4


def test_a_month_and_a_year_speak_of_weeks_and_months() -> None:
    work = [boundary("work", paris(2026, 11, d, 9, 0), 8) for d in range(2, 7)]
    home = [boundary("home", paris(2026, 11, d, 9, 0), 8) for d in range(16, 30)]
    month = rhythm(date(2026, 11, 1), date(2026, 11, 30), work + home, [], ENDS, NOW)
    assert sentences(month, "month") == ("Leaned to work until the week of 2 November, then home.",)
    spring = [boundary("home", paris(2026, 4, d, 9, 0), 8) for d in range(2, 20)]
    year = rhythm(date(2026, 1, 1), date(2026, 12, 31), work + spring, [], ENDS, NOW)
    assert sentences(year, "year") == ("Leaned to home until April, then work.",)
