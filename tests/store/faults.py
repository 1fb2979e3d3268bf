"""System calls made to fail, or the process made to die at one of them, inside the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import PresenceError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import Paths

CALLS = ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir", "chmod")
CALLS += ("truncate",)


class Died(BaseException):
    """The process is dead: nothing that it might still do reaches the disk."""


def home_at(root: Path) -> Presence:
    """A process that opens the home at `root`."""
    paths = Paths(root, root / "journal", root / "backups", root / "state")
    return Presence(paths, Settings(), FixedClock(paris(2026, 11, 22, 17, 42)))


@contextmanager
def calls_to_the_disk(patch: pytest.MonkeyPatch, at: int = 0, dies: bool = False) -> Iterator[Any]:
    """Counts calls; the `at`th fails with EIO, or the process dies at it."""
    made: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            made.append(name)
            if dies and at and len(made) >= at:
                raise Died
            if len(made) == at:
                raise OSError(5, "Input/output error")
            return real(*args, **named)

        return call

    with patch.context() as broken:
        for name in CALLS:
            broken.setattr(os, name, counted(name, getattr(os, name)))
        yield made


Act = Callable[[Presence], object]
Check = Callable[[Path, PresenceError | None, bool], str | None]
"""Given a home, the error that was said, and whether the process died: what is wrong, or none."""


def storm(
    tmp_path: Path, patch: pytest.MonkeyPatch, build: Act, act: Act, check: Check
) -> tuple[int, list[str]]:
    """Does `act` on a copy of a home with each call failing, and dying, in turn.

    Returns how many faults there were, and a line for each that was not survived.
    """
    template = tmp_path / "template"
    build(home_at(template))
    counted = tmp_path / "counted"
    shutil.copytree(template, counted)
    with calls_to_the_disk(patch) as made:
        act(home_at(counted))
    wrong: list[str] = []
    for number, name in enumerate(list(made), 1):
        for dies in (False, True):
            home = tmp_path / f"{number}-{dies}"
            shutil.copytree(template, home)
            error: PresenceError | None = None
            presence = home_at(home)
            try:
                with calls_to_the_disk(patch, number, dies):
                    act(presence)
            except PresenceError as said:
                error = said
            except Died:
                assert dies
            died = dies
            if problem := check(home, error, died):
                wrong.append(f"{name} {number} {'dies' if dies else 'fails'}: {error}: {problem}")
            shutil.rmtree(home)
    return 2 * len(made), wrong
