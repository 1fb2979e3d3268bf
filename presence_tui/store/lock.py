"""One lock for all processes of this device, in `state/`, so that it is never synced.

`flock` is freed by the kernel when its holder dies, so a killed process leaves nothing behind.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from presence_tui.domain.errors import LockedError, StoreError
from presence_tui.store.paths import PRIVATE_FILE, make_private, make_private_folder, reason

PATIENCE_S = 5.0


@contextmanager
def held(file: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Holds the lock. Raises LockedError when it is not free within `patience_s` seconds.

    With no patience it is asked for once, and nobody is left waiting for it.
    """
    make_private_folder(file.parent)
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        descriptor = os.open(file, flags, PRIVATE_FILE)
    except OSError as error:
        raise StoreError(
            f"The lock {file} could not be opened ({reason(error)}); nothing was changed."
        ) from error
    try:
        _take(descriptor, file, patience_s)
        yield
    finally:
        # Where closing fails it is closed all the same, and what was written is on the disk by now.
        with suppress(OSError):
            os.close(descriptor)


def _take(descriptor: int, file: Path, patience_s: float) -> None:
    try:
        # Whatever the umask: who cannot open it tomorrow is locked out.
        make_private(descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if patience_s <= 0 or not _queue(descriptor, patience_s):
                long = f"has been writing for {patience_s:g} seconds"
                raise LockedError(
                    f"Another presence {long if patience_s > 0 else 'writes'} "
                    "and nothing was changed. Try again in a moment."
                ) from None
    except OSError as error:
        raise StoreError(
            f"The lock {file} could not be taken ({reason(error)}); nothing was changed."
        ) from error


def _queue(descriptor: int, patience_s: float) -> bool:
    """Waits in the kernel's queue, which is fair, in a thread, which can be left waiting.

    Who asked again and again instead would starve beside a process that writes entry after entry.
    Returns whether the lock was had in time. Raises OSError.
    """
    # Here and not above: a lock is almost always free.
    import threading

    failed: list[OSError] = []
    # Another descriptor of the same open file: closing it leaves the lock with the first one, and
    # where that is closed by then, gives back what came too late.
    spare = os.dup(descriptor)

    def wait() -> None:
        try:
            fcntl.flock(spare, fcntl.LOCK_EX)
        except OSError as error:
            failed.append(error)
        finally:
            had.set()
            os.close(spare)

    had = threading.Event()
    threading.Thread(target=wait, daemon=True).start()
    in_time = had.wait(patience_s)
    if failed:
        raise failed[0]
    return in_time
