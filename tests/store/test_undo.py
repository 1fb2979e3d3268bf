"""Taking changes back: across restarts, on the disk only, and never over another device."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from conftest import paris
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StateError, StoreError
from presence_tui.domain.record import Row
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store import changes as log
from presence_tui.store.changes import append_changes, changes_file, read_changes
from presence_tui.store.journal import Journal
from presence_tui.store.paths import Paths, find_paths
from presence_tui.store.undoable import Change, open_changes

TODAY = date(2026, 11, 22)


def again(presence: Presence) -> Presence:
    """The same home, opened by a new process."""
    return Presence(presence.paths, Settings(), presence.clock)


def elsewhere(presence: Presence, name: str = "sofa-222222") -> Presence:
    """Another device that shares the journal folder."""
    paths = presence.paths._replace(
        state=presence.paths.state.with_name(f"state-{name}"),
        backups=presence.paths.backups.with_name(f"backups-{name}"),
    )
    other = Presence(paths, Settings(), presence.clock)
    other.journal._device = name
    return other


def texts(presence: Presence) -> list[str]:
    return [m.text for m in presence.history.day(TODAY).moments]


def test_a_logged_moment_is_taken_back_and_done_again(presence: Presence) -> None:
    kept = presence.moments.log("10m dance party @mia")
    back = again(presence).changes.undo()
    assert back.sentence == "Taken back: dance party."
    assert [r.stamp.deleted for r in back.records] == [True]
    assert texts(presence) == []
    done = again(presence).changes.redo()
    assert done.sentence == "Done again: dance party."
    (moment,) = presence.history.day(TODAY).moments
    assert moment._replace(stamp=kept.stamp) == kept
    assert moment.stamp.rev > kept.stamp.rev
    assert again(presence).changes.undo().sentence == "Taken back: dance party."


def test_an_edit_and_a_deletion_go_back(presence: Presence) -> None:
    kept = presence.moments.log("dance @mia")
    presence.past.edit(kept.stamp.id, "15m slow dance @leo")
    presence.past.delete(kept.stamp.id)
    assert presence.changes.undo().sentence == "Here again: slow dance."
    assert texts(presence) == ["slow dance"]
    assert presence.changes.undo().sentence == "As it was: dance."
    (moment,) = presence.history.day(TODAY).moments
    assert (moment.text, moment.minutes, moment.people) == ("dance", None, ("mia",))
    assert presence.changes.undo().sentence == "Taken back: dance."
    with pytest.raises(StateError, match="nothing to take back"):
        presence.changes.undo()
    for wanted in (["dance"], ["slow dance"], []):
        presence.changes.redo()
        assert texts(presence) == wanted
    with pytest.raises(StateError, match="nothing to do again"):
        presence.changes.redo()


def test_boundaries_go_back_step_by_step(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("logged-off")
    for step in (presence.boundaries.pause, presence.boundaries.resume):
        clock.advance(300)
        step()
    presence.boundaries.come_back()
    presence.boundaries.stop()
    assert presence.changes.undo().sentence == "Runs on: Logged off, be present."
    (running,) = presence.boundaries.running()
    assert len(running.returns) == 1
    presence.changes.undo()
    assert presence.boundaries.running()[0].returns == ()
    presence.changes.undo()
    assert presence.boundaries.running()[0].paused
    presence.changes.undo()
    assert not presence.boundaries.running()[0].paused
    assert presence.changes.undo().sentence == "Taken back: Logged off, be present."
    assert presence.boundaries.running() == ()


def test_ending_all_is_one_change(presence: Presence) -> None:
    presence.boundaries.start("all-in")
    presence.boundaries.start("reading", side="self")
    presence.boundaries.stop_all()
    assert presence.changes.undo().sentence == "Runs on: 2 entries."
    assert len(presence.boundaries.running()) == 2


def test_a_move_to_another_month_is_one_change(presence: Presence) -> None:
    kept = presence.moments.log("lake", day=date(2026, 10, 31))
    moved = presence.past.edit(kept.stamp.id, "lake", day=date(2026, 11, 1))
    assert presence.changes.undo().sentence == "As it was: lake."
    assert presence.past.find(kept.stamp.id).stamp.day == date(2026, 10, 31)
    assert presence.history.day(date(2026, 11, 1)).moments == ()
    presence.changes.redo()
    assert presence.past.find(kept.stamp.id).stamp.id == moved.stamp.id
    assert presence.history.day(date(2026, 10, 31)).moments == ()


def test_what_was_written_together_over_years_is_one_change(presence: Presence) -> None:
    rows = []
    for year in range(2020, 2026):
        moment = presence.moments.preview("lake", day=date(year, 7, 1))
        rows += [("moments", moment.to_row())]
        thanks = presence.gratitude.preview("sun", day=date(year, 7, 1))
        rows += [("gratitude", thanks.to_row())]
    with presence.journal.writing(presence.clock.now()) as journal:
        journal.put_all(rows)
    presence.moments.log("after")
    presence.changes.undo()
    assert again(presence).changes.undo().sentence == "Taken back: 12 entries."
    assert presence.history.day(date(2023, 7, 1)).moments == ()
    presence.changes.redo()
    assert len(presence.history.day(date(2023, 7, 1)).gratitude) == 1
    presence.changes.redo()
    assert texts(presence) == ["after"]


def test_a_new_change_leaves_nothing_to_do_again(presence: Presence) -> None:
    presence.moments.log("first")
    presence.changes.undo()
    presence.moments.log("second")
    with pytest.raises(StateError, match="nothing to do again"):
        presence.changes.redo()
    presence.changes.undo()
    presence.changes.redo()
    assert texts(presence) == ["second"]


def test_where_another_device_changed_it_since_it_stays(presence: Presence) -> None:
    presence.moments.log("older")
    kept = presence.moments.log("dance")
    elsewhere(presence).past.edit(kept.stamp.id, "slow dance")
    with pytest.raises(StateError, match=r"dance was changed on another device since \(sofa-2"):
        presence.changes.undo()
    assert sorted(texts(presence)) == ["older", "slow dance"]
    # It no longer stands in the way of the change before it.
    assert again(presence).changes.undo().sentence == "Taken back: older."


def test_ones_own_change_after_theirs_goes_back_and_no_further(presence: Presence) -> None:
    kept = presence.moments.log("dance")
    elsewhere(presence).past.edit(kept.stamp.id, "slow dance")
    presence.past.edit(kept.stamp.id, "waltz")
    presence.changes.undo()
    assert texts(presence) == ["slow dance"]
    with pytest.raises(StateError, match="another device"):
        presence.changes.undo()
    assert texts(presence) == ["slow dance"]


def test_what_another_device_changed_since_is_not_done_again(presence: Presence) -> None:
    kept = presence.moments.log("dance")
    presence.past.edit(kept.stamp.id, "waltz")
    presence.changes.undo()
    elsewhere(presence).past.edit(kept.stamp.id, "slow dance")
    with pytest.raises(StateError, match="another device"):
        presence.changes.redo()
    assert texts(presence) == ["slow dance"]


def test_of_many_only_what_another_device_changed_stays(presence: Presence) -> None:
    rows = [("moments", presence.moments.preview(f"m{n}").to_row()) for n in range(3)]
    with presence.journal.writing(presence.clock.now()) as journal:
        journal.put_all(rows)
    elsewhere(presence).past.edit(rows[1][1]["id"], "kept by the sofa")
    back = presence.changes.undo()
    assert back.sentence == "Taken back: 2 entries. 1 changed since on another device and stay."
    assert texts(presence) == ["kept by the sofa"]


def test_only_what_reached_the_disk_is_taken_back(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = presence.moments.log("dance")
    presence.past.edit(kept.stamp.id, "waltz")
    presence.changes.undo()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("presence_tui.store.files.os.replace", refuse)
        # Nor can its lines be cut from the log again.
        broken.setattr("presence_tui.store.changes.os.truncate", refuse)
        with pytest.raises(StoreError):
            presence.past.edit(kept.stamp.id, "never")
        with pytest.raises(StoreError):
            presence.moments.log("never")
    assert "never" in {c["row"]["text"] for c in read_changes(presence.paths)}
    # Neither failed change stands in the way, nor clears what can be done again.
    again(presence).changes.redo()
    assert texts(presence) == ["waltz"]
    presence.changes.undo()
    presence.changes.undo()
    assert texts(presence) == []


def test_what_something_else_put_back_is_taken_back_all_the_same(presence: Presence) -> None:
    presence.moments.log("first")
    file = presence.journal.months.file(presence.journal.device or "", "2026-11")
    before = file.read_bytes()
    presence.moments.log("second")
    file.write_bytes(before)
    assert again(presence).changes.undo().sentence == "Taken back: second."
    assert again(presence).changes.undo().sentence == "Taken back: first."


def test_a_hundred_changes_go_back_across_restarts(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A log that is far too small for them still keeps a hundred.
    monkeypatch.setattr(log, "LARGEST", 2000)
    for n in range(250):
        presence.moments.log(f"moment {n}")
    for n in range(249, 149, -1):
        assert presence.changes.undo().sentence == f"Taken back: moment {n}."
    assert len(texts(presence)) == 150


def test_the_log_is_private_and_bounded(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LARGEST", 2000)
    monkeypatch.setattr(log, "LONGEST", 20_000)
    os.umask(0)
    for _ in range(131):
        presence.moments.log("x" * 500)
        assert sum(f.stat().st_size for f in presence.paths.state.glob("changes*")) < 50_000
    files = list(presence.paths.state.glob("changes*"))
    assert len(files) > 2
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_a_torn_or_strange_line_is_no_hindrance(presence: Presence) -> None:
    presence.moments.log("dance")
    with changes_file(presence.paths).open("ab") as file:
        file.write(b'[]\n{}\n{"change": 1, "row": {}}\n{"passes": null}\n\xff\n{"change": "X", "ro')
    presence.moments.log("waltz")
    presence.changes.undo()
    presence.changes.undo()
    assert texts(presence) == []


def test_nothing_to_take_back_makes_nothing(presence: Presence, home: Path) -> None:
    for refused in (presence.changes.undo, presence.changes.redo):
        with pytest.raises(StateError, match="There is nothing"):
            refused()
    assert not home.exists()


def test_what_is_private_is_not_quoted(presence: Presence) -> None:
    stamp = presence.new_stamp(TODAY, presence.clock.now())
    row = {"id": stamp.id, "day": "2026-11-22", "at": "2026-11-22T17:42:00.000+01:00"}
    with presence.journal.writing(presence.clock.now()) as journal:
        journal.put("checkins", {**row, "kind": "guilt", "text": "unsayable", "zone": None})
    assert presence.changes.undo().sentence == "Taken back: a card."


def test_a_copied_home_takes_back_nothing_of_the_other_machine(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("dance")
    monkeypatch.setattr("presence_tui.store.devices._machine", lambda: "another")
    copied = again(presence)
    copied.moments.log("mine")
    assert copied.changes.undo().sentence == "Taken back: mine."
    with pytest.raises(StateError, match="nothing to take back"):
        copied.changes.undo()


steps = st.lists(
    st.one_of(
        st.tuples(st.just("log"), st.integers(0, 99)),
        st.tuples(st.just("edit"), st.integers(0, 99)),
        st.tuples(st.just("delete"), st.integers(0, 99)),
        st.tuples(st.sampled_from(("undo", "redo")), st.just(0)),
    ),
    max_size=14,
)


@given(steps)
@settings(max_examples=40, deadline=None)
def test_any_walk_of_changes_ends_where_a_list_of_states_would(
    tmp_path_factory: pytest.TempPathFactory, walk: list[tuple[str, int]]
) -> None:
    root = tmp_path_factory.mktemp("walk")
    paths = Paths(root, root / "journal", root / "backups", root / "state")
    clock = FixedClock(paris(2026, 11, 22, 17, 42))
    presence = Presence(paths, Settings(), clock)
    states, here = [presence.history.day(TODAY).moments], 0
    for step, number in walk:
        moments = states[here]
        if step in ("undo", "redo"):
            there = here + (1 if step == "redo" else -1)
            if not 0 <= there < len(states):
                with pytest.raises(StateError):
                    getattr(presence.changes, step)()
                continue
            getattr(presence.changes, step)()
            here = there
        elif step == "log" or not moments:
            presence.moments.log(f"m{number}")
        else:
            ident = moments[number % len(moments)].stamp.id
            if step == "edit":
                presence.past.edit(ident, f"e{number}")
            else:
                presence.past.delete(ident)
        now = presence.history.day(TODAY).moments
        if step in ("undo", "redo"):
            assert [(m.stamp.id, m.text) for m in now] == [
                (m.stamp.id, m.text) for m in states[here]
            ]
        else:
            states[here + 1 :] = [now]
            here += 1


def line(change: str, rev: int, own: int | None, **marks: str) -> Row:
    def name(number: int) -> str:
        return f"{number:013d}-0000-a"

    row = {"id": "X", "rev": name(rev)}
    before = None if own is None else {"id": "X", "rev": name(own)}
    place = {"month": "2026-11", "table": "moments", "row": row, "before": before}
    return {"change": change, **marks, **place, "own": None if own is None else name(own)}


def test_a_change_whose_write_failed_is_left_out_wherever_it_stands(
    journal: Journal,
) -> None:
    # C's rename failed, so D replaced what B wrote.
    lines = [line("A", 1, None), line("B", 2, 1), line("C", 3, 2), line("D", 4, 2)]
    journal.paths.state.mkdir(parents=True)
    append_changes(journal.paths, lines)

    def ended(*_: str) -> str:
        return "0000000000004-0000-a"

    done, undone = open_changes(journal.paths, "a", ended)
    assert [c.ident for c in done] == ["A", "B", "D"]
    assert undone == []
    assert all(isinstance(c, Change) for c in done)


@pytest.fixture
def journal(home: Path) -> Journal:
    return Journal(find_paths())
