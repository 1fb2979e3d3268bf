"""`edit`, `delete` and `purge`."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from presence_tui.cli import answers
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import WordsError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import clean
from presence_tui.services.presence import Presence, a_day
from presence_tui.services.records import handle, table_of
from presence_tui.services.reversals import label

_ID = "an id, its end or its beginning; a day for its page or review"


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("id", metavar="ID", help=_ID)
    if name == "edit":
        parser.add_argument("text", nargs="*", metavar="TEXT", help="the new words")
        parser.add_argument(
            "--at", metavar="TIME", help="when it began; of a boundary also 08:30-17:10"
        )
        parser.add_argument("--day", metavar="DATE", help="move it to this day")
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="FIELD=WORDS",
            help="change one field, such as side=home or ended=17:10; may be said several times",
        )
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
        if not (options.text or options.at or options.day or options.set):
            return _fields(presence, options)
        record = _edited(presence, options)
        if options.json:
            answers.print_json(record.to_row())
        else:
            print(f"{record.stamp.day}  {_line(record, presence)}")
        return 0
    if name == "delete":
        print(f"Deleted: {_line(presence.past.delete(options.id), presence)}")
        return 0
    return _purge(presence, options)


def _edited(presence: Presence, options: Namespace) -> Any:
    """The record as it is now."""
    if not options.set:
        day = a_day(options.day, presence.today()) if options.day is not None else None
        words = " ".join(options.text) if options.text else None
        return presence.past.edit(options.id, words, at=options.at, day=day)
    if options.text or options.at or options.day:
        raise WordsError("--set changes fields one by one; say nothing else beside it.")
    values: dict[str, str] = {}
    for said in options.set:
        field, equals, words = said.partition("=")
        if not equals:
            raise WordsError(f"--set takes a field and its words, such as side=home, not {said!r}.")
        values[field.strip()] = words
    return presence.forms.save(options.id, values)


def _fields(presence: Presence, options: Namespace) -> int:
    """Its fields, as they would be typed."""
    fields = presence.forms.of(options.id).fields
    if options.json:
        answers.print_json({field.name: field.value for field in fields})
        return 0
    width = max(len(field.name) for field in fields)
    for field in fields:
        first, *more = clean(field.value).split("\n")
        print(f"{field.name:{width}}  {first}".rstrip())
        for line in more:
            print(f"{'':{width}}  {line}".rstrip())
    shown = next((f for f in fields if f.example), fields[0])
    print(f'--set changes a field, such as --set {shown.name}="{shown.example}".', file=sys.stderr)
    return 0


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


def _line(record: Any, presence: Presence) -> str:
    if isinstance(record, Moment):
        line = answers.moment_line(record).strip()
    elif isinstance(record, Gratitude):
        line = answers.gratitude_line(record)
    elif isinstance(record, Boundary):
        line = answers.boundary_line(record, presence.clock.now())
    else:
        # What is private is named by its kind only.
        line = label(table_of(record), record.to_row())
    return f"{line}  [{answers.short_id(handle(table_of(record), record.stamp.id))}]"
