"""The dashboard as a program: theme, signals, beginning and end."""

import gc
import os
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.screen import Screen

from presence_tui.domain.day import Day
from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence, open_presence
from presence_tui.ui.commands import perform
from presence_tui.ui.look import LookApp
from presence_tui.ui.pasting import install
from presence_tui.ui.screens.dashboard import Dashboard
from presence_tui.ui.screens.layer import Layer
from presence_tui.ui.signals import Signals

if TYPE_CHECKING:
    from presence_tui.ui.dialogs.palette import PaletteDialog


class PresenceApp(LookApp):
    """One screen, and what may lie over it."""

    TITLE = "presence"
    # Under the id of our command, so that both follow the user's own key.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", show=False, id="palette", priority=True)
    ]

    def __init__(self, presence: Presence, day: Day | None = None) -> None:
        super().__init__(presence)
        self._day = day
        self._signals = Signals(self)

    def get_default_screen(self) -> Screen[None]:
        """The dashboard."""
        return Dashboard(self.presence, self._day or self.presence.history.today())

    async def action_palette(self) -> None:
        """Opens the palette, once; what it offers is done on the dashboard."""
        from presence_tui.ui.dialogs.palette import PaletteDialog

        screen = self.screen
        if isinstance(screen, Layer) and not screen.wanders:
            screen.stay()
            return
        dialog = PaletteDialog()

        def chosen(ident: str | None) -> None:
            if ident is not None:
                self.run_worker(self._do(ident), group="palette")

        await self.push_screen(dialog, chosen)
        self.run_worker(self._offer_usual(dialog), group="palette")

    async def _offer_usual(self, dialog: "PaletteDialog") -> None:
        from presence_tui.ui.actions.usual import listed

        dialog.add_usual(await listed(self.dashboard))

    async def _do(self, ident: str) -> None:
        """Does a command on the dashboard, wherever one is; words being typed become a draft."""
        room = await self.come_home()
        if room.entry.typing and ident != "help":
            room.entry.escape()
        await perform(room, ident)

    async def come_home(self) -> Dashboard:
        """Leaves whatever lies over the dashboard, with nothing lost."""
        home = self.dashboard
        while isinstance(self.screen, Layer):
            await self.screen.step_aside()
        return home

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
