"""Runs one hook for `hooks.py`, in a bare interpreter of its own; imports nothing of the program.

Called as `hook_runner.py HOOK LOG` with the record on stdin. The hook gets ten seconds and may say
four kilobytes; what it starts ends with it. The log keeps no record: only which hook ran, how it
ended, and what it printed itself.
"""

import os
import select
import signal
import subprocess
import sys
import time

SECONDS = 10.0
MOST = 4096
"""Bytes of a hook's output that are kept; the rest is read and dropped, so that it never waits."""
LONGEST_LOG = 256 * 1024


def main() -> int:
    """Runs the hook and writes the log; the status matters to no one."""
    hook, log = sys.argv[1], sys.argv[2]
    record = sys.stdin.buffer.read()
    began = time.monotonic()
    try:
        said, status = run(hook, record)
    except OSError as error:
        said, status = b"", f"could not be run ({error.strerror or error})"
    write(log, os.path.basename(hook), status, time.monotonic() - began, said)
    return 0


def run(hook: str, record: bytes) -> tuple[bytes, str]:
    """What the hook said first, and how it ended. Raises OSError when it cannot be run."""
    event = os.path.basename(hook)
    process = subprocess.Popen(
        [hook],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PRESENCE_EVENT": event},
        cwd=os.path.dirname(hook),
        start_new_session=True,
    )
    deadline = time.monotonic() + SECONDS
    try:
        said, whole = _listen(process, record, deadline)
        code = process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        code = None
    finally:
        # Also what it started and left behind: nothing of a hook outlives it.
        _end(process)
    if code is None or not whole:
        return said, f"took longer than {SECONDS:g} seconds and was ended"
    return said, "done" if code == 0 else f"ended with status {code}"


def _listen(
    process: "subprocess.Popen[bytes]", record: bytes, deadline: float
) -> tuple[bytes, bool]:
    """Feeds and reads it at once; the first bytes it said, and whether it closed its output."""
    assert process.stdin is not None
    assert process.stdout is not None
    feed, read = process.stdin.fileno(), process.stdout.fileno()
    os.set_blocking(feed, False)
    said, left = b"", memoryview(record)
    while (rest := deadline - time.monotonic()) > 0:
        writable = [feed] if left else []
        ready, open_to, _ = select.select([read], writable, [], min(rest, 0.2))
        if open_to:
            try:
                left = left[os.write(feed, left) :]
            except BrokenPipeError:
                left = memoryview(b"")
        if not left and not process.stdin.closed:
            process.stdin.close()
        if ready:
            some = os.read(read, 65536)
            if not some:
                return said, True
            said += some[: MOST - len(said)]
        elif process.poll() is not None and not ready:
            return said, True
    return said, False


def _end(process: "subprocess.Popen[bytes]") -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    process.wait()


def write(log: str, event: str, status: str, seconds: float, said: bytes) -> None:
    """Adds to the log; a log that has grown long begins anew, its older half beside it."""
    try:
        if os.stat(log).st_size > LONGEST_LOG:
            os.replace(log, log + ".old")
    except FileNotFoundError:
        pass
    stamp = time.strftime("%Y-%m-%d %H:%M:%S")
    lines = [f"{stamp}  {event}  {status}  {seconds:.1f} s"]
    words = said.decode("utf-8", "replace")
    lines += ["    " + "".join(c for c in line if c.isprintable()) for line in words.splitlines()]
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(log, flags, 0o600)
    try:
        os.write(descriptor, ("\n".join(lines) + "\n").encode())
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main())
