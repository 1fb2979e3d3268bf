"""The dashboard in a real terminal: how it ends, and that what was typed is on the disk."""

import signal
from pathlib import Path

import pytest
from screen import on_disk
from terminal import Terminal

READY = "An open page"


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["TERM", "HUP"]
)
def test_signals_leave_the_terminal_sane(home: Path, number: signal.Signals, status: int) -> None:
    terminal = Terminal(home)
    terminal.wait_for(READY)
    terminal.signal(number)
    assert terminal.end() == status
    for left in ("\x1b[?1049l", "\x1b[?1000l", "\x1b[?2004l", "\x1b[?25h"):
        assert left in terminal.written, left
    assert "Traceback" not in terminal.written


def test_a_moment_typed_in_a_terminal_is_there_after_leaving(home: Path) -> None:
    terminal = Terminal(home)
    terminal.wait_for(READY)
    terminal.type("m")
    terminal.wait_for("›")
    terminal.type("10m dance party [/b] @mia")
    terminal.wait_for("began")
    terminal.type("\r")
    terminal.wait_for("10m")
    terminal.type("q")
    assert terminal.end() == 0
    (kept,) = on_disk(home, "moments")
    assert (kept["text"], kept["minutes"]) == ("dance party [/b]", 10)


def test_a_damaged_home_is_a_sentence(home: Path) -> None:
    home.write_text("a file in the folder's place")
    terminal = Terminal(home)
    assert terminal.end() == 1
    assert "Traceback" not in terminal.written
    assert str(home) in terminal.written.replace("\r\n", "")
