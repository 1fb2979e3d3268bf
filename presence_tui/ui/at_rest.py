"""What rests now: entries, and in a hard week every prompt. Read after the first paint."""

from datetime import date
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from presence_tui.domain.errors import PresenceError
from presence_tui.ui.draw import Piece, cut, fill

if TYPE_CHECKING:
    from presence_tui.domain.resting import Resting
    from presence_tui.ui.screens.dashboard import Dashboard

MARK = "  at rest"


class AtRest:
    """What the dashboard knows of it; until it is read, no words rest."""

    def __init__(self, room: "Dashboard") -> None:
        self._room = room
        self._resting: Resting | None = None
        self.hard_until: date | None = None
        """The last day of the hard week that lies over today."""

    @property
    def state(self) -> object:
        """What to compare to notice that something else rests than before."""
        # Most people have nothing at rest: having read that is no reason to draw anything.
        resting = self._resting if self._resting and any(self._resting) else None
        return resting, self.hard_until

    def has(self, record: Any) -> bool:
        """Whether an entry rests, itself or by its words."""
        by_itself = record.stamp.extra.get("at_rest") is True
        return by_itself or (self._resting is not None and self._resting.has(record))

    def pieces(self, record: Any, width: int) -> list[Piece]:
        """The words of an entry in `width` cells; of one that rests the end says so."""
        ink = self._room.ink
        if not self.has(record) or width < 2 * len(MARK):
            return [(fill(record.text, width), ink.text)]
        words = cut(record.text, width - len(MARK))
        gap = " " * (width - len(MARK) - cell_len(words))
        return [(words, ink.text), (MARK, ink.muted), (gap, ink.text)]

    async def look(self) -> None:
        """Reads what rests, off the event loop, and shows it."""
        presence, before = self._room.presence, self.state
        try:
            self._resting = await self._room.desk.do(presence.memories.resting)
            self.hard_until = await self._room.desk.do(presence.week.hard_until)
        except PresenceError:
            # The same files are read for the screen, which says what is wrong with them.
            return
        if self.state != before:
            self._room.lay_out()
