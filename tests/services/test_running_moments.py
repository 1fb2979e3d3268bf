"""Moments that run, and what becomes of them."""

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.services.presence import Presence


def test_one_that_ends_is_a_moment_with_its_true_minutes(
    presence: Presence, clock: FixedClock
) -> None:
    started = presence.running_moments.start("dance party 10m @mia #play")
    assert (started.kind, started.planned_s, started.people) == ("moment", 600, ("mia",))
    assert presence.history.today().moments == ()
    clock.advance(4 * 60 + 40)
    presence.boundaries.pause()
    clock.advance(600)
    presence.boundaries.resume()
    clock.advance(120)
    ended = presence.boundaries.stop()
    (moment,) = presence.history.today().moments
    assert moment == presence.running_moments.kept(ended)
    assert (moment.text, moment.minutes, moment.people) == ("dance party", 7, ("mia",))
    assert (moment.tags, moment.boundary, moment.stamp.at) == (
        ("play",),
        started.stamp.id,
        started.stamp.at,
    )
    assert moment.stamp.id != started.stamp.id


def test_ending_is_one_change(presence: Presence, clock: FixedClock) -> None:
    presence.running_moments.start("dance party")
    clock.advance(300)
    presence.boundaries.stop("dance party")
    assert presence.changes.undo().sentence == "Runs on: dance party."
    assert presence.history.today().moments == ()
    assert [b.name for b in presence.boundaries.running()] == ["dance party"]
    clock.advance(300)
    presence.boundaries.stop_all()
    assert [m.minutes for m in presence.history.today().moments] == [10]


def test_it_can_be_dropped_and_brought_back(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("logged-off")
    presence.running_moments.start("dance party")
    with pytest.raises(StateError, match="runs already"):
        presence.running_moments.start("Dance party 5m")
    presence.running_moments.drop()
    assert [b.name for b in presence.boundaries.running()] == ["Logged off, be present"]
    with pytest.raises(StateError, match="No timed moment runs"):
        presence.running_moments.drop()
    presence.changes.undo()
    clock.advance(60)
    presence.boundaries.stop("dance party")
    assert [m.text for m in presence.history.today().moments] == ["dance party"]


def test_it_can_go_on(presence: Presence, clock: FixedClock) -> None:
    presence.running_moments.start("story 10m")
    clock.advance(11 * 60)
    assert presence.boundaries.extend(length="5m").planned_s == 16 * 60


def test_a_beginning_can_be_said(presence: Presence, clock: FixedClock) -> None:
    assert presence.running_moments.start("story at 17:30").stamp.at == paris(2026, 11, 22, 17, 30)
    assert presence.running_moments.start("walk", at="17:20").stamp.at.minute == 20
    with pytest.raises(WordsError):
        presence.running_moments.start("10m @mia")


def test_a_forgotten_one_is_logged_with_its_true_end(presence: Presence, clock: FixedClock) -> None:
    started = presence.running_moments.start("story 10m")
    clock.advance(5 * 3600)
    presence.boundaries.end_at(started.stamp.id, paris(2026, 11, 22, 17, 54))
    assert [m.minutes for m in presence.history.today().moments] == [12]


def test_one_that_was_not_a_minute_has_no_length(presence: Presence, clock: FixedClock) -> None:
    presence.running_moments.start("hug")
    clock.advance(10)
    presence.boundaries.stop()
    assert [m.minutes for m in presence.history.today().moments] == [None]


def test_nothing_is_suggested_for_what_was_logged(presence: Presence, clock: FixedClock) -> None:
    presence.running_moments.start("story 10m")
    clock.advance(600)
    assert presence.suggestions.of(presence.boundaries.stop()) is None
