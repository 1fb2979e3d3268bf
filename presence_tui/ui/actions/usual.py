"""One's own usual moments."""

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.question import Choice, Question, Reply
from presence_tui.ui.preview import moment_preview
from presence_tui.ui.screens.dashboard import Dashboard

NONE_YET = "There are no usual moments yet; what is logged on two days becomes one."


async def listed(room: Dashboard) -> list[tuple[str, str]]:
    """Each key and the words it logs."""
    try:
        usual = await room.desk.do(room.presence.usual.moments)
    except PresenceError as error:
        say(room.app, error, serious=True)
        return []
    return [(str(number), one_line(found.words)) for number, found in enumerate(usual, 1)]


def log(room: Dashboard, key: str | None = None) -> None:
    """Logs the usual moment of a key; without one it is asked for."""
    if key is None:
        room.run_worker(_choose(room), group="ask")
    else:
        room.run_worker(_log(room, int(key)), group="keep")


async def _choose(room: Dashboard) -> None:
    usual = await listed(room)
    if not usual:
        say(room.app, NONE_YET)
        return
    choices = tuple(Choice(key, words, key) for key, words in usual)

    def answered(reply: Reply | None) -> None:
        if reply is not None:
            log(room, reply.answer)

    await room.app.push_screen(Question("Which one was it?", choices), answered)


async def _log(room: Dashboard, number: int) -> None:
    presence, day = room.presence, room.looked_at
    try:
        kept = await room.desk.do(
            lambda: presence.moments.log(presence.usual.of(number).words, day=day)
        )
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    await room.look_again(at=kept.stamp.id)
    say(room.app, f"Kept: {moment_preview(kept)}")
