"""Each call to the disk fails, or is the last one, in the midst of what takes several writes."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from store.faults import home_at, storm

from presence_tui.domain.errors import PresenceError, StateError
from presence_tui.services.presence import Presence

OCTOBER = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk itself is not what fails here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def texts(home: Path) -> list[str]:
    """What a process that comes next shows."""
    export, _ = home_at(home).exchange.export()
    return sorted(m["text"] for m in export["moments"])


def holding(home: Path, words: bytes = b"unsayable") -> list[str]:
    """Files that hold the words, under whatever name."""
    files = (f for f in home.rglob("*") if f.is_file())
    return sorted(str(f.relative_to(home)) for f in files if words in f.read_bytes())


def rows(home: Path, table: str = "moments") -> list[dict[str, object]]:
    files = home.glob("journal/*/????-??.json")
    return [row for f in files for row in json.loads(f.read_bytes()).get(table, {}).values()]


def ident(presence: Presence, text: str) -> str:
    return next(m.stamp.id for m in presence.history.today().moments if m.text == text)


# ── purge ────────────────────────────────────────────────────────────────────


def with_unsayable_words(presence: Presence) -> None:
    presence.moments.log("unsayable one")
    presence.moments.log("two")
    presence.past.edit(ident(presence, "unsayable one"), "unsayable three")
    drafts = presence.paths.state / "drafts"
    drafts.mkdir(mode=0o700)
    (drafts / "entry-moment.txt").write_text("unsayable three, and")


def purge_it(presence: Presence) -> None:
    presence.past.purge(ident(presence, "unsayable three"))


def is_purged_or_as_it_was(home: Path, error: PresenceError | None, died: bool) -> str | None:
    purged = any(row.get("purged") for row in rows(home))
    if error is None and not died and not purged:
        return "said to be done and not purged"
    if not purged:
        return None if texts(home) == ["two", "unsayable three"] else f"now {texts(home)}"
    # Whoever comes next ends it.
    home_at(home).moments.log("next")
    left = holding(home)
    return f"words are left in {left}" if left else None


def test_a_purge_is_ended_whatever_came_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, wrong = storm(
        tmp_path, monkeypatch, with_unsayable_words, purge_it, is_purged_or_as_it_was
    )
    assert faults > 60
    assert wrong == []


def where_a_purge_arrived(presence: Presence) -> None:
    """Another device has purged what was edited here."""
    root = presence.paths.config
    other = home_at(root.with_name(f"{root.name}-other"))
    kept = other.moments.log("unsayable one")
    presence.moments.log("two")
    # Both homes are of one machine, so the other's name is another one's.
    theirs = other.paths.journal / str(other.journal.device)
    there = presence.paths.journal / "sofa-222222"
    there.mkdir()

    def arrive() -> None:
        tables = json.loads((theirs / "2026-11.json").read_bytes())
        text = json.dumps(tables).replace(theirs.name, "sofa-222222")
        (there / ".arriving").write_text(text)
        os.replace(there / ".arriving", there / "2026-11.json")

    arrive()
    presence.past.edit(kept.stamp.id, "unsayable here")
    other.past.purge(kept.stamp.id)
    arrive()


def log_new(presence: Presence) -> None:
    presence.moments.log("new")


def the_words_go_and_the_entry_is_true(
    home: Path, error: PresenceError | None, died: bool
) -> str | None:
    kept = "new" in texts(home)
    if error is None and not died and not kept:
        return "acknowledged and not there"
    if error is not None and kept and "may be there" not in str(error):
        return "refused and there"
    home_at(home).moments.log("next")
    left = holding(home)
    return f"words are left in {left}" if left else None


def test_a_purge_that_arrives_is_ended_whatever_came_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, wrong = storm(
        tmp_path, monkeypatch, where_a_purge_arrived, log_new, the_words_go_and_the_entry_is_true
    )
    assert faults > 60
    assert wrong == []


# ── a move to another month ──────────────────────────────────────────────────


def with_a_wanderer(presence: Presence) -> None:
    presence.moments.log("first")
    presence.moments.log("october", day=OCTOBER)
    presence.moments.log("wanderer")


def move_it(presence: Presence) -> None:
    presence.past.edit(ident(presence, "wanderer"), "wanderer", day=OCTOBER)


def it_is_in_one_place(home: Path, error: PresenceError | None, died: bool) -> str | None:
    if texts(home) != ["first", "october", "wanderer"]:
        return f"now {texts(home)}"
    moved = any(m.text == "wanderer" for m in home_at(home).history.day(OCTOBER).moments)
    if error is None and not died and not moved:
        return "said to be done and not moved"
    if error is not None and moved and "nothing was changed" in str(error).split(": ")[0]:
        return "said that nothing was changed, and moved"
    if not moved:
        return None
    home_at(home).changes.undo()
    if [m.text for m in home_at(home).history.day(OCTOBER).moments] != ["october"]:
        return "undo leaves it where it was moved to"
    return None if texts(home) == ["first", "october", "wanderer"] else f"undone {texts(home)}"


def test_a_move_leaves_an_entry_in_one_place_whatever_came_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, wrong = storm(tmp_path, monkeypatch, with_a_wanderer, move_it, it_is_in_one_place)
    assert faults > 80
    assert wrong == []


# ── undo, import, the end of a timed moment ──────────────────────────────────


def with_two(presence: Presence) -> None:
    presence.moments.log("first")
    presence.moments.log("second")


def it_is_taken_back_or_not(home: Path, error: PresenceError | None, died: bool) -> str | None:
    now = texts(home)
    if now not in (["first"], ["first", "second"]):
        return f"now {now}"
    if error is None and not died and now != ["first"]:
        return "said to be done"
    if error is not None and now == ["first"] and "may be there" not in str(error):
        return "refused and done"
    changes = home_at(home).changes
    changes.redo() if now == ["first"] else changes.undo()
    return None if texts(home) != now else f"no way on from {now}"


def test_undo_is_done_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults, wrong = storm(
        tmp_path, monkeypatch, with_two, lambda p: p.changes.undo(), it_is_taken_back_or_not
    )
    assert faults > 20
    assert wrong == []


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of three months, made elsewhere."""
    elsewhere = home_at(tmp_path / "elsewhere")
    for month in (8, 9, 10):
        elsewhere.moments.log(f"in {month:02d}", day=date(2026, month, 3))
    file = tmp_path / "export.json"
    elsewhere.exchange.write(file, json.dumps(elsewhere.exchange.export()[0]))
    return file


ALL = ["in 08", "in 09", "in 10", "mine"]


def test_an_import_is_finished_by_saying_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export: Path
) -> None:
    def check(home: Path, error: PresenceError | None, died: bool) -> str | None:
        now = texts(home)
        if "mine" not in now or len(set(now)) != len(now) or not set(now) <= set(ALL):
            return f"now {now}"
        if error is None and not died and now != ALL:
            return f"said to be done: {now}"
        home_at(home).importing.take_in(export)
        return None if texts(home) == ALL else f"again: {texts(home)}"

    faults, wrong = storm(
        tmp_path,
        monkeypatch,
        lambda p: p.moments.log("mine"),
        lambda p: p.importing.take_in(export),
        check,
    )
    assert faults > 60
    assert wrong == []


def test_taking_an_import_back_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export: Path
) -> None:
    def build(presence: Presence) -> None:
        presence.moments.log("mine")
        presence.importing.take_in(export)

    def check(home: Path, error: PresenceError | None, died: bool) -> str | None:
        now = texts(home)
        if "mine" not in now or not set(now) <= set(ALL):
            return f"now {now}"
        if error is None and not died and now != ["mine"]:
            return f"said to be done: {now}"
        taken = set(ALL) - set(now)
        if taken != set(ALL) - {"mine"}:
            home_at(home).changes.undo()
        if texts(home) != ["mine"]:
            return f"said again: {texts(home)}"
        for _ in range(2 if taken and taken != set(ALL) - {"mine"} else 1):
            home_at(home).changes.redo()
        if texts(home) != ALL:
            return f"done again: {texts(home)}"
        try:
            home_at(home).changes.redo()
        except StateError:
            return None
        return "there is more to do again"

    faults, wrong = storm(tmp_path, monkeypatch, build, lambda p: p.changes.undo(), check)
    assert faults > 40
    assert wrong == []


def test_a_timed_moment_ends_and_is_logged_or_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(presence: Presence) -> None:
        presence.moments.log("first")
        presence.running_moments.start("dance 10m")

    def check(home: Path, error: PresenceError | None, died: bool) -> str | None:
        (boundary,) = rows(home, "boundaries")
        ended, logged = boundary["ended_at"] is not None, "dance" in texts(home)
        if ended != logged:
            return f"half: {ended} {logged}"
        if error is None and not died and not ended:
            return "said to be done"
        if error is not None and ended and "may be there" not in str(error):
            return "refused and done"
        return None

    faults, wrong = storm(tmp_path, monkeypatch, build, lambda p: p.boundaries.stop(), check)
    assert faults > 20
    assert wrong == []
