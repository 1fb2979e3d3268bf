"""`presence config`: where the settings are, whether they are understood, and opening them."""

import re
import tomllib
from pathlib import Path

import pytest
from conftest import Run

from presence_tui.domain.settings_table import SETTINGS, read_settings
from presence_tui.services.settings_file import template


def put(home: Path, text: str) -> Path:
    """Settings in their place."""
    home.mkdir(exist_ok=True)
    file = home / "config.toml"
    file.write_text(text)
    return file


def test_path_is_said_whether_or_not_it_is_there(home: Path, run: Run) -> None:
    done = run("config", "path")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{home}/config.toml\n", "")
    assert not home.exists()


def test_without_settings_all_is_as_shipped(home: Path, run: Run) -> None:
    done = run("config", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{home}/config.toml is not there: all is as shipped.\n"


def test_sound_settings_are_understood(home: Path, run: Run) -> None:
    file = put(home, 'theme = "ember"\n[keys]\nmoment = "g"\ngratitude = ["m", "insert"]\n')
    done = run("config", "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{file} is understood.\n", "")


def test_each_thing_wrong_is_named_once_with_its_line(home: Path, run: Run) -> None:
    file = put(
        home,
        "# mine\n"
        'day_ends = "25:99"\n'
        "colour = 3\n"
        'theme = "moonshine"\n'
        "\n"
        "[presets.walk]\n"
        'side = "self"\n'
        'minutes = "long"\n'
        "\n"
        "[[plans]]\n"
        'at = "17:30"\n'
        'start = "logged-off"\n'
        "[[plans]]\n"
        'at = "late"\n'
        'start = "bedtime"\n'
        "\n"
        "[keys]\n"
        'momnt = "z"\n'
        'gratitude = "m"\n'
        "undo = 7\n",
    )
    done = run("config", "check")
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    heads = [line.removeprefix(str(file)).split("; ")[0] for line in lines]
    assert sorted(heads) == sorted(
        [
            ", line 2: day_ends is '25:99'",
            ", line 3: there is no setting 'colour'",
            ", line 8: presets.walk.minutes is 'long'",
            ", line 14: plan 2.at is 'late'",
            ", line 20: keys.undo is 7",
            ", line 4: theme is 'moonshine'",
            ", line 18: keys.momnt is no command",
            ", line 19: keys.gratitude is 'm', which moment has already (log a moment)",
        ]
    )


def test_themes_of_ones_own_are_looked_at_too(home: Path, run: Run) -> None:
    put(home, "")
    (home / "themes").mkdir()
    (home / "themes" / "odd.toml").write_text('foreground = "pinkish"\n')
    done = run("config", "check")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{home}/themes/odd.toml: foreground is 'pinkish'; allowed is a")
    assert "odd.toml: foreground is 'pinkish'" in run("doctor").stdout


def test_what_is_no_toml_is_one_sentence(home: Path, run: Run) -> None:
    file = put(home, "theme = \n")
    done = run("config", "check")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file} is not valid TOML (")
    assert len(done.stderr.splitlines()) == 1


def test_edit_opens_the_editor_on_settings_made_of_comments(
    home: Path, run: Run, tmp_path: Path
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\ncp "$2" "$2.seen"\necho "theme = \'paper\'" >> "$2"\n')
    editor.chmod(0o755)
    done = run("config", "edit", VISUAL=f"'{editor}' --wait")
    file = home / "config.toml"
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{file} is understood.\n", "")
    seen = (home / "config.toml.seen").read_text()
    assert all(f"# {setting.name} = {setting.example}" in seen for setting in SETTINGS)
    assert tomllib.loads(seen) == {}
    assert file.stat().st_mode & 0o777 == 0o600


def test_after_editing_what_is_wrong_is_said(home: Path, run: Run, tmp_path: Path) -> None:
    file = put(home, "# mine\n")
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\necho "heavy_line = 3" >> "$1"\n')
    editor.chmod(0o755)
    done = run("config", "edit", VISUAL="", EDITOR=str(editor))
    assert done.returncode == 1
    assert done.stderr == (
        f"{file}, line 2: heavy_line is 3; allowed is true or false. Its default is used.\n"
    )
    assert file.read_text() == "# mine\nheavy_line = 3\n"


@pytest.mark.parametrize(
    ("editor", "says"),
    [
        ("no-such-editor-here", "The editor 'no-such-editor-here' could not be started"),
        ("false", "The editor 'false' left with status 1."),
        ("'open", 'VISUAL is "\'open", which cannot be read'),
    ],
)
def test_an_editor_that_fails_is_a_sentence(home: Path, run: Run, editor: str, says: str) -> None:
    done = run("config", "edit", VISUAL=editor)
    assert done.returncode == 1
    assert done.stderr.startswith(says)
    assert len(done.stderr.splitlines()) == 1


def test_all_that_a_new_file_says_can_be_taken_up_as_it_stands() -> None:
    lines = template().splitlines()
    taken = [line[2:] for line in lines if re.match(r"# (\[|[a-z_]+ = )", line)]
    settings, problems = read_settings(tomllib.loads("\n".join(taken)), "x")
    assert problems == ()
    assert settings.preset("walk") is not None
    assert settings.plans and settings.week and settings.keys


def test_every_example_of_a_setting_is_allowed() -> None:
    for setting in SETTINGS:
        table = tomllib.loads(f"{setting.name} = {setting.example}")
        assert read_settings(table, "x")[1] == ()
