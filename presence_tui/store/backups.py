"""The state before each write, kept as a hard link to the file that was replaced."""

import os
import shutil
from pathlib import Path

from presence_tui.domain.errors import StoreError
from presence_tui.store.paths import Paths, make_private_folder


def previous_file(paths: Paths, device: str, month: str) -> Path:
    """Where the state before the last write of a month file is."""
    return paths.backups / device / f"{month}.previous.json"


def keep_previous(paths: Paths, file: Path, device: str, month: str) -> None:
    """Keeps `file` as it stands, just before it is replaced.

    A backup that cannot be made does not fail the entry: the entry is the more important of both.
    """
    target = previous_file(paths, device, month)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        make_private_folder(target.parent)
        fresh.unlink(missing_ok=True)
        try:
            os.link(file, fresh)
        except FileNotFoundError:
            return
        except OSError:
            shutil.copyfile(file, fresh)
            fresh.chmod(0o600)
        os.replace(fresh, target)
    except (OSError, StoreError):
        return


def blank_previous(paths: Paths, device: str, month: str) -> None:
    """Removes the kept state of a month, which still holds purged words."""
    previous_file(paths, device, month).unlink(missing_ok=True)
