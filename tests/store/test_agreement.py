"""Devices that write while apart agree when everything has arrived, whatever order it came in."""

import os
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import paris
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import PresenceError, UncertainWriteError
from presence_tui.domain.record import Row
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.lookup import Found
from presence_tui.store.paths import Paths
from presence_tui.store.revisions import (
    Revision,
    heads,
    highest_of,
    is_void,
    next_rev,
    next_saw,
    purge_left,
    purges_of,
    winner,
    with_purges,
)

DEVICES = ("attic-1", "desk-2", "sofa-3")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 5)
COPY = "2026-11.sync-conflict-20261122-174200-ABCDEF7.json"


@pytest.fixture(autouse=True, scope="module")
def without_waiting() -> Iterator[None]:
    """The disk itself is not what is looked at here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


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
        rev = next_rev(NOON + timedelta(seconds=skew_s), highest_of(read, device), device)
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


# ── pages that are purged, and written anew ──────────────────────────────────


class Purged(Carried):
    """The same with purges: each device blanks its own row as it would on the disk."""

    def __init__(self) -> None:
        super().__init__("pages")
        self.purged: dict[str, set[str]] = {}
        """Purges that a row was written in knowledge of, directly or not, by its number."""

    def put(self, device: str, skew_s: int, fields: Row) -> None:
        """A page, or a purge of it, over what the device reads."""
        self.blank(device)
        read = self.at(device)
        rev = next_rev(NOON + timedelta(seconds=skew_s), highest_of(read, device), device)
        saw = next_saw(read, device)
        row = {"id": "X", "rev": rev, **({"saw": saw} if saw else {}), **fields}
        known = {p for r in read for p in self.purged.get(r.rev, set())}
        known |= set(purges_of(read).values())
        self.purged[rev] = known | ({rev} if fields.get("purged") else set())
        self.written[device].append(with_purges(row, purges_of(read)))

    def blank(self, device: str) -> None:
        """A device that reads takes void words off its own disk."""
        read = self.at(device)
        own = self.written[device]
        if own and is_void(Revision(own[-1]), read):
            own.append(purge_left(read))

    def settle(self) -> None:
        for _ in range(3):
            self.carry_all()
            for device in DEVICES:
                self.blank(device)
        self.carry_all()


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("page", "page", "purge")), device, skew),
        st.tuples(st.just("blank"), device),
        carries,
    ),
    max_size=25,
)


@given(steps)
def test_purged_words_are_gone_everywhere_and_those_written_anew_are_not(
    walk: list[tuple[Any, ...]],
) -> None:
    record = Purged()
    texts: dict[str, str] = {}
    for number, (kind, where, *rest) in enumerate(walk):
        if kind == "carry":
            record.carry(where, *rest)
        elif kind == "blank":
            record.blank(where)
        else:
            fields: Row = {"purged": True} if kind == "purge" else {"text": f"words {number}"}
            record.put(where, rest[0], fields)
            texts[record.written[where][-1]["rev"]] = str(fields.get("text"))
    record.settle()
    every = {rev for rev, known in record.purged.items() if rev in known}
    alive = {rev for rev, known in record.purged.items() if every <= known}
    read = [record.at(d) for d in DEVICES if record.at(d)]
    assert len({str(winner("pages", revisions).row) for revisions in read}) <= 1
    for revisions in read:
        for revision in revisions:
            # Words that did not know of a purge stand in no file any more.
            assert revision.row.get("purged") is True or revision.rev in alive
        shown = winner("pages", revisions)
        anew = [rev for rev in alive if rev not in every]
        assert (shown.row.get("purged") is not True) == bool(anew)
        if anew:
            assert shown.row["text"] in {texts[rev] for rev in anew}


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
        self.before = b""
        """Its own file as it was a while ago."""

    def send(self, target: "Home", torn: bool) -> None:
        """Its own folder arrives elsewhere, whole or half; what is gone here goes there."""
        own = self.paths.journal / self.name
        there = target.paths.journal / self.name
        there.mkdir(parents=True, exist_ok=True)
        files = {file.name: file.read_bytes() for file in sorted(own.glob("*.json"))}
        for gone in there.glob("*.json"):
            if gone.name not in files:
                gone.unlink()
        for name, data in files.items():
            (there / name).write_bytes(data[: len(data) // 2] if torn else data)

    def again(self) -> Presence:
        """A process that comes next."""
        presence = Presence(self.paths, Settings(), self.clock)
        presence.journal._device = self.name
        return presence

    def shown(self) -> dict[str, Any]:
        """Everything it reads, by month, table and id."""
        journal = self.again().journal
        found = {}
        for name in journal.months.names():
            month = journal.read(name)
            assert month.problems == ()
            for table, entries in month.tables.items():
                found |= {f"{name} {table} {key}": e.row for key, e in entries.items()}
        return found


def words_of(found: Iterable[Found]) -> set[str]:
    """The words that a purge is about to take."""
    rows = [r.row for f in found for r in f.entry.revisions]
    said = [str(row.get(field)) for row in rows for field in ("text", "name", "note")]
    return {text for text in said if "word" in text}


def live(home: Home, kind: str, number: int) -> set[str]:
    """One thing a person does there. Returns the words that are never to be seen again."""
    presence = home.presence
    home.clock.advance(number % 7 * 600)
    days = [presence.history.day(day) for day in (TODAY, OCTOBER)]
    moments = [moment for day in days for moment in day.moments]
    moment = moments[number % len(moments)] if moments else None
    words = f"word{number:03d} of {home.name}"
    gone: set[str] = set()
    try:
        if kind == "page":
            presence.pages.write(words, TODAY)
        elif kind == "note":
            presence.reviews.note(TODAY, words)
        elif kind == "purge page":
            gone = words_of(presence.past.purgeable(TODAY.isoformat()))
            presence.past.purge(TODAY.isoformat())
        elif kind == "log" or moment is None:
            presence.moments.log(words)
        elif kind == "edit":
            presence.past.edit(moment.stamp.id, words)
        elif kind == "move":
            day = TODAY if moment.stamp.day == OCTOBER else OCTOBER
            presence.past.edit(moment.stamp.id, words, day=day)
        elif kind == "delete":
            presence.past.delete(moment.stamp.id)
        elif kind == "purge":
            gone = words_of(presence.past.purgeable(moment.stamp.id))
            presence.past.purge(moment.stamp.id)
        elif kind == "undo":
            presence.changes.undo()
        elif kind == "copy":
            # What an engine leaves where a clone of this device wrote: its own file of a while ago.
            if home.before:
                home.paths.journal.joinpath(home.name, COPY).write_bytes(home.before)
        elif kind == "pause" and presence.boundaries.running():
            presence.boundaries.pause()
        elif kind == "return" and presence.boundaries.running():
            presence.boundaries.come_back()
        elif kind == "stop" and presence.boundaries.running():
            presence.boundaries.stop()
        else:
            presence.boundaries.start(f"rest {home.name} {number}")
    except UncertainWriteError:
        raise
    except PresenceError:
        # Nothing to take back, changed elsewhere since, still ahead there: nothing was changed.
        gone = set()
    file = home.paths.journal / home.name / "2026-11.json"
    if number % 5 == 0 and file.exists():
        home.before = file.read_bytes()
    return gone


KINDS = ("log", "edit", "edit", "delete", "purge", "undo", "start", "return", "pause", "stop")
KINDS += ("page", "note", "purge page", "move", "copy", "send", "send", "send")


@given(st.randoms(use_true_random=False), st.integers(2, 3))
@settings(max_examples=settings.default.max_examples // 6)
def test_devices_with_real_folders_agree(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, count: int
) -> None:
    root = tmp_path_factory.mktemp("devices")
    homes = []
    for name in DEVICES[:count]:
        # Clocks that are hours apart, none of them right.
        clock = FixedClock(paris(2026, 11, 22, 8 + chance.randrange(12), 0))
        homes.append(Home(root / name, name, clock))
    gone: set[str] = set()
    for number in range(24):
        home = chance.choice(homes)
        kind = chance.choice(KINDS)
        if kind == "send":
            home.send(chance.choice([h for h in homes if h is not home]), chance.random() < 0.3)
        else:
            gone |= live(home, kind, number)
    pairs = [(a, b) for a in homes for b in homes if a is not b]
    chance.shuffle(pairs)
    for _ in range(3):
        for a, b in pairs:
            a.send(b, torn=False)
        for home in homes:
            # Reading blanks what was purged, and an entry folds copies in.
            home.shown()
            home.again().moments.log("so far", day=date(2026, 9, 1))
            home.again().gratitude.give("rain", day=TODAY)
    for a, b in pairs:
        a.send(b, torn=False)
    said = [home.shown() for home in homes]
    assert all(shown == said[0] for shown in said[1:])
    for home in homes:
        for file in (f for f in home.paths.config.rglob("*") if f.is_file()):
            held = {text for text in gone if text.encode() in file.read_bytes()}
            assert held == set(), file
