"""The dashboard as a program: theme, signals, beginning and end."""

import gc
import os
import sys
from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.screen import Screen

from presence_tui.domain.day import Day
from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence, open_presence
from presence_tui.ui.look import LookApp
from presence_tui.ui.pasting import install
from presence_tui.ui.screens.dashboard import Dashboard
from presence_tui.ui.signals import Signals


def _provider() -> Any:
    from presence_tui.ui.palette import CommandProvider

    return CommandProvider


class PresenceApp(LookApp):
    """One screen, and what may lie over it."""

    TITLE = "presence"
    # Under the id of our command, so that both follow the user's own key.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", show=False, id="palette", priority=True)
    ]
    COMMANDS: ClassVar[set[Any]] = {_provider}
    CSS = """
    Screen { background: $background; overflow: hidden; }
    Toast, Toast.-information, Toast.-warning, Toast.-error {
        border: none; width: auto; max-width: 100%; margin: 0; padding: 0 3;
        background: $surface; color: $foreground;
    }
    """

    def __init__(self, presence: Presence, day: Day | None = None) -> None:
        super().__init__(presence)
        self._day = day
        self._signals = Signals(self)

    def get_default_screen(self) -> Screen[None]:
        """The dashboard."""
        return Dashboard(self.presence, self._day or self.presence.history.today())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None but our own, which the palette takes from one list."""
        return ()

    def action_command_palette(self) -> None:
        """Opens the palette over the dashboard, which is what its commands are done to."""
        from presence_tui.ui.palette import Palette
        from presence_tui.ui.screens.bedtime import Bedtime

        if isinstance(self.screen, Bedtime):
            # Nothing bright lies over the moon.
            self.screen.show_controls()
        elif isinstance(self.screen, Dashboard):
            self.push_screen(Palette(id="--command-palette"))

    async def on_event(self, event: Event) -> None:
        """Every key says that someone is there, whichever screen it is for."""
        if isinstance(event, Key) and not event.is_forwarded:
            self.dashboard.absence.touched()
        await super().on_event(event)

    def on_mount(self) -> None:
        """A terminal that is closed or a session that ends leaves the terminal sane."""
        self._signals.listen()

    @property
    def dashboard(self) -> Dashboard:
        """The one screen that is always there."""
        return next(s for s in self.screen_stack if isinstance(s, Dashboard))

    def on_unmount(self) -> None:
        """The window has its own title again."""
        for screen in self.screen_stack:
            if isinstance(screen, Dashboard):
                screen.host.restore()

    def on_ready(self) -> None:
        """From here on garbage is collected again; what has been loaded never is."""
        gc.freeze()
        gc.enable()

    def on_app_focus(self) -> None:
        """Back at the terminal, perhaps after a journey."""
        self.presence.look_around()


def run_dashboard() -> int:
    """Runs the dashboard. Returns its exit status; what went wrong is one sentence on stderr."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "The dashboard needs a terminal; `presence today` prints the day instead.",
            file=sys.stderr,
        )
        return 1
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        print(
            "This terminal cannot draw the dashboard (TERM is dumb); "
            "`presence today` prints the day instead.",
            file=sys.stderr,
        )
        return 1
    # Nothing made while starting is garbage: collecting is work for later.
    gc.disable()
    try:
        presence = open_presence()
        app = PresenceApp(presence, presence.history.today())
    except PresenceError as error:
        print(error.in_shell(), file=sys.stderr)
        return 1
    return run(app)


def run(app: PresenceApp) -> int:
    """Gives the terminal to a program until it is left. Returns its exit status."""
    install()
    app.run()
    return app.return_code or 0
