"""How often an entry waits for the disk: twice, the file and its folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.commands import LOG
from benchmarks.figures import Line
from benchmarks.homes import PRESENCE, ROOT, environment

_COUNTING = """
import os, sys
count = 0
def counted(sync):
    def wrapper(descriptor):
        global count
        count += 1
        return sync(descriptor)
    return wrapper
os.fsync, os.fdatasync = counted(os.fsync), counted(os.fdatasync)
from presence_tui.__main__ import main
sys.argv = ["presence", *sys.argv[2:]]
status = main()
with open(os.environ["COUNTED"], "w") as answer:
    answer.write(str(count))
sys.exit(status)
"""


def per_entry(home: Path) -> list[Line]:
    """The syncs of one `log` and one `thanks` in a home that has been written in before."""
    how = "strace" if shutil.which("strace") else "counted inside"
    lines = []
    for words in (LOG, ("thanks", "a quiet hour")):
        lines.append(
            Line(f"syncs of `presence {words[0]}` ({how})", _count(words, home), "", aim=2)
        )
    return lines


def _count(words: tuple[str, ...], home: Path) -> int:
    answer = home / "counted"
    env = environment(home) | {"COUNTED": str(answer)}
    if shutil.which("strace"):
        trace = [
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=fsync,fdatasync,sync_file_range",
            "-o",
            str(answer),
        ]
        argv = [*trace, *PRESENCE, *words]
    else:
        argv = [sys.executable, "-c", _COUNTING, "--", *words]
    subprocess.run(argv, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    told = answer.read_text()
    os.unlink(answer)
    return told.count("sync") if shutil.which("strace") else int(told)
