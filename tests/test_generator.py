"""The generated decade: the same for a seed, whole, valid, and read back as it was meant."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from benchmarks.decade import DEVICES, first_month, generate, main
from benchmarks.month import HOME_ZONE, LivedMonth, changed_hour
from presence_tui.domain.errors import StoreError
from presence_tui.services.records import TABLES, reader

START = date(2024, 3, 1)
MONTHS = 20
PER_MONTH = 60


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("decade") / "home"
    assert generate(home, 7, START, MONTHS, PER_MONTH) == MONTHS * PER_MONTH + 8
    return home / "journal"


def rows(journal: Path) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for file in sorted(journal.rglob("*.json")):
        for table, records in json.loads(file.read_bytes()).items():
            if table != "meta":
                for row in records.values():
                    yield file, table, row


def content(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*.json")}


def test_same_seed_same_bytes(journal: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", 7, START, MONTHS, PER_MONTH)
    assert content(tmp_path / "again" / "journal") == content(journal)


def test_another_seed_is_another_life(journal: Path, tmp_path: Path) -> None:
    generate(tmp_path / "other", 8, START, 1, PER_MONTH)
    name = f"{DEVICES[0]}/2024-03.json"
    assert content(tmp_path / "other" / "journal")[name] != content(journal)[name]


def test_a_month_does_not_depend_on_those_before_it(journal: Path, tmp_path: Path) -> None:
    generate(tmp_path / "alone", 7, date(2025, 10, 1), 1, PER_MONTH)
    for device in DEVICES:
        name = f"{device}/2025-10.json"
        assert content(tmp_path / "alone" / "journal")[name] == content(journal)[name]


def test_every_row_is_valid_and_in_its_file(journal: Path) -> None:
    for file, table, row in rows(journal):
        record = reader(table)(row)
        assert record.to_row() == row
        day = row["day"]
        assert file.stem == ("always" if day is None else day[:7])


def test_every_kind_is_there(journal: Path) -> None:
    every = [(table, row) for _, table, row in rows(journal)]
    assert {table for table, _ in every} == set(TABLES)
    boundaries = [row for table, row in every if table == "boundaries"]
    for field in ("pauses", "returns", "until", "planned_s", "people"):
        assert any(row[field] for row in boundaries), field
    assert {row["kind"] for row in boundaries} == {"boundary", "moment"}
    assert {row["side"] for row in boundaries} == {"work", "home", "self"}
    assert {row["kind"] for table, row in every if table == "checkins"} == {"guilt", "care"}
    assert any(row["because"] for table, row in every if table == "gratitude")
    assert any(row.get("timed") is False for table, row in every if table == "moments")
    assert any(row.get("deleted") for _, row in every)
    assert any(row.get("saw") for _, row in every)
    assert len({row["zone"] for _, row in every}) > 2
    texts = "".join(row["text"] for table, row in every if table == "moments")
    assert all(sign in texts for sign in "äéñم朝🌙")


def test_gaps_and_both_devices(journal: Path) -> None:
    days = {row["day"] for _, _, row in rows(journal)} - {None}
    assert 0.6 * 30 * MONTHS < len(days) < 30 * MONTHS
    assert {file.parent.name for file, _, _ in rows(journal)} == set(DEVICES)


def test_summer_time_nights_are_lived(journal: Path) -> None:
    nights = [date(2024, 3, 30), date(2024, 10, 26), date(2025, 3, 29), date(2025, 10, 25)]
    assert all(changed_hour(night, HOME_ZONE) for night in nights)
    every = [row for _, table, row in rows(journal) if table in ("moments", "boundaries")]
    for night in nights:
        near = (night.isoformat(), (night + timedelta(days=1)).isoformat())
        found = [row for row in every if row["day"] in near]
        bedtime = next(r for r in found if r["at"][11:19] == "23:30:00")
        awake = next(r for r in found if r.get("text") == "awake together in the dark")
        # The night's two ends have different offsets.
        assert bedtime["at"][-6:] != bedtime["ended_at"][-6:]
        assert awake["at"][-6:] == bedtime["ended_at"][-6:]


def test_today_tells_the_generated_days(journal: Path, home: Path, run: Run) -> None:
    home.mkdir()
    (home / "journal").symlink_to(journal)
    autumn = LivedMonth(7, date(2024, 10, 1), PER_MONTH, DEVICES).kept
    days = sorted({row["day"] for row in autumn["moments"].values()})
    for day in (days[0], days[len(days) // 2], days[-1]):
        told = json.loads(run("today", "--json", "--day", day).stdout)
        for table in ("moments", "boundaries", "gratitude", "checkins"):
            meant = {
                ident: row
                for ident, row in autumn.get(table, {}).items()
                if row["day"] == day and not row.get("deleted") and row.get("kind") != "guilt"
            }
            assert {row["id"]: row for row in told[table]} == meant, (day, table)
        assert told["review"] == autumn["reviews"].get(day)


def test_a_journal_that_is_there_is_left_alone(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(journal)
    with pytest.raises(StoreError, match="holds a journal already"):
        generate(journal.parent, 1, START, 1, 1)
    assert main([str(journal.parent)]) == 1
    assert "name a folder without one" in capsys.readouterr().err
    assert content(journal) == before


def test_the_last_month_is_the_present_one() -> None:
    assert first_month(date(2026, 11, 23), 1) == date(2026, 11, 1)
    assert first_month(date(2026, 11, 23), 11) == date(2026, 1, 1)
    assert first_month(date(2026, 11, 23), 120) == date(2016, 12, 1)
