"""Notices on their way out: to the corner of the screen, the terminal, the desktop."""

from typing import Any

from textual.app import App

from presence_tui.services.desktop import Desktop
from presence_tui.services.watch import Notice
from presence_tui.ui.alerts import say
from presence_tui.ui.host import Host


class Notices:
    """Takes a notice wherever it is to be heard, and nowhere else."""

    def __init__(self, app: App[Any], host: Host) -> None:
        self._app = app
        self._host = host
        self._desktop = Desktop()
        self.problem: str | None = None
        """Why the desktop did not show the last one; the doctor says so, not the screen."""

    def tell(self, notice: Notice, toast: bool = True) -> None:
        """Tells it, with a toast unless it would say twice what the screen shows.

        The desktop is asked in the background.
        """
        if toast and "toast" in notice.heard:
            say(self._app, notice.sentence, veiled="An end that you planned is here.")
        if "bell" in notice.heard:
            self._host.bell()
        if "terminal" in notice.heard:
            self._host.notify(notice.outside)
        if "desktop" in notice.heard:
            self._app.run_worker(
                self._on_desktop(notice.outside), group="desktop", exit_on_error=False
            )

    async def _on_desktop(self, words: str) -> None:
        self.problem = await self._desktop.show(words)
