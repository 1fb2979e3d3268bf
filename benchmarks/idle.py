"""What the dashboard costs while nobody touches it, minute changes left out."""

import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figures import Line
from benchmarks.homes import open_home
from benchmarks.screen import BARE_SCREEN, FIRST_SCREEN, bare, dashboard
from benchmarks.terminal import Terminal, rest

NIGHT_SCREEN = ("Good night. I am here.",)
"""What stands under the moon of the shipped bedtime."""


def at_rest(
    quiet: Path, home_side: Path, work_side: Path, moon: Path, seconds: float
) -> list[Line]:
    """CPU, bytes to the terminal and memory: nothing runs, a home or work boundary, a moon.

    All rest at the same time, inside one minute; `seconds` is at most 50.
    """
    for home, preset in ((home_side, "logged-off"), (work_side, "all-in"), (moon, "bedtime")):
        # Opened in the middle of a bedtime it is dark from the first.
        there = open_home(home)
        # Its minutes are full when the clock's are: nothing is to change while we look.
        there.boundaries.start(preset, at=f"{there.clock.now():%H:%M}")
    names = (
        "nothing runs",
        "a home boundary",
        "a work boundary with seconds",
        "a bedtime's moon",
        "bare",
    )
    with ExitStack() as stack:
        sides = [
            stack.enter_context(t)
            for t in (*map(dashboard, (quiet, home_side, work_side, moon)), bare())
        ]
        for side, words in zip(
            sides, (*[FIRST_SCREEN] * 3, NIGHT_SCREEN, BARE_SCREEN), strict=True
        ):
            side.settle(words, quiet_s=0.03)
        rest(sides, 2.0)
        _into_a_minute(sides, seconds)
        before = [(side.cpu_s(), side.received) for side in sides]
        begin = time.monotonic()
        rest(sides, seconds)
        took = time.monotonic() - begin
        after = [(side.cpu_s(), side.received) for side in sides]
        memory = [side.pss_mib() for side in sides]
    cpu = [100 * (a[0] - b[0]) / took for a, b in zip(after, before, strict=True)]
    drawn = [(a[1] - b[1]) / took for a, b in zip(after, before, strict=True)]
    lines = []
    for index, (cpu_aim, bytes_aim) in enumerate(
        ((0.2, 0.0), (0.2, 0.0), (0.6, 750.0), (0.3, 0.0))
    ):
        lines.append(Line(f"CPU, {names[index]}", cpu[index], "%", cpu[-1], None, cpu_aim))
        lines.append(
            Line(f"drawn, {names[index]}", drawn[index], "B/s", drawn[-1], None, bytes_aim)
        )
    ratio = memory[0] / memory[-1]
    lines.append(Line("memory (PSS), nothing runs", memory[0], "MiB", memory[-1], ratio, 1.3))
    return lines


def _into_a_minute(sides: list[Terminal], seconds: float) -> None:
    """Waits, if need be, so that the clock shows one minute throughout."""
    left = 60 - time.time() % 60
    if left < seconds + 2:
        rest(sides, left + 2)
