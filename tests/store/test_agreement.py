"""Devices that write while apart agree when everything has arrived, whatever order it came in."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import paris
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NotFoundError, StateError
from presence_tui.domain.record import Row
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import Paths
from presence_tui.store.revisions import Revision, heads, next_rev, next_saw, winner

DEVICES = ("attic-1", "desk-2", "sofa-3")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


# ── over rows: one record, what each device holds of the others' files ───────


class Carried:
    """One record on several devices: own rows, and the rows of others that have arrived."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.written: dict[str, list[Row]] = {name: [] for name in DEVICES}
        self.seen: dict[str, dict[str, int]] = {name: {} for name in DEVICES}

    def at(self, device: str) -> list[Revision]:
        """What a device reads: its own last row, and of each other the one that arrived."""
        rows = [rows[-1] for name, rows in self.written.items() if name == device and rows]
        rows += [self.written[name][n] for name, n in self.seen[device].items()]
        return [Revision(row) for row in rows]

    def write(self, device: str, skew_s: int, fields: Row) -> None:
        """A new revision over what the device reads, by a clock that is off by `skew_s`."""
        read = self.at(device)
        base = winner(self.table, read).row if read else {"id": "X", "returns": [], "pauses": []}
        highest = max((r.rev for r in read), default=None)
        rev = next_rev(NOON + timedelta(seconds=skew_s), highest, device)
        saw = next_saw(read, device)
        rest = {k: v for k, v in base.items() if k not in ("rev", "saw")}
        row = {**rest, **fields, "rev": rev, **({"saw": saw} if saw else {})}
        if "returns" in fields:
            row["returns"] = [*base["returns"], *fields["returns"]]
        self.written[device].append(row)
        # Whatever its clock says, the writer reads what it wrote.
        assert winner(self.table, self.at(device)).row["rev"] == rev

    def carry(self, source: str, target: str, back: int) -> None:
        """One state of a file arrives elsewhere, perhaps an older one than is there."""
        rows = self.written[source]
        if rows and source != target:
            self.seen[target][source] = max(0, len(rows) - 1 - back)

    def carry_all(self) -> None:
        for source in DEVICES:
            for target in DEVICES:
                self.carry(source, target, 0)


device = st.sampled_from(DEVICES)
skew = st.integers(-100_000, 100_000)
carries = st.tuples(st.just("carry"), device, device, st.integers(0, 2))
walks = st.lists(
    st.one_of(st.tuples(st.just("write"), device, skew, st.integers(0, 59)), carries), max_size=20
)


def walked(table: str, walk: list[tuple[Any, ...]], fields: Callable[[int, int], Row]) -> Carried:
    record = Carried(table)
    for step, (kind, where, *rest) in enumerate(walk):
        if kind == "write":
            record.write(where, rest[0], fields(step, rest[1]))
        else:
            record.carry(where, *rest)
    record.carry_all()
    return record


@given(walks)
def test_all_devices_read_the_same_and_no_words_are_lost_unseen(
    walk: list[tuple[Any, ...]],
) -> None:
    record = walked("moments", walk, lambda step, _: {"text": f"words {step}"})
    said = [str(winner("moments", record.at(d)).row) for d in DEVICES if record.at(d)]
    assert len(set(said)) <= 1
    last = [rows[-1] for rows in record.written.values() if rows]
    if not last:
        return
    shown = {r.row["text"] for r in heads([Revision(row) for row in last])}
    # Words leave the heads only when someone wrote over them having read them.
    read_over = {
        text
        for rows in record.written.values()
        for text in (row["text"] for row in rows)
        if text not in shown
    }
    for text in read_over:
        (row,) = [r for rows in record.written.values() for r in rows if r["text"] == text]
        others = [Revision(r) for rows in record.written.values() for r in rows if r is not row]
        assert any(o.has_seen(Revision(row)) for o in others)


@given(walks)
def test_a_boundary_loses_no_return_and_ends_no_later_than_anyone_said(
    walk: list[tuple[Any, ...]],
) -> None:
    def fields(step: int, minute: int) -> Row:
        mark = f"2026-11-22T{10 + step % 5}:{minute:02d}:{step:02d}.000+00:00"
        return {"returns": [mark]}

    record = walked("boundaries", walk, fields)
    if not any(record.written.values()):
        return
    merged = winner("boundaries", record.at(DEVICES[0])).row
    written = {r for rows in record.written.values() for row in rows for r in row["returns"]}
    assert set(merged["returns"]) == written
    assert {str(winner("boundaries", record.at(d)).row) for d in DEVICES} == {str(merged)}


# ── through real folders ─────────────────────────────────────────────────────


class Home:
    """One device: its own state and its own copy of the journal folder."""

    def __init__(self, root: Path, name: str, clock: FixedClock) -> None:
        self.name = name
        self.clock = clock
        self.paths = Paths(root, root / "journal", root / "backups", root / "state")
        self.paths.state.mkdir(parents=True)
        self.presence = Presence(self.paths, Settings(), clock)
        self.presence.journal._device = name

    def send(self, target: "Home", torn: bool) -> None:
        """Its own folder arrives elsewhere, whole or half."""
        own = self.paths.journal / self.name
        for file in sorted(own.glob("*.json")):
            data = file.read_bytes()
            there = target.paths.journal / self.name / file.name
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(data[: len(data) // 2] if torn else data)

    def day(self) -> list[Any]:
        """Everything it shows of the day."""
        day = Presence(self.paths, Settings(), self.clock)
        day.journal._device = self.name
        found = day.history.day(TODAY)
        assert found.problems == ()
        return [found.moments, found.boundaries, found.gratitude, day.pages.of(TODAY)]


def live(home: Home, kind: str, number: int) -> None:
    """One thing a person does there."""
    presence = home.presence
    home.clock.advance(number % 7)
    day = presence.history.day(TODAY)
    moment = day.moments[number % len(day.moments)] if day.moments else None
    try:
        if kind == "page":
            presence.pages.write(f"page {home.name} {number}", TODAY)
        elif kind == "purge page":
            presence.past.purge(TODAY.isoformat())
        elif kind == "log" or moment is None:
            presence.moments.log(f"moment {home.name} {number}")
        elif kind == "edit":
            presence.past.edit(moment.stamp.id, f"edited {home.name} {number}")
        elif kind == "delete":
            presence.past.delete(moment.stamp.id)
        elif kind == "purge":
            presence.past.purge(moment.stamp.id)
        elif kind == "undo":
            presence.changes.undo()
        elif kind == "return" and presence.boundaries.running():
            presence.boundaries.come_back()
        elif kind == "stop" and presence.boundaries.running():
            presence.boundaries.stop()
        else:
            presence.boundaries.start(f"rest {home.name} {number}")
    except (StateError, NotFoundError):
        pass  # Nothing to take back, or changed elsewhere since: said, and nothing was changed.


KINDS = ("log", "edit", "edit", "delete", "purge", "undo", "start", "return", "stop", "send")
KINDS += ("page", "purge page", "send")


@given(st.randoms(use_true_random=False), st.integers(2, 3))
@settings(max_examples=15, deadline=None)
def test_devices_with_real_folders_agree(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, count: int
) -> None:
    root = tmp_path_factory.mktemp("devices")
    homes = []
    for name in DEVICES[:count]:
        # Clocks that are hours apart, none of them right.
        clock = FixedClock(paris(2026, 11, 22, 8 + chance.randrange(12), 0))
        homes.append(Home(root / name, name, clock))
    for number in range(18):
        home = chance.choice(homes)
        kind = chance.choice(KINDS)
        if kind == "send":
            home.send(chance.choice([h for h in homes if h is not home]), chance.random() < 0.3)
        else:
            live(home, kind, number)
    pairs = [(a, b) for a in homes for b in homes if a is not b]
    chance.shuffle(pairs)
    for a, b in pairs:
        a.send(b, torn=False)
    said = [home.day() for home in homes]
    assert all(day == said[0] for day in said[1:])
    # Reading blanked what was purged: when that too has arrived, no one shows anything else.
    for a, b in pairs[::-1]:
        a.send(b, torn=False)
    assert [home.day() for home in homes] == said
