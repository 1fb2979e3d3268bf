"""What cannot be meant about boundaries, presets, plans and hooks: one sentence that says where."""

from pathlib import Path

import pytest
from conftest import Run, paris
from needs import needs

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence

NOW = "2026-11-23 17:42:00"

SAID = [
    (("start", "walk", "--for", "0m"), "“0m” cannot be a length: say 1 minute to 24 hours"),
    (("start", "walk", "--for", "900h"), "“900h” cannot be a length: say 1 minute to 24 hours"),
    (("start", "walk", "--until", "25:00"), "“25:00” is no time of day"),
    (("start", "walk", "--at", "soon"), "“soon” is no time of day"),
    (("stop", "tea", "--at", "16:20"), "16:20 does not lie between its start, 16:30, and now"),
    (("resume",), "tea is not paused"),
]


@pytest.mark.parametrize(("words", "says"), SAID, ids=[" ".join(w) for w, _ in SAID])
@needs("faketime")
def test_what_is_said_on_the_command_line(run: Run, words: tuple[str, ...], says: str) -> None:
    assert run("start", "tea", "--at", "16:30", at=NOW).returncode == 0
    done = run(*words, at=NOW)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


WRITTEN = [
    ("[presets.nap]\nminutes = 0", "line 2: presets.nap.minutes is 0; allowed is a whole number"),
    ("[presets.nap]\nminutes = 54000", "line 2: presets.nap.minutes is 54000"),
    ('[presets.nap]\nname = "Rest"', "presets.nap has the name 'Rest', which presets.rest has too"),
    (
        '[[plans]]\nat = "17:30"\ndays = ["mon", "blursday"]\nstart = "rest"',
        "plan 1.days has 'blursday', which is no day",
    ),
    (
        '[[plans]]\nat = "17:30"\nstart = "rest"\n[[plans]]\nat = "17:30"\nstart = "outside"',
        "plan 2 is at 17:30 on mon, and so is plan 1",
    ),
    ('themes_at = { "25:00" = "ember" }', "line 1: themes_at is "),
]


@pytest.mark.parametrize(("toml", "says"), WRITTEN, ids=[says[:32] for _, says in WRITTEN])
def test_what_is_written_in_the_settings(run: Run, home: Path, toml: str, says: str) -> None:
    home.mkdir()
    (home / "config.toml").write_text(toml)
    done = run("config", "check")
    assert done.returncode == 1
    assert says in done.stdout + done.stderr
    assert run("start", "rest").returncode == 0


def test_a_hook_that_cannot_run(run: Run, home: Path) -> None:
    (home / "hooks").mkdir(parents=True)
    (home / "hooks" / "boundary-started").write_text("x")
    done = run("start", "rest")
    assert done.returncode == 0
    assert "boundary-started is not executable; `chmod +x` makes it so." in done.stderr


@needs("faketime")
def test_a_plan_in_the_gap_of_spring(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[[plans]]\nat = "02:30"\ndays = "sun"\nstart = "rest"')
    assert "the clocks skip 02:30 that day" in run("plans", at="2026-03-27 12:00:00").stdout


def test_a_pause_never_ended_is_asked_about(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("rest")
    clock.advance(5 * 60)
    presence.boundaries.pause()
    clock.set(paris(2026, 11, 24, 9, 0))
    found = presence.forgotten.ask()
    assert found is not None
    assert [g.why for g in found.guesses][:1] == ["when it was paused"]
