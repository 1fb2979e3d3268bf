"""Guilt cards, step by step, and plain marks of care."""

from collections.abc import Iterable
from datetime import date, timedelta

from presence_tui.domain.checkin import CARES, TABLE, Care, Checkin, GuiltCard, brought_together
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between, stamp_on

HEAVY_LINE = "You are carrying a lot. It may help to tell someone you trust, or a professional."
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

    def said(self, checkins: Iterable[Checkin]) -> tuple[str, ...]:
        """The marks of care among check-ins as they are shown, in the order of `cares`."""
        marked = {fold(str(c.answer("care"))): c for c in checkins if c.kind == "care"}
        known = [c.words for c in self.cares() if marked.pop(fold(c.name), None) is not None]
        return (*known, *(one_line(str(c.answer("care"))) for c in marked.values()))

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
        return begun[-1] if begun else self.new_card(day)

    def new_card(self, day: date) -> GuiltCard:
        """An empty card of a day; nothing is read or written."""
        return GuiltCard(stamp_on(self._presence, day))

    def save(self, card: GuiltCard, since: GuiltCard | None = None) -> GuiltCard:
        """Keeps a card as it stands; an empty new one is not written. Raises StoreError.

        `since` is the card as it was shown; what another window answered meanwhile stays. When it
        is done, its small thing becomes an intention for the day after.
        """
        presence = self._presence
        if card.empty and not card.stamp.rev:
            return card
        with presence.journal.writing(presence.clock.now()) as journal:
            there = self._there(card)
            new = card if since is None or there is None else brought_together(since, card, there)
            if new == there:
                return there
            rows = [(TABLE, new.to_checkin().to_row())]
            if new.step is None and one_line(new.small):
                rows += presence.intentions.adding(new.small, presence.today() + timedelta(days=1))
            row, *_ = journal.put_all(rows)
        return GuiltCard.from_checkin(Checkin.from_row(row))

    def heavy_line(self, day: date | None = None) -> str:
        """One quiet line after several heavy cards within two weeks, else nothing."""
        if not self._presence.settings.heavy_line:
            return ""
        last = day or self._presence.today()
        heavy = [card for card in self._cards(last - WITHIN, last) if card.heavy]
        return HEAVY_LINE if len(heavy) >= SEVERAL else ""

    def _there(self, card: GuiltCard) -> GuiltCard | None:
        """The card as it lies on the disk."""
        days = (card.stamp.day,) if card.stamp.day is not None else ()
        cards = (each for day in days for each in self._cards(day, day))
        return next((each for each in cards if each.stamp.id == card.stamp.id), None)

    def _cards(self, first: date, last: date) -> tuple[GuiltCard, ...]:
        found = between(self._presence, TABLE, first, last)
        return tuple(GuiltCard.from_checkin(c) for c in found if c.kind == "guilt")
