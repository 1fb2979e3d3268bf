"""`export`: everything that is kept, in one file."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from presence_tui.domain.text import escape_json
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--format", choices=("json",), default="json", help="how to write it")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE, not to stdout")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Writes the journal to stdout or to a private file."""
    export, problems = presence.exchange.export()
    for problem in problems:
        print(problem, file=sys.stderr)
    text = escape_json(json.dumps(export, ensure_ascii=False, indent=1)) + "\n"
    if options.output is None:
        sys.stdout.write(text)
        return
    presence.exchange.write(Path(options.output), text)
    print(f"Written to {options.output}.", file=sys.stderr)
