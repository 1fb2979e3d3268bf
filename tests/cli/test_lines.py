"""Lines from standard input, words from an editor, and shells that complete."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run
from needs import needs
from programs import program

from presence_tui.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent


def piped(home: Path, words: list[str], given: bytes) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PRESENCE_HOME": str(home), "PYTHONPATH": str(ROOT), "TZ": "Europe/Paris"}
    command = [sys.executable, "-m", "presence_tui", *words]
    done = subprocess.run(command, env=env, input=given, capture_output=True, check=False)
    out, err = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(command, done.returncode, out, err)


def test_each_line_is_a_moment_in_its_order(home: Path, run: Run) -> None:
    done = piped(
        home, ["log", "-", "--day", "2026-11-20"], b"\xef\xbb\xbfone 5m\n\ntwo @mia\r\nthree"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 moments logged.\n", "")
    moments = json.loads(run("today", "--day", "2026-11-20", "--json").stdout)["moments"]
    assert [m["text"] for m in moments] == ["one", "two", "three"]
    assert run("undo").returncode == 0
    assert json.loads(run("export").stdout)["moments"] == []


def test_refused_lines_are_named_and_the_rest_is_kept(home: Path, run: Run) -> None:
    done = piped(home, ["log", "-"], b"good\n900h asleep\n@mia\nfine\n")
    assert (done.returncode, done.stdout) == (1, "2 moments logged.\n")
    assert [line[:7] for line in done.stderr.splitlines()] == ["line 2:", "line 3:"]
    assert len(json.loads(run("export").stdout)["moments"]) == 2
    assert piped(home, ["log", "-"], b"").stdout == "0 moments logged.\n"


def test_bytes_that_are_no_text_are_refused_and_not_guessed(home: Path, run: Run) -> None:
    done = piped(home, ["log", "-"], b"sun\ncaf\xe9 with @m\nrain\n")
    assert (done.returncode, done.stdout) == (1, "2 moments logged.\n")
    assert done.stderr.startswith("line 2: this is not UTF-8")
    assert [m["text"] for m in json.loads(run("export").stdout)["moments"]] == ["sun", "rain"]


def test_every_refused_line_is_named(home: Path) -> None:
    done = piped(home, ["log", "-"], b"900h\n" * 700)
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        f"line {number}" for number in range(1, 701)
    ]


def test_an_editor_writes_the_moment(run: Run, home: Path, tmp_path: Path) -> None:
    said = program(tmp_path, 'printf "and more\\nsecond line 5m\\n" >> "$1"')
    kept = json.loads(run("log", "--edit", "first", "--json", EDITOR=said, VISUAL="").stdout)
    assert (kept["text"], kept["minutes"]) == ("first\nand more\nsecond line", 5)
    assert list((home / "state" / "drafts").iterdir()) == []


@pytest.mark.parametrize(
    ("script", "sentence", "left"),
    [
        ("exit 3", "left with status 3; your words are as they were", 0),
        ('echo more >> "$1"; exit 3', "left with status 3; what it wrote is in", 1),
        ('rm "$1"', "took its file away", 0),
        ("printf 'caf\\351' > \"$1\"", "not UTF-8", 1),
        ("true", "Nothing was written", 0),
        ('echo "900h x" > "$1"', "Your words are in", 1),
    ],
)
def test_an_editor_that_fails_loses_no_words(
    run: Run, home: Path, tmp_path: Path, script: str, sentence: str, left: int
) -> None:
    done = run("log", "--edit", EDITOR=program(tmp_path, script), VISUAL="")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert sentence in done.stderr
    files = list((home / "state" / "drafts").iterdir())
    assert len(files) == left
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)


def test_no_editor_is_said(run: Run) -> None:
    assert "Set EDITOR" in run("log", "--edit", EDITOR="/no/such/editor", VISUAL="").stderr


@pytest.mark.parametrize(
    "shell",
    ["bash", pytest.param("zsh", marks=needs("zsh")), pytest.param("fish", marks=needs("fish"))],
)
def test_scripts_are_sound_shell(run: Run, tmp_path: Path, shell: str) -> None:
    script = run("completion", shell).stdout
    assert all(command.name in script for command in COMMANDS)
    file = tmp_path / "script"
    file.write_text(script)
    done = subprocess.run([shell, "-n", str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_bash_completes_commands_options_and_presets(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "script"
    file.write_text(run("completion", "bash").stdout)

    def completed(*words: str) -> list[str]:
        said = " ".join(f"'{word}'" for word in ("presence", *words))
        code = f"source {file}; COMP_WORDS=({said}); COMP_CWORD={len(words)}; _presence; "
        done = subprocess.run(
            ["bash", "-c", code + 'printf "%s\\n" "${COMPREPLY[@]}"'],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split()

    assert completed("exp") == ["export"]
    assert completed("export", "--for") == ["--format"]
    assert completed("export", "mark") == []
    assert completed("export", "--format", "") == ["json", "csv", "markdown"]
    assert completed("start", "logg") == ["logged-off"]
    assert completed("start", "--side", "") == ["work", "home", "self"]
    for command in ("wait", "drop", "status --running"):
        assert completed(*command.split(), "bed") == ["bedtime"]
    assert completed("config", "pa") == ["path"]


ZSH = """
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell 'PS1=; fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d {dump}'
zpty -w shell {prepare}
zpty -w shell 'say() {{ print -r -- "GOT[$BUFFER]"; BUFFER= }}; zle -N say; bindkey "^G" say'
for typed in 'presence exp' 'presence wait bed' 'presence export --format mark'; do
  zpty -n -w shell "$typed"$'\\t\\x07'
  zpty -r -m shell got '*GOT\\[presence*\\]*'
  print -r -- $got
done
"""


@needs("zsh")
@pytest.mark.parametrize("sourced", [False, True], ids=["as a site function", "sourced"])
def test_zsh_completes_at_the_first_tab(run: Run, tmp_path: Path, sourced: bool) -> None:
    folder = tmp_path / "functions"
    folder.mkdir()
    file = tmp_path / "script" if sourced else folder / "_presence"
    file.write_text(run("completion", "zsh").stdout)
    prepare = f"'source {file}'" if sourced else "':'"
    code = ZSH.format(folder=folder, dump=tmp_path / "dump", prepare=prepare)
    done = subprocess.run(
        ["zsh", "-f", "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    for whole in ("export", "wait bedtime", "export --format markdown"):
        assert f"GOT[presence {whole}" in done.stdout, done.stdout + done.stderr


@needs("fish")
def test_fish_completes_values_after_their_option(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "presence.fish"
    file.write_text(run("completion", "fish").stdout)

    def completed(line: str) -> list[str]:
        code = f"source {file}; complete -C '{line}'"
        done = subprocess.run(
            ["fish", "--no-config", "-c", code], capture_output=True, text=True, check=False
        )
        return [found.split("\t")[0] for found in done.stdout.splitlines()]

    assert completed("presence exp") == ["export"]
    assert set(completed("presence export --format ")) == {"json", "csv", "markdown"}
    assert completed("presence drop bed") == ["bedtime"]
    assert completed("presence status --running bed") == ["bedtime"]


def test_people_usual_and_deck_answer(run: Run) -> None:
    run("log", "swing @mia", "--day", "2026-01-05")
    run("log", "swing @mimi", "--day", "2026-01-06")
    assert run("people").stdout == "mia · @mia\nmimi · @mimi\n"
    assert run("people", "mimi", "--same-as", "mia").stdout == "mia · @mia @mimi\n"
    run("people", "mia", "--colour", "teal")
    page = run("people", "mimi").stdout
    assert page.startswith("mia · @mia @mimi · teal\n")
    assert "What you like to do\n  swing" in page
    assert "at rest" in run("people", "mia", "--rest").stdout
    assert run("people", "nobody").returncode == 1
    assert "two days" in run("usual").stdout
    assert run("usual", "1").returncode == 1
    cards = run("deck", "--minutes", "5").stdout.splitlines()
    assert len(cards) == 5
    started = run("deck", "--minutes", "5", "--start", "1")
    assert started.stdout.split(",")[0] in cards[0]
    assert len(json.loads(run("status", "--json").stdout)["boundaries"]) == 1
