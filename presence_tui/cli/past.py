"""`edit`, `delete` and `purge`."""

import sys
from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence, a_day

_ID = "an id, its end or its beginning"
_DAY = "; a day for its page and review"


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("id", metavar="ID", help=_ID + (_DAY if name == "purge" else ""))
    if name == "edit":
        parser.add_argument("text", nargs="*", metavar="TEXT", help="the new words")
        parser.add_argument("--at", metavar="TIME", help="when it began")
        parser.add_argument("--day", metavar="DATE", help="move it to this day")
        parser.add_argument(
            "--other", action="store_true", help="show what another device made of it meanwhile"
        )
        parser.add_argument("--json", action="store_true", help="print the record as kept")
    elif name == "purge":
        parser.add_argument("--yes", action="store_true", help="do not ask")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Changes the entry and says what it is now."""
    if name == "edit" and options.other:
        return _others(presence, options)
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
    return _purge(presence, options)


def _purge(presence: Presence, options: Namespace) -> int:
    shown = presence.past.purgeable(options.id)
    if not options.yes and not _agreed(presence.past.label(shown)):
        return 1
    elsewhere = presence.past.purge(options.id)
    print("Its words are gone from everything this device keeps.")
    if elsewhere:
        names = ", ".join(elsewhere)
        print(f"Still in what came from {names}, until presence is next opened there and synced.")
    return 0


def _agreed(line: str) -> bool:
    if not sys.stdin.isatty():
        print("purge cannot be taken back; say --yes to do it without a question.", file=sys.stderr)
        return False
    print(f"{line}\nTake these words off this disk for good? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _others(presence: Presence, options: Namespace) -> int:
    """What was written on other devices at the same time, without knowing of what is shown."""
    versions = presence.past.versions(options.id)
    if options.json:
        answers.print_json([record.to_row() for record in versions])
    elif not versions:
        print("No other version of it is kept.", file=sys.stderr)
    for record in () if options.json else versions:
        print(f"{record.stamp.day}  {_line(record, presence)}  from {record.stamp.rev[19:]}")
    return 0


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
