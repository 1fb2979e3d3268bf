"""What screens share that offer words out of the past: one key says `not this one`."""

from typing import TypeVar

from presence_tui.ui.alerts import say
from presence_tui.ui.screens.evening import EveningScreen

R = TypeVar("R")

RESTED = "It rests, and is not offered again; {undo} brings it back."
WOKEN = "It may be offered again."


class OfferingScreen(EveningScreen[R]):
    """Subclasses bind `not_this` and `bring_back`, and say what is offered now."""

    rested: tuple[str, ...] = ()
    """Ids of what was put to rest here, the last one at the end."""

    def offered(self) -> str | None:
        """The id of what is offered now, or none."""
        raise NotImplementedError

    async def offer_again(self) -> None:
        """Something was put to rest or woken: offers what may be offered now."""
        raise NotImplementedError

    async def action_not_this(self) -> None:
        """Puts what is offered to rest; something else may come."""
        ident = self.offered()
        if ident is not None and await self.written(lambda: self.presence.memories.rest(ident)):
            self.rested = (*self.rested, ident)
            await self.offer_again()
            say(self.app, self.with_keys(RESTED))

    async def action_bring_back(self) -> None:
        """Wakes what was put to rest here last."""
        if not self.rested:
            return
        ident = self.rested[-1]
        if await self.written(lambda: self.presence.memories.rest(ident, wake=True)):
            self.rested = self.rested[:-1]
            await self.offer_again()
            say(self.app, WOKEN)
