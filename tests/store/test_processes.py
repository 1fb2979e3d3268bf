"""Several processes of one device: none loses another's entry, none waits for the dead."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from conftest import Run

from presence_tui.domain.errors import LockedError
from presence_tui.services.presence import Presence
from presence_tui.store.lock import held

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 22)

Started = Callable[..., "subprocess.Popen[str]"]

WRITER = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths

now = datetime(2026, 11, 22, 17, 42, tzinfo=ZoneInfo("Europe/Paris"))
presence = Presence(find_paths(), Settings(), FixedClock(now))
"""
LOGGER = WRITER + "for n in range(int(sys.argv[2])): presence.moments.log(f'{sys.argv[1]} {n}')"
RETURNER = WRITER + "for n in range(int(sys.argv[2])): presence.boundaries.come_back()"
HOLDER = """
import sys
from pathlib import Path
from presence_tui.store.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def started(home: Path) -> Iterator[Started]:
    """Starts Python processes on the home; whatever is left of them ends with the test."""
    processes: list[subprocess.Popen[str]] = []

    def start(code: str, *words: str) -> "subprocess.Popen[str]":
        env = {**os.environ, "PRESENCE_HOME": str(home), "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-c", code, *words],
            env=env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def holding(started: Started, lock: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock."""
    process = started(HOLDER, str(lock))
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process


def finish(processes: list["subprocess.Popen[str]"]) -> None:
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")


def log_together(started: Started, presence: Presence, processes: int, entries: int) -> None:
    finish([started(LOGGER, str(p), str(entries)) for p in range(processes)])
    texts = [m.text for m in presence.history.day(TODAY).moments]
    assert sorted(texts) == sorted(f"{p} {n}" for p in range(processes) for n in range(entries))
    assert len(list(presence.paths.journal.iterdir())) == 1


def test_all_entries_of_all_processes_are_there_once_each(
    started: Started, presence: Presence
) -> None:
    log_together(started, presence, 5, 8)


@pytest.mark.storm
def test_eight_processes_of_a_hundred_entries_leave_eight_hundred(
    started: Started, presence: Presence
) -> None:
    log_together(started, presence, 8, 100)


def test_no_return_of_one_boundary_is_lost(started: Started, presence: Presence) -> None:
    presence.boundaries.start("logged-off")
    finish([started(RETURNER, "", "6") for _ in range(4)])
    assert len(presence.boundaries.running()[0].returns) == 24


def test_an_open_dashboard_sees_what_another_process_wrote(
    started: Started, presence: Presence
) -> None:
    presence.moments.log("mine")
    before = presence.history.prints(TODAY)
    finish([started(LOGGER, "theirs", "1")])
    assert presence.history.prints(TODAY) != before
    assert sorted(m.text for m in presence.history.day(TODAY).moments) == ["mine", "theirs 0"]


def test_a_killed_holder_of_the_lock_is_not_waited_for(
    started: Started, presence: Presence
) -> None:
    with holding(started, presence.paths.lock_file) as holder:
        writer = started(LOGGER, "waiting", "1")
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.7)
        holder.send_signal(signal.SIGKILL)
        finish([writer])
    assert [m.text for m in presence.history.day(TODAY).moments] == ["waiting 0"]


def test_a_lock_that_stays_taken_is_a_sentence(started: Started, presence: Presence) -> None:
    with (
        holding(started, presence.paths.lock_file),
        pytest.raises(LockedError, match=r"writing for 0\.05 seconds and nothing was changed"),
        held(presence.paths.lock_file, 0.05),
    ):
        pass
    # Reading needs no lock.
    assert presence.history.day(TODAY).moments == ()


@pytest.mark.storm
def test_a_stopped_holder_costs_a_command_seconds_and_no_more(
    started: Started, presence: Presence, run: Run
) -> None:
    with holding(started, presence.paths.lock_file) as holder:
        holder.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        done = run("log", "x")
        assert time.monotonic() - begun < 10
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            "Another presence has been writing for 5 seconds and nothing was changed. "
            "Try again in a moment.\n"
        )
        assert run("today").returncode == 0
        holder.send_signal(signal.SIGCONT)


def test_first_writers_at_once_agree_on_one_name(started: Started, presence: Presence) -> None:
    finish([started(LOGGER, str(p), "1") for p in range(4)])
    assert len(list(presence.paths.journal.iterdir())) == 1
