"""`park`: what is left open at log-off, and when and where it goes on."""

from argparse import ArgumentParser, Namespace

from presence_tui.domain.parked import Parked
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "text", nargs="*", metavar="TEXT", help="what is open — when and where it goes on"
    )
    parser.add_argument("--done", metavar="ID", help="it goes on; it is not offered again")
    parser.add_argument("--json", action="store_true", help="print the records as kept")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Parks the words, or shows what waits."""
    words = " ".join(options.text)
    if options.done is not None:
        lines = [presence.parked.done(options.done)]
    elif one_line(words):
        lines = [presence.parked.park(words)]
    else:
        lines = list(presence.parked.waiting())
    if options.json:
        from presence_tui.cli.answers import print_json

        print_json([line.to_row() for line in lines])
        return
    for line in lines:
        print(_line(line))
    if not lines:
        print("nothing waits")


def _line(line: Parked) -> str:
    words = " — ".join(one_line(w) for w in (line.text, line.resume) if w)
    return f"{'done: ' if line.done else ''}{words}  [{line.stamp.id[-6:]}]"
