"""Homes to measure in: throw-away folders with a journal of a known size."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path

from benchmarks.decade import first_month, generate
from presence_tui.domain.clock import wall
from presence_tui.domain.moment import TABLE, Moment
from presence_tui.domain.record import Row
from presence_tui.services.presence import Presence
from presence_tui.store.devices import name_device
from presence_tui.store.paths import Paths
from presence_tui.store.settings_file import load_settings
from presence_tui.store.zones import SystemClock

ROOT = Path(__file__).parent.parent
ZONE = "Europe/Paris"
SEED = 1
PER_MONTH = 916
PHONE = "phone-q3w8e5"
TODAYS_LAST = "late tea by the window"

# What would make Python start, or a program draw, otherwise than at a user's.
_NOT_PASSED_ON = frozenset(
    ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "NO_COLOR", "LINES", "COLUMNS")
)

# What the installed `presence` script does, from this checkout.
_SCRIPT = "import sys; from presence_tui.__main__ import main; sys.exit(main())"

PRESENCE = (sys.executable, "-c", _SCRIPT)
NOTHING = (sys.executable, "-c", "pass")
BARE = (sys.executable, "-m", "benchmarks.floors.bare")


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder for the homes of one run, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="presence-bench-") as folder:
        yield Path(folder)


def environment(home: Path | None = None) -> dict[str, str]:
    """The environment of a measured process; `home` is its PRESENCE_HOME."""
    env = {k: v for k, v in os.environ.items() if k not in _NOT_PASSED_ON}
    env |= {"PYTHONPATH": str(ROOT), "TZ": ZONE}
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    if home is not None:
        env["PRESENCE_HOME"] = str(home)
    return env


def open_home(home: Path) -> Presence:
    """The program without a screen on a home."""
    paths = Paths(home, home / "journal", home / "backups", home / "state")
    settings, _ = load_settings(paths)
    return Presence(paths, settings, SystemClock(ZONE))


def lived_home(home: Path, months: int) -> Path:
    """A home with so many full months, the last of them the present one, written by this machine.

    Nothing runs, and today has moments whatever the seed made of it.
    """
    presence = open_home(home)
    device = name_device(presence.paths, presence.clock.now())
    today = presence.today()
    generate(home, SEED, first_month(today, months), months, PER_MONTH, (device, PHONE))
    add_today(presence, 12)
    return home


def full_day_home(home: Path, count: int) -> Path:
    """A home whose today has so many moments and nothing else."""
    add_today(open_home(home), count)
    return home


def add_today(presence: Presence, count: int) -> None:
    """So many moments from six in the morning on; the last says `TODAYS_LAST`."""
    today, tz = presence.today(), presence.clock.place().tz
    first = wall(today, time(6), tz)
    rows: list[tuple[str, Row]] = []
    for number in range(count):
        text = TODAYS_LAST if number == count - 1 else f"moment {number} by the window"
        stamp = presence.new_stamp(today, first + timedelta(seconds=(72_000 // count) * number))
        rows.append((TABLE, Moment(stamp, text, 10, ("mia",)).to_row()))
    with presence.journal.writing(presence.clock.now()) as journal:
        journal.put_all(rows)
