"""Rhythm on hand-made weeks: what each day holds, and what is said about it."""

import itertools
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import PARIS, paris
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.boundary import Boundary, elapsed_s
from presence_tui.domain.moment import Moment
from presence_tui.domain.record import Stamp
from presence_tui.domain.rhythm import Dot, Lived, Rhythm, Stretch, rhythm, totals
from presence_tui.domain.sentences import lean, sentences

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
        "Most moments came between 17 and 19.",
        "Leaned to work until Thursday, then home.",
    ]


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ([(8, 1)] * 7, "Work and home both had time; the week leaned to work."),
        ([(0, 3)] * 7, "There was time for home all week."),
        ([(8, 0), (0, 0), (8, 0)], "There was time for work on Monday and Wednesday."),
        ([(8, 0)] * 5, "There was time for work on five days."),
        ([(0, 0), (4, 0)], "There was time for work on Tuesday."),
        ([(4, 1)], "Work and home both had time on Monday; it leaned to work."),
        ([(4, 4)], "Work and home were about even on Monday."),
        ([(5, 5)] * 7, "Work and home were about even all week."),
        ([(5, 5)] * 2, "Work and home were about even."),
        (
            [(0, 5), (8, 1), (8, 1), (0, 5)],
            "Leaned to home on Monday, to work until Wednesday and to home on Thursday.",
        ),
        (
            [(0, 5), (0, 5), (8, 1), (8, 1), (0, 5), (0, 5)],
            "Leaned to home until Tuesday, to work until Thursday, then home.",
        ),
        ([(8, 0), (0, 5)] * 3, "Went back and forth between work and home."),
        (
            [(8, 0), (5, 5), (5, 5), (5, 5), (0, 5)],
            "Leaned to work on Monday and to home on Friday.",
        ),
        (
            [(8, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 5)],
            "Leaned to work on Monday and to home on Sunday.",
        ),
        (
            [(8, 0), (0, 5), (0, 5)],
            "Leaned to work on Monday, to home on Tuesday and Wednesday.",
        ),
        ([(8, 0), (0, 5), (0, 5), (0, 5)], "Leaned to work on Monday, then home."),
        (
            [(8, 0), (8, 0), (0, 0), (8, 0), (8, 0), (0, 5), (0, 5)],
            "Leaned to work on four days, to home on Saturday and Sunday.",
        ),
    ],
)
def test_leaning(hours: list[tuple[float, float]], line: str) -> None:
    assert said(leaning(*hours)) == [line]


def test_an_empty_week_is_an_open_page() -> None:
    assert said([]) == ["An open page."]


def test_a_week_with_time_for_oneself_only() -> None:
    own = [boundary("self", paris(2026, 11, d, 12, 0), 0.5) for d in (17, 21)]
    assert said(own) == ["There was time for yourself on Tuesday and Saturday."]


def test_five_minutes_of_work_do_not_speak_for_a_week_of_ones_own() -> None:
    own = [boundary("self", paris(2026, 11, d, 9, 0), 10) for d in (17, 18, 19)]
    mail = boundary("work", paris(2026, 11, 22, 9, 0), 5 / 60)
    assert said([*own, mail]) == ["Most of the time here was your own."]


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ([], "An open page."),
        ([8], "There was one moment, on Monday."),
        ([8, 20], "There were two moments, on Monday and Tuesday."),
        ([7, 9, 11, 20], "Most moments came in the morning."),
        ([8, 13, 20], "Moments came at different times of the day."),
        ([8, 8, 18, 18], "Moments came at different times of the day."),
        ([17, 17, 17], "Most moments came between 17 and 19."),
        ([22, 23, 23], "Most moments came between 22 and 24."),
        ([8, *[None] * 9], "There were moments, most of them without a time."),
        ([8, 20, None, None], "There were moments, not all with a time."),
        ([8, 8, 8, *[None] * 4], "Most moments with a time came between 8 and 10."),
        ([None] * 3, "There were moments, without a time."),
    ],
)
def test_when_moments_came(hours: list[int | None], line: str) -> None:
    made = [
        moment(paris(2026, 11, 16 + n % 7, h or 12, 30), timed=h is not None)
        for n, h in enumerate(hours)
    ]
    assert said([], made) == [line]


@pytest.mark.parametrize(
    ("thanks", "line"),
    [
        ((0, 1), "There was one line of thanks, on Tuesday."),
        ((2, 0, 1), "There were three lines of thanks, on Monday and Wednesday."),
        ((1, 1, 1, 1), "There were four lines of thanks, on four days."),
    ],
)
def test_a_week_of_thanks_is_no_open_page(thanks: tuple[int, ...], line: str) -> None:
    days = week([]).days
    given = (*thanks, *[0] * (7 - len(thanks)))
    found = Rhythm(tuple(d._replace(thanks=n) for d, n in zip(days, given, strict=True)))
    assert sentences(found, "week") == (line,)


def test_of_what_no_rhythm_tells_nothing_is_said() -> None:
    first, *others = week([]).days
    assert sentences(Rhythm((first._replace(more=True), *others)), "week") == ()
    blink = boundary("home", paris(2026, 11, 16, 9, 0), 10 / 3600)
    assert said([blink]) == []


def test_moments_without_a_time_count_but_have_no_hour() -> None:
    made = [moment(paris(2026, 11, 16, 12, 0), timed=False) for _ in range(3)]
    found = week([], made)
    assert [(d.hour, d.clock) for d in found.dots] == [(None, "")] * 3
    assert sum(found.dayparts().values()) == 0


def test_a_moment_is_read_out_in_the_minute_it_was_kept() -> None:
    for hour, minute, second in ((17, 59, 40), (18, 5, 45), (7, 40, 0), (0, 29, 59)):
        at = paris(2026, 11, 16, hour, minute).replace(second=second)
        assert week([], [moment(at)]).dots[0].clock == f"{at:%H:%M}"


# ── no sentence says more than was written ───────────────────────────────────

HOURS = (0.0, 0.2, 1.0, 4.0, 4.2, 8.0)
DAYS = st.lists(
    st.tuples(
        st.sampled_from(HOURS),
        st.sampled_from(HOURS),
        st.sampled_from((0.0, 0.0, 0.5, 10.0)),
        st.lists(st.none() | st.integers(5, 26), max_size=3),
        st.sampled_from((0, 0, 1, 2)),
    ),
    min_size=7,
    max_size=7,
)


def lived(parts: list[tuple[float, float, float, list[int | None], int]]) -> Rhythm:
    """A week by its hours of work, home and self, its moments and its lines of thanks."""
    days = []
    for n, (work, home, own, moments, thanks) in enumerate(parts):
        day, start = MONDAY + timedelta(days=n), datetime(2026, 11, 16 + n, 4, tzinfo=UTC)
        stretches = tuple(
            Stretch(side, 4, 4 + hours, start, start + timedelta(hours=hours))
            for side, hours in (("work", work), ("home", home), ("self", own))
            if hours
        )
        dots = tuple(Dot(h if h is None else h + 0.5, "a", (), str(h)) for h in moments)
        days.append(Lived(day, stretches, dots, thanks))
    return Rhythm(tuple(days))


class Claims:
    """What a week holds, asked in the words of the sentences."""

    def __init__(self, found: Rhythm) -> None:
        self.week = found
        self.days = {f"{day.day:%A}": day for day in found.days}
        self.names = list(self.days)

    def leans(self, name: str) -> str | None:
        return lean((self.days[name],))

    def named(self, text: str) -> list[str]:
        """The days of `Monday, Tuesday and Sunday`."""
        return re.findall(r"\w+day\b", text)

    def hold(self, line: str) -> bool:
        """Whether a sentence is true of the week, part by part."""
        for pattern, true in (
            (r"Leaned (.+)\.", self.turns),
            (r"Went back and forth between work and home\.", self.back_and_forth),
            (r"There was time for (work|home|yourself) (.+)\.", self.time_for),
            (r"Most of the time here was your own\.", self.own),
            (r"Work and home were about even(.*)\.", self.even),
            (r"Work and home both had time on (\w+); it leaned to (\w+)\.", self.on_one_day),
            (r"Work and home both had time; the week leaned to (\w+)\.", self.whole),
            (r"Most moments( with a time)? came between (\d+) and (\d+)\.", self.between),
            (r"Most moments( with a time)? came in the (\w+)\.", self.in_the),
            (r"Moments came at different times of the day\.", self.different),
            (r"There were moments, without a time\.", self.untimed),
            (r"There were moments, most of them without a time\.", self.mostly_untimed),
            (r"There were moments, not all with a time\.", self.partly_timed),
            (r"There (?:was|were) (one|two) moments?, (.+)\.", self.few),
            (r"There (?:was|were) (\w+) lines? of thanks, (.+)\.", self.thanks),
            (r"An open page\.", self.open),
        ):
            if found := re.fullmatch(pattern, line):
                return bool(true(*found.groups()))
        raise AssertionError(f"no such sentence: {line}")

    def turns(self, said: str) -> bool:
        """Each part follows the one before it, and after the last one nothing leans."""
        left = [name for name in self.names if self.leans(name) is not None]
        for side, until_, count, listed in TURN.findall(said):
            part = left
            if until_:
                part = left[: left.index(until_) + 1]
                between = self.names[self.names.index(part[0]) : self.names.index(until_) + 1]
                if part != between:
                    return False
            elif count or listed:
                leaning = itertools.takewhile(lambda n, s=side: self.leans(n) in (s, "close"), left)
                part = [name for name in leaning if self.leans(name) == side]
                if not self.exactly(part, f"on {count} days" if count else listed):
                    return False
            if not part or any(self.leans(name) != side for name in part):
                return False
            left = left[left.index(part[-1]) + 1 :]
        return all(self.leans(name) == "close" for name in left)

    def back_and_forth(self) -> bool:
        sides = [s for n in self.names if (s := self.leans(n)) in ("work", "home")]
        return len([1 for a, b in itertools.pairwise(sides) if a != b]) >= 3

    def time_for(self, whose: str, when: str) -> bool:
        side = {"yourself": "self"}.get(whose, whose)
        others = {"work", "home"} - {side}
        there = [n for n, day in self.days.items() if day.minutes(side)]
        nothing_else = not any(totals(self.week.days)[other] for other in others)
        return nothing_else and self.exactly(there, when)

    def exactly(self, there: list[str], when: str) -> bool:
        if when == "all week":
            return len(there) == 7
        if counted := re.fullmatch(r"on (\w+) days", when):
            return NUMBERS.index(counted[1]) == len(there)
        return self.named(when) == there

    def own(self) -> bool:
        minutes = totals(self.week.days)
        return minutes["self"] > minutes["work"] + minutes["home"]

    def even(self, when: str) -> bool:
        if when == " all week":
            return all(self.leans(n) == "close" for n in self.names)
        if when:
            return all(self.leans(n) == "close" for n in self.named(when))
        return lean(self.week.days) == "close"

    def on_one_day(self, name: str, side: str) -> bool:
        day = self.days[name]
        return self.leans(name) == side and bool(day.minutes("work") and day.minutes("home"))

    def whole(self, side: str) -> bool:
        minutes = totals(self.week.days)
        return lean(self.week.days) == side and bool(minutes["work"] and minutes["home"])

    def of(self, only_timed: str | None) -> int:
        return len([d for d in self.week.dots if not only_timed or d.hour is not None])

    def between(self, only_timed: str | None, first: str, last: str) -> bool:
        hours = [d.hour % 24 for d in self.week.dots if d.hour is not None]
        inside = [h for h in hours if (h - int(first)) % 24 < (int(last) - int(first)) % 24]
        return len(inside) * 2 > self.of(only_timed)

    def in_the(self, only_timed: str | None, part: str) -> bool:
        return self.week.dayparts()[part] * 2 > self.of(only_timed)

    def different(self) -> bool:
        hours = [d.hour for d in self.week.dots if d.hour is not None]
        return len(hours) > 1 and max(hours) - min(hours) >= 1

    def untimed(self) -> bool:
        return self.of(None) > 0 and not any(d.hour for d in self.week.dots)

    def mostly_untimed(self) -> bool:
        return len([d for d in self.week.dots if d.hour is None]) * 2 > self.of(None)

    def partly_timed(self) -> bool:
        return 0 < len([d for d in self.week.dots if d.hour is None]) < self.of(None)

    def few(self, count: str, when: str) -> bool:
        there = [n for n, day in self.days.items() if day.dots]
        return self.of(None) == NUMBERS.index(count) and self.exactly(there, when)

    def thanks(self, count: str, when: str) -> bool:
        total = sum(day.thanks for day in self.week.days)
        number = NUMBERS.index(count) if count in NUMBERS else int(count)
        return total == number and self.exactly(
            [n for n, day in self.days.items() if day.thanks], when
        )

    def open(self) -> bool:
        return all(day.empty for day in self.week.days)


TURN = re.compile(
    r"(?:to|then) (work|home)"
    r"(?: until (\w+)| on (\w+) days| on (\w+day(?:(?:, | and )\w+day)*))?"
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@given(DAYS)
def test_no_sentence_claims_what_was_not_written(
    parts: list[tuple[float, float, float, list[int | None], int]],
) -> None:
    found = lived(parts)
    lines = sentences(found, "week")
    assert len(lines) <= 2
    assert ("An open page." in lines) == all(day.empty for day in found.days)
    for line in lines:
        assert Claims(found).hold(line), line


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
    assert "Most moments came between 8 and 10." in sentences(found, "week")


def test_people_are_found_whatever_their_case() -> None:
    found = week([], EVENINGS)
    assert found.people() == ("mia", "leo")
    assert len(found.with_person("MIA")) == 4


def test_a_month_and_a_year_speak_of_weeks_and_months() -> None:
    work = [boundary("work", paris(2026, 11, d, 9, 0), 8) for d in range(2, 7)]
    home = [boundary("home", paris(2026, 11, d, 9, 0), 8) for d in range(16, 30)]
    month = rhythm(date(2026, 11, 1), date(2026, 11, 30), work + home, [], ENDS, NOW)
    assert sentences(month, "month") == (
        "Leaned to work in the week of 2 November, to home in the weeks of 16 and 23 November.",
    )
    more = [boundary("home", paris(2026, 11, d, 9, 0), 8) for d in (1, 9)]
    month = rhythm(date(2026, 11, 1), date(2026, 11, 30), [*more, *work, *home], [], ENDS, NOW)
    assert sentences(month, "month") == (
        "Leaned to home in the week of 1 November, to work in the week of 2 November, then home.",
    )
    spring = [boundary("home", paris(2026, 4, d, 9, 0), 8) for d in range(2, 20)]
    year = rhythm(date(2026, 1, 1), date(2026, 12, 31), work + spring, [], ENDS, NOW)
    assert sentences(year, "year") == ("Leaned to home in April and to work in November.",)
