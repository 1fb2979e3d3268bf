"""`rest`: what is never offered again."""

from argparse import ArgumentParser, Namespace
from typing import Any

from presence_tui.cli import answers
from presence_tui.cli.progress import Progress
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("id", nargs="?", metavar="ID", help="an id, its end or its beginning")
    parser.add_argument("--words", metavar="TEXT", help="words that are no entry: an idea, say")
    parser.add_argument("--wake", action="store_true", help="offer again")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Puts an entry or words to rest, wakes them, or lists what rests."""
    memories = presence.memories
    if options.id is not None and options.words is not None:
        raise WordsError("Say an id or --words; not both.")
    if options.words is not None:
        words = one_line(options.words)
        if not words:
            raise WordsError("There are no words yet: add a few of your own.")
        memories.rest_words(words, wake=options.wake)
        _say(options, words, f'--words "{words}"')
    elif options.id is not None:
        record = presence.past.find(options.id)
        memories.rest(record.stamp.id, wake=options.wake)
        _say(options, _line(record), answers.short_id(record.stamp.id))
    elif options.wake:
        raise WordsError("Say what to wake: an id, or --words; `presence rest` lists what rests.")
    else:
        _list(presence, options.json)


def _say(options: Namespace, words: str, again: str) -> None:
    if options.json:
        answers.print_json({"at_rest": not options.wake})
    elif options.wake:
        print(f"Offered again: {words}")
    else:
        print(f"At rest: {words}\n`presence rest {again} --wake` wakes it.")


def _line(record: Any) -> str:
    """What an entry says; of one without words its kind."""
    return one_line(str(getattr(record, "text", None) or getattr(record, "name", "an entry")))


def _list(presence: Presence, as_json: bool) -> None:
    with Progress("Reading the journal, months") as progress:
        entries = presence.memories.entries_at_rest(progress)
        presence.finding.load(progress)
    people = [person for person in presence.people.all() if person.at_rest]
    if as_json:
        answers.print_json(
            {"people": [p._asdict() for p in people], "entries": [r.to_row() for r in entries]}
        )
        return
    for person in people:
        signs = " ".join(f"@{name}" for name in person.spellings)
        print(f"{one_line(person.name)} · {one_line(signs)}")
    for record in entries:
        ident = answers.short_id(record.stamp.id)
        print(f"{record.stamp.day}  {_line(record)}  [{ident}]")
    if not people and not entries:
        print("Nothing rests.")
