"""Hooks: programs of the user's own that are told what happened, and that no one waits for."""

import os
from pathlib import Path

from presence_tui.domain.record import Row
from presence_tui.services.presence import Presence

EVENTS = (
    "boundary-started",
    "boundary-ended",
    "boundary-returned",
    "moment-logged",
    "day-closed",
)
LOG = "hooks.log"


class Hooks:
    """The executables in `hooks/` beside the settings, one for each event."""

    def __init__(self, presence: Presence) -> None:
        self._folder = presence.paths.config / "hooks"
        self._paths = presence.paths
        self.problems: list[str] = []
        """One sentence for each hook that could not be started by this process."""

    def file(self, event: str) -> Path:
        """Where the hook of an event is, or would be."""
        return self._folder / event

    def wrong(self) -> tuple[str, ...]:
        """One sentence for each file in the folder that will not run as a hook."""
        try:
            names = sorted(os.listdir(self._folder))
        except OSError:
            return ()
        found = []
        for name in names:
            if name not in EVENTS:
                if not name.startswith("."):
                    known = ", ".join(EVENTS)
                    found.append(f"{self._folder / name} is no hook; there are {known}.")
            elif (why := self._unfit(name)) is not None:
                found.append(why)
        return tuple(found)

    def fire(self, event: str, row: Row) -> None:
        """Tells the hook of an event, if there is one; returns at once and raises nothing.

        The record goes to its stdin as one JSON object. It runs in a process of its own, for ten
        seconds at most; what it prints and how it ended is in `state/hooks.log`.
        """
        file = self.file(event)
        if not os.path.lexists(file):
            return
        why = self._unfit(event) or self._start(file, row)
        if why is not None:
            self.problems.append(why)

    def _unfit(self, event: str) -> str | None:
        file = self.file(event)
        if not file.is_file():
            return f"The hook {file} is no file; it is left out."
        if not os.access(file, os.X_OK):
            return f"The hook {file} is not executable; `chmod +x` makes it so."
        return None

    def _start(self, file: Path, row: Row) -> str | None:
        # Here and not above: only those who have hooks pay for them.
        import json
        import subprocess
        import sys

        from presence_tui.domain.errors import PresenceError
        from presence_tui.store.paths import make_private_folder, reason

        runner = Path(__file__).with_name("hook_runner.py")
        words = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            make_private_folder(self._paths.state)
            # The runner is a bare interpreter in a session of its own: it outlives this process
            # and a closed terminal, and a hook that hangs or floods hurts nobody but itself.
            process = subprocess.Popen(
                [sys.executable, "-ISE", str(runner), str(file), str(self._paths.state / LOG)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            with process.stdin or open(os.devnull, "wb") as stream:
                stream.write(words)
        except (OSError, PresenceError) as error:
            said = reason(error) if isinstance(error, OSError) else str(error)
            return f"The hook {file} could not be started ({said})."
        # Its end is the system's business; without this, Python would warn that it still runs.
        process.returncode = 0
        return None
