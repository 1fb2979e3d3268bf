"""All figures in one sitting, each beside its floor.

python -m benchmarks.run [--quick] [SECTION …]
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import commands, idle, screen, syncs, writes
from benchmarks.figures import Line, table
from benchmarks.homes import full_day_home, lived_home, workshop
from benchmarks.terminal import TerminalError


class Homes:
    """The homes of a run, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def months(self, count: int, name: str = "") -> Path:
        """A home with so many months; another `name` is another home."""
        home = self._folder / f"months-{count}{name}"
        return home if home.exists() else lived_home(home, count)

    def moments(self, count: int) -> Path:
        """A home with so many moments today."""
        home = self._folder / f"moments-{count}"
        return home if home.exists() else full_day_home(home, count)


class Section(NamedTuple):
    """A table of figures."""

    name: str
    title: str
    measure: Callable[[Homes, bool], list[Line]]
    """From the homes and whether it should be quick."""


SECTIONS = (
    Section(
        "commands",
        "Commands, as whole processes",
        lambda homes, quick: commands.beside_nothing(
            homes.months(1), homes.months(120), 8 if quick else 40
        ),
    ),
    Section(
        "age",
        "A journal of 120 months against one of 1 month",
        lambda homes, quick: commands.by_age(
            homes.months(1), homes.months(120), 8 if quick else 40
        ),
    ),
    Section("syncs", "Waiting for the disk", lambda homes, quick: syncs.per_entry(homes.months(1))),
    Section(
        "writes",
        "A write to the journal",
        lambda homes, quick: writes.of_one_record(
            homes.months(1, "-written"), homes.months(120), 15 if quick else 60
        ),
    ),
    Section(
        "start",
        "The dashboard: its first screen and its end, against a bare Textual app",
        lambda homes, quick: screen.start_and_end(homes.months(120), 5 if quick else 21),
    ),
    Section(
        "keys",
        "The dashboard: a key to its paint, against one Static update",
        lambda homes, quick: screen.cursor_keys(
            homes.moments(10), homes.moments(1000), 20 if quick else 80
        ),
    ),
    Section(
        "moments",
        "The dashboard: keeping a moment, ten years of entries",
        lambda homes, quick: screen.kept_moments(homes.months(120), 10 if quick else 50),
    ),
    Section(
        "idle",
        "The dashboard at rest, beside a bare Textual app",
        lambda homes, quick: idle.at_rest(
            homes.months(120),
            homes.months(1, "-home"),
            homes.months(1, "-work"),
            homes.months(1, "-moon"),
            15 if quick else 50,
        ),
    ),
)


def main(words: list[str] | None = None) -> int:
    """The command: 0 measured, 1 a program did not do what was waited for, 2 wrong usage."""
    names = [section.name for section in SECTIONS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"only these: {', '.join(names)}"
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, rougher figures")
    options = parser.parse_args(words)
    unknown = [name for name in options.sections if name not in names]
    if unknown:
        parser.error(f"there is no section {unknown[0]!r}; there are {', '.join(names)}")
    if sys.platform != "linux":
        print("The benchmarks read /proc and need Linux.", file=sys.stderr)
        return 1
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    status = 0
    with workshop() as folder:
        homes = Homes(folder)
        for section in SECTIONS:
            if options.sections and section.name not in options.sections:
                continue
            try:
                print(table(section.title, section.measure(homes, options.quick)), flush=True)
            except TerminalError as error:
                print(error, file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
