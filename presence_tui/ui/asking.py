"""Asking on the dashboard, in the dark as in the light; a question may be answered elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from presence_tui.ui.dialogs.question import Choice, Line, Question, Reply

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


class Standing(NamedTuple):
    """A question that stands on the screen by itself, until it is answered here or elsewhere."""

    question: Question
    still: Callable[[], bool]
    """Whether it is still one; reads the journal."""


async def ask(
    room: "Dashboard",
    sentence: str,
    choices: tuple[Choice, ...],
    lines: tuple[str, ...] = (),
    line: Line | None = None,
    skip: str = "leave it",
    still: Callable[[], bool] | None = None,
) -> Reply | None:
    """The reply, or none where it was skipped. Call it in a worker.

    Where `still` is given and no longer so, the reply is WITHDRAWN.
    """
    question = Question(sentence, choices, lines, line, skip, night=room.asleep)
    if still is not None:
        room.standing = Standing(question, still)
    try:
        return await room.app.push_screen_wait(question)
    finally:
        if room.standing is not None and room.standing.question is question:
            room.standing = None
