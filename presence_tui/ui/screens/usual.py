"""One's usual moments: what the keys 1 to 9 do, in words of one's own."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.habits import UsualMoment
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import told
from presence_tui.ui.dialogs.question import Choice, Question
from presence_tui.ui.draw import Piece, cut, fill, folded
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.listing import ListScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line

NEW = "usual-new"


class UsualScreen(ListScreen[UsualMoment]):
    """Enter changes the words of one, `t` whether it starts or logs; those moved become one's own.

    One that was learned and is changed becomes one's own as well: it stands in the settings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("enter", "choose", "Change"),
        Binding("t", "turn", "Start it, or log it"),
        Binding("J,shift+down", "carry(1)", "Further down"),
        Binding("K,shift+up", "carry(-1)", "Further up"),
    ]
    heading = "Usual moments"
    empty = "Nothing yet: what is logged on two days becomes usual. a adds one."

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.error = ""
        self._changing: UsualMoment | None = None

    def find(self) -> Sequence[UsualMoment]:
        """In the order of their keys."""
        return self.presence.usual.moments()

    def pieces(self, row: UsualMoment) -> list[Piece]:
        """`1  10m dance party @mia   starts   learned`."""
        ink, width = self.ink, self.inner
        number = self.rows.index(row) + 1 if row in self.rows else 0
        tail = "starts" if row.starts else "logs"
        whose = "" if row.own else "learned"
        words = width - 3 - (18 if width >= 50 else 8)
        found = [(f"{number}  ", ink.strong), (fill(row.words, max(4, words)), ink.text)]
        found += [("  ", ink.text), (fill(tail, 6), ink.muted)]
        return [*found, (f"  {whose}", ink.muted)] if width >= 50 else found

    async def choose(self, row: UsualMoment) -> None:
        """Its words, to be changed."""
        self._changing = row
        self.ask(f"usual-{row.key.encode().hex()[:120]}", row.words)

    async def add(self) -> None:
        """Asks for the words of a new one."""
        self._changing = None
        self.ask(NEW)

    async def take_out(self, row: UsualMoment) -> None:
        """A learned one is not offered again, and undo brings it back; one's own is asked about."""
        if row.own:
            self.ask_to_take_out(row)
        else:
            await self.desk(lambda: self.presence.usual.take_out(row))
            await self.reload()

    @work(group="ask")
    async def ask_to_take_out(self, row: UsualMoment) -> None:
        """Takes it out of the settings, which know no undo."""
        choice = Choice("enter", "takes it out of your settings", "yes")
        if await self.app.push_screen_wait(Question(one_line(row.words), (choice,))) is not None:
            await self.desk(lambda: self.presence.usual.take_out(row))
            await self.reload()

    async def action_turn(self) -> None:
        """It is started as a timed moment, or it is logged."""
        if self.rows:
            row = self.rows[self.cursor]
            turned = partial(self.presence.usual.put, row.words, not row.starts, row)
            await self.desk(turned)
            await self.reload()

    async def action_carry(self, by: int) -> None:
        """Moves the row of the cursor among the others."""
        if self.rows and 0 <= self.cursor + by < len(self.rows):
            row = self.rows[self.cursor]
            place = await self.desk(lambda: self.presence.usual.move(row, by))
            await self.reload()
            if place is not None:
                self.action_move(place - self.cursor)

    async def answered(self, words: str) -> None:
        """Keeps the words; without any nothing is changed."""
        if one_line(words):
            row = self._changing
            starts = row.starts if row else False
            try:
                await asyncio.to_thread(self.presence.usual.put, words, starts, row)
            except PresenceError as error:
                self.error = told(self.app, error)
                self.redraw()
                return
            self.drop_draft()
        self.error = ""
        self.hush()
        await self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Left and right have no steps to go to here; letters are words while one types."""
        return action != "empty_step" and super().check_action(action, parameters)

    async def action_leave(self) -> None:
        """From the field back to the list, from the list back to the day."""
        self.error = ""
        if self.asking:
            self.hush()
            self.redraw()
        else:
            await super().action_leave()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        if self.asking:
            return [KeyHint("enter", "keep", "field_enter"), KeyHint("esc", "back", "leave")]
        add, leave = KeyHint("a", "add", "add"), KeyHint("esc", "back", "leave")
        if not self.rows:
            return [add, leave]
        row = self.rows[self.cursor]
        return [
            KeyHint("enter", "change", "choose"),
            leave,
            KeyHint("t", "log it" if row.starts else "start it", "turn"),
            add,
            KeyHint("{delete}", "take out", "take_out"),
            KeyHint("J K", "move", "carry(1)"),
        ]

    def body(self) -> list[Line]:
        """The moments, and while one types the field under them."""
        if not self.asking:
            return super().body()
        lines = [Line(tuple(self.pieces(row))) for row in self.rows]
        asked = "In words as you log it, such as 10m dance party @mia."
        said = self.error or asked
        style = self.ink.error if self.error else self.ink.muted
        notes = [Line(((cut(line, self.inner), style),)) for line in folded(said, self.inner)]
        return [*lines, *([BLANK] if lines else []), *self.field_lines(), *notes]

    def help_text(self) -> str:
        """What usual moments are."""
        return (
            "What you do again and again, learned from what you log, on the keys 1 to 9: some are "
            "logged as done, some are started and log themselves when they end. t turns one into "
            "the other, J and K move it. What you change is yours: it stands in the settings."
        )
