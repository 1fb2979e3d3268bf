"""Guilt cards, step by step, and plain marks of care."""

from datetime import date, timedelta

from presence_tui.domain.checkin import CARES, TABLE, Care, Checkin, GuiltCard
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between, stamp_on

HEAVY_LINE = (
    "These days carry a lot. It may help to say some of it to someone you trust, "
    "or to a professional."
)
"""Shown once several cards of two weeks were heavy; the setting `heavy_line` turns it off."""

SEVERAL = 3
WITHIN = timedelta(days=13)


class Checkins:
    """What a person can do with check-ins."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    # ── care ─────────────────────────────────────────────────────────────────

    def cares(self) -> tuple[Care, ...]:
        """The ways of caring that can be marked; one's own go by the digits 1 to 9."""
        known = {fold(c.name) for c in CARES}
        own = [name for name in self._presence.settings.care if fold(name) not in known]
        return (*CARES, *(Care(str(n), name, name) for n, name in enumerate(own, 1)))

    def marks(self, day: date) -> tuple[str, ...]:
        """The names of the care that was marked on a day, in the order of `cares`."""
        marked = {fold(str(c.answer("care"))): str(c.answer("care")) for c in self._care(day)}
        known = [c.name for c in self.cares() if marked.pop(fold(c.name), None) is not None]
        return (*known, *marked.values())

    def mark(self, name: str, day: date | None = None) -> bool:
        """Marks one care on a day, or takes the mark away; whether it is marked now.

        Raises StoreError.
        """
        presence = self._presence
        day = day or presence.today()
        words = one_line(name)
        with presence.journal.writing(presence.clock.now()) as journal:
            marked = [c for c in self._care(day) if fold(str(c.answer("care"))) == fold(words)]
            if marked:
                rows = [{**c.to_row(), "deleted": True} for c in marked]
            else:
                stamp = stamp_on(presence, day)
                rows = [Checkin(stamp, "care", (("care", words),)).to_row()]
            journal.put_all([(TABLE, row) for row in rows])
        return not marked

    def _care(self, day: date) -> list[Checkin]:
        found = between(self._presence, TABLE, day, day)
        return [c for c in found if c.kind == "care" and isinstance(c.answer("care"), str)]

    # ── guilt ────────────────────────────────────────────────────────────────

    def cards(self, day: date) -> tuple[GuiltCard, ...]:
        """The guilt cards of a day."""
        return self._cards(day, day)

    def card(self, day: date | None = None) -> GuiltCard:
        """The card of a day that was begun and left, else a new one; nothing is written."""
        day = day or self._presence.today()
        begun = [card for card in self.cards(day) if card.step is not None]
        return begun[-1] if begun else GuiltCard(stamp_on(self._presence, day))

    def save(self, card: GuiltCard) -> GuiltCard:
        """Keeps a card as it stands; an empty new one is not written. Raises StoreError.

        When it is done, its small thing becomes an intention for the day after.
        """
        presence = self._presence
        if card.empty and not card.stamp.rev:
            return card
        with presence.journal.writing(presence.clock.now()) as journal:
            row = journal.put(TABLE, card.to_checkin().to_row())
            kept = GuiltCard.from_checkin(Checkin.from_row(row))
        if card.step is None and one_line(card.small):
            presence.intentions.add(card.small, presence.today() + timedelta(days=1))
        return kept

    def heavy_line(self, day: date | None = None) -> str:
        """One quiet line after several heavy cards within two weeks, else nothing."""
        if not self._presence.settings.heavy_line:
            return ""
        last = day or self._presence.today()
        heavy = [card for card in self._cards(last - WITHIN, last) if card.heavy]
        return HEAVY_LINE if len(heavy) >= SEVERAL else ""

    def _cards(self, first: date, last: date) -> tuple[GuiltCard, ...]:
        found = between(self._presence, TABLE, first, last)
        return tuple(GuiltCard.from_checkin(c) for c in found if c.kind == "guilt")
