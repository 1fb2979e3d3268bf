"""If–then plans: asked quietly, answered with one key, never twice."""

from datetime import time

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NotFoundError, SettingsError
from presence_tui.domain.plans import Plan
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence, open_presence
from presence_tui.store.paths import find_paths

HOME = Plan("17:30 logged-off", time(17, 30), (0, 1, 2, 3, 4), "logged-off", "Laptop closed.")


@pytest.fixture
def monday(presence: Presence, clock: FixedClock) -> Presence:
    """Monday at half past five, with a plan for it."""
    presence.settings = Settings(plans=(HOME,))
    clock.set(paris(2026, 11, 23, 17, 30))
    return presence


def test_it_is_due_at_its_time_and_starting_answers_it(monday: Presence, clock: FixedClock) -> None:
    due = monday.plans.due()
    assert due is not None
    assert due.plan.words == "Laptop closed."
    assert monday.plans.start(due).preset == "logged-off"
    assert monday.plans.due() is None
    monday.boundaries.stop()
    assert monday.plans.due() is None
    clock.set(paris(2026, 11, 24, 17, 30))
    assert monday.plans.due() is not None


def test_one_missed_is_offered_while_it_makes_sense(monday: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 23, 19, 0))
    assert Presence(find_paths(), monday.settings, clock).plans.due() is not None
    clock.set(paris(2026, 11, 23, 19, 30))
    assert monday.plans.due() is None


def test_not_today_holds_for_that_day_only(monday: Presence, clock: FixedClock) -> None:
    due = monday.plans.due()
    assert due is not None
    monday.plans.not_today(due)
    assert Presence(find_paths(), monday.settings, clock).plans.due() is None
    clock.set(paris(2026, 11, 24, 17, 30))
    assert monday.plans.due() is not None


def test_in_ten_minutes_comes_back(monday: Presence, clock: FixedClock) -> None:
    due = monday.plans.due()
    assert due is not None
    monday.plans.later(due)
    clock.advance(599)
    assert monday.plans.due() is None
    clock.advance(1)
    assert monday.plans.due() is not None
    clock.advance(-86_400)
    assert monday.plans.due() is None


def test_what_runs_already_is_not_asked(monday: Presence) -> None:
    monday.boundaries.start("logged-off", at="16:30")
    assert monday.plans.due() is None


def test_a_due_plan_is_heard_once(monday: Presence, clock: FixedClock) -> None:
    due = monday.plans.due()
    assert due is not None
    notice = monday.watch.planned(due)
    assert (notice.sentence, notice.heard) == ("Laptop closed.", ("toast", "title"))
    assert notice.outside == "it is time for Logged off, be present"
    assert monday.watch.planned(due).heard == ()
    clock.set(paris(2026, 11, 24, 17, 30))
    tomorrow = monday.plans.due()
    assert tomorrow is not None
    bedtime = monday.boundaries.start("bedtime")
    assert monday.watch.planned(tomorrow, (bedtime,)).heard == ()


def test_a_plan_put_off_is_heard_again_when_it_is_asked_again(
    monday: Presence, clock: FixedClock
) -> None:
    due = monday.plans.due()
    assert due is not None
    monday.watch.planned(due)
    monday.plans.later(due)
    clock.advance(600)
    again = monday.plans.due()
    assert again is not None
    assert monday.watch.planned(again).heard == ("toast", "title")
    assert monday.watch.planned(again).heard == ()


def test_a_plan_offered_late_says_when_it_was_planned(monday: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 23, 18, 22))
    due = monday.plans.due()
    assert due is not None
    assert monday.watch.planned(due).outside == "Logged off, be present was planned for 17:30"


def test_what_a_timer_started_and_undo_took_back_does_not_come_again(monday: Presence) -> None:
    due = monday.plans.due()
    assert due is not None
    monday.plans.start(due)
    monday.changes.undo()
    assert monday.boundaries.running() == ()
    assert monday.plans.due() is None


# ── writing them into the settings ───────────────────────────────────────────

MINE = """\
# my evenings
day_ends = "04:00"  # late

[presets.walk]
name = "Walk"   # with the dog
side = "self"
minutes = 20
"""


def test_a_preset_is_written_back_beside_the_owners_comments(presence: Presence) -> None:
    file = presence.paths.settings_file
    file.parent.mkdir(parents=True)
    file.write_text(MINE)
    kept = presence.presets.put("walk", {"minutes": 25, "words": "Slowly."})
    assert (kept.name, kept.minutes, kept.words) == ("Walk", 25, "Slowly.")
    text = file.read_text()
    assert "# my evenings" in text
    assert "# late" in text
    assert "# with the dog" in text
    presence.presets.put("walk", {"until": "20:00"})
    assert "minutes" not in file.read_text()
    opened = open_presence()
    assert opened.problems == ()
    assert opened.settings.preset("walk") == presence.settings.preset("walk")
    presence.presets.remove("walk")
    assert presence.settings.preset("walk") is None
    assert file.read_text().startswith("# my evenings\nday_ends")


def test_a_wrong_preset_changes_nothing(presence: Presence) -> None:
    presence.presets.put("walk", {"name": "Walk", "side": "self"})
    before = presence.paths.settings_file.read_bytes()
    for fields, says in (
        ({"minutes": 0}, r"presets.walk.minutes is 0"),
        ({"name": "Rest"}, r"which presets.rest has too"),
        ({"minutes": 5, "until": "20:00"}, "both minutes and until"),
    ):
        with pytest.raises(SettingsError, match=says):
            presence.presets.put("walk", fields)
    assert presence.paths.settings_file.read_bytes() == before
    with pytest.raises(NotFoundError, match="as it was shipped"):
        presence.presets.remove("bedtime")
    with pytest.raises(NotFoundError, match="no preset"):
        presence.presets.remove("nonsense")


def test_a_broken_file_is_left_alone(presence: Presence) -> None:
    file = presence.paths.settings_file
    file.parent.mkdir(parents=True)
    file.write_text("day_ends = [")
    with pytest.raises(SettingsError, match="not valid TOML"):
        presence.presets.put("walk", {"name": "Walk"})
    assert file.read_text() == "day_ends = ["


def test_plans_are_added_and_taken_out(presence: Presence, clock: FixedClock) -> None:
    made = presence.presets.put_plan("17:30", "logged-off", ["mon", "Tuesday"], "Laptop closed.")
    assert (made.days, made.words) == ((0, 1), "Laptop closed.")
    with pytest.raises(SettingsError, match="one prompt at a time"):
        presence.presets.put_plan("17:30", "rest", ["tue"])
    other = presence.presets.put_plan("21:00", "rest")
    assert open_presence().settings.plans == (made, other)
    assert [o.plan for o in presence.plans.next()] == [other, made]
    presence.presets.remove_plan(made)
    assert open_presence().settings.plans == (other,)
    with pytest.raises(NotFoundError):
        presence.presets.remove_plan(made)
    presence.presets.remove_plan(other)
    assert "plans" not in presence.paths.settings_file.read_text()
