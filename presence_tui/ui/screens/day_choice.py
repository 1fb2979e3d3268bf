"""What the screens share on which a day is chosen: history and rhythm."""

from datetime import date

from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.evening import EveningScreen

FIRST, LAST = date(1970, 1, 1), date(2200, 12, 31)


class DayChoice(EveningScreen[date | None]):
    """Subclasses say how keys move and what is drawn; the screen gives the chosen day back."""

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence)
        self.chosen = day or presence.today()

    def choose(self, day: date) -> None:
        """Chooses a day, within what a calendar here shows, and draws it."""
        self.chosen = max(FIRST, min(day, LAST))
        self.redraw()

    def go_to(self, day: date) -> None:
        """Chooses a day; subclasses read what they do not have of it yet."""
        self.choose(day)

    def action_today(self) -> None:
        """Back to today."""
        self.go_to(self.presence.today())

    def action_pick(self, day: str) -> None:
        """The day that was clicked; a second click opens it."""
        clicked = date.fromisoformat(day)
        if clicked == self.chosen:
            self.action_open()
        else:
            self.go_to(clicked)

    def action_open(self) -> None:
        """Gives the chosen day back; what is to come is no page yet."""
        if self.chosen > self.presence.today():
            say(self.app, "That day is still to come.")
        else:
            self.dismiss(self.chosen)

    async def answered(self, words: str) -> None:
        """Nothing is typed here."""

    def titled(self, title: str, when: str) -> list[Piece]:
        """`presence   History  November 2026`."""
        ink = self.ink
        name: list[Piece] = [(title, ink.strong), ("  ", ink.text), (when, ink.muted)]
        return name if self.size.width < MIDDLE else [("presence   ", ink.muted), *name]
