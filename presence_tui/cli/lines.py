"""`log -` and `log --edit`: words from standard input, and words from an editor."""

import os
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from presence_tui.cli import answers
from presence_tui.cli.progress import Progress
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.moment import Moment
from presence_tui.services.presence import Presence
from presence_tui.store.editing import draft_file, forget_draft

REPORTED = 200
"""Refused lines that are named one by one."""


def log_lines(presence: Presence, options: Namespace, day: date | None) -> int:
    """Logs one moment a line; says which lines were refused and why, and returns 1 for those."""
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").splitlines()
    with Progress("Reading lines") as progress:
        logged = presence.moments.log_all(lines, options.at, day, progress)
    if options.json:
        answers.print_json([moment.to_row() for moment in logged.moments])
    else:
        count = len(logged.moments)
        print(f"{count:,} moment{'' if count == 1 else 's'} logged.")
    for number, reason in logged.refused[:REPORTED]:
        print(f"line {number}: {reason}", file=sys.stderr)
    if len(logged.refused) > REPORTED:
        print(f"… and {len(logged.refused) - REPORTED:,} more lines.", file=sys.stderr)
    return 1 if logged.refused else 0


def edited(presence: Presence, words: str) -> tuple[str, Path]:
    """What an editor makes of the words, and the private file they lie in until they are kept.

    Raises StateError when there is no editor or it failed, WordsError when nothing was written.
    """
    import shlex
    import subprocess

    said = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    file = draft_file(presence.paths, words)
    try:
        done = subprocess.run([*shlex.split(said), str(file)], check=False)
    except (OSError, ValueError) as error:
        forget_draft(file)
        raise StateError(
            f"The editor {said!r} could not be started; set EDITOR to yours."
        ) from error
    if done.returncode:
        raise StateError(f"The editor ended with {done.returncode}; what it wrote is in {file}.")
    text = file.read_text("utf-8", "replace").strip()
    if not text:
        forget_draft(file)
        raise WordsError("Nothing was written, so nothing was logged.")
    return text, file


def log_edited(presence: Presence, words: str, at: str | None, day: date | None) -> Moment:
    """Logs what an editor makes of the words; when it is refused, the words are kept in a file."""
    text, file = edited(presence, words)
    try:
        moment = presence.moments.log(text, at=at, day=day)
    except WordsError as error:
        raise WordsError(f"{error} Your words are in {file}.") from error
    forget_draft(file)
    return moment
