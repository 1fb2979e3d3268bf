"""Earlier states: kept at every write, thinned with time, blanked by a purge, checked."""

import json
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.store import migrations, months
from presence_tui.store.backups import keep_state, list_states, read_state
from presence_tui.store.files import Tables
from presence_tui.store.journal import Journal
from presence_tui.store.paths import find_paths

NOW = datetime(2026, 11, 22, 16, 42, tzinfo=UTC)


def row(ident: str, **own: Any) -> dict[str, Any]:
    return {"id": ident, "day": "2026-11-22", "at": "2026-11-22T12:00:00.000+01:00", **own}


def put(journal: Journal, record: dict[str, Any], days: int = 0) -> dict[str, Any]:
    with journal.writing(NOW + timedelta(days=days)) as writing:
        return writing.put("moments", record)


def opened() -> Journal:
    return Journal(find_paths(), clock=FixedClock(NOW))


@pytest.fixture
def journal(home: Path) -> Journal:
    return opened()


def states(journal: Journal) -> list[str]:
    assert journal.device
    return [s.name for s in list_states(journal.paths, journal.device, "2026-11")]


def folder(journal: Journal) -> Path:
    assert journal.device
    return journal.paths.backups / journal.device


def test_the_first_state_of_a_day_and_the_last_are_kept(journal: Journal) -> None:
    for ident, days in (("A", 0), ("B", 0), ("C", 1), ("D", 1), ("E", 1)):
        put(journal, row(ident, text=ident), days)
    assert states(journal) == ["2026-11@previous", "2026-11@2026-11-23", "2026-11@2026-11-22"]
    assert journal.device
    held = {
        s.name: set((read_state(s) or {})["moments"])
        for s in list_states(journal.paths, journal.device)
    }
    assert held == {
        "2026-11@previous": {"A", "B", "C", "D"},
        "2026-11@2026-11-23": {"A", "B"},
        "2026-11@2026-11-22": {"A"},
    }


def test_two_weeks_of_days_and_then_one_a_month(journal: Journal) -> None:
    for days in range(90):
        put(journal, row("A", text=f"day {days}"), days)
    kept = [date.fromisoformat(name.split("@")[1]) for name in states(journal)[1:]]
    today = date(2027, 2, 19)
    assert kept[:15] == [today - timedelta(days=n) for n in range(15)]
    assert kept[15:] == [
        date(2027, 2, 4),
        date(2027, 1, 31),
        date(2026, 12, 31),
        date(2026, 11, 30),
    ]


def test_months_that_are_over_are_thinned_as_well(journal: Journal) -> None:
    # As a person lives: each day is written into its own month.
    for days in range(0, 200):
        at = NOW + timedelta(days=days)
        record = {**row("A", text=f"day {days}"), "day": at.date().isoformat()}
        put(journal, {**record, "id": f"A{days}"}, days)
        put(journal, {**record, "id": f"B{days}"}, days)
    assert journal.device
    last = (NOW + timedelta(days=199)).date()
    kept: dict[str, list[date]] = {}
    for state in list_states(journal.paths, journal.device):
        if state.day is not None:
            kept.setdefault(state.month, []).append(state.day)
    # Only of the last two weeks every day is there.
    for month, days_of in kept.items():
        old = [day for day in days_of if last - day > timedelta(days=14)]
        assert len(old) == len({(day.year, day.month) for day in old}), month
    assert sum(map(len, kept.values())) < 30


def test_the_state_before_an_import_is_kept_until_the_next_one(journal: Journal) -> None:
    put(journal, row("A", text="lake"))
    before = own(journal).read_bytes()
    theirs = {**row("B", text="theirs"), "rev": "1795348800000-0000-sofa-1"}
    with journal.writing(NOW) as writing:
        writing.begin_import()
        writing.take_in([("moments", theirs)])
    put(journal, row("C", text="sun"))
    state = folder(journal) / "2026-11.import.json"
    assert state.read_bytes() == before
    assert [s.kind for s in list_states(journal.paths, str(journal.device))].count("import") == 1
    with journal.writing(NOW) as writing:
        writing.begin_import()
    assert not state.exists()


def test_an_import_whose_state_before_cannot_be_kept_changes_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(journal, row("A", text="lake"))
    before = own(journal).read_bytes()

    def refuse(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("presence_tui.store.backups._keep", refuse)
    theirs = {**row("B", text="theirs"), "rev": "1795348800000-0000-sofa-1"}
    with pytest.raises(StoreError, match="so nothing was changed"), journal.writing(NOW) as writing:
        writing.take_in([("moments", theirs)])
    assert own(journal).read_bytes() == before


def own(journal: Journal) -> Path:
    return journal.months.file(str(journal.device), "2026-11")


def test_a_backup_is_a_second_name_and_costs_nothing(journal: Journal) -> None:
    put(journal, row("A", text="lake"))
    (file,) = journal.paths.journal.glob("*/2026-11.json")
    inode = file.stat().st_ino
    put(journal, row("B", text="sun"))
    assert (folder(journal) / "2026-11.previous.json").stat().st_ino == inode


def test_without_links_a_copy_is_kept(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for ident in "ABC":
        put(journal, row(ident, text=ident))
    previous = folder(journal) / "2026-11.previous.json"
    assert set(json.loads(previous.read_bytes())["moments"]) == {"A", "B"}
    assert stat.S_IMODE(previous.stat().st_mode) == 0o600


def test_a_backup_that_fails_does_not_fail_the_entry(journal: Journal) -> None:
    put(journal, row("0", text="sea"))
    put(journal, row("A", text="lake"))
    previous = folder(journal) / "2026-11.previous.json"
    previous.unlink()
    (previous / "in the way").mkdir(parents=True)
    put(journal, row("B", text="sun"))
    assert set(opened().read("2026-11").tables["moments"]) == {"0", "A", "B"}


def test_a_crash_between_keeping_and_renaming_leaves_no_orphan(
    journal: Journal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(journal, row("A", text="lake"))
    (file,) = journal.paths.journal.glob("*/2026-11.json")
    assert journal.device
    for _ in range(2):
        keep_state(journal.paths, file, journal.device, "2026-11", NOW.date())
    assert [f.name for f in home.rglob("*.tmp")] == []


def test_a_purge_reaches_every_earlier_state_and_what_was_set_aside(
    journal: Journal, home: Path
) -> None:
    put(journal, row("0123456789ABCDEFGHJKMNPQRS", text="unsayable"))
    put(journal, row("B", text="lake"))
    put(journal, row("C", text="sun"), 1)
    (file,) = journal.paths.journal.glob("*/2026-11.json")
    file.write_bytes(file.read_bytes() + b"}")
    again = opened()
    with again.writing(NOW + timedelta(days=2)) as writing:
        writing.purge([again.find("0123456789ABCDEFGHJKMNPQRS")])
    left = [f for f in home.rglob("*") if f.is_file() and b"unsayable" in f.read_bytes()]
    assert left == []
    # What is left in them still mends the month, and the words stay away.
    file.write_bytes(b"")
    entries = opened().read("2026-11").tables["moments"]
    assert {key for key, e in entries.items() if not e.row.get("purged")} == {"B", "C"}
    assert b"unsayable" not in file.read_bytes()


# ── migrations ───────────────────────────────────────────────────────────────


def to_version_2(tables: Tables) -> Tables:
    """A step as it might be: moments' `text` becomes `words`."""
    moved = {
        key: {("words" if name == "text" else name): value for name, value in row.items()}
        for key, row in tables["moments"].items()
    }
    return {**tables, "moments": moved}


def test_an_older_file_is_migrated_when_read_and_kept_when_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(journal, row("A", text="lake"))
    (file,) = journal.paths.journal.glob("*/2026-11.json")
    before = file.read_bytes()
    for module in (migrations, months, *_users_of_version()):
        monkeypatch.setattr(module, "VERSION", 2)
    monkeypatch.setitem(migrations.STEPS, 1, to_version_2)
    newer = opened()
    assert newer.read("2026-11").tables["moments"]["A"].row["words"] == "lake"
    assert file.read_bytes() == before
    put(newer, row("B", words="sun"))
    tables = json.loads(file.read_bytes())
    assert tables["meta"]["1"]["version"] == 2
    assert {r["words"] for r in tables["moments"].values()} == {"lake", "sun"}
    assert (folder(newer) / "2026-11.version-1.json").read_bytes() == before
    # An earlier state of the older version mends the newer file.
    file.write_bytes(b"")
    assert newer.read("2026-11").tables["moments"]["A"].row["words"] == "lake"


def _users_of_version() -> list[Any]:
    from presence_tui.store import recovery, writing

    return [recovery, writing]


def test_a_file_of_today_is_left_as_it_is() -> None:
    tables: Tables = {"meta": {"1": {"version": 1}}, "moments": {}}
    assert migrations.migrated(tables, 1) is tables
    assert migrations.migrated(tables, 99) is tables
