"""Signals: a session that ends, a terminal that is closed, a stopped process that goes on."""

import asyncio
import os
import signal
import sys
import termios
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from presence_tui.ui.screens.layer import Layer

if TYPE_CHECKING:
    from presence_tui.ui.app import PresenceApp

KEEPING_S = 10.0
"""How long what is being written may take to reach the disk; longer than a lock is waited for."""
LOOK_S = 2.0
"""How often the terminal is asked whether it is still there."""
LEAVING_S = 2.0
"""How long the terminal may take to be left sane after that."""


class Signals:
    """Ends the program in order, and without its terminal if need be.

    Textual writes to the terminal through a queue of 30 pieces. When the terminal is gone, the
    thread that empties the queue is too, and whoever writes next waits for ever: so a thread of our
    own ends the process when it has not ended by itself.
    """

    def __init__(self, app: "PresenceApp") -> None:
        self._app = app
        self._ending = False
        self._kept = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._go_on: Any = None

    def listen(self) -> None:
        """Call it on the event loop, once the terminal is in use; without one nothing is done."""
        if self._app.is_headless:
            return
        self._loop = asyncio.get_running_loop()
        # Not the event loop's own handlers: they wait for the loop, which may be the one waiting.
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGHUP, self._end)
        self._go_on = signal.signal(signal.SIGCONT, self._continued)
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        """Says that the terminal is gone where nobody else does.

        The signal goes to the shell, which passes it on by ending: one under `nohup` does not. A
        thread, since the event loop may be the one that waits for the terminal.
        """
        stdin = sys.__stdin__
        while stdin is not None and not self._ending:
            try:
                termios.tcgetattr(stdin.fileno())
            except termios.error:
                os.kill(os.getpid(), signal.SIGHUP)
                return
            threading.Event().wait(LOOK_S)

    def _end(self, number: int, _: object) -> None:
        if self._ending:
            return
        self._ending = True
        # A closed terminal wakes its programs as well; there is nothing to go on with.
        signal.signal(signal.SIGCONT, signal.SIG_IGN)
        threading.Thread(target=self._end_at_last, args=(128 + number,), daemon=True).start()
        self._loop.call_soon_threadsafe(self._leave, 128 + number)

    def _leave(self, status: int) -> None:
        async def leave() -> None:
            self._keep_words()
            await self._app.dashboard.finish()
            self._kept.set()
            self._app.exit(return_code=status)

        self._app.run_worker(leave(), group="leave")

    def _end_at_last(self, status: int) -> None:
        try:
            if not self._kept.wait(KEEPING_S):
                self._keep_words()
            # Not `time.sleep`, which fails under a clock that someone has set from outside.
            threading.Event().wait(LEAVING_S)
        finally:
            os._exit(status)

    def _keep_words(self) -> None:
        """What is being typed anywhere is a draft on the disk."""
        self._app.dashboard.drafting.flush()
        for screen in self._app.screen_stack:
            if isinstance(screen, Layer):
                screen.keep_draft()

    def _continued(self, number: int, frame: object) -> None:
        """Goes on after a stop.

        Textual would set up the terminal a second time, with a second reader of keys, where it did
        not put it away itself: there the screen is only drawn anew.
        """
        driver = self._app._driver
        put_away: Callable[[int, object], Any] | None = self._go_on
        if getattr(driver, "_must_signal_resume", True) and callable(put_away):
            put_away(number, frame)
        else:
            self._loop.call_soon_threadsafe(self._app.refresh)
