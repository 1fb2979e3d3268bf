"""Where the answer goes: full, closed, or in an encoding that cannot hold it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from screen import on_disk


def shell(home: Path, line: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    """A line of the shell, in which `p` is the program."""
    root = Path(__file__).parent.parent.parent
    env = {**os.environ, "PRESENCE_HOME": str(home), "PYTHONPATH": str(root), **extra}
    program = f'p() {{ "{sys.executable}" -m presence_tui "$@"; }}; {line}'
    return subprocess.run(
        ["/bin/sh", "-c", program], env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_is_kept_is_said_to_be_kept_where_the_answer_cannot_be_written(
    home: Path, unbuffered: str
) -> None:
    done = shell(home, "p log one >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, [m["text"] for m in on_disk(home, "moments")]) == (0, ["one"])
    assert done.stderr == (
        "It is done; only the answer could not be written (no space left on device).\n"
    )
    read = shell(home, "p today >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert read.returncode == 1
    assert read.stderr == "The answer could not be written (no space left on device).\n"


@pytest.mark.parametrize(
    "line", ["p log one >&-", "p status >&- 2>&-", "p log - <&-", "p log x 2>&-"]
)
def test_a_closed_stream_is_no_reason_to_fall_over(home: Path, line: str) -> None:
    done = shell(home, line)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_whole_in_any_encoding(home: Path) -> None:
    shell(home, "p log お風呂")
    for encoding in ("latin-1", "ascii", "utf-8"):
        done = shell(home, "p today --json", PYTHONIOENCODING=encoding)
        assert json.loads(done.stdout)["moments"][0]["text"] == "お風呂"
