"""Timed moments from the shell."""

import json
from pathlib import Path

from conftest import Run


def test_start_status_stop_today(run: Run) -> None:
    done = run("start", "--moment", "dance party 10m @mia")
    assert done.stdout.startswith("dance party, since ")
    assert "for 10 min" in done.stdout
    (row,) = json.loads(run("status", "--json").stdout)["boundaries"]
    assert (row["kind"], row["planned_s"]) == ("moment", 600)
    assert "dance party" in run("today").stdout.split("Boundaries")[1]
    stopped = run("stop")
    assert "dance party ended at" in stopped.stdout
    assert "@mia" in stopped.stdout
    today = run("today").stdout
    assert ("Moments" in today, "Boundaries" in today) == (True, False)
    assert len(json.loads(run("today", "--json").stdout)["moments"]) == 1


def test_drop_and_what_cannot_be(run: Run) -> None:
    assert run("drop").stderr.startswith("No timed moment runs. `presence start --moment`")
    run("start", "--moment", "story")
    assert "let go" in run("drop").stdout
    assert run("status").stdout == "nothing runs\n"
    assert "in its words" in run("start", "--moment", "story", "--for", "5m").stderr


def test_a_usual_moment_is_logged_or_started_as_its_key_does(run: Run, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text('usual = ["story @leo", { start = "10m dance @mia" }]\n')
    assert run("usual").stdout == "1  story @leo\n2  10m dance @mia  (starts)\n"
    assert "story" in run("usual", "1").stdout
    assert run("usual", "2").stdout == "dance runs; `presence stop` ends and logs it.\n"
    assert run("stop").returncode == 0
    assert json.loads(run("usual", "1", "--start", "--json").stdout)["kind"] == "moment"
    assert json.loads(run("usual", "2", "--log", "--json").stdout)["minutes"] == 10


def test_the_demo_without_a_terminal_answers_kindly(run: Run, home: Path) -> None:
    done = run("demo")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The demo is the dashboard, which needs a terminal;")
    sample = json.loads(run("demo", "--json").stdout)
    assert sample["format"] == "presence"
    assert len(sample["moments"]) > 200
    assert not home.exists()
