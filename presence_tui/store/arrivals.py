"""What came from other devices since the last look, at the cost of a `stat` each.

A purge has to reach months that no one opens any more, so files that came are searched for one.
"""

import json
import os
import re
from datetime import datetime
from typing import NamedTuple

from presence_tui.store.files import replace
from presence_tui.store.months import Months, month_named
from presence_tui.store.paths import Paths

FULL_LOOK_S = 3600
"""Seconds after which each file is asked for its time, and not only its folder."""

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_PURGED = rb'"purged"\s*:\s*true'


class _Look(NamedTuple):
    folder_ns: int
    newest_ns: int
    """When the newest file changed that has been looked at."""


class Arrivals:
    """Finds the months of which a file with a purge in it came."""

    def __init__(self, paths: Paths, months: Months, device: str, now: datetime) -> None:
        self._file = paths.state / "looked.json"
        self._months = months
        self._device = device
        self._now_s = int(now.timestamp())
        at, self._before = self._read()
        # A file that is rewritten in its place (cp, rsync --inplace) does not change its folder.
        self._full = not 0 <= self._now_s - at < FULL_LOOK_S
        self._at = self._now_s if self._full else at
        self._looks: dict[str, _Look] = {}

    def months(self) -> list[str]:
        """The months that want to be read. Raises StoreError for an unreadable journal folder."""
        found: set[str] = set()
        for device in self._months.devices():
            if device != self._device:
                try:
                    found.update(self._look_at(device))
                except OSError:
                    # It is looked at again the next time; the others' purges do not wait for it.
                    continue
        return sorted(found)

    def _look_at(self, device: str) -> set[str]:
        folder = self._months.folder / device
        before = self._before.get(device, _Look(0, 0))
        # A file that is renamed into a folder, or made in it, changes the folder.
        changed = os.stat(folder).st_ctime_ns
        if changed == before.folder_ns and not self._full:
            self._looks[device] = before
            return set()
        found: set[str] = set()
        newest = before.newest_ns
        with os.scandir(folder) as entries:
            for entry in entries:
                month = month_named(entry.name)
                if month is None or not entry.is_file():
                    continue
                came = entry.stat().st_ctime_ns
                newest = max(newest, came)
                if came >= before.newest_ns and _holds_a_purge(entry.path):
                    found.add(month)
        self._looks[device] = _Look(changed, newest)
        return found

    def looked(self) -> None:
        """Notes that all of it was dealt with, without waiting for the disk. Raises StoreError."""
        if (self._full and self._looks) or self._looks != self._before:
            noted = json.dumps({"at": self._at, "devices": self._looks})
            replace(self._file, noted.encode(), synced=False)

    def _read(self) -> tuple[int, dict[str, _Look]]:
        """When each file was asked last, and what was seen; what is not known is looked at anew."""
        try:
            kept = json.loads(self._file.read_bytes())
            looks = {device: _Look(int(a), int(b)) for device, (a, b) in kept["devices"].items()}
            return int(kept["at"]), looks
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return 0, {}


def _holds_a_purge(file: str) -> bool:
    with open(file, "rb") as stream:
        return re.search(_PURGED, stream.read()) is not None
