"""The person's own editor: which program it is, and words on their way through it."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from presence_tui.domain.errors import PresenceError, StateError
from presence_tui.store.editing import draft_file, forget_draft
from presence_tui.store.paths import Paths, reason

PLAIN = ("nano", "vi")
"""What is tried where no editor is named."""


def find_editor(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The words that start it: of $VISUAL, else of $EDITOR, else a plain one that is there.

    Raises StateError when it is named but cannot be started, or there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = tuple(shlex.split(environ.get(name, "")))
        except ValueError as error:
            raise StateError(
                f"{name} is {environ[name]!r}, which cannot be read ({error}). "
                "Set it to the name of your editor."
            ) from error
        if words and shutil.which(words[0]) is None:
            raise StateError(
                f"The editor {words[0]!r} could not be started: there is no such program. "
                f"Set {name} to the name of yours."
            )
        if words:
            return words
    for program in PLAIN:
        if shutil.which(program):
            return (program,)
    raise StateError("No editor was found. Set EDITOR to the name of yours.")


def run_editor(command: tuple[str, ...], file: Path) -> int:
    """Opens a file and waits; its exit status. Raises StateError when it could not be started.

    ctrl+c while it is open is the editor's own and does not end presence; call it from the main
    thread.
    """
    # A function and not SIG_IGN, which the editor would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run([*command, str(file)], check=False).returncode
    except OSError as error:
        raise StateError(
            f"The editor {command[0]!r} could not be started ({reason(error)}). "
            "Set EDITOR to the name of another."
        ) from error
    finally:
        signal.signal(signal.SIGINT, before)


class Edited:
    """Words in a private file of their own, for as long as they are nowhere else."""

    def __init__(self, paths: Paths, words: str, suffix: str = ".txt") -> None:
        """Nothing is opened yet. Raises StateError without an editor, StoreError without a file."""
        self._command = find_editor()
        self._words = words
        self.file = draft_file(paths, words, suffix)
        """Where they lie until `forget`."""

    def edit(self) -> str:
        """The words as the editor leaves them; the file stays until `forget`.

        Raises StateError when the editor failed. Then the words are what they were, or the file is
        named that holds what was written.
        """
        try:
            status = run_editor(self._command, self.file)
        except PresenceError:
            self.forget()
            raise
        text = self._read()
        if status:
            said = f"The editor {self._command[0]!r} left with status {status}"
            if text.rstrip("\n") == self._words.rstrip("\n"):
                self.forget()
                raise StateError(f"{said}; your words are as they were.")
            raise StateError(f"{said}; what it wrote is in {self.file}.")
        return text

    def forget(self) -> None:
        """Removes the file: the words are kept elsewhere."""
        forget_draft(self.file)

    def _read(self) -> str:
        try:
            return self.file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise StateError(
                f"What the editor wrote is not UTF-8; it is in {self.file}. Save it as UTF-8."
            ) from error
        except FileNotFoundError as error:
            raise StateError("The editor took its file away; your words are as they were.") from (
                error
            )
        except OSError as error:
            raise StateError(f"{self.file} could not be read ({reason(error)}).") from error
