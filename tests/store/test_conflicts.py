"""Conflict copies of sync engines, files half arrived, and two versions of one entry."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import paris
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.record import Row
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.conflicts import fold, kept_copies, month_of_copy
from presence_tui.store.paths import Paths

TODAY = date(2026, 11, 22)

COPIES = [
    "2026-11.sync-conflict-20261122-174200-ABCDEF7.json",
    "2026-11.sync-conflict-20261122-174200.json",
    "2026-11 (Ana's conflicted copy 2026-11-22).json",
    "2026-11 (laptop's conflicted copy 2026-11-22 1).json",
    "2026-11 (conflicted copy 2026-11-22 174200).json",
    "2026-11 (conflicted copy ana 2026-11-22 174200).json",
    "2026-11_conflict-20261122-174200.json",
    "2026-11 (SFConflict ana@example.org 2026-11-22-17-42-00).json",
    "2026-11 2.json",
    "2026-11 (1).json",
    "2026-11(1).json",
    "2026-11-DESKTOP-4F7K2Q1.json",
    "2026-11-laptop-safeBackup-0001.json",
    "2026-11.Conflict.json",
    "2026-11_Ana-PC_Nov-22-1742-2026_Conflict.json",
    "2026-11 [conflicted].json",
]
STRANGERS = [
    "2026-11.json",
    "2026-11.json.bak",
    "2026-11.tmp",
    ".2026-11.json.123.tmp",
    ".syncthing.2026-11.json.tmp",
    "~syncthing~2026-11.json.tmp",
    "2026-11.damaged-20261122T1742.json",
    "2026-13 2.json",
    "notes (conflicted copy 2026-11-22 174200).json",
    "2026-11 (my favourite month).json",
    "2026-11_old.json",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_known_by_its_name(name: str) -> None:
    assert month_of_copy(name) == "2026-11"
    assert month_of_copy(name.replace("2026-11", "always", 1)) == "always"


@pytest.mark.parametrize("name", STRANGERS)
def test_what_is_no_copy_is_left_alone(name: str) -> None:
    assert month_of_copy(name) is None


def at(root: Path, name: str) -> Presence:
    """A device with its own state on the journal folder of `root`."""
    paths = Paths(root, root / "journal", root / f"backups-{name}", root / f"state-{name}")
    presence = Presence(paths, Settings(), FixedClock(paris(2026, 11, 22, 17, 42)))
    presence.journal._device = name
    return presence


def texts(presence: Presence) -> list[str]:
    day = presence.history.day(TODAY)
    assert day.problems == ()
    return sorted(m.text for m in day.moments)


def leave_copy(presence: Presence, name: str, *words: str) -> Path:
    """A state of a device's own file that a clone of it wrote, as an engine leaves it."""
    device, root = presence.journal.device or "", presence.paths.config
    clone = root.with_name(f"{root.name}-clone")
    shutil.copytree(root, clone)
    twin = at(clone, device)
    for text in words:
        twin.moments.log(text)
    copy = presence.journal.months.file(device, "2026-11").with_name(name)
    shutil.copyfile(twin.journal.months.file(device, "2026-11"), copy)
    shutil.rmtree(clone)
    return copy


@pytest.mark.parametrize("name", [COPIES[0], COPIES[2], COPIES[8]])
def test_a_copy_of_ones_own_file_is_read_then_folded_in(tmp_path: Path, name: str) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    copy = leave_copy(desk, name, "only in the copy")
    bytes_of_copy = copy.read_bytes()
    assert texts(desk) == ["before", "only in the copy"]
    desk.moments.log("after")
    assert texts(at(tmp_path, "desk-1")) == ["after", "before", "only in the copy"]
    assert not copy.exists()
    (kept,) = kept_copies(desk.paths, "desk-1", "2026-11")
    assert kept.read_bytes() == bytes_of_copy
    assert kept.stat().st_mode & 0o777 == 0o600


def test_of_one_entry_the_higher_revision_stays(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    ident = desk.moments.log("one").stamp.id
    file = desk.journal.months.file("desk-1", "2026-11")
    shutil.copyfile(file, file.with_name("2026-11 2.json"))
    desk.past.edit(ident, "two")
    assert texts(desk) == ["two"]
    # The other way round: the copy is the newer one.
    shutil.copyfile(file, file.with_name("2026-11 3.json"))
    old = json.loads(file.read_bytes())
    old["moments"][ident]["text"], old["moments"][ident]["rev"] = "one", "0" * 13 + "-0000-desk-1"
    file.write_text(json.dumps(old))
    assert texts(at(tmp_path, "desk-1")) == ["two"]
    desk.gratitude.give("sun")
    assert json.loads(file.read_bytes())["moments"][ident]["text"] == "two"


def test_a_copy_found_by_an_id_that_only_it_holds(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    leave_copy(desk, COPIES[0], "only in the copy")
    ident = next(m.stamp.id for m in desk.history.day(TODAY).moments if "only" in m.text)
    desk.past.edit(ident, "edited")
    assert texts(desk) == ["before", "edited"]


def test_a_copy_of_anothers_file_is_read_and_left_where_it_is(tmp_path: Path) -> None:
    sofa = at(tmp_path, "sofa-2")
    sofa.moments.log("before")
    copy = leave_copy(sofa, COPIES[4], "only in the copy")
    desk = at(tmp_path, "desk-1")
    before = desk.history.prints(TODAY)
    assert copy in before
    desk.moments.log("mine")
    assert texts(desk) == ["before", "mine", "only in the copy"]
    assert copy.exists()
    copy.unlink()
    assert desk.history.prints(TODAY) != before
    assert texts(desk) == ["before", "mine"]


def test_a_month_that_is_only_in_a_copy_is_a_month(tmp_path: Path) -> None:
    sofa = at(tmp_path, "sofa-2")
    sofa.moments.log("before")
    file = sofa.journal.months.file("sofa-2", "2026-11")
    file.rename(file.with_name(COPIES[2]))
    assert at(tmp_path, "desk-1").journal.months.names() == ["2026-11"]
    assert texts(at(tmp_path, "desk-1")) == ["before"]


@pytest.mark.parametrize("change", [{"device": "attic-9"}, {"month": "2026-10"}])
def test_what_says_it_is_another_file_is_no_copy(tmp_path: Path, change: Row) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    copy = leave_copy(desk, "2026-11 2.json", "elsewhere")
    tables = json.loads(copy.read_bytes())
    tables["meta"]["1"].update(change)
    copy.write_text(json.dumps(tables))
    desk.moments.log("after")
    assert texts(desk) == ["after", "before"]
    assert copy.exists()


def test_a_copy_that_cannot_be_read_yet_waits(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    copy = leave_copy(desk, COPIES[0], "late")
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    desk.moments.log("after")
    assert len(desk.history.day(TODAY).problems) == 1
    copy.write_bytes(whole)
    desk.moments.log("then")
    assert texts(desk) == ["after", "before", "late", "then"]
    assert not copy.exists()


def test_a_copy_in_a_newer_format_is_shown_and_left(tmp_path: Path) -> None:
    desk = at(tmp_path, "desk-1")
    desk.moments.log("before")
    copy = leave_copy(desk, COPIES[0], "newer")
    copy.write_bytes(copy.read_bytes().replace(b'"version": 1', b'"version": 99'))
    desk.moments.log("after")
    assert texts(desk) == ["after", "before", "newer"]
    assert copy.exists()


def test_a_file_half_arrived_is_shown_as_it_was_and_read_again(tmp_path: Path) -> None:
    sofa, desk = at(tmp_path, "sofa-2"), at(tmp_path, "desk-1")
    sofa.moments.log("one")
    assert texts(desk) == ["one"]
    sofa.moments.log("two")
    file = sofa.journal.months.file("sofa-2", "2026-11")
    whole = file.read_bytes()
    file.write_bytes(whole[:-40])
    day = desk.history.day(TODAY)
    assert [m.text for m in day.moments] == ["one"]
    assert "read again later" in day.problems[0]
    desk.moments.log("mine")
    assert file.read_bytes() == whole[:-40]
    file.write_bytes(whole)
    assert texts(desk) == ["mine", "one", "two"]


keys = st.sampled_from(("A", "B"))
rows = st.builds(
    lambda ms, text, purged: {
        "rev": f"{ms:013d}-0000-desk-1",
        **({"purged": True} if purged else {"text": text}),
    },
    st.integers(1, 3),
    st.sampled_from(("x", "y")),
    st.booleans(),
)
files = st.dictionaries(st.sampled_from(("moments", "dreams")), st.dictionaries(keys, rows))


@given(files, st.lists(files, max_size=3))
def test_folding_keeps_the_highest_of_every_record_whatever_the_order(
    mine: Row, others: list[Row]
) -> None:
    folded = fold(mine, others, "meta")
    assert fold(folded, others, "meta") == folded
    for file in (mine, *others):
        for table, records in file.items():
            for key, row in records.items():
                assert folded[table][key]["rev"] >= row["rev"]
    for order in (others[::-1], sorted(others, key=str)):
        again = fold(mine, order, "meta")
        for table, records in folded.items():
            assert {k: r["rev"] for k, r in again[table].items()} == {
                k: r["rev"] for k, r in records.items()
            }


def test_a_purge_carried_along_does_not_change_which_of_two_wins() -> None:
    two, one = "0000000000002-0000-desk-1", "0000000000001-0000-desk-1"
    mine = {"moments": {"A": {"rev": two, "text": "y"}}}
    purge = {"moments": {"A": {"rev": one, "purged": True}}}
    other = {"moments": {"A": {"rev": two, "text": "x"}}}
    folded = fold(mine, [purge, other], "meta")
    assert folded["moments"]["A"]["text"] == "y"
    assert fold(folded, [purge, other], "meta") == folded


# ── two versions of one entry ────────────────────────────────────────────────


def part(tmp_path: Path) -> tuple[Presence, Presence, str]:
    """Desk and sofa edited one moment while apart, and then met."""
    desk = at(tmp_path / "desk", "desk-1")
    ident = desk.moments.log("dance").stamp.id
    shutil.copytree(tmp_path / "desk" / "journal", tmp_path / "sofa" / "journal")
    sofa = at(tmp_path / "sofa", "sofa-2")
    desk.past.edit(ident, "waltz at the desk")
    sofa.clock.advance(60)  # type: ignore[attr-defined]
    sofa.past.edit(ident, "tango on the sofa")
    for source, target in ((desk, sofa), (sofa, desk)):
        own = source.paths.journal / str(source.journal.device)
        shutil.copytree(own, target.paths.journal / own.name, dirs_exist_ok=True)
    return desk, sofa, ident


def test_the_other_version_is_shown_on_request_and_stays(tmp_path: Path) -> None:
    desk, sofa, ident = part(tmp_path)
    for presence in (desk, sofa):
        assert texts(presence) == ["tango on the sofa"]
        (other,) = presence.past.versions(ident)
        assert other.text == "waltz at the desk"
        assert other.stamp.rev.endswith("desk-1")
    desk.gratitude.give("sun")
    assert [v.text for v in desk.past.versions(ident)] == ["waltz at the desk"]
    desk.past.edit(ident, "waltz, then tango")
    assert desk.past.versions(ident) == ()


def test_an_entry_deleted_here_and_edited_there_can_still_be_seen(tmp_path: Path) -> None:
    desk = at(tmp_path / "desk", "desk-1")
    ident = desk.moments.log("dance").stamp.id
    shutil.copytree(tmp_path / "desk" / "journal", tmp_path / "sofa" / "journal")
    sofa = at(tmp_path / "sofa", "sofa-2")
    sofa.past.edit(ident, "tango")
    desk.clock.advance(60)  # type: ignore[attr-defined]
    desk.past.delete(ident)
    shutil.copytree(
        sofa.paths.journal / "sofa-2", desk.paths.journal / "sofa-2", dirs_exist_ok=True
    )
    assert texts(desk) == []
    assert [v.text for v in desk.past.versions(ident)] == ["tango"]
