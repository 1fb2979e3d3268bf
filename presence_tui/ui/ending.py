"""Asking when a boundary really ended."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.text import one_line
from presence_tui.services.ends import ended
from presence_tui.services.forgotten import Forgotten
from presence_tui.ui.asking import ask
from presence_tui.ui.dialogs.question import WITHDRAWN, Asked, Choice, Line
from presence_tui.ui.phrases import minutes_long, short_day

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


def when(at: datetime, now: datetime) -> str:
    """A time of today alone, another day's with its day."""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    return f"{short_day(local.date())} {local:%H:%M}"


async def ask_end(
    room: "Dashboard",
    forgotten: Forgotten,
    now: bool = False,
    still: Callable[[], bool] | None = None,
    answered: Callable[[], None] | None = None,
) -> Boundary | None:
    """`This ran until 02:10. When did it really end?` The boundary as it ended; none if it goes on.

    With `now` an end just now is the first answer. `still` is as in `ask`; `answered` is called
    off the event loop once there is an answer, whichever. Raises PresenceError.
    """
    presence, boundary = room.presence, forgotten.boundary
    name = "It" if room.veiled else one_line(boundary.name)
    reply = await ask(
        room,
        f"{name} has run since {when(boundary.stamp.at, room.now)}. When did it really end?",
        _choices(room, forgotten, now),
        skip="leave it" if still else "it goes on",
        still=still,
    )
    if reply is WITHDRAWN:
        return None
    if answered is not None:
        await room.desk.do(answered)
    if reply is None or reply.answer == "on":
        return None
    boundaries, ident = presence.boundaries, boundary.stamp.id
    if reply.answer == "now":
        do = partial(boundaries.stop, ident)
    elif reply.answer == "at":
        do = partial(boundaries.end_at, ident, presence.forgotten.end_said(boundary, reply.words))
    else:
        do = partial(boundaries.end_at, ident, forgotten.guesses[int(reply.answer)].at)
    found = await room.desk.do(do)
    await room.look_again()
    return found


def _choices(room: "Dashboard", forgotten: Forgotten, now: bool) -> tuple[Choice, ...]:
    guesses = (
        Choice(str(number), f"{when(guess.at, room.now)}, {guess.why}", str(number - 1))
        for number, guess in enumerate(forgotten.guesses[:9], 1)
    )
    line = Line("22:15, or sat 22:15", read=partial(_read, room, forgotten.boundary))
    then = (Choice("enter", "ends it then", "at"),)
    other = Choice("t", "another time", "time", asks=Asked("When did it end?", then, line=line))
    if now:
        return (Choice("enter", "just now", "now"), *guesses, other)
    return (*guesses, other, Choice("g", "it goes on", "on"))


def _read(room: "Dashboard", boundary: Boundary, words: str) -> str:
    """`Fri 20 Nov 17:30 · 8 h 30 min`, of a time as typed. Raises WordsError, NotFoundError."""
    end = room.presence.forgotten.end_said(boundary, words)
    minutes = shown_minutes(ended(boundary, end), end)
    return f"{when(end, room.now)} · {minutes_long(minutes)}"
