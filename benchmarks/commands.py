"""What a command costs, as a whole process, beside Python doing nothing."""

import subprocess
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.figures import Line, against, interleaved
from benchmarks.homes import NOTHING, PRESENCE, ROOT, environment

LOG = ("log", "10m dance party @mia #play")


def run_ms(argv: Sequence[str], home: Path | None) -> float:
    """Milliseconds of a whole process. Raises CalledProcessError when it fails."""
    env = environment(home)
    begin = time.perf_counter()
    subprocess.run(argv, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - begin)


def beside_nothing(month: Path, decade: Path, rounds: int) -> list[Line]:
    """`log` and `status` against `python -c pass`, in a home of one month and of ten years."""
    lines = []
    for name, home in (("one month", month), ("ten years", decade)):
        log, status, nothing = interleaved(
            rounds,
            [
                partial(run_ms, [*PRESENCE, *LOG], home),
                partial(run_ms, [*PRESENCE, "status"], home),
                partial(run_ms, NOTHING, None),
            ],
        )
        lines.append(against(f"`presence log`, {name}", log, nothing, "ms", 5.0))
        lines.append(against(f"`presence status`, {name}", status, nothing, "ms", 4.0))
    return lines


def by_age(month: Path, decade: Path, rounds: int) -> list[Line]:
    """The same commands in a journal of 120 months against one of 1 month."""
    lines = []
    for words in (LOG, ("status",), ("today",)):
        old, young = interleaved(
            rounds,
            [
                partial(run_ms, [*PRESENCE, *words], decade),
                partial(run_ms, [*PRESENCE, *words], month),
            ],
        )
        lines.append(against(f"`presence {words[0]}`", old, young, "ms", 1.1))
    return lines
