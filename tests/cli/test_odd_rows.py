"""Rows from elsewhere that are no records: set aside with a sentence, never a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest

from presence_tui.cli.main import run
from presence_tui.domain.ids import id_in
from presence_tui.domain.record import Row
from presence_tui.services.presence import Presence

DEVICE = "attic-aaaaaa"
AT = "2026-10-05T08:00:00.000+02:00"
FIRST, LAST = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"
HALF = "half \ud83d pair"
"""Half a surrogate pair: JSON may hold it, UTF-8 cannot."""

WORDS = {"people": ["mia"], "tags": ["play"]}
TABLES: dict[str, Row] = {
    "moments": {"text": "pancakes", "minutes": 10, "boundary": None, "was": None, **WORDS},
    "boundaries": {
        **{"kind": "boundary", "name": "walk", "preset": None, "side": "home", "until": None},
        **{"planned_s": 600, "ended_at": AT, "pauses": [[AT, AT]], "returns": [AT], **WORDS},
    },
    "gratitude": {"text": "sun", "because": "warm", **WORDS},
    "checkins": {
        **{"kind": "guilt", "feeling": "heavy", "weight": 3, "weight_after": 2, "thought": "late"},
        **{"reading": "true", "facts": ["here"], "friend": "", "fairer": "", "small": ""},
    },
    "intentions": {"text": "story", "for_day": "2026-10-06", "moment": None},
    "reviews": {"note": "rain", "step": None, "closed_at": AT, "week": {"staying": "home"}},
    "pages": {"text": "a page"},
    "parked": {"text": "mail", "resume": "the second half", "done": False},
    "ticks": {"kind": "plan", "name": "walk", "on": "2026-10-05", "what": "later", "until": AT},
}
COMMON = ("id", "rev", "saw", "over", "day", "at", "zone", "deleted", "purged", "at_rest")
ODD = (None, 5, 10**30, True, HALF, [], [HALF], [None], {}, {"a": None}, FIRST, LAST, [LAST])
ODD += ([[FIRST, None]], [[None, None]], "", "\x1b[31m", "2026-13-45", AT.replace("10", "12"))


def a_row(table: str, number: int) -> tuple[str, Row]:
    day = f"2026-10-{number % 28 + 1:02d}"
    ident = f"01KAMGJ3Z0Q9V6C1T8R5M{list(TABLES).index(table)}{number:04d}"
    if table in ("reviews", "pages"):
        ident = day
    stamp = {"rev": f"1700000000000-0000-{DEVICE}", "day": day, "at": f"{day}{AT[10:]}"}
    return ident, {"id": ident, **stamp, "zone": None, **TABLES[table]}


def keep(home: Path, device: str, tables: dict[str, dict[str, Any]]) -> None:
    folder = home / "journal" / device
    folder.mkdir(parents=True, exist_ok=True)
    meta = {"1": {"format": "presence", "version": 1, "device": device, "month": "2026-10"}}
    (folder / "2026-10.json").write_text(json.dumps({"meta": meta, **tables}))


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd)[:20])
def test_odd_rows_stop_no_command(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: object
) -> None:
    monkeypatch.setenv("PRESENCE_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    tables: dict[str, dict[str, Any]] = {}
    there: dict[str, dict[str, Any]] = {}
    for table, fields in TABLES.items():
        for number, field in enumerate((*COMMON, *fields, "whole")):
            ident, row = a_row(table, number)
            wrong = odd if field == "whole" else {**row, field: odd}
            tables.setdefault(table, {})[ident] = wrong
            # A second device that had not seen it.
            other = {**row, "rev": "1700000000001-0000-sofa-bbbbbb"}
            there.setdefault(table, {})[ident] = other
    keep(home, DEVICE, tables)
    for others in (False, True):
        if others:
            keep(home, "sofa-bbbbbb", there)
        for words in (
            ["find", "a"],
            ["find", "kind:guilt", "a"],
            ["today", "--day", "2026-10-05"],
            ["today", "--day", "2026-10-05", "--json"],
            ["export"],
            ["export", "--format", "csv", "-o", "sheets"],
            ["export", "--format", "markdown", "--private"],
            ["rhythm", "--month", "--day", "2026-10-05"],
            ["letter", "--month", "--day", "2026-10-05"],
            ["doctor"],
            ["people"],
            ["edit", "00010", "new words"],
            ["delete", "10004"],
            ["undo"],
            ["purge", "--yes", "00013"],
            ["purge", "--yes", "page:2026-10-13"],
            ["backup", f"{others}.zip"],
        ):
            assert run(words) in (0, 1), words


def test_an_odd_id_makes_no_odd_draft(presence: Presence) -> None:
    for ident in (HALF, "../../x", "a\0b"):
        presence.drafts.keep(f"edit-{ident}", "typed")
        assert presence.drafts.of(f"edit-{ident}") == "typed"
    kept = [file for file in presence.paths.config.rglob("*.txt") if file.is_file()]
    assert {file.parent.name for file in kept} == {"drafts"}
    assert len(kept) == 3


def test_an_odd_id_can_be_moved() -> None:
    assert id_in(HALF, "2026-11") == id_in(HALF, "2026-11") != id_in(HALF, "2026-12")
