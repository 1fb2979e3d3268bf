"""Hooks: told what happened, waited for by no one, and harmless whatever they do."""

import json
import time
from pathlib import Path

import pytest
from conftest import Run

from presence_tui.services import hook_runner
from presence_tui.services.presence import Presence


@pytest.fixture
def hooks(presence: Presence) -> Path:
    """The folder for hooks."""
    folder = presence.paths.config / "hooks"
    folder.mkdir(parents=True)
    return folder


def hook(folder: Path, event: str, script: str) -> Path:
    file = folder / event
    file.write_text("#!/bin/sh\n" + script)
    file.chmod(0o755)
    return file


def settled(file: Path, seconds: float = 10) -> str:
    """The text of a file as soon as it holds a whole line."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if file.exists() and (text := file.read_text()).endswith("\n"):
            return text
        time.sleep(0.02)
    raise AssertionError(f"{file} was not written")


def test_each_event_hands_over_its_record(presence: Presence, hooks: Path) -> None:
    for event in ("boundary-started", "boundary-returned", "boundary-ended", "moment-logged"):
        hook(hooks, event, f'cat > "{hooks.parent}/$PRESENCE_EVENT.json"\n')
    started = presence.boundaries.start("rest")
    presence.boundaries.come_back()
    presence.boundaries.stop()
    moment = presence.moments.log("10m dance party @mia")
    told = {
        event: json.loads(settled(hooks.parent / f"{event}.json"))
        for event in ("boundary-started", "boundary-returned", "boundary-ended", "moment-logged")
    }
    assert told["boundary-started"] == started.to_row()
    assert len(told["boundary-returned"]["returns"]) == 1
    assert told["boundary-ended"]["ended_at"] is not None
    assert told["moment-logged"] == moment.to_row()


def test_closing_a_day_is_told(presence: Presence, hooks: Path) -> None:
    hook(hooks, "day-closed", f'cat > "{hooks.parent}/closed"\n')
    presence.reviews.close(presence.today())
    assert json.loads(settled(hooks.parent / "closed"))["closed_at"] is not None


def test_the_log_keeps_no_words_of_entries(presence: Presence, hooks: Path) -> None:
    hook(hooks, "moment-logged", "cat > /dev/null\nprintf 'lamp \\033[31mon\\n'\nexit 3\n")
    presence.moments.log("a private thing")
    log = settled(presence.paths.state / "hooks.log")
    assert "moment-logged  ended with status 3" in log
    assert "    lamp [31mon\n" in log
    assert "private" not in log
    assert (presence.paths.state / "hooks.log").stat().st_mode & 0o077 == 0


def test_what_cannot_run_is_one_sentence_and_the_entry_is_kept(
    presence: Presence, hooks: Path
) -> None:
    (hooks / "boundary-started").write_text("#!/bin/sh\n")
    (hooks / "boundary-stopped").write_text("")
    (hooks / "boundary-ended").mkdir()
    presence.boundaries.start("rest")
    presence.boundaries.stop()
    started, ended = presence.said_by_hooks()
    assert started == (
        f"The hook {hooks / 'boundary-started'} is not executable; `chmod +x` makes it so."
    )
    assert "is no file" in ended
    assert len(presence.hooks.wrong()) == 3
    found = [f.says for f in presence.doctor.examine() if f.area == "hooks"]
    assert found == list(presence.hooks.wrong())
    assert "boundary-stopped is no hook; there are boundary-started" in presence.hooks.wrong()[2]


def test_one_that_is_no_program_is_in_the_log(presence: Presence, hooks: Path) -> None:
    hook(hooks, "boundary-started", "").write_bytes(b"\x00\x01")
    presence.boundaries.start("rest")
    assert "boundary-started  could not be run" in settled(presence.paths.state / "hooks.log")


def test_nobody_waits_for_a_hook(hooks: Path, home: Path, run: Run) -> None:
    run("start", "rest")
    hook(hooks, "boundary-returned", "sleep 30\n")
    began = time.monotonic()
    assert run("return").returncode == 0
    assert time.monotonic() - began < 5


def test_one_that_hangs_is_ended_with_all_it_started(
    hooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook_runner, "SECONDS", 0.5)
    alive = hooks / "alive"
    file = hook(hooks, "boundary-ended", f"(sleep 1; echo late > {alive}) &\nsleep 60\n")
    began = time.monotonic()
    said, status = hook_runner.run(str(file), b"{}")
    assert time.monotonic() - began < 3
    assert (said, status) == (b"", "took longer than 0.5 seconds and was ended")
    time.sleep(0.8)
    assert not alive.exists()


def test_one_that_floods_is_cut_and_does_not_block(
    hooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook_runner, "SECONDS", 1.0)
    said, status = hook_runner.run(str(hook(hooks, "boundary-ended", "yes\n")), b"{}" * 100_000)
    assert len(said) == hook_runner.MOST
    assert "took longer" in status
    said, status = hook_runner.run(str(hook(hooks, "boundary-started", "true\n")), b"{}" * 100_000)
    assert (said, status) == (b"", "done")


def test_a_long_log_begins_anew(hooks: Path) -> None:
    log = hooks / "hooks.log"
    log.write_bytes(b"x" * (hook_runner.LONGEST_LOG + 1))
    hook_runner.write(str(log), "moment-logged", "done", 0.1, b"")
    assert log.stat().st_size < 200
    assert (hooks / "hooks.log.old").exists()
