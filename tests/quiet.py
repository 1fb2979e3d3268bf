"""Waiting until a program under test has nothing left to do, instead of for some time.

Textual's own pilot sleeps until the process uses little CPU: 20 ms at least for each key, and on a
busy machine it guesses wrong. Here a pause ends when the event loop has nothing ready, no thread
works for it, and the screen has drawn what changed. A question that waits for an answer is quiet.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

ROUNDS = 20
"""How often a screen may draw in answer to its own drawing before it counts as restless."""


class Threads:
    """The calls that threads do for the event loop right now."""

    def __init__(self) -> None:
        self._calls: set[asyncio.Future[Any]] = set()
        self.awaited = True
        """Whether a pause waits for threads; a test that holds one up goes on without."""
        self._plain = asyncio.base_events.BaseEventLoop.run_in_executor

    def run(
        self, loop: asyncio.BaseEventLoop, executor: Any, do: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Does as `run_in_executor` does, and keeps count."""
        call = self._plain(loop, executor, do, *args)
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        return call

    async def quiet(self, *_: float) -> None:
        """Waits until no thread works and the loop has twice had nothing to do."""
        loop: Any = asyncio.get_running_loop()
        calm = 0
        while calm < 2:
            busy = [call for call in self._calls if call.get_loop() is loop]
            if busy and self.awaited:
                await asyncio.wait(busy)
                calm = 0
            await asyncio.sleep(0)
            calm = 0 if loop._ready else calm + 1

    async def pause(self, pilot: Pilot[Any], delay: float | None = None) -> None:
        """Waits until nothing happens any more and all that changed is drawn."""
        if delay is not None:
            await asyncio.sleep(delay)
        app = pilot.app
        for _ in range(ROUNDS):
            await self.quiet()
            if app._resize_timer is not None:
                # A resize waits for the next one, a moment long.
                app._check_resize()
            elif app.is_running and app.screen_stack and _restless(app.screen):
                app.screen._on_timer_update()
            else:
                return
        raise AssertionError("the screen draws without end")


def _restless(screen: Screen[Any]) -> bool:
    """Whether something is to be drawn, or to be done once it is."""
    return not screen.app._batch_count and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


THREADS = Threads()


@contextmanager
def thread_held_up() -> Iterator[None]:
    """For as long as a test keeps a thread from going on, nobody waits for it."""
    THREADS.awaited = False
    try:
        yield
    finally:
        THREADS.awaited = True


def install(patch: pytest.MonkeyPatch) -> None:
    """Makes every pilot wait this way."""

    def run(loop: Any, executor: Any, do: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        return THREADS.run(loop, executor, do, *args)

    async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
        await THREADS.pause(pilot, delay)

    patch.setattr(asyncio.base_events.BaseEventLoop, "run_in_executor", run)
    patch.setattr("textual.app.wait_for_idle", THREADS.quiet)
    patch.setattr("textual.pilot.wait_for_idle", THREADS.quiet)
    patch.setattr(Pilot, "pause", pause)
