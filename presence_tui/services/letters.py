"""A week or a month as a page to keep or to send; what is private stays out unless it is named.

A letter holds what was written: also what is at rest, which is only never offered.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from presence_tui.domain.checkin import Checkin, GuiltCard
from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import Intention
from presence_tui.domain.letter import Letter
from presence_tui.domain.moment import Moment
from presence_tui.domain.person import Label
from presence_tui.domain.review import Page, Review
from presence_tui.domain.text import clean, fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.rhythms import Seen
from presence_tui.services.spans import between

OPEN_PARTS = ("picture", "kept", "moments", "thanks")
"""What a letter holds unless it is told otherwise."""
PARTS = (*OPEN_PARTS, "week", "intentions", "care", "cards", "pages")
"""Cards and pages only ever go in by name."""

Section = tuple[str, tuple[str, ...]]


class Letters:
    """Writes letters of the days that were lived."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def gather(self, span: str, day: date, parts: tuple[str, ...] = OPEN_PARTS) -> Letter:
        """The letter of the `week` or `month` of a day, with these parts. Raises StoreError."""
        seen = self._presence.rhythms.see(span, day)
        sections = [s for part in PARTS if part in parts for s in self._part(part, seen, parts)]
        first, last = seen.first, seen.last
        title = f"{first.day} {MONTHS[first.month - 1]} to {last.day} {MONTHS[last.month - 1]} "
        if span == "month":
            title = f"{MONTHS[first.month - 1]} "
        rhythm = seen.rhythm if "picture" in parts else None
        filled = tuple((name, lines) for name, lines in sections if lines)
        return Letter(f"{title}{last.year}", seen.sentences, rhythm, filled)

    def weeks(self, first: date, last: date) -> tuple[Review, ...]:
        """The reviews of the weeks that these days lie in, oldest first. Raises StoreError."""
        mondays = range(0, (last - first).days + 7, 7)
        begin = first - timedelta(days=first.weekday())
        found = [self._presence.reviews.of_week(begin + timedelta(days=n)) for n in mondays]
        return tuple({r.stamp.id: r for r in found if r is not None}.values())

    # ── parts ────────────────────────────────────────────────────────────────

    def _part(self, part: str, seen: Seen, parts: tuple[str, ...]) -> list[Section]:
        """The sections of one part; none for the picture."""
        first, last = seen.first, seen.last
        if part in ("kept", "moments"):
            return [self._moments(part, seen, parts)]
        if part == "thanks":
            thanks: tuple[Gratitude, ...] = between(self._presence, "gratitude", first, last)
            return [("Thanks", tuple(map(_thanks, thanks)))]
        if part == "week":
            return [("What a child could see", tuple(self._seen(first, last)))]
        if part == "intentions":
            chosen: tuple[Intention, ...] = between(self._presence, "intentions", first, last)
            return [("Chosen", tuple(f"{_day(i.for_day)}: {one_line(i.text)}" for i in chosen))]
        if part == "pages":
            pages: tuple[Page, ...] = between(self._presence, "pages", first, last)
            return [("Pages", tuple(f"{_day(p.stamp.day)}\n{clean(p.text)}" for p in pages))]
        checkins: tuple[Checkin, ...] = between(self._presence, "checkins", first, last)
        if part == "care":
            marks = [c for c in checkins if c.kind == "care"]
            return [("Care", tuple(f"{_day(c.stamp.day)}: {c.answer('care')}" for c in marks))]
        if part == "cards":
            cards = [GuiltCard.from_checkin(c) for c in checkins if c.kind == "guilt"]
            return [("Guilt cards", tuple(map(_card, cards)))]
        return []

    def _moments(self, part: str, seen: Seen, parts: tuple[str, ...]) -> Section:
        """The moments that a week review held on to, and the others; each stands once."""
        kept = {i for review in self.weeks(seen.first, seen.last) for i in review.kept}
        moments: tuple[Moment, ...] = between(self._presence, "moments", seen.first, seen.last)
        shown = self._presence.people.labels()
        if part == "kept":
            return "Kept", tuple(_moment(m, shown) for m in moments if m.stamp.id in kept)
        once = kept if "kept" in parts else set()
        return "Moments", tuple(_moment(m, shown) for m in moments if m.stamp.id not in once)

    def _seen(self, first: date, last: date) -> list[str]:
        return [line for review in self.weeks(first, last) for line in review.seen_lines]


def _day(day: date | None) -> str:
    return "" if day is None else f"{WEEKDAYS[day.weekday()]} {day.day}"


def _moment(moment: Moment, shown: Mapping[str, Label]) -> str:
    when = f", {moment.stamp.at:%H:%M}" if moment.timed else ""
    people = ", ".join(shown.get(fold(n), Label(n)).name for n in moment.people)
    more = [f"{moment.minutes} min" if moment.minutes else "", f"with {people}" if people else ""]
    tail = ", ".join(part for part in more if part)
    return f"{_day(moment.stamp.day)}{when}: {one_line(moment.text)}" + (
        f" ({tail})" if tail else ""
    )


def _thanks(thanks: Gratitude) -> str:
    because = f", because {one_line(thanks.because)}" if thanks.because else ""
    return one_line(thanks.text) + because


def _card(card: GuiltCard) -> str:
    said = [card.feeling, card.thought, *card.facts, card.friend, card.fairer]
    return f"{_day(card.stamp.day)}: " + " · ".join(one_line(part) for part in said if part)
