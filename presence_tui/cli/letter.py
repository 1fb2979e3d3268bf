"""`letter`: a week or a month as a page to keep or to send."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from presence_tui.services.presence import Presence, a_day

PARTS = "picture, kept, moments, thanks, week, intentions, care, cards, pages"


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--week", action="store_true", help="the week; this is the default")
    span.add_argument("--month", action="store_true", help="the month")
    parser.add_argument("--day", metavar="DATE", help="a day in it: 2026-11-20; today without")
    parser.add_argument("--format", choices=("markdown", "html"), default="markdown")
    parser.add_argument(
        "--with",
        dest="parts",
        metavar="PARTS",
        default="picture,kept,moments,thanks",
        help=f"what goes in: {PARTS}; what comes after thanks only ever goes in by name",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE, not to stdout")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Writes the letter to stdout or to a private file."""
    from presence_tui.domain.errors import WordsError
    from presence_tui.domain.letter import html, markdown
    from presence_tui.services import letters

    parts = tuple(part.strip() for part in options.parts.split(",") if part.strip())
    for part in parts:
        if part not in letters.PARTS:
            raise WordsError(f"A letter has no part {part!r}; there are {PARTS}.")
    day = a_day(options.day, presence.today()) if options.day is not None else presence.today()
    found = letters.Letters(presence).gather("month" if options.month else "week", day, parts)
    text = html(found) if options.format == "html" else markdown(found)
    if options.output is None:
        sys.stdout.write(text)
        return
    presence.exchange.write(Path(options.output), text)
    print(f"Written to {options.output}.", file=sys.stderr)
