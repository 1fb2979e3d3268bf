"""The benchmarks' own measuring: what it waits for, what it counts, how it tells."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks import run, syncs
from benchmarks.figures import Line, against, interleaved, percentile, table
from benchmarks.homes import TODAYS_LAST, full_day_home, open_home
from benchmarks.terminal import Terminal, TerminalError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")

_ECHOES = """
import sys, tty
tty.setraw(0)
print("\\x1b[1mrea\\x1b[0mdy", end="", flush=True)
while (key := sys.stdin.read(1)) != "q":
    print(f"<{key}>", end="", flush=True)
"""


def opened(tmp_path: Path) -> Terminal:
    return Terminal([sys.executable, "-c", _ECHOES], dict(os.environ), tmp_path)


def test_a_terminal_tells_when_words_are_drawn_and_a_program_has_ended(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        started = terminal.settle(["ready"]) - terminal.started_at
        assert 0 < started < 20
        assert terminal.received == len("\x1b[1mrea\x1b[0mdy")
        assert 0 < terminal.answer_s(b"a", ["<a>"]) < 20
        assert terminal.cpu_s() > 0
        assert terminal.pss_mib() > 0
        assert 0 < terminal.leave_s(b"q") < 20


def test_a_program_that_ends_without_its_words_is_said(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.settle(["ready"])
        terminal.type(b"q")
        with pytest.raises(TerminalError, match="did not draw"):
            terminal.settle(["never"])


def test_rounds_are_interleaved_and_the_first_is_not_counted() -> None:
    said: list[str] = []

    def one(name: str) -> float:
        said.append(name)
        return float(len(said))

    series = interleaved(2, [lambda: one("a"), lambda: one("b")])
    assert "".join(said) == "baabba"
    assert series == [[3.0, 6.0], [4.0, 5.0]]


def test_a_table_says_what_was_reached() -> None:
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0
    assert percentile([0.0, 10.0], 95) == 9.5
    lines = [
        against("status", [30.0, 40.0, 50.0], [10.0, 10.0, 10.0], "ms", 3.0),
        Line("drawn", 0.0, "B/s", aim=0.0),
    ]
    told = table("Commands", lines)
    assert "| status | 40.0 ms | 10.0 ms | 4.00 | ≤ 3 | missed |" in told
    assert "| drawn | 0 B/s |  |  | ≤ 0 | reached |" in told


def test_an_entry_waits_for_the_disk_twice(tmp_path: Path) -> None:
    home = full_day_home(tmp_path / "home", 3)
    presence = open_home(home)
    assert [m.text for m in presence.history.today().moments][-1] == TODAYS_LAST
    assert [line.value for line in syncs.per_entry(home)] == [2, 2]


def test_an_unknown_section_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(["moons"])
    assert ended.value.code == 2
    assert "there are commands, age" in capsys.readouterr().err
