"""What one write to the journal costs, and how it stays flat over the decades."""

import json
import os
import time
from pathlib import Path

from benchmarks.figures import Line, against, interleaved
from benchmarks.homes import open_home
from presence_tui.services.presence import Presence
from presence_tui.store.months import month_of


def of_one_record(month: Path, decade: Path, rounds: int) -> list[Line]:
    """A record kept in a home of 120 months, of 1 month, and the bare replacement of as many bytes.

    The bare floor writes beside the file, syncs, renames and syncs the folder: no lock, no reading,
    no revision.
    """
    old, young = open_home(decade), open_home(month)
    size = _own_file(old).stat().st_size
    bare = month / "bare"
    bare.mkdir()
    with_age, without, floor = interleaved(
        rounds,
        [lambda: _entry_ms(old), lambda: _entry_ms(young), lambda: _bare_ms(bare, b"x" * size)],
    )
    stock = _parse_and_print_ms(_own_file(old))
    return [
        against("an entry at 120 months against 1 month", with_age, without, "ms", 1.1),
        against(f"an entry against replacing its {size // 1024} KiB", with_age, floor, "ms", None),
        Line("of it, parsing and printing that JSON", stock, "ms"),
    ]


def _own_file(presence: Presence) -> Path:
    journal = presence.journal
    return journal.months.file(journal.device or "", month_of(presence.today()))


def _entry_ms(presence: Presence) -> float:
    begin = time.perf_counter()
    presence.moments.log("10m dance party @mia #play")
    return 1000 * (time.perf_counter() - begin)


def _parse_and_print_ms(file: Path) -> float:
    raw = file.read_bytes()
    begin = time.perf_counter()
    json.dumps(json.loads(raw), ensure_ascii=False)
    return 1000 * (time.perf_counter() - begin)


def _bare_ms(folder: Path, data: bytes) -> float:
    begin = time.perf_counter()
    temporary = folder / ".new"
    with open(temporary, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(temporary, folder / "month.json")
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    return 1000 * (time.perf_counter() - begin)
