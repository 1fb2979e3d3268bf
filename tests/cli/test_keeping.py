"""`backup`, `restore` and `doctor` as a person types them."""

import json
from pathlib import Path

from conftest import Run


def test_a_backup_restored(run: Run, tmp_path: Path) -> None:
    ident = json.loads(run("log", "lake", "--json").stdout)["id"]
    file = str(tmp_path / "b.zip")
    made = run("backup", file)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout == f"1 entry of 1 month in {file}, read back and sound.\n"
    run("delete", ident)
    preview = run("restore", file)
    assert "1 entry would come back:\n" in preview.stdout
    assert "lake" in preview.stdout
    assert "Nothing was changed yet" in preview.stderr
    assert json.loads(run("today", "--json").stdout)["moments"] == []
    done = json.loads(run("restore", file, "--yes", "--json").stdout)
    assert (done["done"], [row["id"] for row in done["back"]]) == (True, [ident])
    assert len(json.loads(run("today", "--json").stdout)["moments"]) == 1
    assert "nothing to bring back" in run("restore", file).stdout
    assert run("undo").returncode == 0
    assert json.loads(run("today", "--json").stdout)["moments"] == []


def test_private_words_are_not_in_a_preview(run: Run, home: Path, tmp_path: Path) -> None:
    run("log", "lake")
    (file,) = home.glob("journal/*/2026-*.json")
    tables = json.loads(file.read_bytes())
    row = next(iter(tables["moments"].values()))
    page = {**row, "id": row["day"], "text": "unsayable"}
    file.write_text(json.dumps({**tables, "pages": {row["day"]: page}}))
    run("backup", str(tmp_path / "b.zip"))
    done = run("restore", str(tmp_path / "b.zip"), PRESENCE_HOME=str(tmp_path / "new"))
    assert "2 entries would come back" in done.stdout
    assert "lake" in done.stdout
    assert "unsayable" not in done.stdout


def test_earlier_states_are_listed(run: Run) -> None:
    assert "No earlier state" in run("restore").stdout
    run("log", "lake")
    run("log", "sun")
    done = run("restore")
    assert "@previous" in done.stdout
    assert "1 entry" in done.stdout
    (first, *_) = json.loads(run("restore", "--json").stdout)
    assert first["entries"] == 1
    unknown = run("restore", "nothing.zip")
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (1, 1)


def test_the_doctor_says_how_things_are(run: Run, home: Path) -> None:
    run("log", "lake")
    sound = run("doctor")
    assert (sound.returncode, sound.stderr) == (0, "")
    (file,) = home.glob("journal/*/2026-*.json")
    file.write_bytes(b"")
    hurt = run("doctor", "--json")
    assert (hurt.returncode, json.loads(hurt.stdout)["sound"]) == (1, False)
    assert "--repair" in hurt.stderr
    plan = run("doctor", "--repair")
    assert plan.returncode == 1
    assert "puts its last good state back, 1 entries" in plan.stdout
    assert file.read_bytes() == b""
    mended = run("doctor", "--repair", "--yes")
    assert mended.returncode == 0
    assert "lake" in run("today").stdout


def test_every_command_says_what_was_mended_on_stderr(run: Run, home: Path) -> None:
    run("log", "lake")
    (file,) = home.glob("journal/*/2026-*.json")
    for words in (("today",), ("status",), ("log", "sun"), ("export",), ("find", "lake")):
        file.write_bytes(b"\0" * 100)
        done = run(*words)
        assert done.returncode == 0, words
        assert done.stderr.count("Mended:") == 1, words
        assert str(file.parent) in done.stderr
    assert "lake" in run("today").stdout
