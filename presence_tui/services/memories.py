"""Pages from the past, offered gently: a memory for the end of a day, and facts.

People and entries at rest are never among them.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.dates import WEEKDAYS
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.services.spans import between
from presence_tui.store.months import ALWAYS, month_of

LAST_DAYS = timedelta(days=6)
"""How far back facts are looked for."""
MOST_FACTS = 9


class Memory(NamedTuple):
    """One line of one's own log."""

    text: str
    day: date
    id: str
    """Id of the moment it comes from, for `rest`."""


class Fact(NamedTuple):
    """Something of the last days that does not fit the thought."""

    text: str
    id: str


class Memories:
    """What the journal can give back."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    # ── memory ───────────────────────────────────────────────────────────────

    def closing(self, day: date) -> Memory | None:
        """A memory from this day in an earlier year, else the day's own first moment."""
        resting = self.people_at_rest()
        for past in self._earlier(day):
            moments = [
                m for m in between(self._presence, "moments", past, past) if awake(m, resting)
            ]
            if moments:
                chosen = max(moments, key=lambda m: (m.minutes or 0, -m.stamp.at.timestamp()))
                return Memory(one_line(chosen.text), past, chosen.stamp.id)
        own = [m for m in between(self._presence, "moments", day, day) if awake(m, resting)]
        return Memory(one_line(own[0].text), day, own[0].stamp.id) if own else None

    def _earlier(self, day: date) -> list[date]:
        """This day in the earlier years that were written, the latest first."""
        written = set(self._presence.journal.months.names())
        years = sorted({int(name[:4]) for name in written if name != ALWAYS}, reverse=True)
        found = []
        for year in years:
            if year < day.year:
                try:
                    past = day.replace(year=year)
                except ValueError:  # 29 February of a common year
                    continue
                if month_of(past) in written:
                    found.append(past)
        return found

    # ── rest ─────────────────────────────────────────────────────────────────

    def rest(self, ident: str, at_rest: bool = True) -> None:
        """Puts an entry to rest, so that it is never offered again. Raises NotFoundError."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            found = presence.journal.find(ident)
            journal.put(found.table, {**found.entry.row, "at_rest": at_rest})

    def people_at_rest(self) -> frozenset[str]:
        """The names, folded, of people at rest, in all their spellings."""
        people = list(live(self._presence.journal.read(ALWAYS), "people", []))
        resting = {p.stamp.id for p in people if p.at_rest}
        for person in people:
            if person.same_as in resting:
                resting.add(person.stamp.id)
        names = {fold(p.name) for p in people if p.stamp.id in resting}
        return frozenset(names | {fold(ident) for ident in resting})

    # ── facts ────────────────────────────────────────────────────────────────

    def facts(self, thought: str, day: date | None = None) -> tuple[Fact, ...]:
        """Facts of the last days that do not fit a thought: moments, boundaries, returns.

        Moments with people who are named in the thought come first.
        """
        last = day or self._presence.today()
        first = last - LAST_DAYS
        resting = self.people_at_rest()
        named = {fold(word.strip("@.,;:?'\"“”’")) for word in one_line(thought).split()}

        def near(moment: Moment) -> bool:
            return any(fold(name) in named for name in moment.people)

        moments = [m for m in between(self._presence, "moments", first, last) if awake(m, resting)][
            ::-1
        ]
        moments.sort(key=lambda m: not near(m))
        facts = [Fact(_of_moment(m), m.stamp.id) for m in moments[:6]]
        now = self._presence.clock.now()
        boundaries = between(self._presence, "boundaries", first, last)
        kept = [b for b in boundaries if _kept(b) and awake(b, resting)][::-1]
        facts += [Fact(_of_boundary(b, now), b.stamp.id) for b in kept]
        return tuple(facts[:MOST_FACTS])


def awake(record: Any, resting: frozenset[str]) -> bool:
    """Whether neither an entry nor anyone in it is at rest."""
    if record.stamp.extra.get("at_rest") is True or getattr(record, "at_rest", False) is True:
        return False
    return not any(fold(name) in resting for name in getattr(record, "people", ()))


def _kept(boundary: Boundary) -> bool:
    return boundary.ended_at is not None and boundary.side != "work" and boundary.kind == "boundary"


def _weekday(day: date | None) -> str:
    return "" if day is None else WEEKDAYS[day.weekday()]


def _of_moment(moment: Moment) -> str:
    people = " ".join(f"@{name}" for name in moment.people)
    text = f"{_weekday(moment.stamp.day)}: {one_line(moment.text)}"
    return f"{text}, {people}" if people else text


def _of_boundary(boundary: Boundary, now: datetime) -> str:
    hours, minutes = divmod(shown_minutes(boundary, now), 60)
    length = " ".join(p for p in (f"{hours} h" if hours else "", f"{minutes} min") if p)
    text = f"{_weekday(boundary.stamp.day)}: {one_line(boundary.name)}, {length}"
    count = len(boundary.returns)
    if count:
        text += f", and came back {'once' if count == 1 else f'{count} times'}"
    return text
