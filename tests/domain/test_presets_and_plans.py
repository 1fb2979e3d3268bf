"""Presets and plans in the settings: each wrong line is one sentence that names its place."""

import tomllib
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from conftest import PARIS, paris
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.plans import Plan, come_due, next_occasion, occasion
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings


def read(toml: str) -> tuple[Settings, tuple[str, ...]]:
    return read_settings(tomllib.loads(toml), "config.toml")


def test_a_preset_in_full() -> None:
    settings, problems = read(
        """
        heard = ["bell", "terminal"]
        hemisphere = "south"
        [presets.story]
        name = "Story time"
        side = "home"
        until = 19:30:00
        words = "One more page."
        quiet = true
        ends_itself = true
        heard = ["toast", "toast"]
        suggests = "Story time @leo #books"
        tell = "Back at {until}."
        """
    )
    story = settings.preset("Story TIME")
    assert problems == ()
    assert story is not None
    assert (story.until, story.minutes, story.quiet, story.ends_itself) == (
        time(19, 30),
        None,
        True,
        True,
    )
    assert (story.words, story.heard, story.suggests) == (
        "One more page.",
        ("toast",),
        "Story time @leo #books",
    )
    assert (settings.heard, settings.hemisphere) == (("bell", "terminal"), "south")


def test_a_shipped_one_can_be_opened_and_silenced() -> None:
    settings, problems = read('[presets.bedtime]\nopen = true\nsuggests = ""\nwords = "Hush."')
    bedtime = settings.preset("bedtime")
    assert problems == ()
    assert bedtime is not None
    assert (bedtime.minutes, bedtime.suggests, bedtime.words, bedtime.quiet) == (
        None,
        None,
        "Hush.",
        True,
    )


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[presets.a]\nminutes = 0", "presets.a.minutes is 0; allowed is a whole number from 1"),
        ("[presets.a]\nminutes = 54000", "presets.a.minutes is 54000"),
        ("[presets.a]\nminutes = true", "presets.a.minutes is True"),
        ('[presets.a]\nuntil = "25:99"', "presets.a.until is '25:99'"),
        ("[presets.a]\nquiet = 1", "presets.a.quiet is 1; allowed is true or false"),
        ("[presets.a]\nends_itself = true", "presets.a.ends_itself needs minutes or until"),
        ('[presets.a]\nheard = ["horn"]', "presets.a.heard is ['horn']; allowed is a list of"),
        ('[presets.a]\nsuggests = "@leo 900h"', "presets.a.suggests is"),
        ('[presets.a]\ncolour = "red"', "presets.a.colour is 'red'; allowed is one of the fields"),
        ('[presets.a]\nminutes = 5\nuntil = "20:00"', "presets.a has both minutes and until"),
        ("[presets.a]\nminutes = 5\nopen = true", "presets.a has both minutes and open"),
        ('[presets.a]\nname = "Rest"', "presets.a has the name 'Rest', which presets.rest has"),
        ('[presets.a]\nname = "BEDTIME"', "presets.a has the name 'BEDTIME', which presets.bedt"),
        ('hemisphere = "east"', "hemisphere is 'east'; allowed is"),
        ('plans = "17:30"', "plans is '17:30'; allowed are tables such as [[plans]]"),
        ('[[plans]]\nstart = "rest"', "plan 1.at is None; allowed is a time"),
        ('[[plans]]\nat = "25:99"\nstart = "rest"', "plan 1.at is '25:99'; allowed is a time"),
        ('[[plans]]\nat = "17:30"', "plan 1.start is None; allowed is a preset's name"),
        (
            '[[plans]]\nat = "17:30"\nstart = "rest"\ndays = ["mon", "funday"]',
            "plan 1.days has 'funday', which is no day; allowed are mon, tue",
        ),
        ('[[plans]]\nat = "17:30"\nstart = "rest"\ndays = []', "plan 1 has no day left"),
        ('[[plans]]\nat = "17:30"\nstart = "rest"\nif = 1', "plan 1.if is no field of a plan"),
        (
            '[[plans]]\nat = "17:30"\nstart = "rest"\n'
            '[[plans]]\nat = 17:30:00\nstart = "all-in"\ndays = "sun"',
            "plan 2 is at 17:30 on sun, and so is plan 1; one prompt at a time",
        ),
    ],
)
def test_a_wrong_line_is_one_sentence_that_names_its_place(toml: str, says: str) -> None:
    _, problems = read(toml)
    assert len(problems) == 1
    assert problems[0].startswith(f"config.toml: {says}")


@given(
    st.dictionaries(
        st.sampled_from(["name", "minutes", "until", "open", "heard", "suggests", "at", "days"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text())),
    )
)
def test_no_settings_whatever_break_the_reading(fields: dict[str, object]) -> None:
    for table in ({"presets": {"a": fields}}, {"plans": [fields]}, {"plans": fields}):
        settings, problems = read_settings(table, "config.toml")
        assert all("config.toml" in problem for problem in problems)
        assert settings.preset("bedtime") is not None


def plan(at: time, days: tuple[int, ...] = tuple(range(7)), start: str = "rest") -> Plan:
    return Plan(f"{at:%H:%M} {start}", at, days, start, start)


def test_a_plan_is_due_for_two_hours_and_a_later_one_takes_over() -> None:
    home, dinner = plan(time(17, 30)), plan(time(18, 30))
    both = (home, dinner)
    assert come_due(both, paris(2026, 11, 23, 17, 29), PARIS) is None
    for hour, minute, found in ((17, 30, home), (18, 29, home), (18, 30, dinner), (20, 29, dinner)):
        made = come_due(both, paris(2026, 11, 23, hour, minute), PARIS)
        assert made is not None
        assert made.plan is found
    assert come_due(both, paris(2026, 11, 23, 20, 30), PARIS) is None


def test_days_are_those_of_the_wall_clock() -> None:
    monday = plan(time(0, 30), (0,))
    assert come_due((monday,), paris(2026, 11, 23, 0, 45), PARIS) is not None
    assert come_due((monday,), paris(2026, 11, 24, 0, 45), PARIS) is None
    late = plan(time(23, 30), (6,))
    made = come_due((late,), paris(2026, 11, 23, 0, 45), PARIS)
    assert made is not None
    assert made.day == date(2026, 11, 22)


def test_a_skipped_time_comes_after_the_gap_and_a_doubled_one_once() -> None:
    night = plan(time(2, 30))
    spring = occasion(night, date(2026, 3, 29), PARIS)
    assert spring is not None
    assert spring.skipped
    assert f"{spring.at:%H:%M %z}" == "03:30 +0200"
    autumn = occasion(night, date(2026, 10, 25), PARIS)
    assert autumn is not None
    assert (autumn.at, autumn.skipped) == (paris(2026, 10, 25, 2, 30, fold=0), False)
    santiago = ZoneInfo("America/Santiago")
    midnight = occasion(plan(time(0, 0)), date(2026, 9, 6), santiago)
    assert midnight is not None
    assert f"{midnight.at:%H:%M}" == "01:00"


def test_the_next_time_is_always_ahead() -> None:
    sunday = plan(time(17, 30), (6,))
    assert next_occasion(sunday, paris(2026, 11, 22, 17, 30), PARIS).day == date(2026, 11, 29)
    assert next_occasion(sunday, paris(2026, 11, 22, 17, 29), PARIS).day == date(2026, 11, 22)
