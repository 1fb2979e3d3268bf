"""One's own usual moments: a number logs one, or starts it and ends it."""

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.ui.actions import rituals
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.question import Choice, Question, Reply
from presence_tui.ui.keymap import key_of, with_keys
from presence_tui.ui.preview import moment_preview
from presence_tui.ui.screens.dashboard import Dashboard

NONE_YET = "There are no usual moments yet; what is logged on two days becomes one."


async def listed(room: Dashboard) -> list[tuple[str, str]]:
    """Each key and what it does."""
    try:
        usual = await room.desk.do(room.presence.usual.moments)
    except PresenceError as error:
        say(room.app, error, serious=True)
        return []
    return [
        (str(number), f"{'Start' if found.starts else 'Log'} {one_line(found.words)}")
        for number, found in enumerate(usual, 1)
    ]


def do(room: Dashboard, key: str | None = None) -> None:
    """Does the usual moment of a key; without one it is asked for.

    One that is started is ended by its key as well; on another day every one is logged.
    """
    if key is None:
        room.run_worker(_choose(room), group="ask")
    else:
        room.run_worker(_do(room, int(key)), group="keep")


async def _choose(room: Dashboard) -> None:
    usual = await listed(room)
    if not usual:
        say(room.app, NONE_YET)
        return
    choices = tuple(Choice(key, words, key) for key, words in usual)
    not_this = Choice("z", "one of these is not to be offered", "z")

    def answered(reply: Reply | None) -> None:
        if reply is not None and reply.answer == "z":
            room.run_worker(_ask_which(room, choices), group="ask")
        elif reply is not None:
            do(room, reply.answer)

    await room.app.push_screen(Question("Which one is it?", (*choices, not_this)), answered)


async def _ask_which(room: Dashboard, choices: tuple[Choice, ...]) -> None:
    """Leaves one out for good."""
    usual = room.presence.usual
    reply = await room.app.push_screen_wait(Question("Which one not?", choices))
    if reply is None:
        return
    try:
        await room.desk.do(lambda: usual.rest(usual.of(int(reply.answer))))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    say(room.app, with_keys(room.app, "It is not offered again; {undo} brings it back."))


async def _do(room: Dashboard, number: int) -> None:
    usual, past = room.presence.usual, room.looked_at
    try:
        starts = (await room.desk.do(lambda: usual.of(number))).starts and past is None
        running = await room.desk.do(lambda: usual.running(number)) if starts else None
        if running is not None:
            await rituals.stop(room, running.stamp.id)
        elif starts:
            started = await room.desk.do(lambda: usual.start(number))
            await room.look_again()
            key = key_of(room.app, f"usual-{number}")
            ends = f"runs; {key} ends and logs it."
            say(room.app, f"{one_line(started.name)} {ends}", veiled=f"It {ends}")
        else:
            kept = await room.desk.do(lambda: usual.log(number, past))
            await room.look_again(at=kept.stamp.id)
            say(room.app, f"Kept: {moment_preview(kept)}.", veiled="Kept.")
    except PresenceError as error:
        say(room.app, error, serious=True)
