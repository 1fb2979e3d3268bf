"""Boundaries from the shell: extended, waited for, planned, parked, shown in a status bar."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run
from needs import needs

MONDAY = "2026-11-23 17:31:00"

PLAN = """\
[[plans]]
at = "17:30"
days = ["mon"]
start = "logged-off"
words = "Laptop closed."
"""


@pytest.fixture
def settings(home: Path) -> Path:
    """A settings file with one plan."""
    home.mkdir()
    file = home / "config.toml"
    file.write_text(PLAN)
    return file


def test_extend_moves_the_end_and_says_where_to(run: Run) -> None:
    assert run("start", "rest", "--json").returncode == 0
    answer = run("extend", "rest", "--by", "15m")
    assert answer.returncode == 0
    assert answer.stdout.startswith("Rest until ")
    (boundary,) = json.loads(run("status", "--json").stdout)["boundaries"]
    assert boundary["planned_s"] == 35 * 60
    assert run("extend", "--by", "0m").returncode == 1


def test_all_and_a_name_and_an_empty_name_end_nothing(run: Run) -> None:
    assert run("start", "rest").returncode == 0
    both = run("stop", "--all", "rest")
    assert (both.returncode, both.stdout) == (2, "")
    assert both.stderr == "--all ends all that run; say a name or --all, not both.\n"
    for command in ("stop", "pause", "return", "extend"):
        done = run(command, " ")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("The name is empty: ")
    (boundary,) = json.loads(run("status", "--json").stdout)["boundaries"]
    assert (boundary["state"], boundary["returns"]) == ("running", 0)


def test_status_fields_and_exit_status(run: Run) -> None:
    assert run("status", "--running").returncode == 1
    run("start", "rest")
    line = run("status", "--format", "{preset}|{minutes}|{left}|{ends}").stdout.strip()
    preset, minutes, left, ends = line.split("|")
    assert (preset, minutes, left) == ("rest", "0", "20")
    assert len(ends) == 5
    for words, status in (((), 0), (("rest",), 0), (("all-in",), 1)):
        answer = run("status", "--running", *words)
        assert (answer.returncode, answer.stdout, answer.stderr) == (status, "", "")


@needs("faketime")
def test_start_due_starts_what_is_planned_and_nothing_twice(settings: Path, run: Run) -> None:
    early = run("start", "--due", at="2026-11-23 17:29:00")
    assert (early.returncode, early.stdout, early.stderr) == (0, "", "")
    due = run("start", "--due", at=MONDAY)
    assert due.stdout.startswith("Logged off, be present, since 17:31")
    again = run("start", "--due", at="2026-11-23 17:36:00")
    assert (again.returncode, again.stdout) == (0, "")
    assert run("start", "--due", "rest").returncode == 2


@needs("faketime")
def test_plans_are_listed_with_their_next_day(settings: Path, run: Run) -> None:
    answer = run("plans", at=MONDAY)
    assert answer.stdout == "17:30  mon  logged-off · next 2026-11-30 17:30 · Laptop closed.\n"
    (row,) = json.loads(run("plans", "--json", at=MONDAY).stdout)
    assert row["days"] == ["mon"]
    settings.write_text(PLAN.replace("17:30", "02:30").replace("mon", "sun"))
    spring = run("plans", at="2027-03-27 12:00:00").stdout
    assert "next 2027-03-28 03:30" in spring
    assert "the clocks skip 02:30 that day" in spring


def test_parked_lines_come_back_when_work_starts(run: Run) -> None:
    assert run("park").stdout == "nothing waits\n"
    run("park", "finish the slides — tomorrow 9:15")
    started = run("start", "all-in").stdout
    assert "waiting: finish the slides — tomorrow 9:15" in started
    ident = run("park").stdout.strip()[-7:-1]
    assert run("park", "--done", ident).stdout.startswith("done: finish the slides")
    assert run("park").stdout == "nothing waits\n"
    assert run("park", "--done", ident).returncode == 1


@needs("faketime")
def test_stop_keeps_the_moment_that_is_suggested(run: Run) -> None:
    run("start", "bedtime", at="2026-11-23 20:00:00")
    answer = run("stop", "--keep", at="2026-11-23 20:34:00").stdout
    assert "Bedtime, phone-free · 34 min" in answer
    day = json.loads(run("today", "--json", "--day", "2026-11-23", at="2026-11-23 20:35:00").stdout)
    assert day["moments"][0]["boundary"] == day["boundaries"][0]["id"]


def test_wait_ends_when_the_boundary_does(run: Run, home: Path) -> None:
    assert run("wait").returncode == 1
    run("start", "rest")
    waiting = subprocess.Popen(
        [sys.executable, "-m", "presence_tui", "wait", "rest"],
        env={**os.environ, "PRESENCE_HOME": str(home), "PYTHONPATH": os.getcwd()},
    )
    try:
        time.sleep(0.5)
        assert waiting.poll() is None
        run("stop", "rest")
        assert waiting.wait(10) == 0
    finally:
        waiting.kill()
        waiting.wait()


@pytest.mark.parametrize("form", ["{name.__class__}", "{name[0]}", "{nonsense}", "{}", "{name"])
def test_a_format_takes_its_fields_and_nothing_of_python(run: Run, form: str) -> None:
    assert run("start", "rest").returncode == 0
    done = run("status", "--format", form)
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be filled in; there are {name}" in done.stderr


def test_a_timer_is_told_each_problem_of_the_settings_once(settings: Path, run: Run) -> None:
    settings.write_text(f'theme = "nonsense"\nday_ends = "soon"\n{PLAN}')
    first, again = run("start", "--due"), run("start", "--due")
    assert "day_ends" in first.stderr
    assert (first.returncode, again.returncode, again.stderr) == (0, 0, "")
    assert "day_ends" in run("status").stderr
