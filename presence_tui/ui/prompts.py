"""What comes up by itself, quietly and one at a time: plans, forgotten ends, the evening's review.

Nothing comes while someone types, another screen is open, or a hard week rests all prompts.
"""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.plans import Occasion
from presence_tui.domain.text import one_line
from presence_tui.services.forgotten import Forgotten
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.question import Choice, Question

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


async def look_round(room: "Dashboard", opening: bool = False) -> None:
    """Once a minute, and when the dashboard opens: beats, and asks what is due, if anything."""
    presence = room.presence
    try:
        forgotten = await room.desk.do(lambda: _someone_is_back(room, opening))
        if not room.free:
            return
        if await room.desk.do(lambda: presence.week.hard_until(presence.today())) is not None:
            return
        if forgotten is not None:
            await _ask_end(room, forgotten)
        else:
            await _offer(room)
    except PresenceError as error:
        say(room.app, error, serious=True)


def _someone_is_back(room: "Dashboard", opening: bool) -> Forgotten | None:
    """The forgotten end to ask about, looked for before the first beat and after a silence."""
    presence = room.presence
    found = presence.forgotten.ask() if opening else None
    back = presence.watch.heartbeat.beat()
    return presence.forgotten.ask() if back and found is None else found


async def _offer(room: "Dashboard") -> None:
    presence = room.presence
    occasion = await room.desk.do(presence.plans.due)
    if occasion is not None:
        await _ask_plan(room, occasion)
    elif await room.desk.do(presence.reviews.due):
        await _ask_review(room)


async def _ask_end(room: "Dashboard", forgotten: Forgotten) -> None:
    """`This ran until 02:10. When did it really end?`"""
    presence, boundary = room.presence, forgotten.boundary
    choices = tuple(
        Choice(str(number), f"{_when(room, guess.at)}, {guess.why}", str(number - 1))
        for number, guess in enumerate(forgotten.guesses[:9], 1)
    )
    reply = await room.app.push_screen_wait(
        Question(
            f"{one_line(boundary.name)} has run since {_when(room, boundary.stamp.at)}. "
            "When did it really end?",
            (*choices, Choice("t", "another time", "time"), Choice("g", "it goes on", "on")),
        )
    )
    await room.desk.do(lambda: presence.forgotten.answered(boundary))
    if reply is None or reply.answer == "on":
        return
    if reply.answer == "time":
        await _ask_time(room, boundary.stamp.id)
    else:
        end = forgotten.guesses[int(reply.answer)].at
        await room.desk.do(lambda: presence.boundaries.end_at(boundary.stamp.id, end))
    await room.look_again()


async def _ask_time(room: "Dashboard", ident: str) -> None:
    sentence, typed = "When did it end?", ""
    while True:
        reply = await room.app.push_screen_wait(
            Question(sentence, (Choice("enter", "ends it then", "at"),), field="22:15", words=typed)
        )
        if reply is None:
            return
        typed = reply.words
        try:
            await room.desk.do(partial(room.presence.boundaries.stop, ident, typed))
        except PresenceError as error:
            sentence = str(error)
        else:
            return


async def _ask_plan(room: "Dashboard", occasion: Occasion) -> None:
    """The words the user chose; start, in ten minutes, not today."""
    presence = room.presence
    notice = await room.desk.do(lambda: presence.watch.planned(occasion, room.day.running))
    room.heed(notice, shown=True)
    reply = await room.app.push_screen_wait(
        Question(
            one_line(occasion.plan.words),
            (
                Choice("enter", "start", "start"),
                Choice("t", "in ten minutes", "later"),
                Choice("n", "not today", "not"),
            ),
        )
    )
    if reply is not None and reply.answer == "start":
        from presence_tui.ui.actions import rituals

        await rituals.start(room, occasion.plan.start)
    elif reply is not None and reply.answer == "later":
        await room.desk.do(lambda: presence.plans.later(occasion))
    else:
        await room.desk.do(lambda: presence.plans.not_today(occasion))


async def _ask_review(room: "Dashboard") -> None:
    await room.desk.do(room.presence.reviews.offered)
    reply = await room.app.push_screen_wait(
        Question("It is evening. Two minutes to close the day?", (Choice("enter", "look", "yes"),))
    )
    if reply is not None:
        from presence_tui.ui.actions import evening

        await evening.review(room)


def _when(room: "Dashboard", at: datetime) -> str:
    """A time of today alone, another day's with the day."""
    local = at.astimezone(room.now.tzinfo)
    if local.date() == room.now.date():
        return f"{local:%H:%M}"
    from presence_tui.ui.phrases import short_day

    return f"{short_day(local.date())} {local:%H:%M}"
