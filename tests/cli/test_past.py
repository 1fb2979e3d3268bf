"""Changing the past from the shell: words, times, fields, and what goes by its day."""

import json
from pathlib import Path

import pytest
from conftest import Run
from needs import needs

NOON = "2026-11-23 12:00:00"


def boundary(run: Run) -> str:
    """The id of a boundary of the day before, from 8:30 to 17:10."""
    run("start", "all-in", "--at", "yesterday 8:30", at=NOON)
    return str(json.loads(run("stop", "--at", "yesterday 17:10", "--json", at=NOON).stdout)["id"])


@needs("faketime")
def test_a_boundary_of_yesterday_is_told_and_mended(run: Run) -> None:
    begun = run("start", "all-in", "--at", "yesterday 8:30", at=NOON)
    assert begun.stdout == "All in at work, since yesterday 08:30\n"
    ended = run("stop", "--at", "yesterday 17:10", at=NOON)
    assert ended.stdout == "All in at work ended at yesterday 17:10 · 8 h 40 min\n"
    (row,) = json.loads(run("today", "--day", "2026-11-22", "--json", at=NOON).stdout)["boundaries"]
    mended = run("edit", row["id"][-6:], "--at", "8:00-16:30", at=NOON)
    assert mended.stdout.startswith("2026-11-22  08:00-16:30  All in at work · 8 h 30 min")
    run("edit", row["id"], "--set", "side=home", "--set", "pauses=12:00-12:30", at=NOON)
    shown = json.loads(run("edit", row["id"], "--json", at=NOON).stdout)
    assert (shown["side"], shown["pauses"], shown["ended"]) == ("home", "12:00-12:30", "16:30")


@needs("faketime")
def test_without_words_edit_shows_the_fields(run: Run) -> None:
    done = run("edit", boundary(run), at=NOON)
    assert done.returncode == 0
    assert "ended    17:10\n" in done.stdout
    assert "--set" in done.stderr


@needs("faketime")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--set", "ended=25:00"), "ended: “25:00” is no time of day"),
        (("--set", "ended"), "--set takes a field and its words"),
        (("--set", "colour=red"), "There is no field 'colour'; there are name, day, began"),
        (("--set", "side=home", "All in"), "--set changes fields one by one"),
        (("--at", "18:00-17:00"), "does not lie between"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(run: Run, words: tuple[str, ...], says: str) -> None:
    ident = boundary(run)
    before = run("edit", ident, "--json", at=NOON).stdout
    done = run("edit", ident, *words, at=NOON)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert says in done.stderr
    assert run("edit", ident, "--json", at=NOON).stdout == before


@needs("faketime")
def test_a_time_alone_leaves_the_words(run: Run) -> None:
    ident = json.loads(run("log", "buy \\10m rope", "--json", at=NOON).stdout)["id"]
    kept = json.loads(run("edit", ident, "--at", "7:02", "--json", at=NOON).stdout)
    assert (kept["text"], kept["minutes"], kept["at"][11:16]) == ("buy 10m rope", None, "07:02")
    kept = json.loads(run("edit", ident, "--day", "yesterday", "--json", at=NOON).stdout)
    assert (kept["text"], kept["day"], kept["at"][11:16]) == ("buy 10m rope", "2026-11-22", "07:02")


@needs("faketime")
def test_a_review_is_found_edited_and_deleted_by_its_day(run: Run, tmp_path: Path) -> None:
    export = {
        "format": "presence",
        "version": 1,
        "reviews": [
            {"id": "2026-11-22", "day": "2026-11-22", "at": "2026-11-22T21:00:00.000+01:00"}
            | {"zone": "Europe/Paris", "rev": "1795365720000-0000-x", "note": "snowed in"}
        ],
    }
    file = tmp_path / "export.json"
    file.write_text(json.dumps(export))
    assert run("import", str(file), at=NOON).returncode == 0
    assert run("find", "kind:review", "snowed", at=NOON).stdout.endswith("[review:2026-11-22]\n")
    done = run("edit", "2026-11-22", "snowed in, and warm", at=NOON)
    assert done.stdout == "2026-11-22  the review  [review:2026-11-22]\n"
    assert "and warm" in run("find", "kind:review", "warm", at=NOON).stdout
    assert run("delete", "review:2026-11-22", at=NOON).returncode == 0
    assert run("find", "kind:review", "warm", at=NOON).stdout == ""
    assert "neither a page nor a review" in run("edit", "2026-11-22", "x", at=NOON).stderr


@needs("faketime")
def test_a_planned_end_that_is_tomorrows_says_so(run: Run) -> None:
    evening = "2026-11-22 20:30:00"
    done = run("start", "logged-off", "--until", "20:00", at=evening)
    assert done.stdout == "Logged off, be present, since 20:30 until tomorrow 20:00\n"
    assert run("start", "reading", "--until", "0:30", at=evening).stdout.endswith("until 00:30\n")
