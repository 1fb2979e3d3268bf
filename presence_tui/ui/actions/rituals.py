"""What surrounds a boundary: logging off before it, what it suggests after it.

Everything here can be skipped with one key; each coroutine runs in a worker of the dashboard.
"""

from functools import partial

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.errors import PresenceError, WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.past import as_words
from presence_tui.services.spoken import Spoken, read_boundary
from presence_tui.ui.alerts import say, told
from presence_tui.ui.dialogs.question import Choice, Question
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.phrases import minutes_long, short_day
from presence_tui.ui.preview import moment_preview
from presence_tui.ui.screens.dashboard import Dashboard


async def start(room: Dashboard, words: str) -> Boundary | None:
    """Starts a boundary by a preset's name or in free words, with all that surrounds it.

    Gives it back, or nothing where it could not start; that was said.
    """
    presence = room.presence
    try:
        spoken = read_boundary(presence.settings, words)
        if presence.parked.asks(spoken.side, room.day.running, room.day.boundaries):
            await _park(room)
        boundary = await room.desk.do(lambda: _begin(room, spoken))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return None
    await room.look_again()
    notice = presence.watch.started(boundary)
    room.heed(notice, shown=True)
    said = _far_end(room, boundary)
    tell = presence.suggestions.tell(boundary)
    if tell:
        copies = with_keys(room.app, "{tell} copies it.")
        said.append(f"For the others: “{tell}” {copies}")
    if said:
        say(room.app, " ".join(said))
    if boundary.side == "work" and not room.veiled:
        await _take_up(room)
    return boundary


def _far_end(room: Dashboard, boundary: Boundary) -> list[str]:
    """Of a time that has passed today: that it is tomorrow's."""
    end = boundary.until
    if end is None or room.presence.day_of(end) == room.presence.today():
        return []
    local = end.astimezone(room.now.tzinfo)
    return [f"Its planned end is {short_day(local.date())} {local:%H:%M}."]


def _begin(room: Dashboard, spoken: Spoken) -> Boundary:
    return room.presence.boundaries.start(
        spoken.name, length=spoken.length, until=spoken.until, at=spoken.at
    )


async def _park(room: Dashboard) -> None:
    """What is left open, and when and where it goes on; a line at a time."""
    sentence, words = "What is left open, and when and where does it go on?", ""
    while True:
        reply = await room.app.push_screen_wait(
            Question(
                sentence,
                (Choice("enter", "puts it away until then", "park"),),
                field="finish the slide deck — tomorrow 9:15, at the desk",
                words=words,
            )
        )
        if reply is None or not one_line(reply.words):
            return
        try:
            await room.desk.do(partial(room.presence.parked.park, reply.words))
        except WordsError as error:
            sentence, words = told(room.app, error), reply.words
        else:
            sentence, words = "It waits for you there. Anything else?", ""


async def _take_up(room: Dashboard) -> None:
    """What waits from the last time, when work begins."""
    waiting = await room.desk.do(room.presence.parked.waiting)
    while waiting:
        choices = tuple(
            Choice(
                str(number),
                f"{one_line(line.text)}" + (f" — {one_line(line.resume)}" if line.resume else ""),
                line.stamp.id,
            )
            for number, line in enumerate(waiting[:9], 1)
        )
        reply = await room.app.push_screen_wait(
            Question("Left open last time. A number takes it up again.", choices)
        )
        if reply is None:
            return
        await room.desk.do(partial(room.presence.parked.done, reply.answer))
        waiting = await room.desk.do(room.presence.parked.waiting)


async def stop(room: Dashboard, name: str | None = None) -> None:
    """Ends a boundary and offers what it suggests."""
    try:
        ended = await room.desk.do(lambda: room.presence.boundaries.stop(name))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    await room.look_again()
    await suggest(room, ended)


async def suggest(room: Dashboard, ended: Boundary, by_itself: bool = False) -> None:
    """Offers the moment that an ended boundary suggests: one enter, one escape.

    Behind the veil it waits; where it would come up `by_itself`, it comes only where one is free.
    """
    if room.veiled:
        room.put_off.append(partial(suggest, room, ended))
        return
    if by_itself and not room.free:
        return
    presence = room.presence
    moment = await room.desk.do(lambda: presence.suggestions.of(ended))
    if moment is None:
        return
    words, said = as_words(moment), moment_preview(moment)
    while True:
        reply = await room.app.push_screen_wait(
            Question(
                f"{one_line(ended.name)} · {minutes_long(shown_minutes(ended, room.now))}",
                (Choice("enter", "keeps it as a moment", "keep"),),
                lines=(said,),
                field="in your words",
                words=words,
            )
        )
        if reply is None:
            return
        words = reply.words
        try:
            kept = await room.desk.do(partial(presence.suggestions.keep, ended, words))
        except PresenceError as error:
            said = told(room.app, error)
        else:
            await room.look_again(at=kept.stamp.id)
            return
