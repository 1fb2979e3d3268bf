"""The journal lies in one place; when that changes, what this device wrote comes along."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import Run, paris
from store.faults import Died, calls_to_the_disk

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import Paths
from presence_tui.store.settings_file import load_settings

TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def sync(tmp_path: Path) -> Path:
    """A folder that a sync engine carries."""
    folder = tmp_path / "Sync" / "journal"
    folder.mkdir(parents=True)
    return folder


def opened(root: Path, folder: Path | None = None) -> Presence:
    """A process that opens the home with this `journal_folder`."""
    paths = Paths(root, root / "journal", root / "backups", root / "state")
    settings = Settings(journal_folder=None if folder is None else str(folder))
    return Presence(paths, settings, FixedClock(paris(2026, 11, 22, 17, 42)))


def texts(presence: Presence) -> list[str]:
    export, _ = presence.exchange.export()
    return sorted(m["text"] for m in export["moments"])


def own(presence: Presence, folder: Path) -> list[str]:
    """The names of this device's files in a place."""
    there = folder / str(presence.journal.device)
    return sorted(f.name for f in there.iterdir()) if there.is_dir() else []


def holding(folder: Path, words: bytes) -> list[Path]:
    return [f for f in folder.rglob("*") if f.is_file() and words in f.read_bytes()]


def test_what_is_written_comes_along_and_is_shown_before(root: Path, sync: Path) -> None:
    home = opened(root)
    home.moments.log("before")
    home.moments.log("october", day=OCTOBER)
    moved = opened(root, sync)
    # Read at once, where it lies; nothing is wrong and nothing is made.
    assert texts(moved) == ["before", "october"]
    assert moved.journal.notices == ()
    assert own(moved, sync) == []
    moved.moments.log("after")
    assert moved.journal.notices == (f"The journal moves to {sync}: 2 entries.",)
    assert own(moved, sync) == ["2026-10.json", "2026-11.json"]
    assert own(home, root / "journal") == []
    again = opened(root, sync)
    assert texts(again) == ["after", "before", "october"]
    again.moments.log("more")
    assert again.journal.notices == ()


def test_a_purge_after_a_move_leaves_no_older_copy(root: Path, sync: Path) -> None:
    opened(root).moments.log("unsayable")
    moved = opened(root, sync)
    moved.moments.log("after")
    (kept,) = [m for m in moved.history.today().moments if m.text == "unsayable"]
    moved.past.purge(kept.stamp.id)
    assert holding(root.parent, b"unsayable") == []


def test_what_was_written_meanwhile_elsewhere_comes_along_too(root: Path, sync: Path) -> None:
    opened(root).moments.log("before sync")
    opened(root, sync).moments.log("in sync")
    away = sync.parent.with_name("unplugged")
    sync.parent.rename(away)
    # The setting is taken out, as the sentence offers: what is known is there.
    home = opened(root)
    assert texts(home) == ["before sync", "in sync"]
    (said,) = home.journal.notices
    assert said.startswith(f"The journal folder {sync} is not there; what this device knows")
    home.moments.log("meanwhile")
    assert home.journal.notices == (f"The journal moves to {root / 'journal'}: 2 entries.",)
    # And back again.
    away.rename(sync.parent)
    back = opened(root, sync)
    assert texts(back) == ["before sync", "in sync", "meanwhile"]
    back.moments.log("back")
    assert back.journal.notices == (f"The journal moves to {sync}: 1 entry.",)
    assert texts(opened(root, sync)) == ["back", "before sync", "in sync", "meanwhile"]
    assert own(back, root / "journal") == []


def test_what_lies_in_a_place_that_comes_back_comes_along_late(root: Path, sync: Path) -> None:
    opened(root, sync).moments.log("in sync")
    file = next(sync.glob("*/2026-11.json"))
    away = sync.parent.with_name("unplugged")
    sync.parent.rename(away)
    home = opened(root)
    home.moments.log("meanwhile")
    # As if it had been written there under another hand: this device no longer knows of it.
    away.rename(sync.parent)
    tables = json.loads(file.read_bytes())
    row = next(iter(tables["moments"].values()))
    ident = row["id"][:-2] + "ZZ"
    tables["moments"][ident] = {**row, "id": ident, "text": "only there"}
    file.write_text(json.dumps(tables))
    later = opened(root)
    assert texts(later) == ["in sync", "meanwhile", "only there"]
    later.moments.log("later")
    assert later.journal.notices == (f"1 entry from {sync} came to {root / 'journal'}.",)
    assert own(later, sync) == []


def test_a_folder_that_is_away_is_said_with_both_readings(root: Path, sync: Path) -> None:
    presence = opened(root, sync)
    presence.moments.log("november")
    away = sync.parent.with_name("unplugged")
    sync.parent.rename(away)
    december = opened(root, sync)
    assert isinstance(december.clock, FixedClock)
    december.clock.set(paris(2026, 12, 1, 12, 0))
    for day in (None, TODAY):
        with pytest.raises(StoreError) as said:
            december.moments.log("late", day=day)
        assert f"The journal folder {sync} is not there, so nothing is written" in str(said.value)
        assert "bring its disk or sync engine back" in str(said.value)
        assert f"mkdir -p '{sync}'" in str(said.value)
    assert not sync.parent.exists()
    assert texts(december) == ["november"]
    assert len(december.journal.notices) == 1
    away.rename(sync.parent)
    december.moments.log("late", day=TODAY)
    assert december.journal.notices == ()
    assert texts(opened(root, sync)) == ["late", "november"]


def test_a_mount_point_without_its_disk_is_no_journal(root: Path, sync: Path) -> None:
    opened(root, sync).moments.log("november")
    mounted = sync.with_name("mounted")
    sync.rename(mounted)
    # The mount point itself is there, and empty.
    sync.mkdir()
    presence = opened(root, sync)
    with pytest.raises(StoreError, match="holds nothing of this device any more"):
        presence.moments.log("december")
    assert list(sync.iterdir()) == []
    assert texts(presence) == ["november"]
    # Told to begin there all the same, what is known comes back.
    (sync / str(presence.journal.device)).mkdir()
    presence.moments.log("anew")
    assert texts(opened(root, sync)) == ["anew", "november"]


def test_with_nothing_begun_the_folder_is_made(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "journal"
    presence = opened(root, folder)
    assert presence.history.today().moments == ()
    assert not folder.exists()
    presence.moments.log("first")
    assert texts(opened(root, folder)) == ["first"]
    assert presence.journal.notices == ()


def test_two_names_of_one_folder_are_no_move(root: Path, sync: Path, tmp_path: Path) -> None:
    opened(root, sync).moments.log("first")
    link = tmp_path / "link"
    link.symlink_to(sync)
    presence = opened(root, link)
    presence.moments.log("second")
    assert presence.journal.notices == ()
    assert texts(opened(root, link)) == texts(opened(root, sync)) == ["first", "second"]
    assert own(presence, sync) == ["2026-11.json"]


def test_other_devices_folders_stay_and_are_read_where_they_are(
    root: Path, sync: Path, tmp_path: Path
) -> None:
    opened(root, sync).moments.log("mine")
    sofa = sync / "sofa-222222"
    shutil.copytree(next(sync.iterdir()), sofa)
    text = (sofa / "2026-11.json").read_text()
    ident = next(iter(json.loads(text)["moments"]))
    device = str(opened(root, sync).journal.device)
    text = text.replace(device, "sofa-222222").replace("mine", "theirs")
    (sofa / "2026-11.json").write_text(text.replace(ident, ident[:-2] + "ZZ"))
    moved = opened(root, tmp_path / "new")
    (tmp_path / "new").mkdir()
    moved = opened(root, tmp_path / "new")
    assert texts(moved) == ["mine", "theirs"]
    moved.moments.log("more")
    assert sorted(os.listdir(sync)) == ["sofa-222222"]
    assert texts(opened(root, tmp_path / "new")) == ["mine", "more", "theirs"]
    says = " ".join(f.says for f in opened(root, tmp_path / "new").doctor.examine())
    assert f"What sofa-222222 wrote in {sync} is still read there." in says


def test_an_open_dashboard_goes_along_with_a_move(root: Path, sync: Path) -> None:
    dashboard = opened(root)
    dashboard.moments.log("before")
    assert texts(dashboard) == ["before"]
    before = dashboard.history.prints(TODAY)
    opened(root, sync).moments.log("from a shell")
    assert dashboard.history.prints(TODAY) != before
    assert texts(dashboard) == ["before", "from a shell"]
    dashboard.moments.log("from the dashboard")
    assert own(dashboard, root / "journal") == []
    assert texts(opened(root, sync)) == ["before", "from a shell", "from the dashboard"]
    assert dashboard.journal.notices == ()


def test_a_move_that_dies_on_its_way_is_gone_on_with(
    root: Path, sync: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = opened(root)
    home.moments.log("before")
    home.moments.log("october", day=OCTOBER)
    template = tmp_path / "template"
    shutil.copytree(root, template)
    counted = opened(root, sync)
    with calls_to_the_disk(monkeypatch) as made:
        counted.moments.log("after")
    for number in range(1, len(made) + 1):
        for folder in (root, sync):
            shutil.rmtree(folder)
        shutil.copytree(template, root)
        sync.mkdir()
        moving = opened(root, sync)
        with pytest.raises(Died), calls_to_the_disk(monkeypatch, number, dies=True):
            moving.moments.log("after")
        assert {"before", "october"} <= set(texts(opened(root, sync))), number
        opened(root, sync).moments.log("next")
        last = opened(root, sync)
        assert set(texts(last)) - {"after"} == {"before", "october", "next"}, number
        assert own(last, root / "journal") == [], number


def test_records_that_cannot_come_along_are_named(root: Path, sync: Path) -> None:
    home = opened(root)
    home.moments.log("before")
    says = {f.says: f.advice for f in opened(root, sync).doctor.examine()}
    named = f"2026-11 of this device lie in {root / 'journal'}; they are read along."
    assert says[named] == f"With the next entry they come to {sync}."
    assert not any("is gone" in said for said in says)
    shutil.rmtree(sync)
    findings = opened(root, sync).doctor.examine()
    assert [f.state for f in findings if "is not there, so nothing is written" in f.says] == [
        "wrong"
    ]
    assert not any("is gone" in f.says for f in findings)


# ── settings that do not say it any more ─────────────────────────────────────


@pytest.mark.parametrize(
    "broken",
    [
        'journal_folder = "{folder}\nday_ends = "04:00"\n',
        "journal_folder = 5\n",
        "journal_folder = [\n",
        '[presets.walk\njournal_folder = "elsewhere"\n',
    ],
)
def test_settings_that_cannot_be_read_leave_the_journal_where_it_was(
    root: Path, sync: Path, broken: str
) -> None:
    presence = opened(root, sync)
    presence.moments.log("first")
    file = presence.paths.settings_file
    file.write_text(broken.replace("{folder}", str(sync)))
    settings, problems = load_settings(presence.paths)
    assert problems
    assert settings.journal_folder == str(sync)
    Presence(presence.paths, settings, presence.clock).moments.log("second")
    assert texts(opened(root, sync)) == ["first", "second"]
    assert not (root / "journal").exists()


def test_settings_out_of_reach_leave_the_journal_where_it_was(
    root: Path, sync: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = opened(root, sync)
    presence.moments.log("first")
    file = presence.paths.settings_file
    file.write_text(f'journal_folder = "{sync}"')
    real = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path == file:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    settings, (problem,) = load_settings(presence.paths)
    assert settings.journal_folder == str(sync)
    assert "the journal stays where it was" in problem


def test_a_folder_that_is_not_absolute_is_meant_from_the_settings(
    root: Path, tmp_path: Path, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "config.toml").write_text('journal_folder = "diary"')
    monkeypatch.chdir(tmp_path)
    assert run("log", "first").returncode == 0
    assert len(list(home.glob("diary/*/*.json"))) == 1
    assert not (tmp_path / "diary").exists()


def test_the_home_of_nobody_known_moves_nothing(home: Path, sync: Path, run: Run) -> None:
    home.mkdir()
    file = home / "config.toml"
    file.write_text(f'journal_folder = "{sync}"')
    assert run("log", "first").returncode == 0
    nobody = 'journal_folder = "~nosuchuser/x"\n'
    for text, line in ((nobody, ", line 1"), (f"{nobody}x = [\n", "")):
        file.write_text(text)
        done = run("log", "second")
        assert done.returncode == 0
        said = f"{file}{line}: journal_folder is '~nosuchuser/x', but no user 'nosuchuser' is known"
        assert said in done.stderr
        assert "stays where it was" in done.stderr
    assert len(list(sync.glob("*/*.json"))) == 1
    assert not list(home.glob("**/*nosuchuser*"))
    assert not (home / "journal").exists()


def test_a_home_of_nobody_known_is_one_sentence(run: Run, tmp_path: Path) -> None:
    done = run("log", "first", PRESENCE_HOME="~nosuchuser/x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "PRESENCE_HOME is '~nosuchuser/x', but no user 'nosuchuser' is known here; "
        "say the whole path.\n"
    )
    for words in (("backup", "~nosuchuser/x.zip"), ("restore", "~nosuchuser/x.zip")):
        done = run(*words)
        assert done.returncode == 1
        assert "no user 'nosuchuser' is known here" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_the_sentence_is_said_once_in_a_shell(home: Path, tmp_path: Path, run: Run) -> None:
    home.mkdir()
    sync = tmp_path / "Sync"
    (home / "config.toml").write_text(f'journal_folder = "{sync}"')
    assert run("log", "first").returncode == 0
    sync.rename(tmp_path / "away")
    done = run("log", "second")
    assert done.returncode == 1
    assert done.stderr.count("is not there, so nothing is written") == 1
    shown = run("today")
    assert "first" in shown.stdout
    assert shown.stderr.count("is not there, so nothing is written") == 1
