"""Private files for words that are being written in an editor."""

import os
from contextlib import suppress
from pathlib import Path

from presence_tui.domain.errors import StoreError
from presence_tui.store.paths import PRIVATE_FILE, Paths, make_private_folder, reason


def draft_file(paths: Paths, words: str, suffix: str) -> Path:
    """A new file with the words, for an editor. Raises StoreError."""
    from tempfile import mkstemp

    folder = paths.state / "drafts"
    make_private_folder(folder)
    try:
        descriptor, name = mkstemp(prefix="words-", suffix=suffix, dir=folder)
        with open(descriptor, "w", encoding="utf-8", errors="replace") as stream:
            os.fchmod(stream.fileno(), PRIVATE_FILE)
            stream.write(words + "\n" if words else "")
    except OSError as error:
        raise StoreError(f"A file for your words could not be made ({reason(error)}).") from error
    return Path(name)


def forget_draft(file: Path) -> None:
    """Removes a file whose words are kept elsewhere."""
    # The entry is safe; a leftover in a private folder does no harm.
    with suppress(OSError):
        file.unlink(missing_ok=True)
