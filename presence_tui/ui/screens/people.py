"""The people in the journal, in order of their names."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.text import one_line
from presence_tui.services.people import Known
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece, cut, fill
from presence_tui.ui.page_keys import ROW_KEYS
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.themes import person_style
from presence_tui.ui.widgets.sheet import KeyHint, Line


class PeopleScreen(EveningScreen[None]):
    """Arrows choose someone, enter opens their page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *ROW_KEYS,
        Binding("enter,l,right", "open", "Open the page"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.people: tuple[Known, ...] | None = None
        self.at = 0

    async def begin(self) -> None:
        """The frame at once; names when they are read."""
        self.redraw()
        await self._read()

    async def _read(self) -> None:
        found = await self.desk(self.presence.people.all)
        if found is not None:
            self.people = found
            self.at = max(0, min(self.at, len(found) - 1))
            self.redraw()

    def action_move(self, by: int) -> None:
        """Moves the cursor."""
        self.at = max(0, min(self.at + by, len(self.people or ()) - 1))
        self.redraw()

    async def action_open(self) -> None:
        """Opens the page of the one under the cursor."""
        if self.people:
            from presence_tui.ui.screens.person import PersonScreen

            chosen = self.people[self.at]
            await self.app.push_screen(PersonScreen(self.presence, chosen), self._back)

    async def _back(self, _: object) -> None:
        await self._read()

    async def action_pick(self, number: int) -> None:
        """A click puts the cursor on someone; a second one opens their page."""
        if number == self.at:
            await self.action_open()
        else:
            self.action_move(number - self.at)

    async def answered(self, words: str) -> None:
        """Nothing is typed here."""

    def title_pieces(self) -> list[Piece]:
        """`presence   People`."""
        name: list[Piece] = [("People", self.ink.strong)]
        return name if self.size.width < MIDDLE else [("presence   ", self.ink.muted), *name]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return [
            KeyHint("↑ ↓", "choose", "move(1)"),
            KeyHint("enter", "their page", "open"),
            KeyHint("esc", "back", "leave"),
        ]

    def body(self) -> list[Line]:
        """A row each."""
        ink = self.ink
        if self.people is None:
            return [Line((("reading", ink.muted),))]
        if not self.people:
            return [Line((("A name after an @ in a moment is a person here.", ink.muted),))]
        lines: list[Line] = []
        column = min(28, max(8, self.inner - 8))
        for number, person in enumerate(self.people):
            also = " ".join(f"@{one_line(s)}" for s in person.spellings)
            word = f"{also}   at rest" if person.at_rest else also
            style = person_style(ink, person.colour)
            pieces: list[Piece] = [
                ("● " if person.colour else "  ", style),
                (fill(person.name, column), ink.text),
                (cut(word, max(0, self.inner - column - 4)), ink.muted),
            ]
            lines.append(Line(tuple(pieces), does=f"pick({number})", raised=number == self.at))
        return lines

    def help_text(self) -> str:
        """What this shows."""
        return (
            "Everyone whose name stands after an @, in order of their names. enter opens a page "
            "about them: the last moments together and what you like to do."
        )
