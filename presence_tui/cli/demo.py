"""`demo`: without a terminal there is no dashboard, but there is the sample itself."""

from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.domain.errors import StateError
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--json", action="store_true", help="print the sample as an export instead")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints the sample as JSON; raises StateError, for the rest needs a terminal."""
    from presence_tui.services.demo import demo

    if not options.json:
        raise StateError(
            "The demo is the dashboard, which needs a terminal; `presence demo --json` prints "
            "its sample."
        )
    with demo(presence.clock) as sample:
        export, _ = sample.exchange.export()
    answers.print_json(export, indent=1)
