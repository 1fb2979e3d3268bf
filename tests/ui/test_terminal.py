"""The dashboard in a real terminal: how it ends, and that what was typed is on the disk."""

import os
import signal
from pathlib import Path

import pytest
from programs import program
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


@pytest.mark.parametrize(
    ("shell", "deaf"),
    [(False, False), (True, False), (True, True)],
    ids=["alone", "in a shell", "in a shell under nohup"],
)
def test_a_closed_window_ends_it_in_the_middle_of_typing(
    home: Path, shell: bool, deaf: bool
) -> None:
    terminal = Terminal(home, shell=shell, deaf=deaf)
    terminal.wait_for(READY)
    terminal.type("m")
    terminal.wait_for("›")
    terminal.type("some words typed now ")
    terminal.wait_for("some words typed now")
    terminal.type("and more of them " * 40)
    assert terminal.close()
    (draft,) = (home / "state" / "drafts").iterdir()
    assert draft.read_text("utf-8").startswith("some words typed now")


@pytest.mark.storm
def test_a_terminal_that_takes_nothing_more_does_not_keep_it_from_ending(home: Path) -> None:
    terminal = Terminal(home)
    terminal.wait_for(READY)
    terminal.type("m")
    terminal.wait_for("›")
    drafts = home / "state" / "drafts"
    terminal.type("some words")
    terminal.until(lambda: drafts.exists() and any(drafts.iterdir()))
    for width in (200, 90, 210, 80):
        terminal.resize(width, 50)
        terminal.type("no one reads what is drawn for this " * 6)
    terminal.signal(signal.SIGTERM)
    terminal.until(lambda: not terminal.lives)
    assert terminal.end() == 143


def test_a_stopped_program_goes_on_with_one_reader_of_keys(home: Path) -> None:
    terminal = Terminal(home)
    terminal.wait_for(READY)
    terminal.signal(signal.SIGSTOP)
    os.waitpid(terminal.pid, os.WUNTRACED)
    terminal.signal(signal.SIGCONT)
    terminal.type("m")
    terminal.wait_for("›")
    terminal.type("mended the kite")
    terminal.wait_for("mended the kite")
    terminal.type("\r")
    terminal.wait_for("Moments")
    terminal.type("q")
    assert terminal.end() == 0
    assert [row["text"] for row in on_disk(home, "moments")] == ["mended the kite"]


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


# ── an editor of one's own ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("editor", "sentence"),
    [
        ("no-such-editor-here", "could not be started"),
        ("vim '", "cannot be"),
        ("false", "your words are as they were"),
        ("/etc", "could not be started"),
    ],
)
def test_an_editor_that_fails_gives_terminal_and_words_back(
    home: Path, editor: str, sentence: str
) -> None:
    terminal = Terminal(home, EDITOR=editor, VISUAL="")
    terminal.wait_for(READY)
    terminal.type("mhello")
    terminal.wait_for("hello")
    terminal.type("\x18")
    terminal.wait_for(sentence)
    terminal.type(" there\r")
    terminal.wait_for("hello there")
    terminal.type("q")
    assert terminal.end() == 0
    assert [row["text"] for row in on_disk(home, "moments")] == ["hello there"]
    assert list((home / "state").glob("drafts/*")) == []


def test_what_a_failing_editor_wrote_is_kept_in_a_private_file(home: Path, tmp_path: Path) -> None:
    wrote = program(tmp_path, 'printf "twenty minutes of words" > "$1"; exit 1')
    terminal = Terminal(home, EDITOR=wrote, VISUAL="", size=(160, 30))
    terminal.wait_for(READY)
    terminal.type("mhello\x18")
    terminal.wait_for("what it wrote is in")
    (file,) = (home / "state" / "drafts").glob("words-*")
    assert file.read_text() == "twenty minutes of words"
    assert file.stat().st_mode & 0o777 == 0o600
    terminal.type("\rq")
    assert terminal.end() == 0


def test_ctrl_c_in_an_editor_is_the_editors(home: Path, tmp_path: Path) -> None:
    script = "trap 'echo interrupted > \"$1\"' INT; echo waits; read line; true"
    terminal = Terminal(home, EDITOR=program(tmp_path, script), VISUAL="")
    terminal.wait_for(READY)
    terminal.type("mhello\x18")
    terminal.wait_for("waits")
    terminal.type("\x03\n")
    terminal.wait_for("interrupted")
    terminal.type("\r")
    terminal.type("q")
    assert terminal.end() == 0
    assert [row["text"] for row in on_disk(home, "moments")] == ["interrupted"]


# ── what a terminal sends ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("burst", "kept"),
    [
        ("mwalk\x7f\x7f\x7frun\r", "wrun"),
        ("mabc\x1b[D\x1b[DX\r", "aXbc"),
        ("mhello\x7f\x7f\x7f\x7f\x7fworld\r", "world"),
        ("mone two\x17three\x15four\r", "four"),
    ],
)
def test_keys_that_come_in_one_burst_are_done_in_their_order(
    home: Path, burst: str, kept: str
) -> None:
    terminal = Terminal(home)
    terminal.wait_for(READY)
    terminal.type(burst + "q")
    assert terminal.end() == 0
    assert [row["text"] for row in on_disk(home, "moments")] == [kept]


def test_an_escape_sequence_that_is_pasted_does_not_act(home: Path) -> None:
    terminal = Terminal(home)
    terminal.wait_for(READY)
    terminal.type("m\x1b[200~First @mia\rred \x1b[31mtext\x1b[0m end\rmore \x1bOP quiet\x1b[20")
    terminal.type("1~")
    terminal.wait_for("quiet")
    terminal.type("\r")
    terminal.wait_for("First")
    terminal.type("q")
    assert terminal.end() == 0
    (row,) = on_disk(home, "moments")
    assert row["text"] == "First mia\nred [31mtext[0m end\nmore OP quiet"


# ── the demo ──────────────────────────────────────────────────────────────────


def test_the_demo_says_what_it_is_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    terminal = Terminal(home, "demo", size=(120, 36), TMPDIR=str(tmp_path))
    terminal.wait_for("presence demo")
    terminal.wait_for("nothing is kept")
    assert len(list(tmp_path.glob("presence-demo-*"))) == 1
    terminal.type("mtried it\rq")
    assert terminal.end() == 0
    assert "That was the demo" in terminal.written
    assert list(tmp_path.glob("presence-demo-*")) == []
    assert not home.exists()
