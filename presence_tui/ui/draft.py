"""Words being typed on a screen of their own: on the disk shortly after, off the event loop."""

import asyncio
from collections.abc import Callable
from threading import Lock
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from presence_tui.domain.errors import PresenceError
from presence_tui.services.drafts import Drafts
from presence_tui.ui.alerts import say

DRAFT_S = 0.4
"""Seconds after which words being typed are kept as a draft."""

Drafted = tuple[str, str, str]
"""A draft's key, its words, and what those began as."""


class Draft:
    """Knows when to write; `drafted` says what, or that nothing is to be kept."""

    def __init__(
        self, screen: Screen[Any], drafts: Drafts, drafted: Callable[[], Drafted | None]
    ) -> None:
        self._screen, self._drafts, self._drafted = screen, drafts, drafted
        self._timer: Timer | None = None
        self._disk = Lock()
        """Held while a draft is written: typing goes on meanwhile."""
        self._number = 0
        """How often a draft was kept or dropped at once."""

    @property
    def waits(self) -> bool:
        """Whether words were typed that are on no disk yet."""
        return self._timer is not None

    def soon(self) -> None:
        """Words were typed: shortly after they are on the disk."""
        if self._timer is None:
            self._timer = self._screen.set_timer(DRAFT_S, self._keep_soon)

    def keep(self) -> bool:
        """Keeps the words at once, as they stand; whether that could be done."""
        self._stop()
        drafted = self._drafted()
        return drafted is None or self._do(lambda: self._drafts.keep(*drafted))

    def drop(self, key: str) -> None:
        """The words of a key are kept elsewhere now."""
        self._stop()
        self._do(lambda: self._drafts.drop(key))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _do(self, do: Callable[[], None]) -> bool:
        try:
            with self._disk:
                self._number += 1
                do()
        except PresenceError as error:
            say(self._screen.app, error, serious=True)
            return False
        return True

    async def _keep_soon(self) -> None:
        self._timer = None
        drafted, number = self._drafted(), self._number

        def keep() -> None:
            with self._disk:
                # Kept or dropped since then, these words are old.
                if drafted is not None and number == self._number:
                    self._drafts.keep(*drafted)

        try:
            await asyncio.to_thread(keep)
        except PresenceError as error:
            say(self._screen.app, error, serious=True)
