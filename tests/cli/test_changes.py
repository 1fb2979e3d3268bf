"""`undo` and `redo`, each a process of its own."""

import json
from pathlib import Path

from conftest import Run


def test_every_change_can_be_taken_back_by_another_process(run: Run) -> None:
    ident = json.loads(run("log", "10m dance party @mia", "--json").stdout)["id"]
    run("edit", ident, "waltz")
    run("delete", ident)
    run("start", "all-in")
    said = [run("undo").stdout for _ in range(4)]
    assert said == [
        "Taken back: All in at work.\n",
        "Here again: waltz.\n",
        "As it was: dance party.\n",
        "Taken back: dance party.\n",
    ]
    none = run("undo")
    assert (none.returncode, none.stdout) == (1, "")
    assert none.stderr == "There is nothing to take back.\n"
    assert run("redo").stdout == "Done again: dance party.\n"
    (moment,) = json.loads(run("today", "--json").stdout)["moments"]
    assert (moment["text"], moment["minutes"], moment["people"]) == ("dance party", 10, ["mia"])
    (row,) = json.loads(run("undo", "--json").stdout)
    assert (row["id"], row["deleted"]) == (ident, True)


def test_before_any_entry_there_is_nothing(run: Run) -> None:
    assert run("undo").stderr == "There is nothing to take back.\n"
    assert run("redo").stderr == "There is nothing to do again.\n"


def test_what_another_device_made_of_an_entry_is_shown_on_request(run: Run, home: Path) -> None:
    ident = json.loads(run("log", "dance", "--json").stdout)["id"]
    none = run("edit", ident, "--other")
    assert (none.returncode, none.stdout) == (0, "")
    assert none.stderr == "No other version of it is kept.\n"
    (file,) = home.glob("journal/*/*.json")
    tables = json.loads(file.read_bytes())
    row = tables["moments"][ident]
    row.update(text="tango", rev="0000000000001-0000-sofa-222222")
    tables["meta"]["1"]["device"] = "sofa-222222"
    there = home / "journal" / "sofa-222222" / file.name
    there.parent.mkdir()
    there.write_text(json.dumps(tables))
    shown = run("edit", ident, "--other").stdout
    assert "tango" in shown
    assert shown.endswith(f"[{ident[-6:]}]  from sofa-222222\n")
    (other,) = json.loads(run("edit", ident, "--other", "--json").stdout)
    assert other["text"] == "tango"
    (moment,) = json.loads(run("today", "--json").stdout)["moments"]
    assert moment["text"] == "dance"
    short = ident[-6:]
    said = f"dance  [{short}]  another version: edit {short} --other\n"
    assert said in run("today").stdout
    gone = run("purge", ident, "--yes")
    assert gone.stdout == (
        "Its words are gone from everything this device keeps.\n"
        "Still in what came from sofa-222222, until presence is next opened there and synced.\n"
    )


def test_a_deleted_entry_and_a_page_can_be_purged(run: Run, home: Path) -> None:
    ident = json.loads(run("log", "unsayable", "--json").stdout)["id"]
    run("delete", ident)
    assert run("purge", ident[-5:].lower(), "--yes").returncode == 0
    assert not [f for f in home.rglob("*") if f.is_file() and b"unsayable" in f.read_bytes()]
    again = run("purge", ident, "--yes")
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)
    none = run("purge", "2026-11-22", "--yes")
    assert none.stderr == "2026-11-22 has neither a page nor a review.\n"
