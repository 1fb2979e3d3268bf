"""`edit`, `delete` and `purge`."""

import sys
from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence, a_day


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("id", metavar="ID", help="an id, its end or its beginning")
    if name == "edit":
        parser.add_argument("text", nargs="*", metavar="TEXT", help="the new words")
        parser.add_argument("--at", metavar="TIME", help="when it began")
        parser.add_argument("--day", metavar="DATE", help="move it to this day")
        parser.add_argument("--json", action="store_true", help="print the record as kept")
    elif name == "purge":
        parser.add_argument("--yes", action="store_true", help="do not ask")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Changes the entry and says what it is now."""
    if name == "edit":
        day = a_day(options.day, presence.today()) if options.day else None
        words = " ".join(options.text)
        if not words and day is not None:
            words = presence.past.words(options.id)
        record = presence.past.edit(options.id, words, at=options.at, day=day)
        if options.json:
            answers.print_json(record.to_row())
        else:
            print(f"{record.stamp.day}  {_line(record, presence)}")
        return 0
    if name == "delete":
        print(f"Deleted: {_line(presence.past.delete(options.id), presence)}")
        return 0
    found = presence.past.find(options.id)
    if not options.yes and not _agreed(_line(found, presence)):
        return 1
    presence.past.purge(options.id)
    print("Its words are gone from this disk. Copies made elsewhere are not reached from here.")
    return 0


def _agreed(line: str) -> bool:
    if not sys.stdin.isatty():
        print("purge cannot be taken back; say --yes to do it without a question.", file=sys.stderr)
        return False
    print(f"{line}\nTake these words off this disk for good? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _line(record: object, presence: Presence) -> str:
    ident = record.stamp.id  # type: ignore[attr-defined]
    if isinstance(record, Moment):
        line = answers.moment_line(record).strip()
    elif isinstance(record, Gratitude):
        line = answers.gratitude_line(record)
    elif isinstance(record, Boundary):
        line = answers.boundary_line(record, presence.clock.now())
    else:
        line = one_line(str(getattr(record, "text", "a check-in")))
    return f"{line}  [{answers.short_id(ident)}]"
