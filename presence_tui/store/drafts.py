"""Words that are still being typed: one small private file each, in `state/drafts/`."""

import re
from pathlib import Path

from presence_tui.domain.errors import StoreError
from presence_tui.store.files import replace
from presence_tui.store.paths import Paths, make_private_folder, reason

_NO_NAME = "[/\0\ud800-\udfff]"


def _file(paths: Paths, key: str) -> Path:
    # An id that another program made may hold what no file name can, or the name of a folder.
    return paths.state / "drafts" / f"{re.sub(_NO_NAME, '_', key)}.txt"


def read_draft(paths: Paths, key: str) -> str:
    """The words of a draft, or none. Raises StoreError when they are there but cannot be read."""
    file = _file(paths, key)
    try:
        return file.read_text("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StoreError(f"The draft {file} could not be read ({reason(error)}).") from error


def write_draft(paths: Paths, key: str, text: str) -> None:
    """Keeps the words of a draft; none takes it away. Raises StoreError."""
    file = _file(paths, key)
    if text:
        make_private_folder(file.parent)
        replace(file, text.encode("utf-8", "replace"))
        return
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"The draft {file} could not be removed ({reason(error)}).") from error
