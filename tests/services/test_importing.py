"""Out and in again, without loss and without doubling."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import paris
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NewerVersionError, NotFoundError, WordsError
from presence_tui.domain.habits import UsualMoment
from presence_tui.domain.record import Row, RowError
from presence_tui.domain.settings import Settings
from presence_tui.domain.sheet import COLUMNS, read_sheet, write_sheet
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES
from presence_tui.store.paths import Paths

HOSTILE = '=SUM(A1) "quoted", \\back\nsecond line\u202e [b] ünï 😀'


@pytest.fixture
def elsewhere(tmp_path: Path, clock: FixedClock) -> Presence:
    """The program on another, empty home."""
    root = tmp_path / "elsewhere"
    paths = Paths(root, root / "journal", root / "backups", root / "state")
    return Presence(paths, Settings(), clock)


def put(presence: Presence, table: str, ident: str | None = None, **fields: object) -> Row:
    """Writes a row as it is."""
    now = presence.clock.now()
    stamp = presence.new_stamp(presence.today(), now)
    day = None if table == "people" else str(stamp.day)
    row: Row = {
        "id": ident or stamp.id,
        "day": day,
        "at": stamp.at.isoformat(),
        "zone": "Europe/Paris",
    }
    with presence.journal.writing(now) as journal:
        return journal.put(table, {**row, **fields})


def fill(presence: Presence, clock: FixedClock) -> None:
    """One of every kind, and what is hard about them."""
    presence.moments.log("10m dance party @mia @ana-lucía #play")
    presence.moments.log("lake", day=date(2026, 8, 3))
    put(presence, "moments", text=HOSTILE, more={"a": [1, None]})
    put(presence, "moments", text="\x1b[31mred", people=["two words", "@x", ""], tags=[])
    presence.gratitude.give("rain", because="it was dry")
    put(presence, "gratitude", text="\\", because="")
    presence.boundaries.start("logged-off", at="16:00", until="20:00")
    presence.boundaries.pause()
    presence.boundaries.come_back()
    presence.boundaries.start("own words", length="30m", side="self")
    presence.boundaries.stop("own words")
    put(presence, "checkins", kind="guilt", feeling="heavy", weight=7, facts=["a", "b"])
    put(presence, "checkins", kind="care", care="outside", done=True)
    put(presence, "intentions", text="puddles", for_day="2026-11-23")
    put(presence, "reviews", "2026-11-22", note="quiet", week={"keep": ["x"]})
    put(presence, "pages", "2026-11-22", text="# page\n\ntext")
    put(presence, "parked", text="budget", resume="", done=True)
    put(presence, "people", "mia", name="Mia", colour="teal", at_rest=True)
    presence.usual.rest(UsualMoment("swim", "swim"))
    put(presence, "ticks", kind="week-plan", name="swim", number=3)


def listing(presence: Presence) -> Row:
    return presence.exchange.export()[0]


def test_json_out_and_in_is_the_same(
    presence: Presence, elsewhere: Presence, clock: FixedClock, tmp_path: Path
) -> None:
    fill(presence, clock)
    file = tmp_path / "export.json"
    presence.exchange.write(file, json.dumps(listing(presence), indent=1))
    done = elsewhere.importing.take_in(file)
    assert (done.here, done.newer, done.skipped) == (0, {}, ())
    assert listing(elsewhere) == listing(presence)
    assert json.dumps(listing(elsewhere)) == json.dumps(listing(presence))


def test_csv_out_and_in_is_the_same(
    presence: Presence, elsewhere: Presence, clock: FixedClock, tmp_path: Path
) -> None:
    fill(presence, clock)
    folder = tmp_path / "sheets"
    presence.exchange.write_all(folder, presence.exchange.sheets().files)
    assert {f.stem for f in folder.iterdir()} == set(TABLES)
    done = elsewhere.importing.take_in(folder)
    assert done.skipped == ()
    assert json.dumps(listing(elsewhere)) == json.dumps(listing(presence))


@pytest.mark.parametrize("between", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("says_so", [False, True])
def test_a_sheet_as_a_spreadsheet_saved_it(
    presence: Presence,
    elsewhere: Presence,
    clock: FixedClock,
    tmp_path: Path,
    between: str,
    encoding: str,
    says_so: bool,
) -> None:
    fill(presence, clock)
    for name, text in presence.exchange.sheets(bom=True).files.items():
        assert text.startswith("\ufeff")
        out = io.StringIO(newline="")
        cells = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        csv.writer(out, delimiter=between).writerows(cells)
        said = f"sep={between}\r\n" if says_so else ""
        (tmp_path / name).write_bytes((said + out.getvalue()).encode(encoding))
    assert elsewhere.importing.take_in(tmp_path).skipped == ()
    assert json.dumps(listing(elsewhere)) == json.dumps(listing(presence))
    file = tmp_path / "moments.csv"
    longer = file.read_bytes().decode(encoding) + "a\r\n"
    file.write_bytes(longer.encode(encoding))
    (skipped,) = elsewhere.importing.preview(file).skipped
    assert skipped.line == longer.count("\n")


def test_twice_does_not_double_and_undo_takes_all_back(
    presence: Presence, elsewhere: Presence, clock: FixedClock, tmp_path: Path
) -> None:
    fill(presence, clock)
    file = tmp_path / "export.json"
    presence.exchange.write(file, json.dumps(listing(presence)))
    count = sum(elsewhere.importing.take_in(file).new.values())
    again = elsewhere.importing.take_in(file)
    assert (again.empty, again.here) == (True, count)
    elsewhere.changes.undo()
    assert all(not listing(elsewhere)[table] for table in TABLES)
    elsewhere.changes.redo()
    assert {t: len(listing(elsewhere)[t]) for t in TABLES} == {
        t: len(listing(presence)[t]) for t in TABLES
    }


def test_what_changed_since_wins_over_the_older(
    presence: Presence, clock: FixedClock, tmp_path: Path
) -> None:
    kept = presence.moments.log("dance")
    gone = presence.moments.log("gone")
    file = tmp_path / "old.json"
    presence.exchange.write(file, json.dumps(listing(presence), indent=1))
    clock.advance(60)
    presence.past.edit(kept.stamp.id, "slow dance")
    presence.past.delete(gone.stamp.id)
    newer = tmp_path / "new.json"
    presence.exchange.write(newer, json.dumps(listing(presence), indent=1))
    plan = presence.importing.preview(file)
    assert (plan.empty, plan.here) == (True, 1)
    assert [s.reason for s in plan.skipped] == ["it was deleted here"]
    presence.changes.undo()
    presence.changes.undo()
    assert presence.past.find(kept.stamp.id).text == "dance"


def test_a_newer_state_replaces_what_is_here(
    presence: Presence, elsewhere: Presence, clock: FixedClock, tmp_path: Path
) -> None:
    kept = presence.moments.log("dance")
    file = tmp_path / "export.json"
    presence.exchange.write(file, json.dumps(listing(presence)))
    elsewhere.importing.take_in(file)
    clock.advance(60)
    presence.past.edit(kept.stamp.id, "slow dance")
    presence.exchange.write(file, json.dumps(listing(presence)))
    assert elsewhere.importing.preview(file).newer == {"moments": 1}
    assert elsewhere.importing.take_in(file).newer == {"moments": 1}
    assert elsewhere.past.find(kept.stamp.id).text == "slow dance"
    assert elsewhere.importing.take_in(file).here == 1


def test_skipped_rows_are_named_by_line_and_reason(
    presence: Presence, elsewhere: Presence, tmp_path: Path
) -> None:
    presence.moments.log("good")
    presence.moments.log("other")
    export: Any = listing(presence)
    good, other = export["moments"]
    export["moments"] = [
        good,
        {**other, "text": 3},
        good,
        "no object",
        {**other, "id": "../../x"},
        {**other, "day": None},
        {**other, "rev": "new"},
        {**other, "deleted": True},
    ]
    export["unicorns"] = [{}]
    file = tmp_path / "export.json"
    file.write_text(json.dumps(export, indent=1))
    lines = file.read_text().split("\n")
    plan = elsewhere.importing.preview(file)
    assert plan.new == {"moments": 1}
    assert [s.reason for s in plan.skipped] == [
        "text should be text, not 3",
        "its id stands on a line before",
        "it should be a JSON object, not 'no object'",
        "its id '../../x' is none of ours",
        "its day is missing",
        "its rev is not what an export writes",
        "it is a deleted entry",
        "there is no kind 'unicorns'",
    ]
    assert lines[plan.skipped[2].line - 1].strip() == '"no object",'
    assert elsewhere.importing.take_in(file).new == {"moments": 1}
    assert not (tmp_path / "x.json").exists()


def test_csv_rows_are_named_by_the_line_they_begin_on(
    presence: Presence, elsewhere: Presence, tmp_path: Path
) -> None:
    presence.moments.log("two\nlines")
    presence.moments.log("good")
    sheet = presence.exchange.sheets().files["moments.csv"]
    rows = sheet.split("\r\n")
    file = tmp_path / "moments.csv"
    broken = next(r for r in rows if "good" in r)
    file.write_bytes(
        "\r\n".join([*rows[:-1], broken.replace("good,", "good,x"), "a,b", ""]).encode()
    )
    plan = elsewhere.importing.preview(file)
    assert plan.new == {"moments": 2}
    last = file.read_bytes().count(b"\n")
    assert [(s.line, s.reason) for s in plan.skipped] == [
        (last - 1, "minutes should be a whole number, not 'x'"),
        (last, "it has 2 cells, and the first line 14"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"format": "other"}', "a,b\n1,2", '{"moments": [{]}', "\x00", "{1:2}"],
)
def test_what_is_no_export_is_said(presence: Presence, tmp_path: Path, text: str) -> None:
    file = tmp_path / "x"
    file.write_text(text)
    with pytest.raises(WordsError, match="is no export of presence"):
        presence.importing.take_in(file)
    assert not presence.paths.journal.exists()


def test_missing_newer_and_binary_files_are_said(presence: Presence, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no file"):
        presence.importing.preview(tmp_path / "none.json")
    with pytest.raises(NotFoundError, match="holds no CSV"):
        presence.importing.preview(tmp_path)
    file = tmp_path / "x.json"
    file.write_text('{"format": "presence", "version": 2, "moments": []}')
    with pytest.raises(NewerVersionError):
        presence.importing.preview(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WordsError, match="UTF-8"):
        presence.importing.preview(file)


def test_since_and_until_count_both_days(presence: Presence) -> None:
    for day in (1, 2, 3):
        presence.moments.log(f"day {day}", day=date(2026, 11, day))
    export, _ = presence.exchange.export(date(2026, 11, 2), date(2026, 11, 3))
    assert [m["text"] for m in export["moments"]] == ["day 2", "day 3"]


def test_the_diary_reads_like_one(presence: Presence, clock: FixedClock) -> None:
    presence.moments.log("20m slow *breakfast* @leo @mia #outside", at="7:40")
    presence.boundaries.start("logged-off", at="16:30")
    clock.set(paris(2026, 11, 22, 20, 4))
    presence.boundaries.come_back()
    presence.boundaries.stop()
    presence.gratitude.give("Sam took the morning", because="I slept until seven")
    put(presence, "checkins", kind="guilt", feeling="heavy", weight=7, step=None)
    put(presence, "reviews", "2026-11-22", note="A quiet day.\n# not a heading")
    put(presence, "pages", "2026-11-22", text="# Page\n\nwords")
    put(presence, "intentions", text="puddles", for_day="2026-11-23")
    whole = presence.exchange.diary(private=True)
    assert whole.files["2026-11.md"] == (
        "# November 2026\n\n## Sunday 22 November\n\n"
        "- 07:40 slow \\*breakfast\\* (20 min, with leo and mia) #outside\n"
        "- 16:30–20:04 *Logged off, be present* (3 h 34 min, 1 return)\n"
        "- Thankful for: Sam took the morning, because I slept until seven\n"
        "- Guilt card: feeling: heavy; weight: 7\n\n"
        "> A quiet day.\n> \\# not a heading\n\n"
        "### Page\n\nwords\n\n"
        "- For Monday 23 November: puddles\n"
    )
    shared = presence.exchange.diary()
    assert (shared.left_out, "Page" in shared.files["2026-11.md"]) == (3, False)
    assert "heavy" not in shared.files["2026-11.md"]
    assert "quiet day" not in shared.files["2026-11.md"]


VALUES = st.none() | st.booleans() | st.text() | st.lists(st.text())


@given(st.sampled_from(sorted(COLUMNS)), st.data())
def test_any_row_survives_a_sheet(table: str, data: st.DataObject) -> None:
    row: Row = {"id": "x", "day": "2026-11-22", "at": "then", "zone": None}
    text = st.text()
    for name in COLUMNS[table]:
        if name in ("minutes", "planned_s"):
            row[name] = data.draw(st.none() | st.integers(0, 10**6))
        elif name in ("people", "tags"):
            row[name] = data.draw(st.lists(text))
        elif name in ("done", "at_rest", "timed"):
            row[name] = data.draw(st.booleans())
        elif name in ("pauses", "returns"):
            row[name] = data.draw(st.lists(text))
        else:
            row[name] = data.draw(st.none() | text)
    row["more of it"] = data.draw(VALUES)
    ((_, read_table, read),) = list(read_sheet(write_sheet(table, [row])))
    assert not isinstance(read, RowError)
    assert (read_table, {**row, **read}) == (table, row)
    assert set(row) - set(read) <= {"rev", "saw"}
