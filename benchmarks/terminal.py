"""A program in a pseudo-terminal: what it draws, when, and what it costs. Linux only."""

import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path
from types import TracebackType

SIZE = (36, 120)
QUIET_S = 0.06
"""Silence that ends a burst of output."""
PATIENCE_S = 20.0

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[P_^X].*?\x1b\\|\x1b[^\[\]P_^X]",
    re.S,
)
_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_HAS_FRAMES = b"\x1b[?2026;2$y"


class TerminalError(Exception):
    """The program did not draw what was waited for, or did not end."""


class Terminal:
    """A program with a terminal of its own; leaving the `with` ends it."""

    def __init__(self, argv: Sequence[str], env: dict[str, str], cwd: Path) -> None:
        self.argv = list(argv)
        self.received = 0
        """Bytes drawn since the start."""
        self.last_at = 0.0
        """When the last of them came, by the monotonic clock."""
        self._drawn = b""
        self._ended = False
        self.started_at = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
                os.chdir(cwd)
                os.execve(self.argv[0], self.argv, env)
            finally:
                os._exit(127)
        os.set_blocking(self.fd, False)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ── drawing ──────────────────────────────────────────────────────────────

    def pump(self, seconds: float) -> bool:
        """Takes what is drawn within so many seconds; whether anything was."""
        ready, _, _ = select.select([self.fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            # A terminal whose program has ended.
            data = b""
        if not data:
            self._ended = True
            return False
        self.last_at = time.monotonic()
        self.received += len(data)
        self._drawn += data
        if _ASKS_FOR_FRAMES in data:
            self.type(_HAS_FRAMES)
        return True

    def forget(self) -> None:
        """What was drawn so far is not looked at again."""
        self._drawn = b""

    def shows(self, words: Sequence[str]) -> bool:
        """Whether all of these were drawn since `forget`."""
        text = _ESCAPES.sub(b"", self._drawn)
        return all(word.encode() in text for word in words)

    def settle(self, words: Sequence[str] = (), quiet_s: float = QUIET_S) -> float:
        """Waits until `words` are drawn and then for silence. When the last byte came."""
        deadline = time.monotonic() + PATIENCE_S
        waiting = True
        while time.monotonic() < deadline and not self._ended:
            if self.pump(quiet_s):
                continue
            waiting = waiting and not (self.last_at and self.shows(words))
            if not waiting:
                return self.last_at
        text = _ESCAPES.sub(b" ", self._drawn).decode(errors="replace")
        raise TerminalError(f"{' '.join(self.argv)} did not draw {words}; it drew:\n{text[-2000:]}")

    def type(self, data: bytes) -> float:
        """Types; the time just before."""
        at = time.monotonic()
        os.write(self.fd, data)
        return at

    def answer_s(self, data: bytes, words: Sequence[str] = ()) -> float:
        """Seconds from typing to the end of the burst that it draws, or that draws `words`."""
        self.settle()
        self.forget()
        self.last_at = 0.0
        at = self.type(data)
        return self.settle(words, quiet_s=0.03) - at

    # ── cost ─────────────────────────────────────────────────────────────────

    def cpu_s(self) -> float:
        """Seconds of CPU it has used so far, all its threads together."""
        spent = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
        return spent / 1e9

    def pss_mib(self) -> float:
        """Its proportional share of memory in MiB."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.M)
        if found is None:
            raise TerminalError("this kernel does not tell a process's share of memory")
        return int(found[1]) / 1024

    # ── the end ──────────────────────────────────────────────────────────────

    def leave_s(self, key: bytes) -> float:
        """Seconds from the key that leaves to the end of the process."""
        self.settle()
        at = self.type(key)
        deadline = at + PATIENCE_S
        while time.monotonic() < deadline:
            self.pump(0.002)
            if self._gone():
                return time.monotonic() - at
        raise TerminalError(f"{' '.join(self.argv)} did not end")

    def _gone(self) -> bool:
        if self.pid:
            found, _ = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self.pid = 0
        return self.pid == 0

    def close(self) -> None:
        """Ends the program, kindly first."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            deadline = time.monotonic() + 3
            if not self._gone():
                os.kill(self.pid, number)
            while not self._gone() and time.monotonic() < deadline:
                # It may be writing its last screen.
                self.pump(0.01)
        os.close(self.fd)


def rest(terminals: Sequence[Terminal], seconds: float) -> None:
    """Lets time pass while taking what these draw."""
    deadline = time.monotonic() + seconds
    by_fd = {terminal.fd: terminal for terminal in terminals}
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select(list(by_fd), [], [], left)
        for fd in ready:
            by_fd[fd].pump(0)
