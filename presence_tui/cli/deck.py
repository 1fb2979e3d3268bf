"""`deck`: ideas for ten minutes."""

import sys
from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.domain.errors import NotFoundError
from presence_tui.domain.idea import AGES, ENERGIES, PLACES, WHO, Wanted
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence

SHOWN = 5


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--minutes", type=int, metavar="N", help="how many there are")
    parser.add_argument("--energy", choices=ENERGIES, help="how much there is")
    parser.add_argument("--place", choices=PLACES[:2], help="indoors or outdoors")
    parser.add_argument("--age", choices=AGES, help="baby to 2, small 3 to 5, school, teen from 12")
    parser.add_argument("--who", choices=WHO, help="who is there")
    parser.add_argument("--seed", type=int, metavar="N", help="shuffle another way")
    parser.add_argument("--start", type=int, metavar="N", help="start the one with this number")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Deals a few, or starts one as a timed moment."""
    wanted = Wanted(options.minutes, options.energy, options.place, options.age, options.who)
    cards = presence.deck.deal(wanted, options.seed)
    for problem in presence.deck.problems:
        print(problem, file=sys.stderr)
    if options.start is not None:
        if not 1 <= options.start <= len(cards):
            raise NotFoundError(f"There is no card {options.start}; there are {len(cards)}.")
        boundary = presence.deck.start(cards[options.start - 1])
        if options.json:
            answers.print_json(boundary.to_row())
        else:
            print(f"{one_line(boundary.name)}, until you say stop; `presence drop` lets it go.")
        return
    if options.json:
        answers.print_json([card._asdict() for card in cards[:SHOWN]])
        return
    for number, card in enumerate(cards[:SHOWN], 1):
        print(f"{number}  {one_line(card.text)} · {card.minutes} min")
    if not cards:
        print("No card fits; ask for a little less.")
