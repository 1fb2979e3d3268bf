"""Homes of their own, and clocks that stand still."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

# The colours and marks of a good terminal, whichever one the tests run in; Textual reads it once.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ["TERM"] = "xterm-256color"

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths

# `--hypothesis-profile=storm` looks thirty times longer. No deadline: machines differ.
settings.register_profile("quick", deadline=None, max_examples=150)
settings.register_profile("storm", deadline=None, max_examples=5_000)


def pytest_configure(config: pytest.Config) -> None:
    """The quick profile where no other is asked for."""
    # A screen is thousands of objects: looking through them all for garbage again and again is an
    # eighth of the time.
    gc.set_threshold(100_000, 20, 20)
    settings.load_profile(config.getoption("--hypothesis-profile") or "quick")


PARIS = ZoneInfo("Europe/Paris")

TRIES = 5
"""How often a command is begun whose clock could not be set; the last answer is given as it is."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def paris(year: int, month: int, day: int, hour: int, minute: int, fold: int = 0) -> datetime:
    """An instant by the wall clock of Paris."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS, fold=fold)


@pytest.fixture(autouse=True, scope="session")
def pilots_wait_until_quiet() -> Iterator[None]:
    """Tests of the screen wait for the program, not for the clock."""
    import quiet

    with pytest.MonkeyPatch.context() as patch:
        quiet.install(patch)
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PRESENCE_HOME of its own, which does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("PRESENCE_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


@pytest.fixture
def clock() -> FixedClock:
    """Sunday 22 November 2026, 17:42 in Paris."""
    return FixedClock(paris(2026, 11, 22, 17, 42))


@pytest.fixture
def presence(home: Path, clock: FixedClock) -> Presence:
    """The program on an empty home."""
    return Presence(find_paths(), Settings(), clock)


@pytest.fixture
def lived(presence: Presence, clock: FixedClock) -> Presence:
    """A day with something of everything."""
    clock.set(paris(2026, 11, 22, 16, 30))
    presence.boundaries.start("logged-off")
    clock.set(paris(2026, 11, 22, 17, 0))
    presence.boundaries.come_back()
    clock.set(paris(2026, 11, 22, 20, 0))
    presence.boundaries.stop()
    clock.set(paris(2026, 11, 22, 20, 40))
    presence.moments.log("slow breakfast @mia 20m", at="7:40")
    presence.moments.log("dance party [b]loud[/b] @mia", at="17:05")
    presence.gratitude.give("rain on the skylight")
    return presence


@pytest.fixture
def run(home: Path) -> Run:
    """Runs `presence` as a process of its own in Paris; `at` sets its clock by faketime."""

    def run(*words: str, at: str | None = None, **extra: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "presence_tui", *words]
        if at is not None:
            command = ["faketime", at, *command]
        root = str(Path(__file__).parent.parent)
        env = {
            **os.environ,
            "PRESENCE_HOME": str(home),
            "TZ": "Europe/Paris",
            "PYTHONPATH": root,
            **extra,
        }
        for _ in range(TRIES):
            done = subprocess.run(
                command,
                env=env,
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
            # What faketime shares goes by its process number, and lies there for ever where it was
            # killed: the same number again fails before the command is run.
            if at is None or not done.stderr.startswith("faketime: s"):
                break
        return done

    return run
