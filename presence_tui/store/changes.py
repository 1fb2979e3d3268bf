"""The change log: every change of this device, one JSON line a record, in `state/`.

A line is appended under the lock before the file it tells of is renamed; undo and recovery read
it, and a torn line is skipped. What one service call wrote carries one `change` id, so an import of
a thousand entries is one change. A line whose rename never came about is told apart by `own`, the
revision of this device that each line replaced: from what is on the disk a chain leads back.
"""

import json
import os
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.record import Row
from presence_tui.store.paths import PRIVATE_FILE, Paths
from presence_tui.store.revisions import device_of

LARGEST = 4 * 1024 * 1024
"""Bytes after which the log goes on in a new file; those before are kept beside it."""
LONGEST = 16 * LARGEST
"""Bytes of files before that are kept at most."""
KEPT = 200
"""Changes that are kept at least: a hundred, and that each of them was taken back."""

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_BEFORE = r"changes\.(\d+)\.jsonl"
_CHANGE = rb'(?m)^\{"change": "([^"]+)"'

_Name = tuple[str, str, str]
"""Month, table and id: which record a line tells of."""


class Change(NamedTuple):
    """What one service call wrote."""

    ident: str
    lines: tuple[Row, ...]
    """Its lines in the order written: `month`, `table`, `row`, `before`, `own`."""
    undoes: str | None = None
    redoes: str | None = None
    """The change that it took back, or did again."""


def changes_file(paths: Paths) -> Path:
    """Where the log is."""
    return paths.state / "changes.jsonl"


def _parts(paths: Paths) -> list[Path]:
    """The files of the log, oldest first."""
    try:
        names = os.listdir(paths.state)
    except (FileNotFoundError, NotADirectoryError):
        return []
    before = sorted(int(found[1]) for name in names if (found := re.fullmatch(_BEFORE, name)))
    return [*(_before(paths, number) for number in before), changes_file(paths)]


def _before(paths: Paths, number: int) -> Path:
    return paths.state / f"changes.{number}.jsonl"


def append_changes(paths: Paths, lines: list[Row]) -> None:
    """Adds one line a record. Raises OSError."""
    file = changes_file(paths)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(file, flags, PRIVATE_FILE)
    try:
        size = os.fstat(descriptor).st_size
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        # A line torn by a crash must not swallow the next one.
        if size:
            data = b"\n" + data
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    finally:
        os.close(descriptor)
    if size + len(data) > LARGEST:
        _begin_anew(paths)


def _begin_anew(paths: Paths) -> None:
    """Puts the log by, and removes what is older than need be. Raises OSError."""
    *before, file = _parts(paths)
    last = int(re.fullmatch(_BEFORE, before[-1].name)[1]) if before else 0  # type: ignore[index]
    os.replace(file, _before(paths, last + 1))
    changes: set[bytes] = set()
    size = 0
    for part in reversed(_parts(paths)[:-1]):
        if len(changes) > KEPT or size > LONGEST:
            part.unlink()
            continue
        raw = part.read_bytes()
        size += len(raw)
        changes.update(re.findall(_CHANGE, raw))


def _lines(file: Path) -> list[Row]:
    """Every line that can be read. Raises OSError."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return []
    lines = []
    for text in raw.splitlines():
        try:
            line = json.loads(text)
        except (ValueError, RecursionError):
            # Blank, or torn by a crash.
            continue
        if isinstance(line, dict):
            lines.append(line)
    return lines


def read_changes(paths: Paths) -> list[Row]:
    """Every record's line that can be read, oldest first. Raises OSError."""
    return [
        line for part in _parts(paths) for line in _lines(part) if isinstance(line.get("row"), dict)
    ]


def pass_over(paths: Paths, change: Change) -> None:
    """Notes that a change cannot be taken back or done again, so the one before it is next.

    Raises OSError.
    """
    append_changes(paths, [{"passes": change.ident}])


def blank_changes(paths: Paths, purged: Collection[tuple[str, str]]) -> None:
    """Takes every line about purged records out of the log but that of the purge itself.

    Each is named by its table and id.

    Raises OSError, StoreError.
    """
    from presence_tui.store.files import replace

    for part in _parts(paths):
        lines = _lines(part)
        kept = [line for line in lines if not _tells_of(line, purged)]
        # What cannot be read may hold the words, so a torn line goes as well.
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept).encode()
        if part.exists() and text != part.read_bytes():
            replace(part, text)


def _tells_of(line: Row, purged: Collection[tuple[str, str]]) -> bool:
    row = line.get("row")
    return (
        isinstance(row, dict)
        and row.get("purged") is not True
        and (line.get("table"), row.get("id")) in purged
    )


def open_changes(
    paths: Paths, device: str, on_disk: Callable[[str, str, str], str | None]
) -> tuple[list[Change], list[Change]]:
    """The changes that can be taken back and those that can be done again, the next at the end.

    Only changes count that reached the disk, and only those of `device`; of the next one the lines
    that did not are left out. `on_disk` tells this device's revision of (month, table, id) as it
    lies in its file now. Raises OSError.
    """
    lines = [line for part in _parts(paths) for line in _lines(part)]
    records = [line for line in lines if _is_record(line, device)]
    reached = _Reached(records, on_disk)
    done: list[Change] = []
    undone: list[Change] = []
    for change in _grouped(lines, device):
        if change.lines:
            if any(map(reached, change.lines)):
                _step(change, done, undone)
        else:
            done[:] = [c for c in done if c.ident != change.ident]
            undone[:] = [c for c in undone if c.ident != change.ident]
    for changes in (done, undone):
        # Only of the next one every line is looked at: an import may reach over many years.
        if changes:
            last = changes[-1]
            changes[-1] = last._replace(lines=tuple(filter(reached, last.lines)))
    return done, undone


def _step(change: Change, done: list[Change], undone: list[Change]) -> None:
    if change.undoes:
        done[:] = [c for c in done if c.ident != change.undoes]
        undone.append(change)
    elif change.redoes:
        undone[:] = [c for c in undone if c.ident != change.redoes]
        done.append(change)
    else:
        done.append(change)
        undone.clear()


def _is_record(line: Row, device: str) -> bool:
    row = line.get("row")
    return (
        isinstance(row, dict)
        and isinstance(row.get("rev"), str)
        and isinstance(row.get("id"), str)
        # A record brought in from elsewhere keeps the number that another device gave it.
        and line.get("device", device_of(row["rev"])) == device
        and all(isinstance(line.get(key), str) for key in ("change", "month", "table"))
    )


def _grouped(lines: list[Row], device: str) -> list[Change]:
    """Lines by their change, in order of its first; a change passed over has no lines."""
    groups: list[tuple[str, list[Row]]] = []
    by_change: dict[str, list[Row]] = {}
    for line in lines:
        if isinstance(line.get("passes"), str):
            groups.append((line["passes"], []))
        elif _is_record(line, device) and line["row"].get("purged") is not True:
            ident = line["change"]
            if ident not in by_change:
                by_change[ident] = []
                groups.append((ident, by_change[ident]))
            by_change[ident].append(line)
    return [
        Change(ident, tuple(of), of[0].get("undoes"), of[0].get("redoes"))
        if of
        else Change(ident, ())
        for ident, of in groups
    ]


class _Reached:
    """Tells whether a line's revision came to be on the disk and still counts there."""

    def __init__(self, lines: list[Row], on_disk: Callable[[str, str, str], str | None]) -> None:
        # A number is unique for its record only, and after a write that failed it may come again:
        # the last line that bears it is the one that can be on the disk.
        self._last = {(_record(line), line["row"]["rev"]): line for line in lines}
        self._on_disk = on_disk
        self._chains: dict[_Name, set[str]] = {}

    def __call__(self, line: Row) -> bool:
        record = _record(line)
        if record not in self._chains:
            self._chains[record] = self._chain(record)
        rev = line["row"]["rev"]
        return self._last[record, rev] is line and rev in self._chains[record]

    def _chain(self, record: _Name) -> set[str]:
        chain: set[str] = set()
        rev = self._on_disk(*record)
        while rev is not None and rev not in chain:
            chain.add(rev)
            line = self._last.get((record, rev))
            rev = line.get("own") if line else None
        return chain


def _record(line: Row) -> _Name:
    return line["month"], line["table"], line["row"]["id"]


def forget_changes(paths: Paths) -> None:
    """Takes the whole log away: from here on nothing can be taken back. Raises OSError."""
    for part in _parts(paths):
        part.unlink(missing_ok=True)
