"""`export`: everything that is kept, as JSON, CSV or a diary."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from presence_tui.cli.answers import print_json
from presence_tui.cli.progress import Progress
from presence_tui.domain.errors import UsageError, WordsError
from presence_tui.domain.text import escape_json
from presence_tui.services.exchange import Sheets
from presence_tui.services.presence import Presence, a_day

FORMATS = ("json", "csv", "markdown")


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="json",
        help="json: all in one; csv: a file a kind; markdown: a file a month, like a diary",
    )
    parser.add_argument("--since", metavar="DATE", help="the first day: 2026-01-01")
    parser.add_argument("--until", metavar="DATE", help="the last day")
    parser.add_argument(
        "--private",
        action="store_true",
        help="guilt cards, pages and reviews in the markdown as well",
    )
    parser.add_argument(
        "--bom", action="store_true", help="in csv, the mark by which Excel knows accents and emoji"
    )
    parser.add_argument(
        "-o", "--output", metavar="PATH", help="a file for json, a folder for csv and markdown"
    )


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Writes the journal to stdout or to private files."""
    since, until = (_day(presence, said) for said in (options.since, options.until))
    if since and until and until < since:
        raise WordsError(f"--until {until} lies before --since {since}; no day is between them.")
    if options.private and options.format != "markdown":
        raise UsageError("--private is for markdown; json and csv hold everything anyway.")
    if options.bom and options.format != "csv":
        raise UsageError("--bom is for csv; nothing else is read by a spreadsheet.")
    if options.format == "csv" and options.output is None:
        raise UsageError("CSV is a file for each kind: say -o FOLDER.")
    with Progress("Reading the journal, months") as progress:
        if options.format == "json":
            export, problems = presence.exchange.export(since, until, progress)
        elif options.format == "csv":
            sheets = presence.exchange.sheets(since, until, progress, options.bom)
        else:
            sheets = presence.exchange.diary(since, until, options.private, progress)
    if options.format == "json":
        _say(problems)
        _whole(presence, export, options.output)
    else:
        _say(sheets.problems)
        _parts(presence, sheets, options.output)


def _day(presence: Presence, said: str | None) -> date | None:
    return a_day(said, presence.today()) if said else None


def _say(problems: tuple[str, ...]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _whole(presence: Presence, export: dict[str, Any], output: str | None) -> None:
    if output is None:
        print_json(export, indent=1)
        return
    listing = json.dumps(export, ensure_ascii=False, indent=1)
    presence.exchange.write(Path(output), escape_json(listing) + "\n")
    print(f"Written to {output}.", file=sys.stderr)


def _parts(presence: Presence, sheets: Sheets, output: str | None) -> None:
    if sheets.left_out:
        count = sheets.left_out
        what = "1 private entry is" if count == 1 else f"{count} private entries are"
        private = "guilt cards, pages and reviews"
        print(f"{what} left out; --private writes {private} too.", file=sys.stderr)
    if output is None:
        sys.stdout.write("\n\n".join(sheets.files.values()))
        return
    presence.exchange.write_all(Path(output), sheets.files)
    count = len(sheets.files)
    print(f"{count} file{'' if count == 1 else 's'} written to {output}.", file=sys.stderr)
