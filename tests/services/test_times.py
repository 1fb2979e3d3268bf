"""Where an entry lies in time: what is said, the clock, the presence day."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import WordsError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths


def test_without_a_time_a_moment_ends_now(presence: Presence) -> None:
    moment = presence.moments.log("10m reading on the floor @mia")
    assert moment.stamp.at == paris(2026, 11, 22, 17, 32)
    assert moment.stamp.day == date(2026, 11, 22)
    assert moment.stamp.zone == "Europe/Paris"
    assert moment.timed


def test_after_midnight_it_is_still_the_evening(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 23, 0, 40))
    assert presence.moments.log("nightmare 25m").stamp.day == date(2026, 11, 22)
    film = presence.moments.log("film at 21:15")
    assert (film.stamp.day, film.stamp.at) == (date(2026, 11, 22), paris(2026, 11, 22, 21, 15))
    late = presence.moments.log("tea at 0:10")
    assert (late.stamp.day, late.stamp.at) == (date(2026, 11, 22), paris(2026, 11, 23, 0, 10))
    assert presence.gratitude.give("sleep").stamp.day == date(2026, 11, 22)


def test_a_moment_that_began_before_the_day_turned_belongs_to_the_day_before(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 23, 3, 5))
    assert presence.moments.log("rocking him 20m").stamp.day == date(2026, 11, 22)
    assert presence.moments.log("rocking him 3m").stamp.day == date(2026, 11, 23)


def test_a_little_ahead_is_fine_and_more_is_refused_naming_the_day(presence: Presence) -> None:
    assert presence.moments.log("x at 17:47").stamp.at == paris(2026, 11, 22, 17, 47)
    with pytest.raises(WordsError, match="still ahead") as ahead:
        presence.moments.log("x at 17:48")
    assert "--day 2026-11-21" in ahead.value.in_shell()
    assert "--day" not in f"{ahead.value} {ahead.value.screen}"
    assert presence.moments.log("x at 17:48", day=date(2026, 11, 21)).stamp.day == date(
        2026, 11, 21
    )


def test_only_the_beginning_of_a_range_is_checked(presence: Presence) -> None:
    moment = presence.moments.log("dinner 17:30-18:20")
    assert (moment.stamp.at, moment.minutes) == (paris(2026, 11, 22, 17, 30), 50)


def test_a_range_may_cross_midnight_inside_its_day(presence: Presence) -> None:
    day = date(2026, 11, 21)
    assert presence.moments.log("film 23:30-0:15", day=day).minutes == 45
    assert presence.moments.log("awake with him 22:00-3:00", day=day).minutes == 300
    for words, why in (
        ("film 18:30-18:00", "ends before it begins"),
        ("film 18:00-18:00", "ends as it begins"),
        ("film 2:30-3:30", "goes past 03:00, where the day ends"),
    ):
        with pytest.raises(WordsError, match=why):
            presence.moments.log(words, day=day)


def test_the_option_wins_over_a_time_in_the_words(presence: Presence) -> None:
    moment = presence.moments.log("lake at 9:00 10m", at="7:40")
    assert (moment.stamp.at, moment.text) == (paris(2026, 11, 22, 7, 40), "lake at 9:00")
    ranged = presence.moments.log("lake 10m", at="7:40-8:00")
    assert (ranged.minutes, ranged.text) == (20, "lake 10m")


def test_the_doubled_hour_is_the_latest_that_is_over(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 10, 25, 2, 45))
    assert (
        presence.moments.log("x at 2:30").stamp.at.utcoffset()
        == paris(2026, 10, 25, 2, 30).utcoffset()
    )
    clock.set(paris(2026, 10, 25, 2, 45, fold=1))
    moment = presence.moments.log("x at 2:30")
    assert moment.stamp.at.isoformat() == "2026-10-25T02:30:00+01:00"
    clock.set(paris(2026, 10, 26, 9, 0))
    night = presence.moments.log("awake 1:30-2:30", day=date(2026, 10, 24))
    assert night.minutes == 60


def test_a_skipped_time_is_refused(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 3, 29, 9, 0))
    with pytest.raises(WordsError, match="does not exist"):
        presence.moments.log("x at 2:30", day=date(2026, 3, 28))


def test_what_is_shown_for_editing_keeps_the_record(presence: Presence) -> None:
    moment = presence.moments.log("walk with @mia to school, \\10m of rain 1h30 #outside at 8:00")
    words = presence.past.words(moment.stamp.id)
    edited = presence.past.edit(moment.stamp.id, words)
    assert edited._replace(stamp=moment.stamp) == moment  # type: ignore[attr-defined]
    assert edited.stamp.at == moment.stamp.at


def test_editing_the_time_keeps_the_day(presence: Presence) -> None:
    moment = presence.moments.log("lake", day=date(2026, 11, 20))
    edited = presence.past.edit(moment.stamp.id, "lake at 7:40")
    assert edited.stamp.at == paris(2026, 11, 20, 7, 40)
    moved = presence.past.edit(moment.stamp.id, "lake", day=date(2026, 11, 19))
    assert moved.stamp.at == paris(2026, 11, 19, 7, 40)
    assert moved.stamp.id == moment.stamp.id


def test_so_long_ago_it_began(presence: Presence, clock: FixedClock) -> None:
    moment = presence.moments.log("10m dance party 20 min ago @mia")
    assert (moment.stamp.at, moment.minutes) == (paris(2026, 11, 22, 17, 22), 10)
    assert (moment.text, moment.timed) == ("dance party", True)
    clock.set(paris(2026, 11, 23, 3, 5))
    assert presence.moments.log("rocking him 1h30 ago").stamp.day == date(2026, 11, 22)


def test_so_long_ago_on_another_day_is_refused_naming_the_right_one(presence: Presence) -> None:
    with pytest.raises(WordsError, match="17:22 on 2026-11-22, not 2026-11-20"):
        presence.moments.log("lake 20 min ago", day=date(2026, 11, 20))


def test_so_long_ago_crosses_a_summer_time_night_in_real_minutes(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 10, 25, 4, 0))
    moment = presence.moments.log("awake with him 4 hours ago")
    assert moment.stamp.at == paris(2026, 10, 25, 1, 0)
    assert moment.stamp.day == date(2026, 10, 24)


def test_a_range_longer_than_a_length_can_be_is_refused(home: Path) -> None:
    # In Havana the hour after midnight of 1 November 2026 comes twice.
    havana = FixedClock(datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("America/Havana")))
    presence = Presence(find_paths(), Settings(), havana)
    night = date(2026, 10, 31)
    assert presence.moments.log("the long night 3:00-2:00", day=night).minutes == 24 * 60
    with pytest.raises(WordsError, match="up to 24 hours"):
        presence.moments.log("the long night 3:00-2:50", day=night)
