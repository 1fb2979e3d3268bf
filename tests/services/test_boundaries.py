"""Boundaries: started, paused, ended, across midnight, months, nights and clocks."""

from datetime import time

import pytest
from conftest import paris

from presence_tui.domain.boundary import elapsed_s, remaining_s, state
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.presets import Preset
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence


def test_a_preset_brings_its_side_and_length(presence: Presence, clock: FixedClock) -> None:
    boundary = presence.boundaries.start("BEDTIME")
    assert (boundary.preset, boundary.name) == ("bedtime", "Phone-free bedtime")
    assert (boundary.side, boundary.planned_s) == ("home", 1800)
    clock.advance(34 * 60)
    assert state(boundary, clock.now()) == "over"
    assert remaining_s(boundary, clock.now()) == -240
    assert elapsed_s(presence.boundaries.stop(), clock.now()) == 34 * 60


def test_until_is_the_next_such_time_after_the_start(presence: Presence) -> None:
    tonight = presence.boundaries.start("logged-off", until="20:00")
    assert tonight.until == paris(2026, 11, 22, 20, 0)
    tomorrow = presence.boundaries.start("all-in", until="17:42")
    assert tomorrow.until == paris(2026, 11, 23, 17, 42)


def test_a_plan_in_the_settings_may_be_a_time(presence: Presence) -> None:
    presence.settings = Settings(presets=(Preset("off", "Off", "home", until=time(20)),))
    assert presence.boundaries.start("off").until == paris(2026, 11, 22, 20, 0)
    presence.boundaries.stop()
    assert presence.boundaries.start("off", length="45m").planned_s == 2700


def test_it_may_have_begun_earlier(presence: Presence) -> None:
    boundary = presence.boundaries.start("logged-off", at="16:30")
    assert boundary.stamp.at == paris(2026, 11, 22, 16, 30)
    with pytest.raises(WordsError, match="still ahead"):
        presence.boundaries.start("all-in", at="19:00")


def test_an_end_is_the_latest_such_time_since_its_start(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("logged-off", at="16:30")
    with pytest.raises(WordsError, match="does not lie between"):
        presence.boundaries.stop(at="16:00")
    clock.set(paris(2026, 11, 23, 9, 0))
    ended = presence.boundaries.stop(at="23:30")
    assert ended.ended_at == paris(2026, 11, 22, 23, 30)


def test_nothing_after_an_earlier_end_counts(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("logged-off")
    clock.advance(600)
    presence.boundaries.come_back()
    clock.advance(600)
    presence.boundaries.pause()
    clock.advance(600)
    presence.boundaries.come_back()
    ended = presence.boundaries.stop(at="17:55")
    assert len(ended.returns) == 1
    assert ended.pauses == ()


def test_pauses_do_not_count(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    clock.advance(300)
    presence.boundaries.pause()
    clock.advance(1000)
    assert state(presence.boundaries.running()[0], clock.now()) == "paused"
    presence.boundaries.resume()
    clock.advance(60)
    assert elapsed_s(presence.boundaries.running()[0], clock.now()) == 360


def test_it_runs_over_a_month_end_and_belongs_to_its_start(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 30, 21, 0))
    started = presence.boundaries.start("logged-off")
    clock.set(paris(2026, 12, 1, 8, 0))
    ended = presence.boundaries.stop()
    assert (ended.stamp.id, ended.stamp.day) == (started.stamp.id, started.stamp.day)
    assert elapsed_s(ended, clock.now()) == 11 * 3600


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (paris(2026, 10, 24, 22, 0), paris(2026, 10, 25, 6, 0), 9),
        (paris(2026, 3, 28, 22, 0), paris(2026, 3, 29, 6, 0), 7),
    ],
)
def test_nights_of_summer_time(
    presence: Presence, clock: FixedClock, start: object, end: object, hours: int
) -> None:
    clock.set(start)  # type: ignore[arg-type]
    presence.boundaries.start("rest")
    clock.set(end)  # type: ignore[arg-type]
    assert elapsed_s(presence.boundaries.stop(), clock.now()) == hours * 3600


def test_a_clock_set_back_gives_no_negative_time(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    clock.advance(-86_400)
    (running,) = presence.boundaries.running()
    assert elapsed_s(running, clock.now()) == 0
    ended = presence.boundaries.stop()
    assert ended.ended_at == running.stamp.at


def test_the_newest_is_meant_when_none_is_named(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("all-in")
    clock.advance(60)
    presence.boundaries.start("reading  a\nbook", side="self")
    assert presence.boundaries.come_back().name == "reading a book"
    assert presence.boundaries.stop("All in at work").preset == "all-in"
    with pytest.raises(StateError, match="What runs: reading a book"):
        presence.boundaries.stop("all-in")


def test_a_start_that_is_still_ahead_says_how_yesterday_is_meant(
    presence: Presence, clock: FixedClock
) -> None:
    with pytest.raises(WordsError, match="18:00 is still ahead; it is 17:42") as told:
        presence.boundaries.start("walk", at="18:00")
    assert 'say --at "yesterday 18:00"' in told.value.in_shell()
    began = presence.boundaries.start("walk", at="yesterday 18:00")
    assert began.stamp.at == paris(2026, 11, 21, 18, 0)


def test_reading_a_start_writes_nothing_and_refuses_what_starting_would(
    presence: Presence,
) -> None:
    assert presence.boundaries.read("rest").planned_s == 1200
    assert presence.boundaries.running() == ()
    presence.boundaries.start("rest")
    with pytest.raises(StateError, match="runs already"):
        presence.boundaries.read("rest")
    with pytest.raises(WordsError, match="cannot be a length"):
        presence.boundaries.read("piano", length="900h")


def test_one_that_has_ended_is_called_by_its_name(presence: Presence) -> None:
    ended = presence.boundaries.start("outside")
    presence.boundaries.stop()
    with pytest.raises(StateError, match="Outside has ended already"):
        presence.boundaries.stop(ended.stamp.id)
    presence.boundaries.start("rest")
    with pytest.raises(StateError, match="Outside has ended already"):
        presence.boundaries.come_back(ended.stamp.id)


def test_a_beginning_and_an_end_at_once_are_a_moments(presence: Presence) -> None:
    with pytest.raises(WordsError, match="say at 18:55 for its start, then end it at 19:10"):
        presence.boundaries.start("reading 18:55-19:10")
    assert presence.boundaries.running() == ()
