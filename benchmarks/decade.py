"""A believable decade of a family's journal, the same for the same seed.

python -m benchmarks.decade HOME --seed 1 --months 120 --per-month 916
"""

import argparse
import sys
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.month import HOME_ZONE, LivedMonth, Tables
from benchmarks.words import PEOPLE
from presence_tui.domain.errors import PresenceError, StoreError
from presence_tui.domain.person import Person
from presence_tui.domain.record import Stamp
from presence_tui.domain.text import fold
from presence_tui.store.joined import META
from presence_tui.store.months import ALWAYS, Months, meta_row, month_of
from presence_tui.store.paths import make_private_folder
from presence_tui.store.revisions import next_rev
from presence_tui.store.storage import LinedJSONStorage
from presence_tui.store.zones import SystemClock

DEVICES = ("laptop-7k2m9x", "phone-q3w8e5")


def generate(
    home: Path,
    seed: int,
    start: date,
    months: int,
    per_month: int,
    devices: tuple[str, str] = DEVICES,
) -> int:
    """Writes `months` months from the month of `start` on into the journal of `home`.

    `home` is what PRESENCE_HOME names; each month gets `per_month` records, shared by both devices.
    Returns how many records there are. Raises StoreError when `home` has a journal already.
    """
    journal = Months(home / "journal")
    if journal.names():
        raise StoreError(f"{home} holds a journal already; name a folder without one.")
    count = 0
    for first in _firsts(start, months):
        lived = LivedMonth(seed, first, per_month, devices)
        count += sum(len(rows) for rows in lived.kept.values())
        for device, tables in lived.files.items():
            if tables:
                _write(journal, device, month_of(first), tables)
    if months:
        people = _people(start, devices[0])
        _write(journal, devices[0], ALWAYS, people)
        count += len(people["people"])
    return count


def _firsts(start: date, months: int) -> list[date]:
    """The first days of so many months."""
    number = start.year * 12 + start.month - 1
    return [date((number + n) // 12, (number + n) % 12 + 1, 1) for n in range(months)]


def _people(start: date, device: str) -> Tables:
    at = datetime.combine(start.replace(day=1), time(8), ZoneInfo(HOME_ZONE))
    rows = {}
    for name in PEOPLE:
        stamp = Stamp(fold(name), None, at, HOME_ZONE, rev=next_rev(at, None, device))
        person = Person(stamp, name, at_rest=name == "grandma")
        rows[stamp.id] = person.to_row()
    return {"people": rows}


def _write(journal: Months, device: str, month: str, tables: Tables) -> None:
    file = journal.file(device, month)
    make_private_folder(file.parent)
    whole = {META: {"1": meta_row(device, month)}, **tables}
    LinedJSONStorage(file, create=False).write(whole)


def first_month(today: date, months: int) -> date:
    """The first day of the first of so many months, the last being that of `today`."""
    number = today.year * 12 + today.month - months
    return date(number // 12, number % 12 + 1, 1)


def main(words: list[str] | None = None) -> int:
    """The command: 0 done, 1 it could not be done, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.decade", description=__doc__)
    parser.add_argument("home", type=Path, help="a new folder, for PRESENCE_HOME")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--per-month", type=int, default=916, help="records a month (916)")
    parser.add_argument(
        "--start",
        type=date.fromisoformat,
        help="a day of the first month; without it the last month is the present one",
    )
    options = parser.parse_args(words)
    start = options.start or first_month(SystemClock().now().date(), options.months)
    try:
        count = generate(
            options.home.expanduser().absolute(),
            options.seed,
            start,
            options.months,
            options.per_month,
        )
    except PresenceError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} records of {options.months} months from {start:%Y-%m} on in {options.home}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
