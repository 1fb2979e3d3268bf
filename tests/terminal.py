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
from pathlib import Path

PATIENCE_S = 30


class Terminal:
    """`presence` running in a terminal of its own."""

    def __init__(self, home: Path, *words: str, size: tuple[int, int] = (100, 30)) -> None:
        pid, self.fd = pty.fork()
        if pid == 0:
            env = {
                **os.environ,
                "PRESENCE_HOME": str(home),
                "TZ": "Europe/Paris",
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PYTHONPATH": str(Path(__file__).parent.parent),
            }
            os.execve(sys.executable, [sys.executable, "-m", "presence_tui", *words], env)
        self.pid = pid
        self.written = ""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

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
        return os.waitstatus_to_exitcode(status)
