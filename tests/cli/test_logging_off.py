"""Logging off from the shell: asked about work at a terminal, and nowhere else."""

from pathlib import Path

import pytest
from conftest import Run
from screen import on_disk
from terminal import Terminal


def ends(home: Path) -> dict[str, bool]:
    """Which boundaries have ended, by preset."""
    return {row["preset"]: bool(row["ended_at"]) for row in on_disk(home, "boundaries")}


@pytest.mark.parametrize(("typed", "ended"), [("\n", True), ("n\n", False), ("\x04", False)])
def test_one_key_says_whether_work_ends_too(home: Path, run: Run, typed: str, ended: bool) -> None:
    assert run("start", "all-in").returncode == 0
    terminal = Terminal(home, "start", "logged-off")
    terminal.wait_for("enter ends it as well, n lets it run on.")
    # It runs by now: a window that is closed on the question loses nothing.
    assert ends(home) == {"all-in": False, "logged-off": False}
    terminal.type(typed)
    terminal.wait_for("What is left open")
    terminal.type("finish the slides - tomorrow 9:15\n")
    terminal.wait_for("Anything else?")
    terminal.type("\n")
    assert terminal.end() == 0
    assert ends(home) == {"all-in": ended, "logged-off": False}
    (line,) = on_disk(home, "parked")
    assert (line["text"], line["resume"]) == ("finish the slides", "tomorrow 9:15")
    assert ("All in at work runs on" in terminal.written) is not ended


def test_a_plan_that_is_due_asks_at_a_terminal_as_well(home: Path, run: Run) -> None:
    home.mkdir()
    plans = [f'[[plans]]\nat = "{hour}:00"\nstart = "logged-off"\n' for hour in range(0, 24, 2)]
    (home / "config.toml").write_text("\n".join(plans))
    assert run("start", "all-in").returncode == 0
    terminal = Terminal(home, "start", "--due")
    terminal.wait_for("enter ends it as well")
    terminal.type("\n")
    terminal.wait_for("What is left open")
    terminal.type("\n")
    assert terminal.end() == 0
    assert ends(home) == {"all-in": True, "logged-off": False}


def test_a_script_is_asked_nothing_and_told_that_two_run(home: Path, run: Run) -> None:
    assert run("start", "all-in").returncode == 0
    done = run("start", "logged-off")
    assert done.returncode == 0
    assert done.stdout.startswith("Logged off, be present, since ")
    assert done.stderr.startswith("All in at work runs on, since ")
    assert ends(home) == {"all-in": False, "logged-off": False}
    assert "Logged off, be present" in run("status").stdout
    assert "All in at work" in run("status").stdout


def test_what_cannot_start_is_said_before_anything_is_asked(home: Path, run: Run) -> None:
    assert run("start", "logged-off").returncode == 0
    assert run("start", "all-in").returncode == 0
    terminal = Terminal(home, "start", "logged-off")
    terminal.wait_for("runs already")
    assert terminal.end() == 1
    assert ends(home) == {"all-in": False, "logged-off": False}
