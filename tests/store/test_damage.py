"""Damage: nothing that was written is lost, and the damaged bytes are kept."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store.damages import DAMAGES, keep

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.store import files
from presence_tui.store.changes import changes_file
from presence_tui.store.journal import Journal
from presence_tui.store.lock import held
from presence_tui.store.paths import find_paths

NOW = datetime(2026, 11, 23, 17, 42, tzinfo=UTC)
Damage = Callable[[Path], None]


def row(ident: str, **own: Any) -> dict[str, Any]:
    return {"id": ident, "day": "2026-11-22", "at": "2026-11-22T12:00:00.000+01:00", **own}


def put(journal: Journal, table: str, record: dict[str, Any], days: int = 0) -> dict[str, Any]:
    with journal.writing(NOW + timedelta(days=days)) as writing:
        return writing.put(table, record)


def opened() -> Journal:
    """The journal as a new process opens it."""
    return Journal(find_paths(), clock=FixedClock(NOW))


def rows(journal: Journal, month: str = "2026-11") -> dict[str, dict[str, Any]]:
    return {
        key: entry.row
        for entries in journal.read(month).tables.values()
        for key, entry in entries.items()
    }


@pytest.fixture
def journal(home: Path) -> Journal:
    """Three days of writing: a moment edited, a gratitude, a person, a deletion."""
    journal = opened()
    put(journal, "moments", row("A", text="lake", minutes=5), days=-2)
    put(journal, "gratitude", row("B", text="rain on the skylight", because=None), days=-1)
    put(journal, "people", {**row("mia"), "day": None, "name": "Mia"})
    put(journal, "moments", row("C", text="gone"))
    put(journal, "moments", {**rows(journal)["C"], "deleted": True})
    put(journal, "moments", {**rows(journal)["A"], "text": "the cold lake"})
    put(journal, "people", {**rows(journal, "always")["mia"], "colour": "coral"})
    return journal


def own_file(journal: Journal, month: str = "2026-11") -> Path:
    assert journal.device
    return journal.months.file(journal.device, month)


@pytest.mark.parametrize("month", ["2026-11", "always"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_every_record_comes_back_and_the_bytes_are_kept(
    journal: Journal, damage: Damage, month: str
) -> None:
    file = own_file(journal, month)
    before = rows(journal, month)
    damage(file)
    damaged = keep(file)
    again = opened()
    assert rows(again, month) == before
    (notice,) = again.notices
    assert str(file) in notice
    asides = [f for f in file.parent.iterdir() if ".damaged-" in f.name]
    if damaged is not None:
        assert [keep(f) for f in asides] == [damaged]
        assert asides[0].name == f"{month}.damaged-20261123T1742.json"
        assert str(asides[0]) in notice
    # It is mended on the disk: the next process finds nothing to say, and takes new entries.
    third = opened()
    put(third, "moments", row("D", text="sun"))
    assert rows(third, month).keys() >= before.keys()
    assert third.notices == ()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_writer_mends_before_it_writes(journal: Journal, damage: Damage) -> None:
    before = rows(journal)
    damage(own_file(journal))
    again = opened()
    kept = put(again, "moments", row("D", text="sun"))
    assert rows(again) == {**before, "D": kept}
    assert len(again.notices) == 1


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_what_a_damaged_change_log_held_is_in_the_months(journal: Journal, damage: Damage) -> None:
    before = rows(journal)
    damage(changes_file(journal.paths))
    again = opened()
    assert rows(again) == before
    kept = put(again, "moments", row("D", text="sun"))
    damage(own_file(again))
    assert rows(opened()).keys() == {*before, kept["id"]}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_damaged_list_of_devices_keeps_this_machines_name(
    journal: Journal, damage: Damage
) -> None:
    before = rows(journal)
    damage(journal.paths.state / "devices.json")
    again = opened()
    assert again.device == journal.device
    assert rows(again) == before
    put(again, "moments", row("D", text="sun"))
    assert len(again.notices) == 1
    third = opened()
    put(third, "moments", row("E", text="moon"))
    assert (third.device, third.notices) == (journal.device, ())


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_without_either_list_of_devices_no_record_is_lost(journal: Journal, damage: Damage) -> None:
    before = rows(journal)
    for name in ("devices.json", "devices.copy.json"):
        damage(journal.paths.state / name)
    again = opened()
    kept = put(again, "moments", row("D", text="sun"))
    assert rows(opened()) == {**before, "D": kept}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_damaged_backup_is_passed_over(journal: Journal, damage: Damage) -> None:
    before = rows(journal)
    backups = list(journal.paths.backups.rglob("*.json"))
    for file in backups:
        # Each a file of its own: they are links to one another.
        raw = file.read_bytes()
        file.unlink()
        file.write_bytes(raw)
        damage(file)
    again = opened()
    assert rows(again) == before
    assert again.notices == ()
    put(again, "moments", row("D", text="sun"))
    own_file(again).write_bytes(b"")
    assert rows(opened()).keys() == {*before, "D"}


def test_a_record_that_only_the_damaged_bytes_hold_is_read_out_of_them(journal: Journal) -> None:
    before = rows(journal)
    changes_file(journal.paths).unlink()
    file = own_file(journal)
    # The last write is in no backup, and its line is whole.
    file.write_bytes(file.read_bytes() + b"}")
    assert rows(opened()) == before


@pytest.mark.parametrize("form", ["indented", "on one line", "utf-16"])
def test_records_are_read_out_of_other_programs_forms(journal: Journal, form: str) -> None:
    before = rows(journal)
    changes_file(journal.paths).unlink()
    for state in journal.paths.backups.rglob("*.json"):
        state.unlink()
    file = own_file(journal)
    tables = json.loads(file.read_bytes())
    text = json.dumps(tables, indent=4 if form == "indented" else None)[:-2]
    file.write_bytes(text.encode("utf-16" if form == "utf-16" else "utf-8"))
    assert rows(opened()) == before


def test_with_nothing_left_anywhere_a_new_month_begins(journal: Journal) -> None:
    changes_file(journal.paths).unlink()
    for state in journal.paths.backups.rglob("*.json"):
        state.unlink()
    own_file(journal).write_bytes(b"")
    again = opened()
    assert rows(again) == {}
    assert "No entry could be read in it" in again.notices[0]
    assert not own_file(again).exists()
    put(again, "moments", row("D", text="sun"))
    assert rows(opened()).keys() == {"D"}


def test_the_very_first_entry_comes_back_when_its_file_is_gone(home: Path) -> None:
    journal = opened()
    put(journal, "moments", row("A", text="lake"))
    own_file(journal).unlink()
    assert opened().months.names() == ["2026-11"]
    assert rows(opened())["A"]["text"] == "lake"


def test_a_reader_that_cannot_have_the_lock_shows_the_last_good_state(journal: Journal) -> None:
    before = rows(journal)
    file = own_file(journal)
    file.write_bytes(b"{")
    again = opened()
    with held(journal.paths.lock_file):
        for _ in range(2):
            assert rows(again) == before
            assert len(again.notices) == 1
            assert "last good state is shown" in again.notices[0]
        assert file.read_bytes() == b"{"
    assert rows(again) == before
    assert "Mended: 2 entries are back" in again.notices[0]


def test_a_reader_that_may_not_write_shows_the_last_good_state(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(journal)
    file = own_file(journal)
    file.write_bytes(b"{")

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(30, "Read-only file system")

    for call in ("link", "replace", "rename", "mkdir", "write"):
        monkeypatch.setattr(os, call, refuse)
    again = opened()
    assert rows(again) == before
    assert "last good state is shown" in again.notices[0]
    assert "ead-only file system" in again.notices[0]
    with pytest.raises(StoreError, match="could not be mended"):
        put(again, "moments", row("D", text="sun"))
    assert file.read_bytes() == b"{"


def test_a_read_that_failed_is_never_a_missing_file(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(journal)
    file = own_file(journal)
    raw = file.read_bytes()
    real = os.open

    def fail(path: Any, *more: Any, **named: Any) -> int:
        if os.fspath(path) == str(file):
            raise OSError(5, "Input/output error")
        return real(path, *more, **named)

    monkeypatch.setattr(files.os, "open", fail)
    again = opened()
    assert rows(again) == before
    assert "input/output error" in again.notices[0]
    with pytest.raises(StoreError, match="input/output error"):
        put(again, "moments", row("D", text="sun"))
    assert file.read_bytes() == raw


def test_a_crash_between_setting_aside_and_putting_back_keeps_one_copy(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(journal)
    file = own_file(journal)
    file.write_bytes(b"{")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(5, "I/O")))
        assert rows(opened()) == before
    assert rows(opened()) == before
    assert len([f for f in file.parent.iterdir() if ".damaged-" in f.name]) == 1


def test_an_invalid_record_is_kept_and_the_others_read(journal: Journal) -> None:
    file = own_file(journal)
    tables = json.loads(file.read_bytes())
    tables["moments"]["X"] = 5
    tables["moments"]["Y"] = {"id": "Y", "text": ["no", "words"]}
    file.write_text(json.dumps(tables))
    again = opened()
    put(again, "moments", row("D", text="sun"))
    kept = json.loads(file.read_bytes())["moments"]
    assert (kept["X"], kept["Y"]) == (5, {"id": "Y", "text": ["no", "words"]})
    assert again.notices == ()
    # Also when the file is mended from its earlier state.
    file.write_bytes(b"")
    opened().read("2026-11")
    kept = json.loads(file.read_bytes())["moments"]
    assert (kept["X"], kept["Y"]) == (5, {"id": "Y", "text": ["no", "words"]})


def test_half_a_surrogate_pair_is_written_back_as_it_came(journal: Journal) -> None:
    file = own_file(journal)
    file.write_bytes(file.read_bytes().replace(b'"rain on', b'"\\ud83d rain on'))
    put(opened(), "moments", row("D", text="sun"))
    assert b"\\ud83d rain on" in file.read_bytes()
    assert rows(opened())["B"]["text"].startswith("\ud83d rain")


def test_what_another_program_wrote_meanwhile_is_not_written_over(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own_file(journal)
    real = files.sync

    def edited_meanwhile(descriptor: int) -> None:
        file.write_bytes(file.read_bytes().replace(b"rain", b"hail"))
        real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(files, "sync", edited_meanwhile)
        with pytest.raises(StoreError, match="Another program wrote"):
            put(journal, "moments", row("D", text="sun"))
    assert rows(journal)["B"]["text"].startswith("hail")


def test_a_journal_folder_that_is_away_is_not_begun_anew(journal: Journal, home: Path) -> None:
    away = home / "Sync" / "journal"
    again = Journal(journal.paths, away, FixedClock(NOW))
    assert rows(again) == rows(journal)
    assert "is not there" in again.notices[0]
    with pytest.raises(StoreError, match="is not there"):
        put(again, "moments", row("D", text="sun"))
    assert not away.exists()
    away.mkdir(parents=True)
    put(again, "moments", row("D", text="sun"))
    assert {*rows(again)} == {"A", "B", "C", "D"}
