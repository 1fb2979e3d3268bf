"""`find`: everything ever written, by its words."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from presence_tui.cli import answers
from presence_tui.cli.progress import Progress
from presence_tui.domain.errors import WordsError
from presence_tui.domain.record import iso
from presence_tui.domain.text import clean
from presence_tui.services.presence import Presence
from presence_tui.services.searching import Hit

SHOWN = 50


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help='words, "a phrase", @person, #tag, kind:gratitude, side:home, after:2025-06',
    )
    parser.add_argument(
        "--limit", type=int, metavar="N", help=f"how many at most, the newest (on paper {SHOWN})"
    )
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Prints what fits, newest first."""
    words = " ".join(options.words)
    limit = options.limit if options.limit is not None or options.json else SHOWN
    if limit is not None and limit < 1:
        raise WordsError("--limit takes a whole number from 1 up.")
    with Progress("Reading the journal, months") as progress:
        presence.finding.load(progress)
    found = presence.finding.search(words, limit)
    if found.problems:
        raise WordsError(" ".join(found.problems))
    for problem in presence.finding.problems:
        print(problem, file=sys.stderr)
    if options.json:
        answers.print_json({"count": found.total, "found": [_json(hit) for hit in found.hits]})
        return 0
    for hit in found.hits:
        print(_line(hit))
    if not found.total:
        print("Nothing is written with these words.", file=sys.stderr)
    elif found.total > len(found.hits):
        print(
            f"… and {found.total - len(found.hits):,} older; --limit shows more.", file=sys.stderr
        )
    return 0


def _line(hit: Hit) -> str:
    """`2026-11-22 07:40  Slow breakfast · 20 min · @mia · moment  [7QXT12]`."""
    when = f"{hit.day} {answers.clock(hit.at) if hit.timed else '     '}"
    parts = [
        clean(hit.excerpt),
        answers.length(hit.minutes * 60) if hit.minutes else "",
        answers.signs(hit.people, hit.tags),
        hit.kind,
    ]
    line = " · ".join(part for part in parts if part)
    return f"{when}  {line}  [{answers.short_id(hit.handle)}]"


def _json(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "day": hit.day.isoformat(),
        "at": iso(hit.at),
        "timed": hit.timed,
        "text": hit.text,
        "people": list(hit.people),
        "tags": list(hit.tags),
        "minutes": hit.minutes,
        "side": hit.side,
    }
