"""`undo` and `redo`, each a process of its own."""

import json

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
        "As it was: waltz.\n",
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
