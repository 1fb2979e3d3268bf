"""What is chosen on one step of a guilt card: a draft until the step is left, then an answer."""

from typing import Any

from presence_tui.domain.checkin import READINGS, GuiltCard
from presence_tui.services.presence import Presence

CHOSEN = {"weight": "weight", "reading": "reading", "facts": "facts", "again": "weight_after"}
"""The answers that are chosen and not typed, by the step or question they belong to."""


class Choices:
    """Reads and writes drafts: call it off the event loop."""

    def __init__(self, presence: Presence, card: GuiltCard) -> None:
        self._drafts, self._card = presence.drafts, card
        self._step = ""
        self._chosen: dict[str, Any] = {}

    def key(self, step: str) -> str:
        """The draft of a step; until the card is on the disk its day stands for it."""
        stamp = self._card.stamp
        return f"guilt-{stamp.id.lower() if stamp.rev else stamp.day}-{step}"

    @property
    def weighed(self) -> str:
        """Which weight is asked for now."""
        return CHOSEN["again" if self._step == "again" else "weight"]

    def weight(self, card: GuiltCard) -> int | None:
        """The weight that is asked for now, as it stands."""
        return card.weight_after if self._step == "again" else card.weight

    def on(self, card: GuiltCard) -> GuiltCard:
        """A card with what is chosen."""
        return card._replace(**self._chosen)

    def answers(self) -> dict[str, Any]:
        """What is chosen and not kept yet, by its name in the card."""
        return dict(self._chosen)

    def left(self, step: str) -> str:
        """What was left chosen on a step. Raises StoreError."""
        return self._drafts.of(self.key(step))

    def take_up(self, step: str) -> None:
        """Goes on with what was left chosen on a step. Raises StoreError."""
        self._step, self._chosen = step, {}
        if step in CHOSEN and (left := self.left(step)):
            self._chosen = _read(CHOSEN[step], left)

    def choose(self, **chosen: Any) -> None:
        """Chooses something; it outlives a closed terminal. Raises StoreError."""
        self._chosen |= chosen
        for name, value in chosen.items():
            said = "\n".join(value) if name == "facts" else "none" if value is None else str(value)
            self._drafts.keep(self.key(self._step), said or "none")

    def drop(self) -> None:
        """What was chosen is kept elsewhere now. Raises StoreError."""
        if self._chosen:
            self._drafts.drop(self.key(self._step))


def _read(name: str, left: str) -> dict[str, Any]:
    if name == "facts":
        return {name: () if left == "none" else tuple(left.split("\n"))}
    if name == "reading":
        return {name: left if left in {r.name for r in READINGS} else None}
    return {name: int(left)} if left.isascii() and left.isdigit() and int(left) <= 10 else {}
