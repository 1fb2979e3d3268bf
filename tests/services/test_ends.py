"""Ends: extended, reached by itself, said once, forgotten; what is suggested then."""

import json
from datetime import datetime, timedelta

import pytest
from conftest import paris

from presence_tui.domain.boundary import elapsed_s, planned_end, remaining_s, share, state
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.domain.presets import Preset
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths


def again(presence: Presence) -> Presence:
    """The program opened anew on the same home."""
    return Presence(find_paths(), presence.settings, presence.clock)


def test_extending_moves_the_end(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    clock.advance(15 * 60)
    assert presence.boundaries.extend().planned_s == 25 * 60
    clock.advance(20 * 60)
    later = presence.boundaries.extend(length="15m")
    assert remaining_s(later, clock.now()) == 15 * 60
    assert elapsed_s(later, clock.now()) == 35 * 60


def test_extending_an_end_by_the_clock(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("logged-off", until="18:00")
    assert presence.boundaries.extend().until == paris(2026, 11, 22, 18, 5)
    clock.advance(3600)
    assert presence.boundaries.extend().until == paris(2026, 11, 22, 18, 47)


def test_what_cannot_be_extended_says_so(presence: Presence) -> None:
    with pytest.raises(StateError, match="Nothing runs"):
        presence.boundaries.extend()
    presence.boundaries.start("logged-off")
    with pytest.raises(StateError, match="open end"):
        presence.boundaries.extend()
    with pytest.raises(WordsError):
        presence.boundaries.extend(length="900h")
    with pytest.raises(WordsError):
        presence.boundaries.extend(length="0m")
    presence.boundaries.start("work", length="24h")
    with pytest.raises(StateError, match="24 hours"):
        presence.boundaries.extend("work")


def test_the_planned_end_waits_for_pauses(presence: Presence, clock: FixedClock) -> None:
    start = presence.boundaries.start("rest").stamp.at
    clock.advance(300)
    presence.boundaries.pause()
    clock.advance(600)
    paused = presence.boundaries.running()[0]
    assert planned_end(paused, clock.now()) == start + timedelta(seconds=1200 + 600)
    clock.advance(600)
    resumed = presence.boundaries.resume()
    assert planned_end(resumed, clock.now()) == start + timedelta(seconds=1200 + 1200)
    assert share(resumed, clock.now()) == pytest.approx(0.25)
    clock.advance(5000)
    assert share(resumed, clock.now()) == 1.0
    assert share(presence.boundaries.start("tea"), clock.now()) is None


def test_an_end_is_said_once_also_after_a_restart(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    running = presence.boundaries.running()
    assert not presence.watch.due(running)
    assert presence.watch.look(running) == ()
    clock.advance(1200)
    assert presence.watch.due(running)
    (notice,) = presence.watch.look(running)
    assert not presence.watch.due(running)
    assert (notice.what, notice.heard) == ("over", ("toast", "title"))
    assert notice.outside == "Rest has reached its planned end"
    assert presence.watch.look(running) == ()
    assert again(presence).watch.look(running) == ()
    assert state(presence.boundaries.running()[0], clock.now()) == "over"
    presence.boundaries.extend()
    clock.advance(301)
    assert len(again(presence).watch.look(presence.boundaries.running())) == 1


def test_an_end_noticed_late_says_when_it_was(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    clock.advance(1200 + 20 * 60)
    (notice,) = presence.watch.look(presence.boundaries.running())
    assert notice.sentence == "Rest: its planned end was 18:02. It runs on until you end it."
    presence.boundaries.start("outside")
    clock.advance(2 * 3600)
    assert presence.watch.look(presence.boundaries.running()) == ()
    assert presence.forgotten.ask() is not None


def test_quiet_ones_are_heard_nowhere_and_free_words_stay_inside(
    presence: Presence, clock: FixedClock
) -> None:
    private = presence.boundaries.start("talk with Mia", length="30m")
    clock.advance(1)
    bedtime = presence.boundaries.start("bedtime")
    clock.advance(1800)
    free, quiet = presence.watch.look((private, bedtime))
    assert (free.heard, quiet.heard) == ((), ())
    assert "Mia" in free.sentence
    assert presence.watch.started(bedtime).heard == ()
    assert presence.watch.started(private).heard == ("toast", "title")
    assert free.outside == "boundary has reached its planned end"
    assert presence.watch.title((private,)) == "boundary · presence"
    assert presence.watch.title(()) == "presence"
    assert presence.watch.title((private, bedtime)) == "presence"


def test_one_that_ends_itself_ends_at_its_plan(presence: Presence, clock: FixedClock) -> None:
    presence.settings = Settings(
        presets=(Preset("tea", "Tea", "self", 5, ends_itself=True, suggests="Tea"),)
    )
    started = presence.boundaries.start("tea")
    running = presence.boundaries.running()
    clock.advance(3600)
    assert presence.boundaries.running() == ()
    assert presence.history.running() == ()
    (notice,) = presence.watch.look(running)
    assert notice.what == "ended"
    assert notice.boundary is not None
    assert notice.boundary.ended_at == started.stamp.at + timedelta(minutes=5)
    assert presence.history.today().boundaries[0].ended_at is not None
    presence.boundaries.start("tea")
    clock.advance(3600)
    presence.boundaries.start("tea")
    assert len(presence.boundaries.running()) == 1
    ended = [b for b in presence.history.today().boundaries if b.ended_at]
    assert [elapsed_s(b, clock.now()) for b in ended] == [300, 300]


def test_what_ended_meanwhile_does_not_run_on(presence: Presence, clock: FixedClock) -> None:
    presence.settings = Settings(
        presets=(
            Preset("nap", "Nap", "self", 20, ends_itself=True),
            Preset("tea", "Tea", "self", 5),
        )
    )
    presence.boundaries.start("nap")
    clock.advance(1)
    presence.boundaries.start("tea")
    running = presence.boundaries.running()
    clock.advance(1800)
    # Another dashboard, or a command, was first.
    other = again(presence)
    assert [b.name for b in other.boundaries.settle()] == ["Nap"]
    other.boundaries.stop("tea")
    (notice,) = presence.watch.look(running)
    assert (notice.what, notice.sentence) == ("ended", "Nap has come to its end.")
    assert presence.watch.look(running) == ()
    assert again(presence).watch.look(running) == ()


def test_what_begins_elsewhere_is_heard_once(presence: Presence, clock: FixedClock) -> None:
    rest = again(presence).boundaries.start("rest")
    (notice,) = presence.watch.begun((), presence.boundaries.running())
    assert (notice.what, notice.sentence) == ("started", "Rest begins.")
    assert presence.watch.begun((), (rest,)) == ()
    assert again(presence).watch.begun((), (rest,)) == ()
    mine = presence.boundaries.start("outside")
    assert presence.watch.started(mine, (rest, mine)).heard == ("toast", "title")
    assert presence.watch.begun((rest,), (rest, mine)) == ()
    old = again(presence).boundaries.start("walk", at="16:00")
    assert presence.watch.begun((), (old,)) == ()
    bedtime = presence.boundaries.start("bedtime")
    clock.advance(60)
    late = again(presence).boundaries.start("tea")
    assert [n.heard for n in presence.watch.begun((bedtime,), (bedtime, late))] == [()]


def test_a_paused_one_does_not_end_itself(presence: Presence, clock: FixedClock) -> None:
    presence.settings = Settings(presets=(Preset("tea", "Tea", "self", 5, ends_itself=True),))
    presence.boundaries.start("tea")
    presence.boundaries.pause()
    clock.advance(3600)
    assert len(presence.boundaries.running()) == 1
    assert presence.boundaries.settle() == ()


# ── suggestions ──────────────────────────────────────────────────────────────


def test_ending_suggests_a_moment(presence: Presence, clock: FixedClock) -> None:
    presence.settings = Settings(
        presets=(Preset("bed", "Bed", "home", 30, suggests="Bedtime, phone-free @leo"),)
    )
    presence.boundaries.start("bed")
    clock.advance(34 * 60)
    ended = presence.boundaries.stop()
    moment = presence.suggestions.of(ended)
    assert moment is not None
    assert (moment.text, moment.minutes, moment.people) == ("Bedtime, phone-free", 34, ("leo",))
    assert presence.history.today().moments == ()
    kept = presence.suggestions.keep(ended)
    assert (kept.boundary, kept.stamp.at) == (ended.stamp.id, ended.stamp.at)
    other = presence.suggestions.keep(ended, "the snail story 10m @mia")
    assert (other.minutes, other.text, other.boundary) == (10, "the snail story", ended.stamp.id)


def test_a_time_in_the_words_of_the_suggestion_counts(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("outside", at="17:00")
    clock.advance(9 * 60)
    ended = presence.boundaries.stop()
    at_five = presence.suggestions.keep(ended, "Outside at 17:20 20m")
    assert (at_five.stamp.at, at_five.minutes) == (paris(2026, 11, 22, 17, 20), 20)
    span = presence.suggestions.keep(ended, "Outside 17:05-17:15")
    assert (span.stamp.at, span.minutes) == (paris(2026, 11, 22, 17, 5), 10)
    begun = presence.suggestions.keep(ended, "Outside at 17:02")
    assert (begun.stamp.at, begun.minutes) == (paris(2026, 11, 22, 17, 2), 51)
    with pytest.raises(WordsError, match="is still ahead"):
        presence.suggestions.keep(ended, "Outside at 23:00")
    assert len(presence.history.today().moments) == 3


def test_a_time_in_the_presets_words_that_cannot_be_is_left_out(
    presence: Presence, clock: FixedClock
) -> None:
    presence.settings = Settings(
        presets=(Preset("tea", "Tea", "self", 5, suggests="Tea at 23:00 with @leo"),)
    )
    begun = presence.boundaries.start("tea")
    clock.advance(300)
    moment = presence.suggestions.of(presence.boundaries.stop())
    assert moment is not None
    assert (moment.stamp.at, moment.text) == (begun.stamp.at, "Tea with")


def test_what_was_kept_already_is_not_suggested_again(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("outside")
    clock.advance(300)
    ended = presence.boundaries.stop()
    again(presence).suggestions.keep(ended)
    assert presence.suggestions.of(ended) is None


def test_nothing_is_suggested_without_words_or_without_time(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("logged-off")
    clock.advance(600)
    assert presence.suggestions.of(presence.boundaries.stop()) is None
    presence.boundaries.start("outside")
    clock.advance(20)
    assert presence.suggestions.of(presence.boundaries.stop()) is None


def test_words_to_tell_name_the_end(presence: Presence) -> None:
    presence.settings = Settings(
        presets=(Preset("off", "Off", "home", tell="Offline until {until}, {back} tomorrow"),)
    )
    planned = presence.boundaries.start("off", until="20:00")
    assert presence.suggestions.tell(planned) == "Offline until 20:00, {back} tomorrow"
    presence.boundaries.stop()
    assert "until later" in (presence.suggestions.tell(presence.boundaries.start("off")) or "")
    assert presence.suggestions.tell(presence.boundaries.start("a talk")) is None


# ── forgotten ────────────────────────────────────────────────────────────────


def test_forgot_to_stop_offers_good_guesses(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 22, 20, 0))
    presence.boundaries.start("bedtime")
    presence.watch.heartbeat.beat()
    clock.set(paris(2026, 11, 22, 21, 10))
    presence.gratitude.give("the snail")
    clock.set(paris(2026, 11, 22, 22, 40))
    presence.watch.heartbeat.beat()
    clock.set(paris(2026, 11, 23, 7, 30))
    opened = again(presence)
    asked = opened.forgotten.ask()
    assert asked is not None
    assert [(f"{g.at:%H:%M}", g.why) for g in asked.guesses] == [
        ("20:30", "the planned end"),
        ("21:10", "the last entry"),
        ("22:40", "the dashboard was last open"),
        ("03:00", "the end of that day"),
    ]
    assert opened.watch.heartbeat.beat()
    assert [g.why for g in opened.forgotten.ask().guesses] == [  # type: ignore[union-attr]
        g.why for g in asked.guesses
    ]
    ended = opened.boundaries.end_at(asked.boundary.stamp.id, asked.guesses[0].at)
    assert elapsed_s(ended, clock.now()) == 1800
    assert opened.forgotten.ask() is None


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("17:30", paris(2026, 11, 20, 17, 30)),
        ("8:00", paris(2026, 11, 21, 8, 0)),
        ("1:30", paris(2026, 11, 21, 1, 30)),
        ("sat 1:30", paris(2026, 11, 21, 1, 30)),
        ("sat 20:00", paris(2026, 11, 21, 20, 0)),
        ("yesterday 7pm", paris(2026, 11, 22, 19, 0)),
        ("2026-11-21 12:00", paris(2026, 11, 21, 12, 0)),
    ],
)
def test_a_time_said_of_days_ago_is_the_first_after_its_start(
    presence: Presence, clock: FixedClock, words: str, end: datetime
) -> None:
    clock.set(paris(2026, 11, 20, 9, 0))
    presence.boundaries.start("all-in")
    clock.set(paris(2026, 11, 23, 8, 0))
    asked = presence.forgotten.ask()
    assert asked is not None
    assert presence.forgotten.end_said(asked.boundary, words) == end
    with pytest.raises(WordsError, match="does not lie between 2026-11-20 09:00"):
        presence.forgotten.end_said(asked.boundary, "mon 9:00")


def test_a_time_said_of_months_ago_is_one_of_then(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 8, 20, 9, 0))
    old = presence.boundaries.start("all-in")
    clock.set(paris(2026, 11, 23, 8, 0))
    end = presence.forgotten.end_said(old, "17:30")
    assert elapsed_s(presence.boundaries.end_at(old.stamp.id, end), clock.now()) == 8.5 * 3600


def test_it_never_asks_twice(presence: Presence, clock: FixedClock) -> None:
    boundary = presence.boundaries.start("logged-off")
    assert presence.forgotten.ask() is None
    clock.advance(20 * 3600)
    assert presence.forgotten.ask() is not None
    presence.forgotten.answered(boundary)
    assert presence.forgotten.ask() is None
    clock.advance(86_400)
    assert again(presence).forgotten.ask() is None


def test_what_is_planned_over_midnight_is_not_forgotten(
    presence: Presence, clock: FixedClock
) -> None:
    presence.boundaries.start("night shift", until="06:00")
    clock.set(paris(2026, 11, 23, 5, 0))
    assert presence.forgotten.ask() is None
    clock.set(paris(2026, 11, 23, 6, 1))
    assert presence.forgotten.ask() is not None


def test_one_from_months_ago_is_found_and_can_be_ended(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 6, 3, 18, 0))
    old = presence.boundaries.start("logged-off")
    clock.set(paris(2026, 11, 22, 9, 0))
    assert presence.boundaries.running() == ()
    asked = presence.forgotten.ask()
    assert asked is not None
    assert asked.boundary.stamp.id == old.stamp.id
    with pytest.raises(WordsError, match="between the start and now"):
        presence.boundaries.end_at(old.stamp.id, paris(2026, 6, 3, 17, 0))
    ended = presence.boundaries.end_at(old.stamp.id, paris(2026, 6, 3, 21, 0))
    assert elapsed_s(ended, clock.now()) == 3 * 3600
    with pytest.raises(StateError, match="ended already"):
        presence.boundaries.end_at(old.stamp.id, paris(2026, 6, 3, 22, 0))
    assert presence.forgotten.ask() is None


def test_the_heartbeat_writes_at_most_once_a_minute(presence: Presence, clock: FixedClock) -> None:
    file = presence.paths.state / "heartbeat.json"
    assert presence.watch.heartbeat.beat()
    first = file.read_text()
    for _ in range(59):
        clock.advance(1)
        assert not presence.watch.heartbeat.beat()
        assert file.read_text() == first
    clock.advance(1)
    assert not presence.watch.heartbeat.beat()
    assert file.read_text() != first
    assert presence.watch.heartbeat.alive_until() is None
    clock.advance(3600)
    assert presence.watch.heartbeat.beat()
    assert presence.watch.heartbeat.alive_until() is not None
    assert set(json.loads(file.read_text())) == {"at", "before_gap"}


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"at": 7}', '{"said": 3}'])
def test_lost_state_is_no_harm(presence: Presence, clock: FixedClock, junk: str) -> None:
    presence.paths.state.mkdir(parents=True)
    for name in ("heartbeat", "said"):
        (presence.paths.state / f"{name}.json").write_text(junk)
    presence.boundaries.start("rest")
    clock.advance(1200)
    assert len(presence.watch.look(presence.boundaries.running())) == 1
    assert presence.watch.heartbeat.beat()


# ── parked ───────────────────────────────────────────────────────────────────


def test_parked_lines_wait_until_they_are_done(presence: Presence, clock: FixedClock) -> None:
    line = presence.parked.park("finish the slide deck — tomorrow 9:15, at the desk")
    assert (line.text, line.resume) == ("finish the slide deck", "tomorrow 9:15, at the desk")
    clock.advance(60)
    plain = presence.parked.park("call back the well-known plumber")
    assert plain.resume is None
    assert [p.text for p in presence.parked.waiting()] == [line.text, plain.text]
    assert presence.parked.done(line.stamp.id).done
    assert [p.text for p in presence.parked.waiting()] == [plain.text]
    with pytest.raises(NotFoundError, match="No parked line"):
        presence.parked.done(line.stamp.id)
    with pytest.raises(WordsError, match="left open"):
        presence.parked.park("  ")


def test_leaving_work_asks_and_going_home_later_does_not(
    presence: Presence, clock: FixedClock
) -> None:
    def asks(name: str) -> bool:
        begun = presence.boundaries.start(name)
        day = presence.history.today()
        found = presence.parked.asks(begun, day.running, day.boundaries)
        presence.changes.undo()
        return found

    assert not asks("logged-off")
    presence.boundaries.start("all-in")
    clock.advance(60)
    assert asks("logged-off")
    assert not asks("rest")
    presence.boundaries.stop()
    assert asks("logged-off")
    clock.advance(600)
    presence.boundaries.start("logged-off")
    clock.advance(600)
    # Whoever has come home was asked then, and is not asked again at the child's bed.
    assert not asks("bedtime")
    presence.changes.undo()
    assert asks("bedtime")
    clock.advance(3600)
    assert not asks("logged-off")
