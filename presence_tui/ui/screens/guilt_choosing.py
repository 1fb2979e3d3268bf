"""What is chosen on a guilt card: a weight, a reading of the thought, facts."""

from datetime import date
from typing import Any

from textual.events import Key

from presence_tui.domain.checkin import READINGS, GuiltCard
from presence_tui.services.memories import Fact
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.guilt_choices import Choices
from presence_tui.ui.screens.offering import OfferingScreen


class GuiltChoosing(OfferingScreen[None]):
    """Subclasses go from step to step and keep the answers."""

    def __init__(self, presence: Presence, day: date) -> None:
        super().__init__(presence)
        self.day_of = day
        self.card: GuiltCard = presence.checkins.new_card(self.day_of)
        """The card as it lies on the disk, or a new one."""
        self.choices = Choices(presence, self.card)
        self.facts: tuple[Fact, ...] = ()
        self.weighing = False
        """Whether the weight of the feeling is being asked for."""
        self.cursor = 0
        """The row in focus; -1 where none is yet, so that enter only goes on."""

    @property
    def at(self) -> str:
        """The step."""
        return self.card.step or "feeling"

    @property
    def chosen(self) -> GuiltCard:
        """The card with what is chosen on this step and not kept yet."""
        return self.choices.on(self.card)

    async def on_key(self, event: Key) -> None:
        """Digits weigh, and choose a reading."""
        if self.asking or not event.character or not event.character.isdigit():
            return
        event.stop()
        digit = int(event.character)
        if self.weighing:
            # 1 and then 0 is ten; another 0 is none.
            ten = digit == 0 and self.choices.weight(self.chosen) == 1
            await self.action_set_weight(10 if ten else digit)
        elif self.at == "reading" and 1 <= digit <= len(READINGS):
            await self.action_read(digit - 1)

    async def _choose(self, **chosen: Any) -> None:
        """Chooses something of this step; kept with it, and as a draft until then."""
        await self.desk(lambda: self.choices.choose(**chosen))
        self.redraw()

    async def action_set_weight(self, weight: int) -> None:
        """Names the weight."""
        if self.weighing:
            await self._choose(**{self.choices.weighed: max(0, min(10, weight))})

    async def action_weigh(self, by: int) -> None:
        """One heavier or lighter; elsewhere a step."""
        if self.weighing:
            now = self.choices.weight(self.chosen)
            await self.action_set_weight(5 if now is None else now + by)
        else:
            await self.step(by)

    async def action_read(self, index: int) -> None:
        """Chooses how the thought reads; once more takes it back."""
        name = READINGS[index].name
        again = self.chosen.reading == name
        self.cursor = -1 if again else index
        await self._choose(reading=None if again else name)

    async def action_tick(self) -> None:
        """Picks a fact or a reading, or lays it back."""
        if self.at == "reading" and self.cursor >= 0:
            await self.action_read(self.cursor)
        elif self.at == "facts" and self.facts:
            await self.action_pick(self.cursor)

    async def action_pick(self, index: int) -> None:
        """Picks a fact, or lays it back."""
        text, had, self.cursor = self.facts[index].text, self.chosen.facts, index
        await self._choose(
            facts=tuple(f for f in had if f != text) if text in had else (*had, text)
        )

    def action_move(self, by: int) -> None:
        """The cursor, over readings or facts."""
        count = {"reading": len(READINGS), "facts": len(self.facts)}.get(self.at, 0)
        if count:
            self.cursor = max(0, min(count - 1, self.cursor + by))
            self.redraw()

    def offered(self) -> str | None:
        """The fact under the cursor."""
        return self.facts[self.cursor].id if self.at == "facts" and self.facts else None
