"""`log -` and `log --edit`: words from standard input, and words from an editor."""

import sys
from argparse import Namespace
from datetime import date

from presence_tui.cli import answers
from presence_tui.cli.progress import Progress
from presence_tui.domain.errors import StoreError, WordsError
from presence_tui.domain.moment import Moment
from presence_tui.services.editor import Edited
from presence_tui.services.presence import Presence


def log_lines(presence: Presence, options: Namespace, day: date | None) -> int:
    """Logs one moment a line; says which lines were refused and why, and returns 1 for those."""
    lines = sys.stdin.buffer.read().splitlines()
    with Progress("Reading lines") as progress:
        logged = presence.moments.log_all(lines, options.at, day, progress)
    if options.json:
        answers.print_json([moment.to_row() for moment in logged.moments])
    else:
        count = len(logged.moments)
        print(f"{count:,} moment{'' if count == 1 else 's'} logged.")
    for number, error in logged.refused:
        print(f"line {number}: {error.in_shell()}", file=sys.stderr)
    return 1 if logged.refused else 0


def log_edited(presence: Presence, words: str, at: str | None, day: date | None) -> Moment:
    """Logs what an editor makes of the words; when it is refused, the words are kept in a file."""
    edited = Edited(presence.paths, words)
    text = edited.edit().strip()
    if not text:
        edited.forget()
        raise WordsError("Nothing was written, so nothing was logged.")
    try:
        moment = presence.moments.log(text, at=at, day=day)
    except (WordsError, StoreError) as error:
        raise type(error)(f"{error} Your words are in {edited.file}.") from error
    edited.forget()
    return moment
