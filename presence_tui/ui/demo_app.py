"""`presence demo`: the dashboard on a made-up family's months, of which nothing is kept."""

import gc
import sys
from typing import ClassVar

from presence_tui.domain.errors import PresenceError
from presence_tui.services.demo import demo
from presence_tui.ui.alerts import say
from presence_tui.ui.app import PresenceApp, run

WELCOME = (
    "These months are a made-up family's. Try anything: nothing here is yours, and nothing is kept."
)


class DemoApp(PresenceApp):
    """Says what it is, once, and in its header all the time."""

    WORD: ClassVar[str] = "presence demo"

    def on_ready(self) -> None:
        """A word of welcome."""
        say(self, WELCOME, serious=True)


def run_demo() -> int:
    """Runs it in a throw-away folder. Returns its exit status."""
    gc.disable()
    try:
        with demo() as presence:
            status = run(DemoApp(presence, presence.history.today()))
    except PresenceError as error:
        print(error.in_shell(), file=sys.stderr)
        return 1
    print("That was the demo; nothing of it is kept. `presence` opens your own page.")
    return status
