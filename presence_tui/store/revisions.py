"""Revisions of one record: how they are numbered, which one wins, and how some merge.

`rev` is `<ms since 1970, 13 digits>-<counter, 4 base-36 digits>-<device>` and compares as text.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from presence_tui.domain import boundary, review
from presence_tui.domain.record import Row, RowError, instant

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FULL = 36**4 - 1


OVER = "over"
"""The field that names the purges over which a record was written, the last of each device."""


class Revision(NamedTuple):
    """One device's row of a record."""

    row: Row
    version: int = 1
    """Format version of the file it lies in."""

    @property
    def rev(self) -> str:
        """Its number, empty when the row has none."""
        rev = self.row.get("rev")
        return rev if isinstance(rev, str) else ""

    @property
    def device(self) -> str:
        """The device that wrote it, which is not always the folder it lies in."""
        return device_of(self.rev)

    @property
    def saw(self) -> dict[str, str]:
        """The other devices' revisions it had read."""
        saw = self.row.get("saw")
        if not isinstance(saw, dict):
            return {}
        return {k: v for k, v in saw.items() if isinstance(v, str)}

    @property
    def over(self) -> dict[str, str]:
        """The purges it was written over or carries along, the last of each device."""
        over = self.row.get(OVER)
        if isinstance(over, str):
            return {device_of(over): over}
        if not isinstance(over, dict):
            return {}
        return {k: v for k, v in over.items() if isinstance(v, str)}

    @property
    def purges(self) -> "Iterable[Revision]":
        """The purge that it is, and those that it knows of."""
        if self.row.get("purged") is True:
            yield self
        for rev in self.over.values():
            yield Revision({"id": self.row.get("id"), "rev": rev})

    def has_seen(self, other: "Revision") -> bool:
        """Whether this revision was written in knowledge of the other."""
        if self.device == other.device:
            return self.rev >= other.rev
        return self.saw.get(other.device, "") >= other.rev


def device_of(rev: str) -> str:
    """The device in a revision's number."""
    return rev[19:]


def _base36(number: int) -> str:
    digits = ""
    for _ in range(4):
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def next_rev(now: datetime, replaced: str | None, device: str) -> str:
    """The number of a new revision: above the one it replaces, even when the clock went back."""
    ms = max(0, int(now.astimezone(UTC).timestamp() * 1000))
    counter = 0
    if replaced:
        try:
            old_ms, old_counter = int(replaced[:13]), int(replaced[14:18], 36)
        except ValueError:
            old_ms, old_counter = -1, 0
        if old_ms >= ms:
            ms, counter = old_ms, old_counter + 1
            if counter > _FULL:
                ms, counter = ms + 1, 0
    return f"{ms:013d}-{_base36(counter)}-{device}"


def highest_of(revisions: Sequence[Revision], device: str) -> str | None:
    """What a new revision by `device` must be above: what it replaces, and what others saw of it.

    Its own row alone does not tell: a purge may have taken that.
    """
    said = [n for r in revisions for n in (r.saw.get(device, ""), r.over.get(device, ""))]
    return max([*(r.rev for r in revisions), *said], default="") or None


def next_saw(revisions: Sequence[Revision], device: str) -> dict[str, str]:
    """What a revision written now by `device` has seen, directly or through what it read."""
    seen: dict[str, str] = {}
    for revision in revisions:
        read = [(revision.device, revision.rev), *revision.saw.items(), *revision.over.items()]
        for other, rev in read:
            if other != device and rev > seen.get(other, ""):
                seen[other] = rev
    return dict(sorted(seen.items()))


def canonical(row: Row) -> str:
    """A row as the same text wherever it is written."""
    return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _order(revision: Revision) -> tuple[str, str, str]:
    """Purges that a row carries along come last: they are joined on the way to a file."""
    row = revision.row
    bare = {k: v for k, v in row.items() if k != OVER}
    return revision.rev, canonical(bare), canonical(row)


def is_void(revision: Revision, among: Iterable[Revision]) -> bool:
    """Whether a purge took its words: one that it had not seen when it was written."""
    # A purge that bears its own number came into its place.
    return revision.row.get("purged") is not True and any(
        not revision.has_seen(purge) or purge.rev == revision.rev
        for other in among
        for purge in other.purges
    )


def purges_of(revisions: Iterable[Revision]) -> dict[str, str]:
    """Every purge that these revisions know of, the last of each device."""
    found: dict[str, str] = {}
    for revision in revisions:
        for purge in revision.purges:
            if purge.rev > found.get(purge.device, ""):
                found[purge.device] = purge.rev
    return dict(sorted(found.items()))


def with_purges(row: Row, purges: Mapping[str, str]) -> Row:
    """The row with the purges it carries along, but the one that it is itself."""
    own = row.get("rev") if row.get("purged") is True else None
    others = {device: rev for device, rev in purges.items() if rev != own}
    rest = {k: v for k, v in row.items() if k != OVER}
    return {**rest, OVER: others} if others else rest


def _in_place_of_void(purge: Row, every: Sequence[Revision]) -> Row:
    """A purge that takes the place of void revisions, with their numbers in what it saw.

    Others have seen those numbers: whoever wrote one must stay above it, for a lower one would be
    taken for seen.
    """
    kept = Revision(purge)
    same = [r for r in every if r.rev == kept.rev and r.row.get("purged") is True]
    said = [pair for r in same for pair in r.saw.items()]
    said += [(r.device, r.rev) for r in every if is_void(r, every)]
    saw = {d: rev for d, rev in sorted(said) if d != kept.device or rev > kept.rev}
    if saw == kept.saw:
        return purge
    name: Row = {k: purge[k] for k in ("id", "rev") if k in purge}
    rest = {k: v for k, v in purge.items() if k not in name and k != "saw"}
    return {**name, **({"saw": saw} if saw else {}), **rest}


def purge_left(revisions: Iterable[Revision]) -> Row:
    """What is left of a record whose words are all void: its last purge, and the others it had.

    The purge as its device wrote it, or as far as it is known from what was written over it.
    """
    every = sorted(revisions, key=_order)
    purges = purges_of(every)
    last = max(purges.values())
    row: Row = {"id": every[-1].row.get("id"), "rev": last}
    row |= {"day": every[-1].row.get("day"), "at": every[-1].row.get("at"), "purged": True}
    for revision in every:
        if revision.row.get("purged") is True and revision.rev == last:
            row = revision.row
    return with_purges(_in_place_of_void(row, every), purges)


def standing(rows: Sequence[Row]) -> Row:
    """Which of several rows of a record stands in one file: the highest that no purge made void.

    It carries the purges of all of them along, so that words from before those stay gone.
    """
    revisions = [Revision(row) for row in rows]
    if not any(row.get("purged") is True or OVER in row for row in rows):
        return max(revisions, key=_order).row
    left = [r for r in revisions if not is_void(r, revisions)]
    if not left:
        return purge_left(revisions)
    row = max(left, key=_order).row
    if row.get("purged") is True:
        row = _in_place_of_void(row, revisions)
    return with_purges(row, purges_of(revisions))


def heads(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions that no other has seen and no purge made void, the winner last.

    Equal numbers with unequal content, as conflict copies leave them, count as the greater one.
    """
    every = list(revisions)
    if any(True for r in every for _ in r.purges):
        every = [r for r in every if not is_void(r, every)]
    by_rev: dict[str, Revision] = {}
    for r in every:
        there = by_rev.get(r.rev)
        # Only equal numbers are told apart by content, which costs more than all else here.
        if there is None or _order(r) > _order(there):
            by_rev[r.rev] = r
    ordered = [by_rev[rev] for rev in sorted(by_rev)]
    return [
        r
        for r in ordered
        if r is ordered[-1] or not any(o is not r and o.has_seen(r) for o in ordered)
    ]


def winner(table: str, revisions: Sequence[Revision]) -> Revision:
    """What a record says, read over all devices. `revisions` holds at least one."""
    if len(revisions) == 1:
        return revisions[0]
    concurrent = heads(revisions)
    if not concurrent:
        # Each was purged by someone who had not seen it, and no purge's own row is left.
        highest = max(revisions, key=_order)
        return highest._replace(row=purge_left(revisions))
    highest = concurrent[-1]
    if len(concurrent) == 1:
        return highest
    rows = [r.row for r in concurrent]
    if table == boundary.TABLE:
        return highest._replace(row=_merge_boundaries(rows))
    if table == review.TABLE:
        return highest._replace(row=_join_notes(rows))
    return highest


def _join_notes(rows: Sequence[Row]) -> Row:
    notes = [n for n in (row.get("note") for row in rows) if isinstance(n, str) and n]
    # What another says too, such as a note that one device left as it was, is said once.
    told = [n for n in dict.fromkeys(notes) if not any(n in o and n != o for o in notes)]
    return {**rows[-1], "note": "\n".join(told)}


def _utc(value: Any) -> datetime | None:
    try:
        return instant(value, "").astimezone(UTC)
    except RowError:
        return None


def _list(row: Row, field: str) -> list[Any]:
    value = row.get(field)
    return value if isinstance(value, list) else []


def _merge_boundaries(rows: Sequence[Row]) -> Row:
    """Concurrent states of one boundary: no return, pause or end is lost."""
    ends = [(at, row["ended_at"]) for row in rows if (at := _utc(row.get("ended_at")))]
    end = min(ends, default=None)
    returns = {at: text for row in rows for text in _list(row, "returns") if (at := _utc(text))}
    pauses: dict[datetime, tuple[datetime | None, list[Any]]] = {}
    for row in rows:
        for pair in _list(row, "pauses"):
            if not isinstance(pair, list) or len(pair) != 2 or not (start := _utc(pair[0])):
                continue
            close = _utc(pair[1])
            had = pauses.get(start)
            if had is None or (close and (had[0] is None or close < had[0])):
                pauses[start] = (close, pair)
    merged = dict(rows[-1])
    merged["ended_at"] = end[1] if end else None
    merged["returns"] = [r for at, r in sorted(returns.items()) if not end or at <= end[0]]
    merged["pauses"] = [
        [pair[0], end[1]] if end and (close is None or close > end[0]) else pair
        for start, (close, pair) in sorted(pauses.items())
        if not end or start <= end[0]
    ]
    return merged
