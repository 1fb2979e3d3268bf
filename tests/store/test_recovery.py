"""Nothing that was acknowledged is lost: whatever is lost or put back, and however long ago."""

import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from store.faults import home_at

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.store import changes as log
from presence_tui.store.devices import find_device

OCTOBER = date(2026, 10, 2)
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk itself is not what is looked at here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def texts(home: Path) -> list[str]:
    export, _ = home_at(home).exchange.export()
    return sorted(m["text"] for m in export["moments"])


def own_file(home: Path, month: str = "2026-11") -> Path:
    presence = home_at(home)
    return presence.journal.months.file(str(presence.journal.device), month)


# ── what was brought in from elsewhere ───────────────────────────────────────


@pytest.fixture
def imported(home: Path, tmp_path: Path) -> Path:
    """A home whose entries all came by an import."""
    elsewhere = home_at(tmp_path / "elsewhere")
    elsewhere.moments.log("alpha", day=OCTOBER)
    elsewhere.moments.log("gamma")
    rows = json.dumps(elsewhere.exchange.export()[0])
    # The other device bears another name.
    file = tmp_path / "export.json"
    file.write_text(rows.replace(str(elsewhere.journal.device), "sofa-222222"))
    home_at(home).importing.take_in(file)
    return home


def test_a_lost_month_of_imported_entries_comes_back(imported: Path) -> None:
    own_file(imported, "2026-10").unlink()
    assert texts(imported) == ["alpha", "gamma"]


def test_imported_entries_are_read_out_of_damaged_bytes(imported: Path) -> None:
    shutil.rmtree(imported / "backups", ignore_errors=True)
    log.forget_changes(home_at(imported).paths)
    file = own_file(imported)
    file.write_bytes(file.read_bytes() + b"}")
    assert texts(imported) == ["alpha", "gamma"]


def test_no_empty_month_takes_the_place_of_one_that_is_lost_for_good(imported: Path) -> None:
    shutil.rmtree(imported / "backups", ignore_errors=True)
    log.forget_changes(home_at(imported).paths)
    file = own_file(imported, "2026-10")
    file.unlink()
    presence = home_at(imported)
    assert presence.history.day(OCTOBER).moments == ()
    (said,) = presence.journal.notices
    assert said == f"{file} is gone. No entry could be read in it, and none is kept elsewhere."
    assert not file.exists()
    presence.moments.log("anew", day=OCTOBER)
    assert texts(imported) == ["anew", "gamma"]
    assert home_at(imported).journal.notices == ()


# ── after the change log has turned over ─────────────────────────────────────


def test_every_month_comes_back_when_the_log_no_longer_tells_of_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LARGEST", 4000)
    monkeypatch.setattr(log, "KEPT", 5)
    monkeypatch.setattr(log, "LONGEST", 8000)
    presence = home_at(home)
    clock = presence.clock
    assert isinstance(clock, FixedClock)
    for number in range(150):
        # Some months are written once and never again, as by a restoration.
        day = date(2026, 1 + number // 15, 5) if number % 15 < 14 else date(2019, 1, 3)
        presence.moments.log(f"moment {number}", day=day)
        clock.advance(3600)
    wanted = sorted(f"moment {number}" for number in range(150))
    lines = {line["month"] for line in log.read_changes(presence.paths)}
    months = presence.journal.begun()
    assert len(months - lines) > 5
    for month in sorted(months):
        own_file(home, month).unlink()
        assert texts(home) == wanted, month
        own_file(home, month).write_bytes(b"")
        assert texts(home) == wanted, month


def test_lines_stay_while_what_they_tell_of_cannot_be_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LARGEST", 1000)
    monkeypatch.setattr(log, "KEPT", 2)
    presence = home_at(home)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("presence_tui.store.writing.keep_last", fail)
        for number in range(30):
            presence.moments.log(f"moment {number}")
    told = {line["row"]["text"] for line in log.read_changes(presence.paths)}
    assert told == {f"moment {number}" for number in range(30)}


def test_lines_about_a_write_that_failed_bring_nothing_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = home_at(home)
    presence.moments.log("first")
    real = os.replace

    def refuse(source: Any, target: Any) -> None:
        if str(target).endswith("2026-11.json") and "journal" in str(target):
            raise OSError(28, "No space left on device")
        real(source, target)

    with monkeypatch.context() as full:
        full.setattr(os, "replace", refuse)
        with pytest.raises(StoreError, match="nothing was changed"):
            presence.moments.log("refused")
    assert [line["row"]["text"] for line in log.read_changes(presence.paths)] == ["first"]
    own_file(home).unlink()
    assert texts(home) == ["first"]


# ── put back to an earlier state by something else ───────────────────────────


@pytest.mark.parametrize("in_its_place", [True, False], ids=["overwritten", "replaced"])
def test_a_file_put_back_to_an_earlier_state_is_brought_forward(
    home: Path, in_its_place: bool
) -> None:
    presence = home_at(home)
    kept = presence.moments.log("first")
    file = own_file(home)
    older = file.read_bytes()
    presence.moments.log("second")
    presence.past.edit(kept.stamp.id, "first, and more")
    if in_its_place:
        file.write_bytes(older)
    else:
        file.with_name(".arriving").write_bytes(older)
        os.replace(file.with_name(".arriving"), file)
    assert texts(home) == ["first, and more", "second"]
    # It is mended on the disk, and nothing that stood there was set aside.
    again = home_at(home)
    assert len(again.history.today().moments) == 2
    assert again.journal.notices == ()
    assert not [f for f in file.parent.iterdir() if ".damaged-" in f.name]


def test_what_happened_is_said_in_one_sentence(home: Path) -> None:
    presence = home_at(home)
    presence.moments.log("first")
    file = own_file(home)
    older = file.read_bytes()
    presence.moments.log("second")
    file.write_bytes(older)
    again = home_at(home)
    wrong = [f for f in again.doctor.examine() if f.state == "wrong"]
    assert [f.says for f in wrong] == [
        f"{file} was put back to an earlier state by something else."
    ]
    assert file.read_bytes() == older
    again.history.today()
    assert again.journal.notices == (
        f"{file} was put back to an earlier state by something else. It is as it was left again: "
        "1 entry is back.",
    )


def test_a_file_put_back_to_before_a_purge_does_not_bring_the_words(home: Path) -> None:
    presence = home_at(home)
    kept = presence.moments.log("unsayable")
    presence.moments.log("stays")
    file = own_file(home)
    older = file.read_bytes()
    presence.past.purge(kept.stamp.id)
    file.write_bytes(older)
    assert texts(home) == ["stays"]
    home_at(home).moments.log("next")
    assert [f for f in home.rglob("*") if f.is_file() and b"unsayable" in f.read_bytes()] == []


def test_the_same_bytes_copied_are_no_earlier_state(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_at(home).moments.log("first")
    copied = home.with_name("copied")
    shutil.copytree(home, copied)
    os.utime(own_file(copied), (1, 1))
    read: list[object] = []
    monkeypatch.setattr("presence_tui.store.mending.brought_forward", lambda *a: read.append(a))
    assert texts(copied) == ["first"]
    assert texts(copied) == ["first"]
    assert read == []


def test_what_was_mended_by_hand_stays_as_it_is(home: Path) -> None:
    presence = home_at(home)
    presence.moments.log("frist")
    file = own_file(home)
    file.write_bytes(file.read_bytes().replace(b"frist", b"first"))
    again = home_at(home)
    assert [m.text for m in again.history.today().moments] == ["first"]
    assert again.journal.notices == ()


def test_reading_a_file_while_it_is_written_is_no_earlier_state(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = home_at(home)
    reader.moments.log("first")
    reader = home_at(home)
    reader.journal.months.load(str(reader.journal.device), "2026-11")
    # Another process writes between the reader's read and its look at how the file was left.
    home_at(home).moments.log("second")
    assert sorted(m.text for m in reader.history.today().moments) == ["first", "second"]
    assert reader.journal.notices == ()


# ── odd files ────────────────────────────────────────────────────────────────


def test_a_table_that_stands_twice_is_read_whole(home: Path) -> None:
    presence = home_at(home)
    one = presence.moments.log("one").stamp.id
    presence.moments.log("two")
    presence.past.edit(one, "one, and more")
    file = own_file(home)
    rows = json.loads(file.read_bytes())["moments"]
    older = {**rows[one], "text": "one", "rev": "0" * 13 + rows[one]["rev"][13:]}
    other = {key: row for key, row in rows.items() if key != one}
    meta = json.dumps(json.loads(file.read_bytes())["meta"])
    file.write_text(
        f'{{"meta": {meta}, "moments": {json.dumps({one: rows[one]})}, '
        f'"moments": {json.dumps({**other, one: older})}}}'
    )
    assert texts(home) == ["one, and more", "two"]
    home_at(home).moments.log("three")
    assert texts(home) == ["one, and more", "three", "two"]
    assert file.read_text().count('"moments": {') == 1


def test_a_newer_file_that_is_damaged_is_not_put_back_as_an_older_one(home: Path) -> None:
    presence = home_at(home)
    presence.moments.log("first")
    presence.moments.log("second")
    file = own_file(home)
    newer = file.read_bytes().replace(b'"version": 1', b'"version": 2')
    file.write_bytes(newer[:-4])
    again = home_at(home)
    assert sorted(m.text for m in again.history.today().moments) == ["first", "second"]
    assert "newer version" in again.journal.notices[0]
    with pytest.raises(StoreError, match="newer version"):
        again.moments.log("third")
    assert file.read_bytes() == newer[:-4]


def test_what_an_engine_keeps_elsewhere_of_another_device_is_said(home: Path) -> None:
    presence = home_at(home)
    presence.moments.log("mine")
    (home / "journal" / "sofa-222222").mkdir()
    (home / "journal" / "sofa-222222" / ".2026-11.json.icloud").write_bytes(b"bplist00")
    (home / "journal" / "sofa-222222" / ".2019-05.json.icloud").write_bytes(b"bplist00")
    again = home_at(home)
    assert again.history.today().problems == (
        "What sofa-222222 wrote in 2026-11 is in iCloud and not on this machine yet.",
    )
    assert "2019-05" in again.journal.months.names()


def test_an_open_dashboard_learns_the_name_that_another_process_made(home: Path) -> None:
    dashboard = home_at(home)
    assert dashboard.history.today().moments == ()
    home_at(home).moments.log("from a shell")
    assert dashboard.changes.undo().sentence == "Taken back: from a shell."
    assert dashboard.journal.device == find_device(dashboard.paths)


@pytest.mark.parametrize("hurt", ["gone", "emptied", "utf-16"])
def test_an_id_is_found_in_a_month_that_wants_mending(home: Path, hurt: str) -> None:
    presence = home_at(home)
    ident = presence.moments.log("autumn walk", day=OCTOBER).stamp.id
    presence.moments.log("second", day=OCTOBER + timedelta(days=1))
    file = own_file(home, "2026-10")
    if hurt == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_text().encode("utf-16") if hurt == "utf-16" else b"")
    home_at(home).past.edit(ident[-6:], "autumn walk again")
    assert texts(home) == ["autumn walk again", "second"]
