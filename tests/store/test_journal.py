"""The journal: several processes on one device, several devices in one folder."""

import json
import multiprocessing
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import (
    AmbiguousError,
    LockedError,
    NewerVersionError,
    NotFoundError,
)
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.changes import changes_file, read_changes
from presence_tui.store.journal import Journal
from presence_tui.store.lock import held
from presence_tui.store.paths import Paths, find_paths

NOW = datetime(2026, 11, 22, 16, 42, tzinfo=UTC)


def row(ident: str, day: str = "2026-11-22", **own: Any) -> dict[str, Any]:
    return {"id": ident, "day": day, "at": f"{day}T12:00:00.000+01:00", "zone": None, **own}


def put(journal: Journal, record: dict[str, Any], now: datetime = NOW) -> dict[str, Any]:
    with journal.writing(now) as writing:
        return writing.put("moments", record)


def on_device(paths: Paths, name: str) -> Journal:
    """The same journal folder, written by a device of that name."""
    state = paths.state.with_name(f"state-{name}")
    journal = Journal(paths._replace(state=state, backups=paths.backups.with_name(f"b-{name}")))
    journal._device = name
    return journal


@pytest.fixture
def journal(home: Path) -> Journal:
    return Journal(find_paths())


def test_reading_makes_nothing(journal: Journal, home: Path) -> None:
    assert journal.read("2026-11").tables == {}
    assert not home.exists()


def test_a_first_entry_makes_a_private_home(journal: Journal, home: Path) -> None:
    put(journal, row("A", text="lake"))
    assert journal.device is not None
    for path in [home, *home.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    tables = json.loads((home / "journal" / journal.device / "2026-11.json").read_bytes())
    assert tables["meta"] == {
        "1": {"format": "presence", "version": 1, "device": journal.device, "month": "2026-11"}
    }
    assert list(tables) == ["meta", "moments"]


def test_unknown_fields_and_tables_survive_a_rewrite(journal: Journal, home: Path) -> None:
    put(journal, row("A", text="lake"))
    (file,) = home.glob("journal/*/2026-11.json")
    tables = json.loads(file.read_bytes())
    tables["moments"]["A"]["mood"] = {"deep": [1]}
    tables["dreams"] = {"1": {"text": "flying"}}
    file.write_text(json.dumps(tables))
    again = Journal(find_paths())
    put(again, {**again.read("2026-11").tables["moments"]["A"].row, "text": "the lake"})
    tables = json.loads(file.read_bytes())
    assert tables["moments"]["A"]["mood"] == {"deep": [1]}
    assert tables["moments"]["A"]["text"] == "the lake"
    assert tables["dreams"] == {"1": {"text": "flying"}}


def test_another_device_edits_in_its_own_folder(journal: Journal, home: Path) -> None:
    first = put(journal, row("A", text="lake"))
    sofa = on_device(journal.paths, "sofa-222222")
    # Its clock is a year behind, and still it beats what it edited.
    edited = put(sofa, {**first, "text": "the lake"}, NOW - timedelta(days=365))
    assert edited["saw"] == {journal.device: first["rev"]}
    for reader in (journal, sofa):
        assert reader.read("2026-11").tables["moments"]["A"].row["text"] == "the lake"
    back = put(journal, {**edited, "text": "our lake"})
    assert back["saw"] == {"sofa-222222": edited["rev"]}
    assert sofa.read("2026-11").tables["moments"]["A"].row["text"] == "our lake"
    assert len(list(home.glob("journal/*/2026-11.json"))) == 2


def test_a_purge_elsewhere_blanks_ones_own_words(journal: Journal, home: Path) -> None:
    first = put(journal, row("A", text="unsayable"))
    sofa = on_device(journal.paths, "sofa-222222")
    with sofa.writing(NOW) as writing:
        writing.purge([sofa.find("A")])
    assert journal.read("2026-11").tables["moments"]["A"].row.get("purged") is True
    put(journal, row("B", text="lake"))
    left = [f for f in home.rglob("*") if f.is_file() and b"unsayable" in f.read_bytes()]
    assert left == []
    assert first["id"] == "A"


def test_a_file_of_another_device_that_cannot_be_read_is_left_alone(journal: Journal) -> None:
    put(journal, row("A", text="lake"))
    other = journal.paths.journal / "sofa-222222"
    other.mkdir()
    (other / "2026-11.json").write_text('{"meta": {"1"')
    (other / "2026-11 (conflict).json").write_text("never read")
    month = journal.read("2026-11")
    assert set(month.tables["moments"]) == {"A"}
    assert len(month.problems) == 1
    assert (other / "2026-11.json").read_text() == '{"meta": {"1"'


def test_a_newer_file_is_shown_and_never_written(journal: Journal, home: Path) -> None:
    put(journal, row("A", text="lake"))
    (file,) = home.glob("journal/*/2026-11.json")
    file.write_bytes(file.read_bytes().replace(b'"version": 1', b'"version": 2'))
    before = file.read_bytes()
    assert journal.read("2026-11").tables["moments"]["A"].row["text"] == "lake"
    with pytest.raises(NewerVersionError, match="newer version"):
        put(journal, row("B", text="sun"))
    assert file.read_bytes() == before


def test_a_record_won_by_a_newer_version_is_not_edited_here(journal: Journal) -> None:
    first = put(journal, row("A", text="lake"))
    sofa = on_device(journal.paths, "sofa-222222")
    put(sofa, {**first, "text": "the lake"})
    file = sofa.months.file("sofa-222222", "2026-11")
    file.write_bytes(file.read_bytes().replace(b'"version": 1', b'"version": 2'))
    with pytest.raises(NewerVersionError):
        put(journal, {**first, "text": "my lake"})
    put(journal, row("B", text="sun"))


def test_an_id_is_exact_then_an_ending_then_a_beginning(journal: Journal) -> None:
    for ident in ("AB12", "XXAB12", "AB99", "CDAB99"):
        put(journal, row(ident, text=ident))
    put(journal, row("OLD7", "2026-03-01", text="spring"))
    assert journal.find("ab12").entry.row["id"] == "AB12"
    assert journal.find("xab12").entry.row["id"] == "XXAB12"
    assert journal.find("cd").entry.row["id"] == "CDAB99"
    assert journal.find("old7").month == "2026-03"
    with pytest.raises(AmbiguousError, match=r"B99 .*B99"):
        journal.find("B99")
    for unknown in ("ZZ", "", '"', "é"):
        with pytest.raises(NotFoundError):
            journal.find(unknown)


def test_an_old_id_follows_where_the_record_went(journal: Journal) -> None:
    first = put(journal, row("A1", "2026-10-31", text="lake"))
    with journal.writing(NOW) as writing:
        second = writing.move("moments", first, row("A1", "2026-11-01", text="lake"))
        third = writing.move("moments", second, row("A1", "2026-12-01", text="lake"))
    assert journal.find("A1").entry.row == third
    assert (third["day"], third["was"], second["was"]) == ("2026-12-01", second["id"], "A1")


def test_the_state_before_each_write_is_kept(journal: Journal, home: Path) -> None:
    put(journal, row("A", text="lake"))
    (file,) = home.glob("journal/*/2026-11.json")
    before = file.read_bytes()
    put(journal, row("B", text="sun"))
    assert (home / "backups" / file.parent.name / "2026-11.previous.json").read_bytes() == before


def test_a_torn_line_of_the_change_log_is_skipped(journal: Journal) -> None:
    put(journal, row("A", text="lake"))
    with changes_file(journal.paths).open("ab") as log:
        log.write(b'{"month": "2026-11", "tab')
    put(journal, row("B", text="sun"))
    assert [c["row"]["id"] for c in read_changes(journal.paths)] == ["A", "B"]


def test_a_lock_that_is_not_free_is_a_sentence(journal: Journal) -> None:
    lock = journal.paths.lock_file
    with held(lock), pytest.raises(LockedError, match="Try again"), held(lock, 0.02):
        pass


def log_many(home: str, name: int, count: int) -> None:
    """One process that logs."""
    os.environ["PRESENCE_HOME"] = home
    presence = Presence(find_paths(), Settings(), FixedClock(paris(2026, 11, 22, 17, 42)))
    for i in range(count):
        presence.moments.log(f"moment {name} {i}")


def test_processes_of_one_device_never_lose_each_others_entries(home: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=log_many, args=(str(home), n, 10)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [w.exitcode for w in workers] == [0] * 4
    assert len(list((home / "journal").iterdir())) == 1
    tables = Journal(find_paths()).read("2026-11").tables
    texts = sorted(e.row["text"] for e in tables["moments"].values())
    assert texts == sorted(f"moment {n} {i}" for n in range(4) for i in range(10))


def test_a_stale_read_is_never_written_back(presence: Presence) -> None:
    other = Presence(presence.paths, Settings(), presence.clock)
    presence.boundaries.start("logged-off")
    other.boundaries.come_back()
    presence.boundaries.come_back()
    (running,) = other.boundaries.running()
    assert len(running.returns) == 2
    assert presence.history.day(date(2026, 11, 22)).boundaries == (running,)
