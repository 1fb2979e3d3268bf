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


# ── what else holds the words ────────────────────────────────────────────────


def test_a_timed_moment_and_what_it_ran_as_go_together(tmp_path: Path) -> None:
    for which in ("moments", "boundaries"):
        desk = at(tmp_path / which, "desk-1")
        desk.moments.log("other")
        desk.running_moments.start("unsayable talk 10m")
        desk.boundaries.stop()
        tables = desk.journal.read("2026-11").tables
        ident = next(k for k, e in tables[which].items() if "unsayable" in json.dumps(e.row))
        desk.past.purge(ident)
        assert holding(tmp_path / which) == []


def test_a_boundary_and_a_moment_that_came_out_of_it_are_two_entries(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    boundary = desk.boundaries.start("logged-off")
    desk.clock.advance(600)  # type: ignore[attr-defined]
    desk.boundaries.stop()
    moment = desk.suggestions.keep(boundary, "story time")
    desk.past.purge(moment.stamp.id)
    assert [b.name for b in desk.history.day(TODAY).boundaries] == [boundary.name]


def test_what_a_killed_process_left_half_done_goes(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.moments.log("second")
    file = desk.journal.months.file("desk-1", "2026-11")
    # A process that has this id by now is not the one that left it.
    for folder in (file.parent, desk.paths.backups / "desk-1"):
        shutil.copyfile(file, folder / f".2026-11.json.{os.getppid()}.tmp")
    (desk.paths.state / ".changes.jsonl.99999999.tmp").write_text("unsayable")
    desk.past.purge(kept.stamp.id)
    assert holding(tmp_path) == []


def test_an_earlier_state_that_was_set_aside_goes(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.moments.log("second")
    state = desk.paths.backups / "desk-1" / "2026-11.previous.json"
    raw = state.read_bytes()
    state.unlink()
    state.write_bytes(raw[:-4])
    says = [f.says for f in desk.doctor.repair(desk.doctor.examine())]
    assert any("2026-11.previous.damaged-" in said for said in says)
    desk.past.purge(kept.stamp.id)
    assert holding(tmp_path) == []


def test_a_copy_that_arrives_after_the_purge_does_not_bring_the_words(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.moments.log("stays")
    file = desk.journal.months.file("desk-1", "2026-11")
    stale = file.read_bytes()
    desk.past.purge(kept.stamp.id)
    (file.parent / "2026-11 2.json").write_bytes(stale)
    assert [m.text for m in at(tmp_path, "desk-1").history.day(TODAY).moments] == ["stays"]
    # Reading was enough: it is folded in and put away without them.
    assert holding(tmp_path) == []
    assert not (file.parent / "2026-11 2.json").exists()
    assert holding(desk.paths.backups, b"stays")


def test_what_another_device_moved_meanwhile_goes_as_well(tmp_path: Path) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    kept = desk.moments.log("unsayable")
    carry(desk, sofa)
    moved = sofa.past.edit(kept.stamp.id, "unsayable there", day=date(2026, 10, 5))
    desk.past.purge(kept.stamp.id)
    carry(sofa, desk)
    # Here it is found by its old id, and by the sofa when the purge has arrived.
    assert desk.past.purgeable(kept.stamp.id)[0].entry.row["id"] == moved.stamp.id
    carry(desk, sofa)
    sofa.moments.log("next")
    assert sofa.history.day(date(2026, 10, 5)).moments == ()
    assert holding(tmp_path / "b") == []
    carry(sofa, desk)
    assert holding(tmp_path) == []


def test_a_folder_among_the_drafts_is_no_hindrance(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    (desk.paths.state / "drafts" / "someone's").mkdir(parents=True)
    desk.past.purge(kept.stamp.id)
    assert holding(tmp_path) == []
    assert not desk.paths.unfinished_file.exists()


def test_a_state_that_cannot_be_read_is_said_and_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.moments.log("second")
    with monkeypatch.context() as full:
        real = os.open

        def refuse(path: str | Path, *more: int, **named: int) -> int:
            if str(path).endswith(".tmp") and "previous" in str(path):
                raise OSError(28, "No space left on device")
            return real(path, *more, **named)

        full.setattr(os, "open", refuse)
        with pytest.raises(StoreError) as said:
            desk.past.purge(kept.stamp.id)
    assert str(said.value).startswith("The words are gone from the journal, but not yet from every")
    assert "The next change goes on with it" in str(said.value)
    desk.moments.log("third")
    assert holding(tmp_path) == []


def test_a_purge_can_be_said_again_while_words_are_left(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable")
    desk.moments.log("second")
    state = desk.paths.backups / "desk-1" / "2026-11.previous.json"
    raw = state.read_bytes()
    desk.past.purge(kept.stamp.id)
    with pytest.raises(NotFoundError):
        desk.past.purge(kept.stamp.id)
    state.write_bytes(raw)
    (wrong,) = [f for f in desk.doctor.examine() if f.state == "wrong"]
    assert wrong.says == "Words of 1 purged entry are still kept."
    desk.past.purge(kept.stamp.id[-6:])
    assert holding(tmp_path) == []
    assert [f for f in desk.doctor.examine() if f.state == "wrong"] == []


def test_the_doctor_takes_out_what_a_purge_left(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.pages.write("an unsayable page", TODAY)
    desk.pages.write("an unsayable page, longer", TODAY)
    state = desk.paths.backups / "desk-1" / "2026-11.previous.json"
    raw = state.read_bytes()
    desk.past.purge("2026-11-22")
    state.write_bytes(raw)
    desk.doctor.repair(desk.doctor.examine())
    assert holding(tmp_path) == []


def test_words_written_anew_stay_where_an_older_purge_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at(tmp_path, "desk-1")
    desk.pages.write("an unsayable page", TODAY)
    desk.moments.log("other")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr("presence_tui.store.purges._blank", fail)
        with pytest.raises(StoreError):
            desk.past.purge("2026-11-22")
        # Still broken, so it is not ended by this.
        desk.pages.write("anew", TODAY)
    desk.moments.log("next")
    assert holding(tmp_path) == []
    page = desk.pages.of(TODAY)
    assert page is not None
    assert page.text == "anew"
    desk.pages.write("anew, and more", TODAY)
    assert holding(desk.paths.backups, b"anew")


def test_what_is_kept_about_a_person_goes_by_their_name(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("lake @mia")
    desk.people.rename("mia", "Unsayable Maria")
    desk.past.purge("@Mia")
    assert holding(tmp_path, b"Unsayable Maria") == []
    assert [m.people for m in desk.history.day(TODAY).moments] == [("mia",)]
    with pytest.raises(NotFoundError, match="Nothing is kept about Mia but the entries"):
        desk.past.purge("@Mia")


# ── drafts ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "draft", "goes"),
    [
        ("entry-moment.txt", "unsayable lake", True),
        ("entry-moment.txt", "unsayable lake, and then", True),
        ("entry-moment.txt", "the unsayable lake", True),
        ("entry-moment.txt", "lake", False),
        ("entry-moment.txt", "unsayable lakes", False),
        ("page-2026-11-22.txt", "a page", False),
        ("entry-{id}.txt", "something else", True),
    ],
)
def test_a_draft_goes_that_quotes_the_words_and_no_other(
    tmp_path: Path, name: str, draft: str, goes: bool
) -> None:
    desk = at(tmp_path, "desk-1")
    kept = desk.moments.log("unsayable lake")
    file = desk.paths.state / "drafts" / name.format(id=kept.stamp.id)
    file.parent.mkdir()
    file.write_text(draft)
    desk.past.purge(kept.stamp.id)
    assert file.exists() is not goes


def test_short_words_and_words_of_the_program_take_no_draft_along(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    run = desk.moments.log("run")
    rest = desk.boundaries.start("rest")
    desk.boundaries.stop()
    drafts = desk.paths.state / "drafts"
    drafts.mkdir()
    unfinished = "a long brunch with grandma, an interesting walk in the forest at home"
    (drafts / "page-2026-11-24.txt").write_text(unfinished)
    for kept in (run, rest):
        desk.past.purge(kept.stamp.id)
    assert (drafts / "page-2026-11-24.txt").read_text() == unfinished


def test_a_days_page_takes_its_own_draft_along_and_not_the_reviews(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.pages.write("an unsayable page", TODAY)
    drafts = desk.paths.state / "drafts"
    drafts.mkdir()
    for name in ("page-2026-11-22.txt", "page-2026-11-21.txt", "review-thanks-2026-11-22.txt"):
        (drafts / name).write_text("something else")
    desk.past.purge("2026-11-22")
    assert sorted(f.name for f in drafts.iterdir()) == [
        "page-2026-11-21.txt",
        "review-thanks-2026-11-22.txt",
    ]


# ── between devices ──────────────────────────────────────────────────────────


def test_two_who_purged_and_wrote_anew_while_apart_leave_a_third_reading(tmp_path: Path) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    attic = at(tmp_path / "c", "attic-3")
    attic.moments.log("mine")
    for device in (desk, sofa):
        device.pages.write("unsayable", TODAY)
        device.past.purge("2026-11-22")
        device.pages.write(f"anew on {device.journal.device}", TODAY)
        carry(device, attic)
    assert attic.pages.of(TODAY) is None
    assert attic.exchange.export()[0]["pages"] == []
    attic.moments.log("more")
    # Whoever reads first, all agree.
    carry(desk, sofa)
    assert sofa.pages.of(TODAY) is None
    carry(sofa, desk)
    assert desk.pages.of(TODAY) is None
    desk.pages.write("after both", TODAY)
    for source, target in ((desk, sofa), (desk, attic), (sofa, attic)):
        carry(source, target)
    for device in (desk, sofa, attic):
        page = device.pages.of(TODAY)
        assert page is not None
        assert page.text == "after both"


def test_one_devices_unreadable_file_holds_up_no_others_purge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    long_ago = date(2019, 5, 1)
    kept = desk.moments.log("unsayable", day=long_ago)
    carry(desk, sofa)
    sofa.past.edit(kept.stamp.id, "unsayable on the sofa")
    blocked = sofa.paths.journal / "attic-3"
    blocked.mkdir()
    shutil.copyfile(next((sofa.paths.journal / "desk-1").iterdir()), blocked / "2019-05.json")
    desk.past.purge(kept.stamp.id)
    carry(desk, sofa)

    def fail(file: str) -> bool:
        if "attic-3" in file:
            raise PermissionError(13, "Permission denied")
        return True

    with monkeypatch.context() as broken:
        broken.setattr("presence_tui.store.arrivals._holds_a_purge", fail)
        sofa.moments.log("next")
    assert [f for f in holding(tmp_path / "b") if "attic-3" not in str(f)] == []


def test_a_purge_that_arrives_in_the_place_of_its_file_is_seen_within_the_hour(
    tmp_path: Path,
) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    long_ago = date(2019, 5, 1)
    kept = desk.moments.log("unsayable", day=long_ago)
    carry(desk, sofa)
    sofa.past.edit(kept.stamp.id, "unsayable on the sofa")
    desk.past.purge(kept.stamp.id)
    there = sofa.paths.journal / "desk-1" / "2019-05.json"
    there.write_bytes((desk.paths.journal / "desk-1" / "2019-05.json").read_bytes())
    sofa.clock.advance(3600)  # type: ignore[attr-defined]
    sofa.moments.log("next")
    assert holding(tmp_path / "b") == []


def test_a_purge_is_known_however_another_program_wrote_it(tmp_path: Path) -> None:
    desk, sofa = at(tmp_path / "a", "desk-1"), at(tmp_path / "b", "sofa-2")
    kept = desk.moments.log("unsayable", day=date(2019, 5, 1))
    carry(desk, sofa)
    sofa.past.edit(kept.stamp.id, "unsayable on the sofa")
    desk.past.purge(kept.stamp.id)
    file = desk.paths.journal / "desk-1" / "2019-05.json"
    file.write_text(json.dumps(json.loads(file.read_text()), separators=(",", ":")))
    carry(desk, sofa)
    sofa.moments.log("next")
    assert holding(tmp_path / "b") == []
