"""A real terminal for a program: a pseudo-terminal, what it wrote, and its end."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 30


def set_size(fd: int, width: int, height: int) -> None:
    """Gives a terminal its size."""
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


class Terminal:
    """`presence` running in a terminal of its own, perhaps with a shell above it."""

    def __init__(
        self,
        home: Path,
        *words: str,
        size: tuple[int, int] = (100, 30),
        shell: bool = False,
        deaf: bool = False,
        **extra: str,
    ) -> None:
        """Opens it; the shell may be `deaf` to a closed window, as one under `nohup` is.

        `extra` are variables of its environment.
        """
        # Open for as long as any process of this terminal is there.
        self._there, there = os.pipe()
        pid, self.fd = pty.fork()
        if pid == 0:
            env = {
                **os.environ,
                "PRESENCE_HOME": str(home),
                "TZ": "Europe/Paris",
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PYTHONPATH": str(Path(__file__).parent.parent),
                **extra,
            }
            os.set_inheritable(there, True)
            # As a terminal begins, whatever the tests themselves were begun under.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            # Before the program looks at it.
            set_size(0, *size)
            command = [sys.executable, "-m", "presence_tui", *words]
            if shell:
                trap = "trap '' HUP; " if deaf else ""
                command = ["/bin/sh", "-c", f'{trap}"$@"; exit $?', "sh", *command]
            os.execve(command[0], command, env)
        os.close(there)
        self.pid = pid
        self.written = ""

    def resize(self, width: int, height: int) -> None:
        """Another size."""
        set_size(self.fd, width, height)

    def type(self, text: str) -> None:
        """Types keys."""
        os.write(self.fd, text.encode())

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal."""
        os.kill(self.pid, number)

    def _read(self) -> bool:
        ready, _, _ = select.select([self.fd], [], [], 0.1)
        if ready:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                # Linux: the other end is closed.
                time.sleep(0.01)
                return False
            self.written += data.decode("utf-8", "replace")
            return bool(data)
        return True

    def look(self) -> None:
        """Reads what is written now, for a tenth of a second at most."""
        self._read()

    def wait_for(self, text: str) -> None:
        """Reads until `text` has been written."""
        end = time.monotonic() + PATIENCE_S
        while text not in self.written:
            if not self._read() or time.monotonic() > end:
                raise AssertionError(f"{text!r} was not written; {self.written[-2000:]!r} was")

    @property
    def lives(self) -> bool:
        """Whether any process in it is still there."""
        return not select.select([self._there], [], [], 0.1)[0]

    def until(self, true: Callable[[], bool]) -> None:
        """Waits until something is so, reading nothing."""
        last = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > last:
                raise AssertionError("it did not come about")
            time.sleep(0.02)

    def close(self) -> bool:
        """Closes the window, whatever is still to be read. Returns whether all in it ended."""
        os.close(self.fd)
        ended = bool(select.select([self._there], [], [], PATIENCE_S)[0])
        os.close(self._there)
        if not ended:
            os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return ended

    def end(self) -> int:
        """Waits for its end. Returns its exit status."""
        last = time.monotonic() + PATIENCE_S
        done = status = 0
        while not done:
            self._read()
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if not done and time.monotonic() > last:
                os.kill(self.pid, signal.SIGKILL)
        while select.select([self.fd], [], [], 0.1)[0] and self._read():
            pass
        os.close(self.fd)
        os.close(self._there)
        return os.waitstatus_to_exitcode(status)
