"""Short notices at the foot of the screen; what they say is never read as markup."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from textual.app import App

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.ui.keymap import with_keys

if TYPE_CHECKING:
    from presence_tui.ui.look import LookApp

SHORT_S, LONG_S = 4.0, 8.0
"""How long a notice stays, and one that is serious; longer ones in the time it takes to read."""
READ = 18
"""Characters a tired reader reads in a second."""
HIDDEN = "That could not be done; {veil} lifts the veil and says why."


def say(app: App[Any], what: str | PresenceError, serious: bool = False, veiled: str = "") -> None:
    """Shows one sentence for as long as it takes to read.

    A sentence may hold someone's words. Behind the veil `veiled` is shown in its place, or nothing,
    and over a bedtime's moon nothing is; what is serious is said afterwards.
    """
    look = cast("LookApp", app)
    sentence = told(app, what) if isinstance(what, PresenceError) else what
    if (look.veiled or look.dark) and serious and sentence not in look.withheld:
        look.withheld.append(sentence)
    if look.dark:
        return
    if look.veiled:
        sentence = with_keys(app, HIDDEN) if serious else veiled
    if sentence := one_line(sentence):
        seconds = max(LONG_S if serious else SHORT_S, len(sentence) / READ)
        look.show(sentence, serious, seconds)


def told(app: App[Any], error: PresenceError) -> str:
    """An error and what to do about it here, with the keys as they are set."""
    return f"{error} {with_keys(app, error.screen)}".rstrip()


def say_all(app: App[Any], sentences: Sequence[str], command: str) -> None:
    """Says the first of several things that are wrong, and the command that names them all."""
    if sentences:
        more = len(sentences) - 1
        tail = f" And {more} more: `presence {command}` names them." if more else ""
        say(app, f"{sentences[0]}{tail}", serious=True)
