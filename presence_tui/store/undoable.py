"""Which changes can be taken back, or done again.

A line of the change log whose rename never came about is told apart by `own`, the revision of this
device that each line replaced: from what is on the disk a chain leads back.
"""

from collections.abc import Callable
from typing import NamedTuple

from presence_tui.domain.record import Row
from presence_tui.store.changes import append_changes, lines_of, parts
from presence_tui.store.paths import Paths
from presence_tui.store.revisions import device_of

_Name = tuple[str, str, str]
"""Month, table and id: which record a line tells of."""


class Change(NamedTuple):
    """What one service call wrote."""

    ident: str
    lines: tuple[Row, ...]
    """Its lines in the order written: `month`, `table`, `row`, `before`, `own`; over several months
    also `of`, how many there are to be."""
    undoes: str | None = None
    redoes: str | None = None
    """The change that it took back, or did again."""


def pass_over(paths: Paths, change: Change) -> None:
    """Notes that a change cannot be taken back or done again, so the one before it is next.

    Raises OSError.
    """
    append_changes(paths, [{"passes": change.ident}])


def open_changes(
    paths: Paths, device: str, on_disk: Callable[[str, str, str], str | None]
) -> tuple[list[Change], list[Change]]:
    """The changes that can be taken back and those that can be done again, the next at the end.

    Only changes count that reached the disk, and only those of `device`; of the next one the lines
    that did not are left out. `on_disk` tells this device's revision of (month, table, id) as it
    lies in its file now. Raises OSError.
    """
    lines = [line for part in parts(paths) for line in lines_of(part)]
    records = [line for line in lines if _is_record(line, device)]
    reached = _Reached(records, on_disk)
    done: list[Change] = []
    undone: list[Change] = []
    for change in _grouped(lines, device):
        if change.lines:
            if any(map(reached, change.lines)):
                _step(change, done, undone, reached)
        else:
            done[:] = [c for c in done if c.ident != change.ident]
            undone[:] = [c for c in undone if c.ident != change.ident]
    for changes in (done, undone):
        # Only of the next one every line is looked at: an import may reach over many years.
        if changes:
            last = changes[-1]
            changes[-1] = last._replace(lines=tuple(filter(reached, last.lines)))
    return done, undone


def _step(
    change: Change, done: list[Change], undone: list[Change], reached: Callable[[Row], bool]
) -> None:
    if change.undoes:
        done[:] = [left for c in done for left in _left(c, change.undoes, change, reached)]
        undone.append(change)
    elif change.redoes:
        undone[:] = [left for c in undone for left in _left(c, change.redoes, change, reached)]
        done.append(change)
    else:
        done.append(change)
        undone.clear()


def _left(
    change: Change, reversed_one: str, by: Change, reached: Callable[[Row], bool]
) -> list[Change]:
    """What is left of a change after one that reverses it: the months it was interrupted before."""
    if change.ident != reversed_one:
        return [change]
    # A month is written whole or not at all, so one line tells of all in it.
    one_each = {line["month"]: line for line in by.lines}
    months = {month for month, line in one_each.items() if reached(line)}
    whole = by.lines[0].get("of")
    if not isinstance(whole, int) or sum(line["month"] in months for line in by.lines) >= whole:
        return []
    lines = tuple(line for line in change.lines if line["month"] not in months)
    return [change._replace(lines=lines)] if lines else []


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
