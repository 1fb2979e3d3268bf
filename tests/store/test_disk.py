"""A small disk that runs full, and a home that others may not see into."""

import errno
import json
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store import files, lock, paths
from presence_tui.store.paths import find_paths


def texts(home: Path) -> list[str]:
    return sorted(
        row["text"]
        for file in home.glob("journal/*/????-??.json")
        for row in json.loads(file.read_bytes())["moments"].values()
    )


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home on a file system of 256 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs mount")
    if done.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    monkeypatch.setenv("PRESENCE_HOME", str(place / "home"))
    yield place / "home"
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_runs_full_loses_nothing(small_disk: Path, clock: FixedClock) -> None:
    presence = Presence(find_paths(), Settings(), clock)
    kept: list[str] = []
    refused = ""
    while not refused:
        text = f"{len(kept)} {'x' * 3000}"
        try:
            presence.moments.log(text)
            kept.append(text)
        except StoreError as error:
            refused = str(error)
    assert "no space left on device" in refused
    assert "nothing was changed" in refused
    assert texts(small_disk) == sorted(kept)
    # Again and again it is refused, and nothing piles up.
    for _ in range(3):
        with pytest.raises(StoreError):
            presence.moments.log("y" * 3000)
    assert list(small_disk.rglob("*.tmp")) == []
    # A new process reads it, and goes on when there is room.
    again = Presence(find_paths(), Settings(), clock)
    assert len(again.history.today().moments) == len(kept)
    assert again.journal.notices == ()
    for log in (small_disk / "state").glob("changes*"):
        log.unlink()
    again.moments.log("room again")
    assert texts(small_disk) == sorted([*kept, "room again"])


def test_a_damaged_file_on_a_full_disk_is_shown_and_mended_when_there_is_room(
    small_disk: Path, clock: FixedClock
) -> None:
    presence = Presence(find_paths(), Settings(), clock)
    for i in range(5):
        presence.moments.log(f"{i} {'x' * 3000}")
    (file,) = small_disk.glob("journal/*/2026-11.json")
    filler = small_disk / "filler"
    file.write_bytes(b"{")
    with pytest.raises(OSError, match="No space"), filler.open("wb") as stream:
        while True:
            stream.write(b"\0" * 4096)
            stream.flush()
    again = Presence(find_paths(), Settings(), clock)
    day = again.history.today()
    assert len(day.moments) == 5
    assert "last good state is shown" in day.problems[0]
    assert file.read_bytes() == b"{"
    filler.unlink()
    assert "Mended: 5 entries" in again.history.today().problems[0]


def test_everything_is_private_whatever_the_umask(presence: Presence, home: Path) -> None:
    before = os.umask(0)
    try:
        for i in range(3):
            presence.moments.log(f"{i}")
        (file,) = home.glob("journal/*/2026-11.json")
        file.write_bytes(b"{")
        presence.history.today()
        file.unlink()
        presence.moments.log("again")
        presence.keeping.backup(home / "b.zip")
        (presence.paths.state / "devices.json").write_bytes(b"")
        presence.moments.log("and again")
    finally:
        os.umask(before)
    for path in [home, *home.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_nobody_is_locked_out_by_a_umask_that_takes_all(presence: Presence, home: Path) -> None:
    before = os.umask(0o777)
    try:
        presence.moments.log("one")
        presence.moments.log("two")
    finally:
        os.umask(before)
    for path in [home, *home.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_disk_without_modes_takes_entries_and_the_doctor_says_so(
    presence: Presence, home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As WSL's without metadata, on a disk of Windows: every chmod is refused."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    change = os.chmod
    monkeypatch.setattr(os, "chmod", refuse)
    presence.moments.log("one")
    presence.moments.log("two")
    (file,) = home.glob("journal/*/2026-11.json")
    file.write_bytes(b"{")
    assert len(Presence(find_paths(), Settings(), presence.clock).history.today().moments) == 2
    assert list(home.glob("backups/*/2026-11.previous.json"))
    change(file, 0o666)
    (finding,) = [f for f in presence.doctor.examine() if f.area == "privacy"]
    assert finding.state == "note"
    assert finding.says.endswith("keeps no modes, so nothing there can be closed.")


def test_a_mode_that_cannot_be_set_for_another_reason_is_an_error(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.moments.log("one")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "chmod", fail)
    with pytest.raises(StoreError, match="input/output error"):
        presence.moments.log("two")


def test_a_folder_that_cannot_be_synced_by_its_kind_is_no_doubt(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    presence.moments.log("one")
    presence.moments.log("two")
    assert len(presence.history.today().moments) == 2


def test_a_disk_without_full_sync_is_synced_as_far_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a network disk macOS refuses F_FULLFSYNC."""
    import fcntl

    synced: list[int] = []
    number = errno.ENOTSUP

    def refuse(descriptor: int, command: int) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", refuse)
    monkeypatch.setattr(os, "fsync", synced.append)
    files.sync(7)
    assert synced == [7]
    number = errno.EIO
    with pytest.raises(OSError, match="Input/output error"):
        files.sync(7)


@pytest.mark.parametrize("name", ["lock", "changes.jsonl"])
def test_a_link_planted_in_the_state_folder_is_not_followed(
    presence: Presence, home: Path, name: str
) -> None:
    presence.moments.log("lake")
    victim = home.parent / "victim"
    victim.write_text("mine")
    target = presence.paths.state / name
    target.unlink()
    target.symlink_to(victim)
    try:
        presence.moments.log("sun")
    except StoreError as error:
        assert str(target) in str(error)
    assert victim.read_text() == "mine"


def test_a_link_planted_at_a_backups_temporary_name_is_not_followed(
    presence: Presence, home: Path
) -> None:
    presence.moments.log("lake")
    victim = home.parent / "victim"
    victim.write_text("mine")
    for folder in (*home.glob("backups/*"), *home.glob("journal/*"), home / "state"):
        for name in ("2026-11.json", "2026-11.previous.json", "devices.json"):
            (folder / f".{name}.{os.getpid()}.tmp").symlink_to(victim)
    presence.moments.log("sun")
    assert victim.read_text() == "mine"
    assert len(presence.history.today().moments) == 2


@pytest.mark.parametrize(
    ("module", "call"),
    [(lock.os, "open"), (lock.fcntl, "flock"), (lock.os, "close"), (paths.os, "fsync")],
    ids=["open", "flock", "close", "fsync"],
)
def test_calls_around_the_write_may_fail(
    presence: Presence, monkeypatch: pytest.MonkeyPatch, module: Any, call: str
) -> None:
    """Quickly and one by one; every call of a real process is in the storm."""
    presence.moments.log("lake")
    real = getattr(module, call)

    def fail(*args: Any, **named: Any) -> Any:
        if call == "close":
            real(*args)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(module, call, fail)
        with pytest.raises(StoreError, match="input/output error"):
            presence.moments.log("sun")
    assert [m.text for m in presence.history.today().moments] in (["lake"], ["lake", "sun"])
    presence.moments.log("moon")
    assert len(presence.history.today().moments) in (2, 3)
