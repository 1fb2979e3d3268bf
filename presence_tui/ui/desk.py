"""Where the dashboard's work on the journal is done: off the event loop, one thing at a time."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Desk:
    """Does one thing after the other, in the order asked."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def do(self, what: Callable[[], T]) -> T:
        """Runs `what` in a thread. Raises what it raises."""
        async with self._lock:
            return await asyncio.to_thread(what)
