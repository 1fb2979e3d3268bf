"""Logging off at a terminal: whether work ends as well, and what is left open."""

import sys

from presence_tui.cli.answers import clock_from, length
from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence


def ask(presence: Presence, boundary: Boundary) -> None:
    """Asks whoever left work for that boundary, which runs by now; an empty answer goes on.

    Raises StateError, StoreError.
    """
    day = presence.history.today()
    if not presence.parked.asks(boundary, day.running, day.boundaries):
        return
    work = presence.parked.leaving(boundary.side, day.running)
    if work and _ends(presence, work):
        for ended in presence.parked.leave(work, boundary.stamp.at):
            ran = length(shown_minutes(ended, presence.clock.now()) * 60)
            end = clock_from(ended.ended_at or boundary.stamp.at, presence)
            print(f"{one_line(ended.name)} ended at {end} · {ran}")
    _park(presence)


def _ends(presence: Presence, work: tuple[Boundary, ...]) -> bool:
    """Enter ends it, anything else lets it run; so does the end of what is typed."""
    names = " and ".join(one_line(b.name) for b in work)
    since = clock_from(work[0].stamp.at, presence)
    said = f"{names}, since {since}: enter ends it as well, n lets it run on. "
    return _answer(said) in ("\n", "y\n", "yes\n")


def _park(presence: Presence) -> None:
    """What is left open, a line at a time, until nothing more is said."""
    said = "What is left open, and when and where does it go on? enter: nothing. "
    while words := one_line(_answer(said)):
        try:
            presence.parked.park(words)
        except WordsError as error:
            said = f"{error.in_shell()} "
        else:
            said = "It waits for you there. Anything else? "


def _answer(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()
