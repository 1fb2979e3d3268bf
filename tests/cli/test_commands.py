"""Commands as a person types them: what they answer, and what is on the disk after."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from presence_tui.cli import main
from presence_tui.cli.commands import COMMANDS


def month_files(home: Path) -> list[Path]:
    """Every month file under a home."""
    return sorted(home.glob("journal/*/*.json"))


def test_log_answers_with_the_entry_as_kept_and_the_end_of_its_id(run: Run, home: Path) -> None:
    done = run("log", "10m", "dance", "party", "@mia", "#play")
    assert done.returncode == 0
    assert "dance party · 10 min · @mia #play" in done.stdout
    (file,) = month_files(home)
    (row,) = json.loads(file.read_text("utf-8"))["moments"].values()
    assert f"[{row['id'][-6:]}]" in done.stdout
    assert (row["text"], row["minutes"], row["people"]) == ("dance party", 10, ["mia"])


def test_json_prints_the_record_kept(run: Run) -> None:
    kept = json.loads(run("thanks", "rain on the skylight", "--because", "dry", "--json").stdout)
    day = json.loads(run("today", "--json").stdout)
    assert day["gratitude"] == [kept]
    assert kept["because"] == "dry"


def test_a_day_alone_gives_no_time(run: Run) -> None:
    kept = json.loads(run("log", "10m lake", "--day", "2026-11-20", "--json").stdout)
    assert (kept["day"], kept["timed"], kept["at"][11:16]) == ("2026-11-20", False, "12:00")
    assert "12:00" not in run("today", "--day", "2026-11-20").stdout


def test_options_may_stand_between_words(run: Run) -> None:
    kept = json.loads(
        run("log", "lake", "--day", "2026-11-20", "--at", "7:40", "at dawn", "--json").stdout
    )
    assert (kept["text"], kept["at"][11:16]) == ("lake at dawn", "07:40")


def test_a_boundary_from_start_to_end(run: Run) -> None:
    assert "Logged off, be present, since" in run("start", "logged-off").stdout
    again = run("start", "Logged off, be present")
    assert again.returncode == 1
    assert "runs already" in again.stderr
    assert run("pause").returncode == 0
    assert run("pause").returncode == 1
    assert json.loads(run("status", "--json").stdout)["boundaries"][0]["state"] == "paused"
    assert run("resume").returncode == 0
    assert run("resume").returncode == 1
    assert "1 return" in run("return").stdout
    assert "ended at" in run("stop").stdout
    gone = run("stop")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert gone.stderr == "Nothing runs. `presence start` begins a boundary.\n"


def test_starting_never_ends_another(run: Run) -> None:
    run("start", "all-in")
    run("start", "reading", "--side", "self", "--for", "20m")
    names = [b["name"] for b in json.loads(run("status", "--json").stdout)["boundaries"]]
    assert names == ["All in at work", "reading"]
    assert "does not run" in run("stop", "gardening").stderr
    assert len(json.loads(run("stop", "--all", "--json").stdout)) == 2


def test_edit_and_delete_by_the_end_of_an_id(run: Run) -> None:
    kept = json.loads(run("log", "dance @mia", "--json").stdout)
    end = kept["id"][-5:].lower()
    edited = json.loads(run("edit", end, "15m slow dance @leo", "--json").stdout)
    assert (edited["id"], edited["text"], edited["minutes"]) == (kept["id"], "slow dance", 15)
    assert edited["at"] == kept["at"]
    assert edited["rev"] > kept["rev"]
    assert run("delete", end).returncode == 0
    assert json.loads(run("today", "--json").stdout)["moments"] == []
    assert "was deleted" in run("edit", end, "again").stderr


def test_moving_to_another_month_leaves_the_old_id_a_guide(run: Run, home: Path) -> None:
    kept = json.loads(run("log", "lake", "--day", "2026-10-31", "--json").stdout)
    moved = json.loads(run("edit", kept["id"], "--day", "2026-11-01", "--json").stdout)
    assert moved["was"] == kept["id"]
    assert moved["id"] != kept["id"]
    further = json.loads(run("edit", kept["id"], "lake and sun", "--json").stdout)
    assert further["id"] == moved["id"]
    assert [f.name for f in month_files(home)] == ["2026-10.json", "2026-11.json"]


def test_purge_takes_the_words_off_the_disk(run: Run, home: Path) -> None:
    kept = json.loads(run("log", "unsayable", "--json").stdout)
    run("edit", kept["id"], "unsayable still")
    asked = run("purge", kept["id"])
    assert (asked.returncode, "unsayable" in asked.stdout) == (1, False)
    assert run("purge", kept["id"], "--yes").returncode == 0
    for file in home.rglob("*"):
        if file.is_file():
            assert b"unsayable" not in file.read_bytes(), file
    (row,) = json.loads(month_files(home)[0].read_bytes())["moments"].values()
    assert set(row) == {"id", "rev", "day", "at", "purged"}


def test_export_holds_live_records_in_order(run: Run) -> None:
    run("log", "second", "--day", "2026-11-20", "--at", "9:00")
    run("log", "first", "--day", "2026-11-20", "--at", "7:00")
    gone = json.loads(run("log", "gone", "--day", "2026-11-20", "--json").stdout)
    run("delete", gone["id"])
    export = json.loads(run("export", "--format", "json").stdout)
    assert (export["format"], export["version"]) == ("presence", 1)
    assert [m["text"] for m in export["moments"]] == ["first", "second"]
    assert export["gratitude"] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_command_explains_itself_with_an_example(run: Run, command: object) -> None:
    done = run(command.name, "--help")  # type: ignore[attr-defined]
    assert done.returncode == 0
    assert command.example in done.stdout  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["log"], 1, "There are no words"),
        (["log", "   "], 1, "There are no words"),
        (["log", "@mia #play"], 1, "There are no words"),
        (["log", "900h asleep"], 1, "cannot be a length"),
        (["log", "x at 25:99"], 1, "is no time of day"),
        (["log", "x" * 100_000], 1, "holds up to 20,000"),
        (["log", "x", "--day", "2026-13-01"], 1, "is no day"),
        (["log", "x", "--day", "2999-01-01"], 1, "still to come"),
        (["thanks", "#only"], 1, "There are no words"),
        (["edit", "ZZZZ", "x"], 1, "No entry goes by the id"),
        (["edit", "", "x"], 1, "No entry goes by the id"),
        (["stop"], 1, "Nothing runs"),
        (["start", "x", "--for", "0m"], 1, "cannot be a length"),
        (["start", "x", "--for", "soon"], 1, "cannot be a length"),
        (["start", "x", "--until", "25:00"], 1, "is no time of day"),
        (["start"], 1, "Say what to start"),
        (["start", "x", "--for", "5m", "--until", "20:00"], 2, "not allowed with"),
        (["start", "x", "--side", "moon"], 2, "invalid choice"),
        (["dance"], 2, "there is no command"),
    ],
)
def test_bad_input_is_one_sentence(run: Run, words: list[str], status: int, sentence: str) -> None:
    done = run(*words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    if status == 1:
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1


def test_an_ambiguous_id_lists_what_fits(run: Run) -> None:
    ids = [json.loads(run("log", f"m{i}", "--json").stdout)["id"] for i in range(2)]
    shared = ids[0][:6]
    done = run("delete", shared)
    assert done.returncode == 1
    assert all(i[-6:] in done.stderr for i in ids)


@pytest.mark.parametrize(
    "words",
    [
        "\x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 night",
        "bell\x07 null\x01 del\x7f c1\x9b31m",
        "over\u202eride \u2066iso\u2069",
        "[/b] and [@click=app.quit]x[/]",
        "\udcff raw byte",
    ],
)
def test_hostile_words_are_kept_as_plain_text(run: Run, words: str) -> None:
    assert run("log", words).returncode == 0
    for answer in (run("today"), run("today", "--json"), run("export")):
        assert answer.returncode == 0
        for char in "\x1b\x07\x01\x7f\x9b\u202e\u2066":
            assert char not in answer.stdout
    if words.startswith("["):
        assert words in run("today").stdout


def test_json_escapes_what_a_terminal_would_act_on(run: Run, home: Path) -> None:
    run("log", "x")
    (file,) = month_files(home)
    file.write_text(file.read_text("utf-8").replace('"x"', '"x\u202e\\u001b[31m"'), "utf-8")
    done = run("today", "--json")
    assert "\\u202e" in done.stdout
    assert "\\u001b" in done.stdout
    assert json.loads(done.stdout)["moments"][0]["text"] == "x\u202e\x1b[31m"


@pytest.mark.parametrize("zone", ["Mars/Base", "UTC+25", "AAA-30:00"])
def test_an_unknown_zone_is_said(run: Run, home: Path, zone: str) -> None:
    done = run("log", "x", TZ=zone)
    assert done.returncode == 1
    assert done.stderr.startswith(f"TZ is {zone!r}")
    assert not home.exists()


@pytest.mark.parametrize("zone", ["EST5EDT,M3.2.0,M11.1.0", "<+03>-3", "", ":Europe/Paris", "UTC"])
def test_every_zone_the_system_knows_will_do(run: Run, zone: str) -> None:
    done = run("log", "5m x", "--json", TZ=zone)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == "x"


def test_a_read_only_home_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert main.run(["log", "x"]) == 1
    assert "could not be made (read-only file system)" in capsys.readouterr().err
    assert main.run(["today"]) == 0


def test_a_home_that_cannot_be_is_said(run: Run) -> None:
    done = run("log", "x", PRESENCE_HOME="/dev/null/home")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    looked = run("status", PRESENCE_HOME="/dev/null/home")
    assert (looked.returncode, looked.stdout) == (1, "")
    assert "could not be read (not a directory)" in looked.stderr


def test_a_file_where_the_home_should_be_is_said(run: Run, home: Path) -> None:
    home.write_text("in the way")
    done = run("log", "x")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert str(home) in done.stderr


def test_a_broken_settings_file_is_said_and_the_entry_kept(run: Run, home: Path) -> None:
    home.mkdir()
    elsewhere = home / "elsewhere"
    (home / "config.toml").write_text(f'journal_folder = "{elsewhere}"\nday_ends = "25:99"\nx = [')
    done = run("log", "x")
    assert done.returncode == 0
    assert "config.toml is not valid TOML" in done.stderr
    assert list(elsewhere.glob("*/*.json"))
    (home / "config.toml").write_text(
        'day_ends = "25:99"\ncolour = 1\n[presets.nap]\nside = "moon"'
    )
    done = run("log", "x")
    assert done.returncode == 0
    assert len([line for line in done.stderr.splitlines() if "config.toml" in line]) == 3
    assert "day_ends is '25:99'; allowed is" in done.stderr
    assert "presets.nap.side is 'moon'; allowed is work or home or self" in done.stderr


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_without_a_terminal_the_dashboard_says_so(run: Run, term: str) -> None:
    done = run(TERM=term)
    assert done.returncode == 1
    assert "terminal" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_pipe_is_no_error(run: Run, home: Path) -> None:
    run("log", "x")
    root = Path(__file__).parent.parent.parent
    script = f"{sys.executable} -m presence_tui export | true"
    env = {**os.environ, "PRESENCE_HOME": str(home), "PYTHONPATH": str(root)}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, check=False)
    assert done.stderr == b""


def test_an_error_repeats_no_more_of_an_id_than_tells_it(run: Run) -> None:
    run("start", "rest")
    for words in (["edit", "Z" * 300, "x"], ["delete", "Z" * 300], ["stop", "Z" * 300]):
        done = run(*words)
        assert done.returncode == 1
        assert f"'{'Z' * 39}…'" in done.stderr
        assert "Z" * 40 not in done.stderr
