"""Backups made and brought back: nothing written since goes away, and it can be undone."""

import json
import os
import stat
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import DamagedError, NewerVersionError, NotFoundError, StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths
from presence_tui.store.settings_file import load_settings


def texts(presence: Presence) -> list[str]:
    return sorted(m.text for m in presence.history.today().moments)


@pytest.fixture
def backup(presence: Presence, tmp_path: Path) -> Path:
    """A backup of a day with two moments, a gratitude and a boundary that runs."""
    presence.moments.log("10m lake")
    presence.moments.log("pancakes @mia")
    presence.gratitude.give("rain on the skylight")
    presence.boundaries.start("logged-off")
    return presence.keeping.backup(tmp_path / "b.zip").file


def test_a_backup_is_one_private_file_that_any_zip_program_opens(
    presence: Presence, tmp_path: Path
) -> None:
    presence.moments.log("lake")
    presence.moments.log("pancakes", day=presence.today().replace(month=10))
    presence.paths.settings_file.write_text('day_ends = "04:00"')
    before = os.umask(0)
    try:
        made = presence.keeping.backup(tmp_path)
    finally:
        os.umask(before)
    assert (made.entries, made.months, made.problems) == (2, 2, ())
    assert made.file == tmp_path / "presence-20261122-1742.zip"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    device = presence.journal.device
    with zipfile.ZipFile(made.file) as archive:
        assert sorted(archive.namelist()) == [
            "config.toml",
            f"journal/{device}/2026-10.json",
            f"journal/{device}/2026-11.json",
            "manifest.json",
        ]


def test_a_backup_takes_the_place_of_a_backup_and_of_nothing_else(
    presence: Presence, backup: Path, tmp_path: Path
) -> None:
    presence.moments.log("sun")
    assert presence.keeping.backup(backup).entries == 5
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    with pytest.raises(StoreError, match="is no backup"):
        presence.keeping.backup(letter)
    assert letter.read_text() == "dear"


def test_a_lost_machine_comes_back_on_a_new_one(
    presence: Presence, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = presence.exchange.export()[0]
    monkeypatch.setenv("PRESENCE_HOME", str(tmp_path / "new"))
    fresh = Presence(find_paths(), Settings(), presence.clock)
    assert len(fresh.keeping.preview(str(backup)).back) == 4
    assert not (tmp_path / "new").exists()
    assert len(fresh.keeping.restore(str(backup)).back) == 4

    def plain(export: dict[str, object]) -> str:
        rows = {k: v for k, v in export.items() if isinstance(v, list)}
        return json.dumps(
            [[{**row, "rev": "", "saw": ""} for row in table] for table in rows.values()]
        )

    assert plain(fresh.exchange.export()[0]) == plain(before)
    assert fresh.keeping.restore(str(backup)).is_empty


def test_what_was_deleted_or_changed_comes_back_and_what_came_since_stays(
    presence: Presence, backup: Path, clock: FixedClock
) -> None:
    lake, pancakes = presence.history.today().moments
    presence.past.delete(lake.stamp.id)
    presence.past.edit(pancakes.stamp.id, "waffles")
    presence.moments.log("sun")
    preview = presence.keeping.preview(str(backup))
    assert [row["text"] for _, row in preview.back] == ["lake"]
    assert [row["text"] for _, row in preview.changed] == ["pancakes"]
    assert texts(presence) == ["sun", "waffles"]
    presence.keeping.restore(str(backup))
    assert texts(presence) == ["lake", "pancakes", "sun"]
    presence.changes.undo()
    assert texts(presence) == ["sun", "waffles"]
    presence.changes.redo()
    assert texts(presence) == ["lake", "pancakes", "sun"]


def test_what_ended_stays_ended_and_what_was_purged_stays_gone(
    presence: Presence, backup: Path, clock: FixedClock
) -> None:
    clock.advance(600)
    presence.boundaries.stop()
    lake, _ = presence.history.today().moments
    presence.past.purge(lake.stamp.id)
    done = presence.keeping.restore(str(backup))
    assert done.is_empty
    assert presence.boundaries.running() == ()
    assert texts(presence) == ["pancakes"]


def test_what_moved_to_another_month_is_not_doubled(presence: Presence, backup: Path) -> None:
    lake, _ = presence.history.today().moments
    presence.past.edit(lake.stamp.id, "lake", day=presence.today().replace(month=10))
    assert presence.keeping.restore(str(backup)).is_empty


def test_an_earlier_state_is_kept_by_name_and_brought_back(
    presence: Presence, clock: FixedClock
) -> None:
    presence.moments.log("lake")
    clock.set(paris(2026, 11, 23, 9, 0))
    (lake,) = presence.history.day(date(2026, 11, 22)).moments
    presence.past.edit(lake.stamp.id, "sea")
    names = [k.name for k in presence.keeping.kept()]
    assert names == ["2026-11@previous", "2026-11@2026-11-23"]
    done = presence.keeping.restore("2026-11@2026-11-23")
    assert [row["text"] for _, row in done.changed] == ["lake"]
    with pytest.raises(NotFoundError, match="neither a backup file"):
        presence.keeping.restore("2026-11@2026-01-01")


def test_settings_come_back_only_where_there_are_none(
    presence: Presence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("lake")
    themes = presence.paths.config / "themes"
    themes.mkdir()
    (themes / "dusk.toml").write_text('primary = "#fff"')
    presence.paths.settings_file.write_text('day_ends = "04:00"')
    file = presence.keeping.backup(tmp_path / "b.zip").file
    presence.paths.settings_file.write_text('day_ends = "05:00"')
    (themes / "dusk.toml").unlink()
    assert presence.keeping.restore(str(file)).settings == ("themes/dusk.toml",)
    assert (themes / "dusk.toml").read_text() == 'primary = "#fff"'
    assert "05:00" in presence.paths.settings_file.read_text()


def test_a_damaged_backup_gives_what_it_still_holds(presence: Presence, backup: Path) -> None:
    raw = bytearray(backup.read_bytes())
    middle = raw.index(b"/2026-11.json") + 60
    raw[middle : middle + 4] = b"\0\0\0\0"
    backup.write_bytes(raw)
    done = presence.keeping.preview(str(backup))
    assert done.is_empty
    assert "is damaged. It is left out" in done.problems[0]
    for damaged in (raw[: len(raw) // 2], b"", b"PK\3\4", b"{}"):
        backup.write_bytes(damaged)
        with pytest.raises(DamagedError, match="is no backup"):
            presence.keeping.preview(str(backup))


def test_a_newer_backup_is_refused(presence: Presence, backup: Path) -> None:
    with zipfile.ZipFile(backup, "w") as archive:
        manifest = {"format": "presence-backup", "version": 9, "files": {}}
        archive.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(NewerVersionError, match="newer version"):
        presence.keeping.preview(str(backup))


def test_names_that_lead_out_of_the_archive_are_passed_over(
    presence: Presence, backup: Path, home: Path
) -> None:
    with zipfile.ZipFile(backup, "w") as archive:
        names = ("themes/../../evil.toml", "/etc/evil.toml", "journal/../2026-11.json")
        manifest = {"format": "presence-backup", "version": 1, "files": dict.fromkeys(names, "")}
        for name in names:
            archive.writestr(name, b"")
        archive.writestr("manifest.json", json.dumps(manifest))
    assert presence.keeping.restore(str(backup)).is_empty


def test_a_backup_holds_conflict_copies_and_says_what_it_lacks(
    presence: Presence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("mine")
    (own,) = presence.paths.journal.glob("*/2026-11.json")
    for name, text in (("2026-11.json", "theirs"), ("2026-11 2.json", "only in the copy")):
        file = presence.paths.journal / "sofa-222222" / name
        file.parent.mkdir(exist_ok=True)
        tables = json.loads(own.read_bytes())
        ((key, row),) = tables["moments"].items()
        ident = key[:-2] + ("ZY" if "copy" in text else "ZZ")
        row = {**row, "id": ident, "text": text, "rev": row["rev"][:19] + "sofa-222222"}
        tables["meta"]["1"]["device"] = "sofa-222222"
        file.write_text(json.dumps({**tables, "moments": {ident: row}}))
    made = presence.keeping.backup(tmp_path / "b.zip")
    assert (made.entries, made.problems) == (3, ())
    monkeypatch.setenv("PRESENCE_HOME", str(tmp_path / "new"))
    fresh = Presence(find_paths(), Settings(), presence.clock)
    fresh.keeping.restore(str(made.file))
    assert texts(fresh) == ["mine", "only in the copy", "theirs"]
    unreadable = presence.paths.journal / "sofa-222222" / "2026-11.json"
    real = os.open

    def refuse(path: str | Path, *more: int, **named: int) -> int:
        if str(path) == str(unreadable):
            raise PermissionError(13, "Permission denied")
        return real(path, *more, **named)

    monkeypatch.setattr(os, "open", refuse)
    made = presence.keeping.backup(tmp_path / "c.zip")
    assert made.entries == 2
    (said,) = set(made.problems)
    assert "permission denied" in said
    assert "left out of the backup" in said


def test_settings_that_name_a_folder_not_here_come_back_without_it(
    presence: Presence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("lake")
    sync = tmp_path / "Sync"
    config = f'# mine\nday_ends = "04:00"\njournal_folder = "{sync}"  # synced\n\n[keys]\n'
    presence.paths.settings_file.write_text(config)
    file = presence.keeping.backup(tmp_path / "b.zip").file
    monkeypatch.setenv("PRESENCE_HOME", str(tmp_path / "new"))
    fresh = Presence(find_paths(), Settings(), presence.clock)
    done = fresh.keeping.restore(str(file))
    assert done.settings == ("config.toml",)
    (said,) = done.problems
    assert f"names the journal folder {sync}, which is not here" in said
    back = fresh.paths.settings_file.read_text()
    assert back == config.replace("journal_folder", "# journal_folder")
    # What comes next is not refused, and undo is not locked out.
    settings, problems = load_settings(fresh.paths)
    assert problems == ()
    again = Presence(fresh.paths, settings, presence.clock)
    again.moments.log("next")
    again.changes.undo()
    again.changes.undo()
    assert texts(again) == []


def test_settings_that_name_a_folder_that_is_here_come_back_whole(
    presence: Presence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("lake")
    sync = tmp_path / "Sync"
    sync.mkdir()
    presence.paths.settings_file.write_text(f'journal_folder = "{sync}"')
    file = presence.keeping.backup(tmp_path / "b.zip").file
    monkeypatch.setenv("PRESENCE_HOME", str(tmp_path / "new"))
    fresh = Presence(find_paths(), Settings(), presence.clock)
    assert fresh.keeping.restore(str(file)).problems == ()
    settings, _ = load_settings(fresh.paths)
    again = Presence(fresh.paths, settings, presence.clock)
    again.moments.log("next")
    assert texts(again) == ["lake", "next"]
    assert len(list(sync.glob("*/2026-11.json"))) == 1


def test_a_page_written_anew_after_a_purge_keeps_the_old_words_out(
    presence: Presence, tmp_path: Path
) -> None:
    presence.pages.write("an unsayable page", presence.today())
    file = presence.keeping.backup(tmp_path / "b.zip").file
    presence.past.purge("2026-11-22")
    presence.pages.write("anew", presence.today())
    assert presence.keeping.restore(str(file)).is_empty
    page = presence.pages.of(presence.today())
    assert page is not None
    assert page.text == "anew"


def test_states_without_an_entry_are_not_offered(presence: Presence, clock: FixedClock) -> None:
    kept = presence.moments.log("lake")
    assert presence.keeping.kept() == ()
    presence.past.delete(kept.stamp.id)
    presence.moments.log("sun")
    # The state before this one holds nothing that could come back.
    assert [k.name for k in presence.keeping.kept()] == ["2026-11@2026-11-22"]


def test_the_states_before_an_import_go_by_one_name(presence: Presence, tmp_path: Path) -> None:
    kept = presence.moments.log("lake")
    presence.moments.log("october", day=date(2026, 10, 5))
    file = tmp_path / "newer.json"
    export = json.dumps(presence.exchange.export()[0])
    for row in json.loads(export)["moments"]:
        export = export.replace(row["rev"], "9" + row["rev"][1:])
    file.write_text(export.replace("lake", "sea").replace("october", "autumn"))
    presence.importing.take_in(file)
    presence.past.edit(kept.stamp.id, "the sea")
    done = presence.keeping.restore("before-import")
    assert sorted(row["text"] for _, row in done.changed) == ["lake", "october"]
    assert texts(presence) == ["lake"]
    presence.past.purge(kept.stamp.id)
    assert not [f for f in presence.paths.backups.rglob("*.json") if b"lake" in f.read_bytes()]
