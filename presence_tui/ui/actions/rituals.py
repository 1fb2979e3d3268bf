"""What surrounds a boundary: logging off before it, what it suggests after it.

Everything here can be skipped with one key, and rests in a hard week; each coroutine runs in a
worker. While a bedtime is on the screen, all is asked in its ink.
"""

from functools import partial

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.errors import NotFoundError, PresenceError
from presence_tui.domain.parked import Parked
from presence_tui.domain.text import one_line
from presence_tui.services.past import as_words
from presence_tui.services.spoken import Spoken, read_boundary
from presence_tui.services.watch import Notice
from presence_tui.ui.alerts import say
from presence_tui.ui.asking import ask
from presence_tui.ui.dialogs.question import Choice, Line
from presence_tui.ui.ending import ask_end, when
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.phrases import minutes_long
from presence_tui.ui.preview import moment_preview
from presence_tui.ui.screens.dashboard import Dashboard

MOST = 9
"""Parked lines that can be taken up by a key at a time."""


async def start(room: Dashboard, words: str, side: str | None = None) -> Boundary | None:
    """Starts a boundary by a preset's name or in free words, with all that surrounds it.

    Gives it back, or nothing where it could not start; that was said.
    """
    try:
        spoken = read_boundary(room.presence.settings, words)
        return await begin(room, spoken, side)
    except PresenceError as error:
        say(room.app, error, serious=True)
        return None


async def begin(room: Dashboard, spoken: Spoken, side: str | None = None) -> Boundary:
    """As `start`, of words that were read. Raises PresenceError where it cannot start."""
    presence = room.presence
    how = _said(spoken, side)

    def do() -> tuple[Boundary, Notice]:
        boundary = presence.boundaries.start(*how)
        return boundary, presence.watch.started(boundary, presence.boundaries.running())

    boundary, notice = await room.desk.do(do)
    await room.look_again()
    room.heed(notice, shown=True)
    if said := [*_far_end(room, boundary), *_words(room, boundary)]:
        say(room.app, " ".join(said))
    if boundary.side == "work" and not room.veiled and not await _rests(room):
        await _take_up(room)
    # It runs by now, whatever becomes of the questions.
    for ended in await _log_off(room, boundary):
        await suggest(room, ended)
    return boundary


def planned(room: Dashboard, words: str, side: str | None = None) -> Boundary:
    """What words would begin; nothing is written. Reads files; raises as `begin` does."""
    spoken = read_boundary(room.presence.settings, words)
    return room.presence.boundaries.read(*_said(spoken, side))


def _said(
    spoken: Spoken, side: str | None
) -> tuple[str, str | None, str | None, str | None, str | None]:
    """As `Boundaries.start` takes it."""
    return spoken.name, spoken.length, spoken.until, spoken.at, side


async def _rests(room: Dashboard) -> bool:
    """Whether prompts rest now."""
    return await room.desk.do(room.presence.week.hard_until) is not None


def _far_end(room: Dashboard, boundary: Boundary) -> tuple[str, ...]:
    """Of a time that has passed today: that it is tomorrow's."""
    end = boundary.until
    if end is None or room.presence.day_of(end) == room.presence.today():
        return ()
    return (f"Its planned end is {when(end, room.now)}.",)


def _words(room: Dashboard, boundary: Boundary) -> tuple[str, ...]:
    """Which words there are for the others, and the key that copies them."""
    tell = room.presence.suggestions.tell(boundary)
    if not tell:
        return ()
    return (f"For the others: “{tell}” {with_keys(room.app, '{tell} copies it.')}",)


# ── logging off ──────────────────────────────────────────────────────────────


async def _log_off(room: Dashboard, begun: Boundary) -> tuple[Boundary, ...]:
    """Whoever leaves work is asked whether it ends as well, and what is left open.

    In the dark only the first: nothing is to be typed at a child's bed. Gives back what ended.
    """
    parked = room.presence.parked
    if not parked.asks(begun, room.day.running, room.day.boundaries) or await _rests(room):
        return ()
    work = parked.leaving(begun.side, room.day.running)
    ended: tuple[Boundary, ...] = ()
    if work and await _ends(room, work):
        ended = await room.desk.do(lambda: parked.leave(work, begun.stamp.at))
        await room.look_again()
    if not room.asleep:
        await _park(room)
    return ended


async def _ends(room: Dashboard, work: tuple[Boundary, ...]) -> bool:
    if room.veiled:
        sentence = "Work runs. Does it end as well?"
    elif len(work) == 1:
        since = when(work[0].stamp.at, room.now)
        sentence = f"{one_line(work[0].name)} has run since {since}. Does it end as well?"
    else:
        sentence = f"{' and '.join(one_line(b.name) for b in work)} run. Do they end as well?"
    choice = Choice("enter", "yes, work ends here", "end")
    return await ask(room, sentence, (choice,), skip="it runs on") is not None


async def _park(room: Dashboard) -> None:
    """What is left open, and when and where it goes on; a line at a time."""
    parked = room.presence.parked
    sentence, words = "What is left open, and when and where does it go on?", ""
    while True:
        reply = await ask(
            room,
            sentence,
            (Choice("enter", "puts it away until then", "park"),),
            line=Line(
                "finish the slide deck — tomorrow 9:15, at the desk",
                words,
                lambda said: _parked(parked.read(said)),
            ),
            skip="nothing more",
        )
        if reply is None:
            return
        words = reply.words
        try:
            await room.desk.do(partial(parked.park, words))
        except PresenceError as error:
            say(room.app, error, serious=True)
        else:
            sentence, words = "It waits for you there. Anything else?", ""


def _parked(line: Parked) -> str:
    return one_line(line.text) + (f" — {one_line(line.resume)}" if line.resume else "")


async def _take_up(room: Dashboard) -> None:
    """What waits from the last time, when work begins."""
    parked = room.presence.parked
    while True:
        try:
            waiting = await room.desk.do(parked.waiting)
        except PresenceError as error:
            say(room.app, error, serious=True)
            return
        if not waiting:
            return
        choices = tuple(
            Choice(str(number), _parked(line), line.stamp.id)
            for number, line in enumerate(waiting[:MOST], 1)
        )
        more = len(waiting) - len(choices)
        reply = await ask(
            room,
            "Left open last time. A number takes it up again.",
            choices,
            lines=(f"and {more} more, once there is room",) if more else (),
            skip="leave the rest" if len(waiting) > 1 else "leave it",
        )
        if reply is None:
            return
        try:
            await room.desk.do(partial(parked.done, reply.answer))
        except NotFoundError:
            # Taken up elsewhere while the question stood: the list is read again.
            continue
        except PresenceError as error:
            say(room.app, error, serious=True)
            return


# ── ending ───────────────────────────────────────────────────────────────────


async def stop(room: Dashboard, name: str | None = None) -> None:
    """Ends a boundary and offers what it suggests."""
    boundary = await room.desk.do(lambda: room.presence.boundaries.runs(name))
    try:
        ended = await end(room, boundary) if boundary else await _stop(room, name)
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    if ended is not None:
        await suggest(room, ended)


async def _stop(room: Dashboard, name: str | None) -> Boundary:
    return await room.desk.do(lambda: room.presence.boundaries.stop(name))


async def end(room: Dashboard, boundary: Boundary) -> Boundary | None:
    """Ends one; of one that was probably forgotten, it is asked when it really ended.

    None where it goes on. Raises PresenceError.
    """
    presence = room.presence
    forgotten = await room.desk.do(lambda: presence.forgotten.late(boundary))
    if forgotten is not None:
        return await ask_end(room, forgotten, now=True)
    ended = await _stop(room, boundary.stamp.id)
    await room.look_again()
    return ended


async def end_earlier(room: Dashboard, ident: str) -> None:
    """Ends one at a time that is asked for."""
    presence = room.presence
    try:
        boundary = await room.desk.do(lambda: presence.boundaries.runs(ident))
        if boundary is None:
            return
        ended = await ask_end(room, presence.forgotten.of(boundary), now=True)
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    if ended is not None:
        await suggest(room, ended)


async def suggest(room: Dashboard, ended: Boundary, by_itself: bool = False) -> None:
    """Offers the moment that an ended boundary suggests: one enter, one escape.

    It waits while the veil is down, and where it would come up `by_itself` until one is free.
    """
    suggestions = room.presence.suggestions
    try:
        moment = await room.desk.do(lambda: suggestions.of(ended))
        if moment is None or await _rests(room):
            return
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    if room.veiled or (by_itself and not room.free):
        room.put_off.append(partial(suggest, room, ended, by_itself=True))
        return
    words = as_words(moment)
    while True:
        reply = await ask(
            room,
            f"{one_line(ended.name)} · {minutes_long(shown_minutes(ended, room.now))}",
            (Choice("enter", "keeps it as a moment", "keep"),),
            line=Line(
                "in your words", words, lambda said: moment_preview(suggestions.read(ended, said))
            ),
        )
        if reply is None:
            return
        words = reply.words
        try:
            kept = await room.desk.do(partial(suggestions.keep, ended, words))
        except PresenceError as error:
            say(room.app, error, serious=True)
        else:
            await room.look_again(at=kept.stamp.id)
            return
