"""The one moment chosen for tomorrow."""

from datetime import timedelta

from presence_tui.domain.text import one_line
from presence_tui.ui.alerts import say
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.screens.dashboard import Dashboard

NOTHING_CHOSEN = "Nothing was chosen for this day; {intention} chooses for tomorrow."


async def choose(room: Dashboard) -> None:
    """Begins to type tomorrow's intention; the one that is chosen can be changed."""
    tomorrow = room.presence.today() + timedelta(days=1)
    chosen = await room.desk.do(lambda: room.presence.intentions.for_day(tomorrow))
    await room.entry.begin("intention", chosen[-1].text if chosen else None)


def fulfilled(room: Dashboard) -> None:
    """Says that the row's moment was the one chosen for its day; once more says it was not."""
    ident = room.moments.current() if room.focused is room.moments else None
    if ident is None:
        say(room.app, "Put the cursor on a moment first.")
        return
    taken, chosen = room.day.fulfilled_by(ident), room.day.open_intention
    intentions = room.presence.intentions
    if taken is not None:
        room.change(lambda: intentions.fulfil(taken.stamp.id, None))
    elif chosen is not None:
        room.change(lambda: intentions.fulfil(chosen.stamp.id, ident))
        say(room.app, f"That was it: {one_line(chosen.text)}.", veiled="That was it.")
    else:
        say(room.app, with_keys(room.app, NOTHING_CHOSEN))
