"""`presence find`, as a person types it."""

import json

from conftest import Run


def test_what_is_found_is_one_line_each(run: Run) -> None:
    kept = json.loads(
        run("log", "20m crêpes @mia", "--day", "2026-11-20", "--at", "7:40", "--json").stdout
    )
    run("thanks", "rain")
    done = run("find", "CREPES", "@mia")
    assert done.stdout == (
        f"{kept['day']} 07:40  crêpes · 20 min · @mia · moment  [{kept['id'][-6:]}]\n"
    )
    assert run("find", "no-such-word").returncode == 0
    assert run("find", "no-such-word").stdout == ""


def test_json_says_how_many_there_are(run: Run) -> None:
    for i in range(3):
        run("log", f"walk {i}", "--day", f"2026-01-0{i + 1}")
    found = json.loads(run("find", "walk", "--limit", "2", "--json").stdout)
    assert found["count"] == 3
    assert [row["text"] for row in found["found"]] == ["walk 2", "walk 1"]
    assert found["found"][0]["timed"] is False
    assert "1 older" in run("find", "walk", "--limit", "2").stderr


def test_what_cannot_be_meant_is_said(run: Run) -> None:
    done = run("find", "after:soon")
    assert (done.returncode, done.stdout) == (1, "")
    assert "after:2025-06" in done.stderr
    assert run("find", "x", "--limit", "0").returncode == 1
