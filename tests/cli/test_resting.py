"""`rest` and `people --rest` as processes."""

import json

from conftest import Run


def test_an_entry_rests_is_listed_and_wakes(run: Run) -> None:
    kept = json.loads(run("log", "the hospital @grandpa", "--json").stdout)
    run("log", "pancakes @mia")
    assert run("rest").stdout == "Nothing rests.\n"
    ident = kept["id"][-6:]
    done = run("rest", ident.lower())
    assert done.stdout == (f"At rest: the hospital\n`presence rest {ident} --wake` wakes it.\n")
    run("people", "grandpa", "--rest")
    listed = run("rest").stdout.splitlines()
    assert listed[0] == "grandpa · @grandpa"
    assert listed[1].endswith(f"the hospital  [{ident}]")
    told = json.loads(run("rest", "--json").stdout)
    assert [p["id"] for p in told["people"]] == ["grandpa"]
    assert [e["id"] for e in told["entries"]] == [kept["id"]]
    assert run("rest", ident, "--wake").stdout == "Offered again: the hospital\n"
    run("people", "grandpa", "--wake")
    assert run("rest").stdout == "Nothing rests.\n"


def test_words_of_no_entry_rest_too(run: Run) -> None:
    first = run("deck", "--seed", "1").stdout.splitlines()[0]
    words = first.split("  ", 1)[1].rsplit(" · ", 1)[0]
    assert run("rest", "--words", words).returncode == 0
    assert words not in run("deck", "--seed", "1").stdout
    run("rest", "--words", words.upper(), "--wake")
    assert run("deck", "--seed", "1").stdout.splitlines()[0] == first


def test_what_cannot_be_meant_is_said(run: Run) -> None:
    assert "Say what to wake" in run("rest", "--wake").stderr
    assert "not both" in run("rest", "ABC", "--words", "x").stderr
    assert "There are no words yet" in run("rest", "--words", " ").stderr
    assert "No entry goes by the id" in run("rest", "ABCDEF").stderr
    assert "for all of them" in run("usual", "1", "--wake").stderr
    assert run("usual", "--wake").stdout == "None is left out.\n"
