"""Gone when meant: purged words are nowhere this device keeps anything."""

import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NotFoundError, StateError, StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import Paths
from presence_tui.store.recovery import set_aside

TODAY = date(2026, 11, 22)


def at(root: Path, name: str, journal: Path | None = None) -> Presence:
    """A device of that name with its own state."""
    paths = Paths(root / name, journal or root / "journal", root / name / "b", root / name / "s")
    presence = Presence(paths, Settings(), FixedClock(paris(2026, 11, 22, 17, 42)))
    presence.journal._device = name
    return presence


def holding(folder: Path, words: bytes = b"unsayable") -> list[Path]:
    """Files that hold the words, under whatever name."""
    return [f for f in folder.rglob("*") if f.is_file() and words in f.read_bytes()]


def carry(source: Presence, target: Presence) -> None:
    """The source's own folder arrives at the target, each file renamed into place."""
    own = source.paths.journal / str(source.journal.device)
    there = target.paths.journal / own.name
    there.mkdir(parents=True, exist_ok=True)
    for file in own.iterdir():
        arriving = there / f".{file.name}.arriving"
        shutil.copyfile(file, arriving)
        os.replace(arriving, there / file.name)


def test_the_words_leave_everything_this_device_keeps(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    kept = desk.moments.log("unsayable lake", day=TODAY)
    for day in range(1, 4):
        clock.advance(timedelta(days=1).total_seconds())
        desk.past.edit(kept.stamp.id, f"unsayable lake {day}")
    desk.changes.undo()
    file = desk.journal.months.file("desk-1", "2026-11")
    shutil.copyfile(file, file.with_name("2026-11 2.json"))
    desk.gratitude.give("folds the copy in", day=TODAY)
    shutil.copyfile(file, file.with_name("2026-11 3.json"))
    shutil.copyfile(file, aside := tmp_path / "copy.json")
    set_aside(file, clock.now())
    shutil.copyfile(aside, file)
    aside.unlink()
    drafts = desk.paths.state / "drafts"
    drafts.mkdir()
    (drafts / "moment.txt").write_text("unsayable lake 3, and")
    (drafts / "review.txt").write_text("something else")
    assert len(holding(tmp_path)) >= 6
    assert desk.past.purge(kept.stamp.id) == ()
    assert holding(tmp_path) == []
    assert [f.name for f in drafts.iterdir()] == ["review.txt"]
    # What else was in those files is still there.
    assert holding(desk.paths.backups, b"folds the copy in")
    assert [g.text for g in desk.history.day(TODAY).gratitude] == ["folds the copy in"]
    row = json.loads(file.read_bytes())["moments"][kept.stamp.id]
    assert set(row) == {"id", "rev", "day", "at", "purged"}


def test_a_deleted_entry_can_be_purged(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.past.delete(kept.stamp.id)
    desk.past.purge(kept.stamp.id[-6:])
    assert holding(tmp_path) == []
    with pytest.raises(NotFoundError):
        desk.past.purge(kept.stamp.id)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_moved_entry_goes_from_every_month_it_was_in(tmp_path: Path, which: int) -> None:
    desk = at(tmp_path, "desk-1")
    ids = [desk.moments.log("unsayable", day=date(2026, 9, 30)).stamp.id]
    for day in (date(2026, 10, 1), date(2026, 11, 1)):
        ids.append(desk.past.edit(ids[-1], "unsayable", day=day).stamp.id)
    desk.past.purge(ids[which])
    assert holding(tmp_path) == []


def test_a_page_and_a_review_go_by_their_day(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.pages.write("an unsayable page", TODAY)
    desk.pages.write("another page", date(2026, 11, 21))
    row = {"day": "2026-11-22", "at": "2026-11-22T22:00:00.000+01:00", "zone": None}
    with desk.journal.writing(desk.clock.now()) as journal:
        journal.put("reviews", {"id": "2026-11-22", **row, "note": "unsayable", "closed_at": None})
    desk.past.purge("2026-11-22")
    assert holding(tmp_path) == []
    assert desk.pages.of(date(2026, 11, 21)) is not None
    with pytest.raises(NotFoundError, match="neither a page nor a review"):
        desk.past.purge("2026-11-22")


def test_a_purge_cannot_be_taken_back_and_hinders_no_undo(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    kept = desk.moments.log("unsayable")
    desk.past.edit(kept.stamp.id, "unsayable still")
    desk.past.purge(kept.stamp.id)
    assert desk.changes.undo().sentence == "Taken back: before."
    with pytest.raises(StateError):
        desk.changes.undo()


def test_every_other_device_blanks_its_own_when_it_reads(tmp_path: Path) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    kept = desk.moments.log("unsayable")
    carry(desk, sofa)
    sofa.past.edit(kept.stamp.id, "unsayable on the sofa")
    sofa.gratitude.give("sun")
    carry(sofa, desk)
    # It says where words of it still are.
    assert desk.past.purge(kept.stamp.id) == ("sofa-2",)
    assert [f.parent.name for f in holding(tmp_path / "a")] == ["sofa-2"]
    carry(desk, sofa)
    assert sofa.history.day(TODAY).moments == ()
    assert holding(tmp_path / "b") == []
    assert [g.text for g in sofa.history.day(TODAY).gratitude] == ["sun"]
    carry(sofa, desk)
    assert holding(tmp_path) == []


def test_a_device_blanks_an_old_month_at_its_next_entry(tmp_path: Path) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    long_ago = date(2019, 5, 1)
    kept = desk.moments.log("unsayable", day=long_ago)
    carry(desk, sofa)
    sofa.moments.log("first")
    sofa.past.edit(kept.stamp.id, "unsayable on the sofa")
    desk.past.purge(kept.stamp.id)
    carry(desk, sofa)
    sofa.moments.log("second")
    assert holding(tmp_path / "b") == []


def test_a_purge_that_was_interrupted_is_ended_by_the_next_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.past.edit(kept.stamp.id, "unsayable still")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr("presence_tui.store.purges._blank", fail)
        with pytest.raises(StoreError, match="not yet from every backup"):
            desk.past.purge(kept.stamp.id)
    assert holding(desk.paths.backups)
    desk.moments.log("next")
    assert holding(tmp_path) == []
    assert not desk.paths.unfinished_file.exists()


def test_words_do_not_come_back_from_a_backup(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.moments.log("stays")
    desk.past.purge(kept.stamp.id)
    file = desk.journal.months.file("desk-1", "2026-11")
    file.write_bytes(b"")
    assert [m.text for m in at(tmp_path, "desk-1").history.day(TODAY).moments] == ["stays"]
    assert json.loads(file.read_bytes())["moments"][kept.stamp.id]["purged"] is True


def test_looking_for_purges_costs_nothing_where_nothing_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    for month in range(1, 12):
        desk.moments.log("lake", day=date(2026, month, 1))
    carry(desk, sofa)
    sofa.moments.log("first")
    looked: list[str] = []

    def holds(file: str) -> bool:
        looked.append(Path(file).parent.name)
        return False

    monkeypatch.setattr("presence_tui.store.arrivals._holds_a_purge", holds)
    sofa.moments.log("second")
    assert looked == []
    carry(desk, sofa)
    sofa.moments.log("third")
    assert set(looked) == {"desk-1"}


def test_a_page_written_anew_after_a_purge_stays_and_the_old_words_do_not(tmp_path: Path) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    attic = at(tmp_path / "c", "attic-3")
    desk.pages.write("an unsayable page", TODAY)
    for other in (sofa, attic):
        carry(desk, other)
    sofa.pages.write("an unsayable page of the sofa", TODAY)
    # The attic wrote over it while apart, by a clock that is ahead.
    assert isinstance(attic.clock, FixedClock)
    attic.clock.advance(7200)
    attic.pages.write("an unsayable page of the attic", TODAY)
    desk.past.purge("2026-11-22")
    carry(desk, sofa)
    assert sofa.pages.of(TODAY) is None
    carry(sofa, desk)
    desk.pages.write("a page anew", TODAY)
    for source, target in ((desk, sofa), (desk, attic), (sofa, attic)):
        carry(source, target)
    for device in (desk, sofa, attic):
        page = device.pages.of(TODAY)
        assert page is not None
        assert page.text == "a page anew"
    for source, target in ((attic, desk), (attic, sofa), (sofa, desk)):
        carry(source, target)
    assert holding(tmp_path) == []
    sofa.pages.write("a page anew, and more", TODAY)
    carry(sofa, desk)
    assert desk.pages.of(TODAY) == sofa.pages.of(TODAY)


def test_taking_back_what_was_written_after_a_purge_leaves_nothing(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    desk.pages.write("unsayable", TODAY)
    desk.past.purge("2026-11-22")
    desk.pages.write("anew", TODAY)
    assert desk.changes.undo().sentence == "Taken back: the page."
    assert desk.pages.of(TODAY) is None
    desk.changes.redo()
    page = desk.pages.of(TODAY)
    assert page is not None
    assert page.text == "anew"
    desk.changes.undo()
    assert desk.changes.undo().sentence == "Taken back: before."
