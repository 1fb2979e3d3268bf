"""Screens that show one's words: behind the veil they are asked about before they open."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from presence_tui.ui.dialogs.question import Choice, Question
from presence_tui.ui.screens.dashboard import Dashboard

P = ParamSpec("P")
Action = Callable[Concatenate[Dashboard, P], Awaitable[None]]

ASKED = "All words are hidden. This page would show them."


def shows_words(action: Action[P]) -> Action[P]:
    """Opens a page of words; behind the veil only once that is lifted."""

    @wraps(action)
    async def opened(room: Dashboard, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if room.veiled:
            room.run_worker(_asked(room, lambda: action(room, *args, **kwargs)), group="ask")
        else:
            await action(room, *args, **kwargs)

    return opened


async def _asked(room: Dashboard, go_on: Callable[[], Awaitable[None]]) -> None:
    from presence_tui.ui.actions.view import veil

    choice = Choice("enter", "lift the veil and open it", "lift")
    reply = await room.app.push_screen_wait(Question(ASKED, (choice,)))
    if reply is None:
        return
    if room.veiled:
        veil(room)
    await go_on()
