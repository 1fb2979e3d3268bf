"""Taking changes back, and doing them again."""

from collections.abc import Callable

from presence_tui.domain.errors import PresenceError
from presence_tui.services.changes import Reversal
from presence_tui.ui.alerts import say
from presence_tui.ui.screens.dashboard import Dashboard


def undo(room: Dashboard) -> None:
    """Takes the last change back."""
    room.run_worker(_reverse(room, room.presence.changes.undo), group="change")


def redo(room: Dashboard) -> None:
    """Does again what was taken back last."""
    room.run_worker(_reverse(room, room.presence.changes.redo), group="change")


async def _reverse(room: Dashboard, reverse: Callable[[], Reversal]) -> None:
    try:
        reversal = await room.desk.do(reverse)
    except PresenceError as error:
        say(room.app, error)
        return
    live = [record.stamp.id for record in reversal.records if not record.stamp.deleted]
    await room.look_again(at=live[0] if live else None)
    await room.at_rest.look()
    # Before the colon stands what was done, after it whose words.
    say(room.app, reversal.sentence, veiled=reversal.sentence.partition(":")[0] + ".")
