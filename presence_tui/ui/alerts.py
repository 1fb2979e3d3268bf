"""Short notices in a corner; what they say is never read as markup."""

from re import sub
from typing import Any

from textual.app import App

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line


def say(app: App[Any], what: str | PresenceError, serious: bool = False) -> None:
    """Shows one sentence for a few seconds."""
    sentence = told(app, what) if isinstance(what, PresenceError) else what
    app.notify(
        one_line(sentence),
        severity="warning" if serious else "information",
        timeout=8 if serious else 4,
        markup=False,
    )


def told(app: App[Any], error: PresenceError) -> str:
    """An error and what to do about it here, with the keys as they are set."""
    if not error.screen:
        return str(error)
    from presence_tui.ui.commands import command
    from presence_tui.ui.keymap import shown

    screen = sub(r"\{([a-z-]+)\}", lambda found: shown(app, command(found[1])), error.screen)
    return f"{error} {screen}"
