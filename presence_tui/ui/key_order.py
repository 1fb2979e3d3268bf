"""Keys in the order they were typed, however long each takes.

Textual hands a key to the widget in focus and reads the next one at once; what the widget leaves
comes back to the app as a message of its own, behind keys that were typed later. Where someone
types ahead, or the machine is slow, an arrow is then done after the letter that followed it, and
escape leaves a screen before the key before it was understood.
"""

import asyncio
from contextlib import suppress
from typing import TypeVar

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.message import Message

from presence_tui.domain.text import clean
from presence_tui.ui.screens.layer import Layer

R = TypeVar("R")

PATIENCE_S = 1.0
"""How long a key may take before the next one is read."""


class KeysInOrder(App[R]):
    """Reads a key when all that the one before it means is done."""

    _given: Event | None = None
    """The key that the widget in focus is looking at."""
    _came_back = False

    async def on_event(self, event: Event) -> None:
        """One key after the other."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, Paste):
            # Here for every field: control characters do not come in.
            event.text = clean(event.text)
        if isinstance(self.screen, Layer):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.screen.ready(), PATIENCE_S)
        target = self.focused or self.screen
        self._given, self._came_back = event, False
        await super().on_event(event)
        if event.is_forwarded:
            await self._looked_at(target)
        self._given = None
        if self._came_back:
            await super().on_event(event)

    async def _looked_at(self, target: DOMNode) -> None:
        """Waits for the widget, and for all around it that it may leave the key to."""
        for node in target.ancestors_with_self:
            heard = asyncio.Event()
            if node is self or not node.is_running or not node.call_later(heard.set):
                return
            try:
                await asyncio.wait_for(heard.wait(), PATIENCE_S)
            except TimeoutError:
                return

    def post_message(self, message: Message) -> bool:
        """A key that nobody took comes back here, and need not queue behind later ones."""
        if message is self._given and message.is_forwarded:
            self._came_back = True
            return True
        return super().post_message(message)
