"""A device is one installation on one machine: its name, and folders that are carried about."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store import devices
from presence_tui.store.paths import Paths

Sit = Callable[[str], None]


@pytest.fixture
def sit_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Sit:
    """Sits down at a machine of that name."""

    def sit(name: str) -> None:
        ident = tmp_path / f"machine-id-{name}"
        ident.write_text(name * 4 + "\n")
        monkeypatch.setattr(devices, "_IDENTS", (ident,))
        monkeypatch.setattr(devices, "_node", lambda: f"{name.title()}'s PC")

    return sit


def opened(root: Path, text: str = "") -> Presence:
    """The program on a home, with an entry if there are words."""
    paths = Paths(root, root / "journal", root / "backups", root / "state")
    presence = Presence(paths, Settings(), FixedClock(paris(2026, 11, 22, 17, 42)))
    if text:
        presence.moments.log(text)
    return presence


def texts(presence: Presence) -> list[str]:
    return sorted(m.text for m in presence.history.today().moments)


def test_a_name_is_the_machines_and_six_random_signs(tmp_path: Path, sit_at: Sit) -> None:
    sit_at("attic")
    name = opened(tmp_path, "lake").journal.device
    assert name is not None
    assert re.fullmatch(r"attic-s-pc-[a-z0-9]{6}", name)
    assert opened(tmp_path).journal.device == name


@pytest.mark.parametrize("node", ["", "...", "日本", "x" * 90, "../../etc"])
def test_any_machine_name_gives_a_folder_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: str
) -> None:
    monkeypatch.setattr(devices, "_node", lambda: node)
    name = opened(tmp_path, "lake").journal.device
    assert name is not None
    assert devices.is_device(name)
    assert len(name) <= 27


def test_a_home_copied_to_another_machine_gets_a_name_of_its_own(
    tmp_path: Path, sit_at: Sit
) -> None:
    sit_at("attic")
    attic = opened(tmp_path / "attic", "from the attic")
    shutil.copytree(tmp_path / "attic", tmp_path / "sofa")
    sit_at("sofa")
    sofa = opened(tmp_path / "sofa", "from the sofa")
    assert sofa.journal.device != attic.journal.device
    assert texts(sofa) == ["from the attic", "from the sofa"]
    # What the copy brought along stays the attic's: only its own folder was written.
    theirs = tmp_path / "sofa" / "journal" / str(attic.journal.device) / "2026-11.json"
    assert (
        theirs.read_bytes()
        == (
            tmp_path / "attic" / "journal" / str(attic.journal.device) / "2026-11.json"
        ).read_bytes()
    )


def test_a_stick_keeps_one_name_for_each_machine(tmp_path: Path, sit_at: Sit) -> None:
    stick = tmp_path / "stick"
    names = []
    for machine in ("attic", "sofa", "attic", "sofa", "attic"):
        sit_at(machine)
        names.append(opened(stick, f"at the {machine}").journal.device)
    assert len(set(names)) == 2
    assert names[0] == names[2] == names[4]
    assert names[1] == names[3]
    assert len(texts(opened(stick))) == 5
    assert len(list((stick / "journal").iterdir())) == 2


def test_the_machines_own_id_is_not_written_anywhere(tmp_path: Path, sit_at: Sit) -> None:
    sit_at("attic")
    opened(tmp_path / "home", "lake")
    for file in (tmp_path / "home").rglob("*"):
        assert not file.is_file() or b"attic" * 4 not in file.read_bytes()


@pytest.mark.parametrize("content", ["", "\n", "uninitialized\n"])
def test_a_machine_without_an_id_goes_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    ident = tmp_path / "machine-id"
    ident.write_text(content)
    monkeypatch.setattr(devices, "_IDENTS", (ident, tmp_path / "missing"))
    names = []
    for node in ("attic", "sofa", "attic"):
        monkeypatch.setattr(devices, "_node", lambda node=node: node)
        names.append(opened(tmp_path / "home", "lake").journal.device)
    assert names[0] == names[2] != names[1]


def test_two_homes_on_one_machine_are_two_devices(tmp_path: Path) -> None:
    shared = tmp_path / "synced"
    names = set()
    for home in ("mine", "theirs"):
        root = tmp_path / home
        paths = Paths(root, shared, root / "backups", root / "state")
        presence = Presence(paths, Settings(), FixedClock(paris(2026, 11, 22, 17, 42)))
        presence.moments.log(home)
        names.add(presence.journal.device)
        assert "theirs" not in texts(presence) or home == "theirs"
    assert len(names) == 2
    assert texts(presence) == ["mine", "theirs"]


def test_the_journal_folder_may_lie_in_a_synced_folder(tmp_path: Path) -> None:
    root, synced = tmp_path / "home", tmp_path / "Sync" / "journal"
    paths = Paths(root, root / "journal", root / "backups", root / "state")
    clock = FixedClock(paris(2026, 11, 22, 17, 42))
    presence = Presence(paths, Settings(journal_folder=str(synced)), clock)
    presence.moments.log("lake")
    presence.moments.log("sun")
    assert presence.changes.undo().sentence == "Taken back: sun."
    (device,) = synced.iterdir()
    # Only month files are where the engine looks: state and backups are never carried.
    assert [f.name for f in device.iterdir()] == ["2026-11.json"]
    assert not (root / "journal").exists()
    assert (root / "backups").exists()
