"""How long a key waits for its results on a decade of entries.

python -m benchmarks.find [HOME]    without HOME a decade is made in a throw-away folder
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from presence_tui.services.presence import open_presence

LINES = (
    "pancakes before school",
    "crèpes @mia after:2022-06",
    "snail #outside kind:moment",
    "@leo side:home before:2025",
    "kind:gratitude quiet evening",
    "the",
    "xyzzy not there at all",
)
"""Typed a key at a time; every beginning of each is searched."""


class Timing(NamedTuple):
    """Milliseconds from a key to its results, and what they were measured on."""

    records: int
    load_s: float
    keys: int
    p50_ms: float
    p95_ms: float
    worst_ms: float


def measure(home: Path) -> Timing:
    """Loads the journal of `home` and types `LINES` into it."""
    os.environ["PRESENCE_HOME"] = str(home)
    finding = open_presence().finding
    began = time.perf_counter()
    finding.load()
    load_s = time.perf_counter() - began
    took: list[float] = []
    for words in _keys():
        began = time.perf_counter()
        finding.search(words)
        took.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(took, n=20)
    count = finding.search("after:0001").total
    return Timing(count, load_s, len(took), cuts[9], cuts[18], max(took))


def _keys() -> Iterator[str]:
    for line in LINES:
        for end in range(1, len(line) + 1):
            yield line[:end]


def main(words: list[str]) -> int:
    """Prints one line of figures."""
    if words:
        return _say(measure(Path(words[0])))
    from benchmarks.decade import generate

    with TemporaryDirectory() as folder:
        generate(Path(folder), seed=1, start=date(2016, 12, 1), months=120, per_month=916)
        return _say(measure(Path(folder)))


def _say(timing: Timing) -> int:
    print(
        f"find: {timing.records:,} records loaded in {timing.load_s:.2f} s; {timing.keys} keys: "
        f"p50 {timing.p50_ms:.1f} ms, p95 {timing.p95_ms:.1f} ms, worst {timing.worst_ms:.1f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
