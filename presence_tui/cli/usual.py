"""`usual`: one's usual moments."""

from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "number",
        nargs="?",
        type=int,
        metavar="NUMBER",
        help="log or start this one, as its key does",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--log", action="store_true", help="log it, also one that is usually started")
    how.add_argument("--start", action="store_true", help="start it as a timed moment")
    parser.add_argument("--rest", action="store_true", help="never offer this one again")
    parser.add_argument("--wake", action="store_true", help="offer all again that were left out")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Lists them, logs or starts one, leaves one out, or offers those left out again."""
    if options.wake:
        if options.number is not None or options.rest:
            raise WordsError("--wake is for all of them; say nothing else beside it.")
        print("Offered again." if presence.usual.wake() else "None is left out.")
        return
    if options.number is None:
        found = presence.usual.moments()
        if options.json:
            answers.print_json([usual._asdict() for usual in found])
            return
        for number, usual in enumerate(found, 1):
            starts = "  (starts)" if usual.starts else ""
            print(f"{number}  {one_line(usual.words)}{starts}")
        if not found:
            print("Nothing yet; what is logged on two days becomes usual.")
        return
    if options.rest:
        usual = presence.usual.of(options.number)
        presence.usual.rest(usual)
        print(
            f"{one_line(usual.text)} is not offered again; `presence usual --wake` brings it back."
        )
        return
    if options.start or (presence.usual.of(options.number).starts and not options.log):
        started = presence.usual.start(options.number)
        if options.json:
            answers.print_json(started.to_row())
        else:
            print(f"{one_line(started.name)} runs; `presence stop` ends and logs it.")
        return
    moment = presence.usual.log(options.number)
    if options.json:
        answers.print_json(moment.to_row())
    else:
        print(f"{answers.moment_line(moment).strip()}  [{answers.short_id(moment.stamp.id)}]")
