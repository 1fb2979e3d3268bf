"""One lock for all processes of this device, in `state/`, so that it is never synced.

`flock` is freed by the kernel when its holder dies, so a killed process leaves nothing behind.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from presence_tui.domain.errors import LockedError, StoreError
from presence_tui.store.paths import PRIVATE_FILE, make_private_folder, reason

PATIENCE_S = 5.0
_STEP_S = 0.01


@contextmanager
def held(file: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Holds the lock. Raises LockedError when it is not free within `patience_s` seconds."""
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
    deadline = time.monotonic() + patience_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockedError(
                    f"Another presence has been writing for {patience_s:g} seconds "
                    "and nothing was changed. Try again in a moment."
                ) from None
            time.sleep(_STEP_S)
        except OSError as error:
            raise StoreError(
                f"The lock {file} could not be taken ({reason(error)}); nothing was changed."
            ) from error
