"""One line on a terminal that says how far something is; nothing where there is no terminal."""

import sys
import time

_WIDTH = 24
_PATIENCE_S = 0.4
_STEP_S = 0.1


class Progress:
    """`with Progress("Reading") as step:` and then `step(done, count)`.

    It shows itself only on a terminal and only when the work takes a moment, and clears its line.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = False
        # The wall clock may be set while we wait; this is no time of the journal.
        self._next = time.monotonic() + _PATIENCE_S
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, done: int, count: int) -> None:
        """Shows `done` of `count`."""
        if not self._terminal or not count or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _STEP_S
        filled = _WIDTH * done // count
        bar = "━" * filled + "─" * (_WIDTH - filled)
        sys.stderr.write(f"\r\x1b[K{self._what} {bar} {done:,} of {count:,}")
        sys.stderr.flush()
        self._shown = True

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
