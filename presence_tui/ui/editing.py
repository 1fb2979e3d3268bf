"""Words in the program's place: opened in $EDITOR, which has the terminal meanwhile."""

from textual.app import SuspendNotSupported

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import clean
from presence_tui.services.editor import Edited
from presence_tui.ui.alerts import say
from presence_tui.ui.look import LookApp


def edited(app: LookApp, words: str, suffix: str = ".txt") -> str | None:
    """The words as $EDITOR leaves them; none, and one sentence, where that failed."""
    try:
        draft = Edited(app.presence.paths, words, suffix)
    except PresenceError as error:
        say(app, error, serious=True)
        return None
    text, failed = "", None
    try:
        with app.suspend():
            # Textual takes the terminal back only where nothing is raised in here.
            try:
                text = draft.edit()
            except PresenceError as error:
                failed = error
    except SuspendNotSupported:
        draft.forget()
        say(app, "An editor needs a terminal of its own; here there is none.", serious=True)
        return None
    if failed is not None:
        say(app, str(failed), serious=True)
        return None
    draft.forget()
    return clean(text).rstrip("\n")
