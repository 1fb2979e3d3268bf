"""The rows of a day that is reviewed: the cursor over them, and what is done to one."""

from datetime import date

from presence_tui.domain.review import STEPS
from presence_tui.services.past import as_words
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.offering import OfferingScreen
from presence_tui.ui.screens.review_answers import ReviewAnswers


class ReviewRows(OfferingScreen[None]):
    """Subclasses take the day anew and keep what is asked for."""

    def __init__(self, presence: Presence, day: date) -> None:
        super().__init__(presence)
        self.day_of = day
        self.answers = ReviewAnswers(presence, day)
        self.at = STEPS[0]
        self.asked = ""
        """What the field is for: `thanks`, `because`, `weigh`, `tomorrow`, `when` or `change`."""
        self.cursor: str | None = None
        """Id of the moment in focus."""

    async def reload(self) -> None:
        """Takes the day anew."""
        raise NotImplementedError

    def ask_for(self, asked: str, words: str = "", about: str = "") -> None:
        """Asks for an answer about the day, or about the record of an id."""
        self.asked = asked
        self.ask(self.answers.key(asked, about), words)

    def action_move(self, by: int) -> None:
        """The cursor, over the moments as they are drawn; past the last one the page scrolls."""
        if self.at != "look" or self.asking:
            return
        ids = [does.split("'")[1] for does in self.sheet.picks()]
        index = ids.index(self.cursor) if self.cursor in ids else -1
        ahead = index + by if index >= 0 else 0
        if not 0 <= ahead < len(ids) or not self.sheet.cursor_in_sight:
            self.sheet.scroll_lines(by)
            return
        self.cursor = ids[ahead]
        self.redraw()

    def action_pick(self, ident: str) -> None:
        """The moment that was clicked."""
        if not self.asking:
            self.cursor = ident
            self.redraw()

    def action_change(self) -> None:
        """The cursor's moment in words, to be changed."""
        if self.at != "look" or self.asking:
            return
        if self.cursor is None:
            self.action_move(1)
        found = [m for m in self.answers.day.moments if m.stamp.id == self.cursor]
        if found:
            self.answers.changing = found[0].stamp.id
            self.ask_for("change", as_words(found[0]), found[0].stamp.id)

    async def action_fulfilled(self) -> None:
        """The cursor's moment was the one chosen for this day; once more, it was not."""
        if self.at != "look" or self.asking or self.cursor is None:
            return
        ident, intentions, day = self.cursor, self.presence.intentions, self.answers.day
        taken, chosen = day.fulfilled_by(ident), day.open_intention
        if taken is not None:
            await self.desk(lambda: intentions.fulfil(taken.stamp.id, None))
        elif chosen is not None:
            await self.desk(lambda: intentions.fulfil(chosen.stamp.id, ident))
        await self.reload()
        self.redraw()
