"""`people`: who is named in the journal."""

from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.cli.progress import Progress
from presence_tui.domain.text import one_line
from presence_tui.services.people import COLOURS, Known
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="whose page; all without a name")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--same-as", metavar="OTHER", help="NAME is another spelling of OTHER")
    change.add_argument("--part", action="store_true", help="NAME is no other spelling any more")
    change.add_argument("--name", dest="fuller", metavar="WORDS", help="a fuller name to show")
    change.add_argument("--colour", choices=(*COLOURS, "none"), help="a colour to show")
    change.add_argument("--rest", action="store_true", help="never offer again; nothing is lost")
    change.add_argument("--wake", action="store_true", help="offer again")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Lists people, shows a page, or changes what is kept about a person."""
    people = presence.people
    with Progress("Reading the journal, months") as progress:
        presence.finding.load(progress)
    said = options.name
    if said is None:
        if _changes(options):
            from presence_tui.domain.errors import WordsError

            raise WordsError("Say who: presence people NAME with what to change.")
        found = people.all()
        if options.json:
            answers.print_json([person._asdict() for person in found])
        else:
            for person in found:
                print(_line(person))
        return 0
    if options.same_as:
        changed = people.merge(said, options.same_as)
    elif options.part:
        changed = people.part(said)
    elif options.fuller is not None:
        changed = people.rename(said, options.fuller)
    elif options.colour:
        changed = people.colour(said, None if options.colour == "none" else options.colour)
    elif options.rest or options.wake:
        changed = people.rest(said, wake=options.wake)
    else:
        return _page(presence, said, options.json)
    if options.json:
        answers.print_json(changed._asdict())
    else:
        print(_line(changed))
    return 0


def _changes(options: Namespace) -> bool:
    return bool(
        options.same_as or options.part or options.fuller is not None or options.colour
    ) or bool(options.rest or options.wake)


def _line(person: Known) -> str:
    signs = " ".join(f"@{name}" for name in person.spellings)
    parts = [one_line(person.name), one_line(signs), person.colour or ""]
    if person.at_rest:
        parts.append("at rest")
    return " · ".join(part for part in parts if part)


def _page(presence: Presence, name: str, as_json: bool) -> int:
    page = presence.people.page(name)
    if as_json:
        answers.print_json(
            {
                "person": page.person._asdict(),
                "moments": [m.to_row() for m in page.moments],
                "gratitude": [g.to_row() for g in page.gratitude],
                "liked": list(page.liked),
            }
        )
        return 0
    print(_line(page.person))
    if page.liked:
        print(f"\nWhat you like to do\n  {one_line(', '.join(page.liked))}")
    if page.moments:
        print("\nLast moments together")
        for moment in page.moments:
            print(f"  {moment.stamp.day}  {answers.moment_line(moment).strip()}")
    if page.gratitude:
        print("\nThanks")
        for gratitude in page.gratitude:
            print(f"  {gratitude.stamp.day}  {answers.gratitude_line(gratitude)}")
    return 0
