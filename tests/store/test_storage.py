"""The storage: a drop-in for TinyDB's own that cannot tear a file."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from presence_tui.domain.errors import StoreError, UncertainWriteError
from presence_tui.store import files
from presence_tui.store.storage import DurableJSONStorage, LinedJSONStorage, RecordTable


def test_tinydb_works_on_it(tmp_path: Path) -> None:
    file = tmp_path / "db.json"
    with TinyDB(file, storage=DurableJSONStorage, indent=1, ensure_ascii=False) as db:
        db.insert({"text": "お風呂"})
        db.update({"minutes": 30}, where("text") == "お風呂")
    assert json.loads(file.read_text("utf-8"))["_default"]["1"]["minutes"] == 30
    assert "お風呂" in file.read_text("utf-8")


def test_a_month_file_can_be_queried_with_string_ids(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    LinedJSONStorage(file).write({"moments": {"01ABC": {"id": "01ABC", "text": "lake"}}})
    db = TinyDB(file, storage=DurableJSONStorage)
    (found,) = RecordTable(db.storage, "moments").search(where("text") == "lake")
    assert (found.doc_id, found["text"]) == ("01ABC", "lake")


def test_nothing_is_made_when_asked_not_to(tmp_path: Path) -> None:
    storage = DurableJSONStorage(tmp_path / "db.json", create=False)
    assert storage.read() is None
    assert list(tmp_path.iterdir()) == []


def test_reading_only_refuses_to_write(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        DurableJSONStorage(tmp_path / "db.json", access_mode="r")
    (tmp_path / "db.json").write_text("{}")
    with pytest.raises(OSError, match="reading only"):
        DurableJSONStorage(tmp_path / "db.json", access_mode="r").write({})


def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        LinedJSONStorage(tmp_path / "m.json", create=False).write({})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "m.json").stat().st_mode) == 0o600


def test_a_symlink_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "m.json").symlink_to(tmp_path / "real" / "m.json")
    LinedJSONStorage(tmp_path / "m.json", create=False).write({"t": {}})
    assert (tmp_path / "m.json").is_symlink()
    assert json.loads((tmp_path / "real" / "m.json").read_bytes()) == {"t": {}}


def test_a_link_planted_at_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / f".m.json.{os.getpid()}.tmp").symlink_to(victim)
    LinedJSONStorage(tmp_path / "m.json", create=False).write({"t": {}})
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "chmod"])
def test_a_failing_call_changes_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = tmp_path / "m.json"
    storage = LinedJSONStorage(file, create=False)
    storage.write({"t": {"1": {"text": "before"}}})
    before = file.read_bytes()

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files.os, call, fail)
        with pytest.raises(StoreError, match=r"no space left on device\); nothing was changed"):
            storage.write({"t": {"1": {"text": "after"}}})
    assert file.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["m.json"]


def test_a_failing_folder_sync_says_that_the_entry_may_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "sync_folder", fail)
    with pytest.raises(UncertainWriteError, match="may be there"):
        LinedJSONStorage(tmp_path / "m.json", create=False).write({"t": {}})
    assert (tmp_path / "m.json").exists()


def test_two_syncs_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(files.os, "fsync", lambda fd: (synced.append(fd), real(fd)))
    LinedJSONStorage(tmp_path / "m.json", create=False).write({"t": {}})
    assert len(synced) == 2
