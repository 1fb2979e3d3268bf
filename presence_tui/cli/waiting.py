"""`wait`: blocks until a boundary ends, for scripts."""

import time
from argparse import ArgumentParser, Namespace

from presence_tui.domain.boundary import state
from presence_tui.domain.errors import StateError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence

LOOK_S = 1.0
"""How often the clock and the files are looked at; a suspended machine looks when it wakes."""


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="which one; else the last begun")
    parser.add_argument(
        "--over", action="store_true", help="until its planned end is reached, or it is ended"
    )


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Returns once it has ended, wherever that was said. Raises StateError when it does not run."""
    said = one_line(" ".join(options.name))
    found = presence.boundaries.runs(said or None)
    if found is None:
        raise StateError(f"{said!r} does not run." if said else "Nothing runs to be waited for.")
    ident = found.stamp.id
    prints = None
    while found is not None:
        if options.over and state(found, presence.clock.now()) == "over":
            return 0
        time.sleep(LOOK_S)
        # Files are read again only when one of them has changed; ends are a matter of the clock.
        fresh = presence.history.prints(presence.today())
        if fresh != prints or state(found, presence.clock.now()) == "over":
            prints = fresh
            presence.boundaries.settle()
            found = presence.boundaries.runs(ident)
    return 0
