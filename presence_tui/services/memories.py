"""Pages from the past, offered gently: a memory for the end of a day, and facts.

People, entries and words at rest are never among them.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.dates import WEEKDAYS
from presence_tui.domain.day import order
from presence_tui.domain.folding import plain
from presence_tui.domain.moment import Moment
from presence_tui.domain.person import TABLE as PEOPLE
from presence_tui.domain.person import at_rest, labels, spellings
from presence_tui.domain.record import Row
from presence_tui.domain.resting import WORDS, Resting, mark_of
from presence_tui.domain.text import fold, in_words, one_line
from presence_tui.domain.tick import TABLE as TICKS
from presence_tui.domain.tick import Tick
from presence_tui.services.presence import Presence
from presence_tui.services.records import live
from presence_tui.services.spans import between
from presence_tui.store.months import ALWAYS, month_of

if TYPE_CHECKING:
    from presence_tui.services.exchange import Progress

LAST_DAYS = timedelta(days=6)
"""How far back facts are looked for."""
MOST_FACTS = 9


class Memory(NamedTuple):
    """One line of one's own log."""

    text: str
    day: date
    id: str
    """Id of the moment it comes from, for `rest`."""


LEAST = 5
"""Minutes a boundary had to run to be such a fact."""


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
        for past in self._earlier(day):
            if moments := self.awake("moments", past, past):
                chosen = max(moments, key=lambda m: (m.minutes or 0, -m.stamp.at.timestamp()))
                return Memory(one_line(chosen.text), past, chosen.stamp.id)
        own = self.awake("moments", day, day)
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

    def resting(self) -> Resting:
        """Who and what is at rest. Raises StoreError."""
        always = self._presence.journal.read(ALWAYS)
        ticks = live(always, TICKS, [], lambda row: row.get("kind") == WORDS)
        words = frozenset(tick.name for tick in ticks if tick.kind == WORDS and tick.name)
        return Resting(at_rest(live(always, PEOPLE, [])), words)

    def rest(self, ident: str, wake: bool = False) -> None:
        """Puts an entry to rest, or wakes it, and its words wherever else they stand.

        What rests is never offered again. Raises NotFoundError, AmbiguousError, StoreError.
        """
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            found = presence.journal.find(ident)
            row = {k: v for k, v in found.entry.row.items() if k != "at_rest"}
            rows = [(found.table, row if wake else {**row, "at_rest": True})]
            text = row.get("text")
            if isinstance(text, str):
                rows += self._marking(text, wake)
            journal.put_all(rows)

    def rest_words(self, text: str, wake: bool = False) -> None:
        """Puts words to rest that are no entry of one's own, or wakes them. Raises StoreError."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            if rows := self._marking(text, wake):
                journal.put_all(rows)

    def entries_at_rest(self, progress: "Progress | None" = None) -> tuple[Any, ...]:
        """Every entry that rests, of all years, oldest first. Raises StoreError."""
        resting = self.resting()
        gathered = self._presence.exchange.gather(progress=progress).tables
        tables = ("moments", "gratitude", "boundaries")
        found = [r for table in tables for r in gathered[table] if resting.has(r)]
        return tuple(sorted(found, key=order))

    def _marking(self, text: str, wake: bool) -> list[tuple[str, Row]]:
        """The rows that put words to rest or wake them; none where nothing is to be done."""
        presence, mark = self._presence, mark_of(text)
        ticks = live(presence.journal.read(ALWAYS), TICKS, [])
        there = [tick for tick in ticks if tick.kind == WORDS and tick.name == mark]
        if wake:
            return [(TICKS, {**tick.to_row(), "deleted": True}) for tick in there]
        if there:
            return []
        stamp = presence.new_stamp(presence.today(), presence.clock.now())._replace(day=None)
        return [(TICKS, Tick(stamp, WORDS, mark).to_row())]

    def awake(self, table: str, first: date, last: date) -> list[Any]:
        """The records of a table from `first` to `last` that may be offered, in order."""
        resting = self.resting()
        found = between(self._presence, table, first, last)
        return [record for record in found if not resting.keeps_back(record)]

    # ── facts ────────────────────────────────────────────────────────────────

    def facts(self, words: str, day: date | None = None) -> tuple[Fact, ...]:
        """Facts of the last days that do not fit a feeling and its thought: moments, boundaries,
        returns.

        Moments with people who are named in its words, in any spelling, come first.
        """
        last = day or self._presence.today()
        first = last - LAST_DAYS
        people = live(self._presence.journal.read(ALWAYS), PEOPLE, [])
        same, shown = spellings(people), labels(people)
        bare = (plain(w).strip("@.,;:?'\"“”’") for w in one_line(words).split())
        said = " ".join(w.removesuffix("’s").removesuffix("'s") for w in bare)

        def near(moment: Moment) -> bool:
            written = [fold(name) for name in moment.people]
            fuller = [shown[name].name for name in written if name in shown]
            names = {plain(name) for name in (*written, *fuller)}
            names |= {other for name in written for other in same.get(plain(name), ())}
            return any(f" {name} " in f" {said} " for name in names)

        moments = self.awake("moments", first, last)[::-1]
        moments.sort(key=lambda m: not near(m))
        facts = [Fact(_of_moment(m), m.stamp.id) for m in moments[:6]]
        now = self._presence.clock.now()
        kept = [b for b in self.awake("boundaries", first, last) if _stands(b, now)][::-1]
        facts += [Fact(_of_boundary(b, now), b.stamp.id) for b in kept]
        return tuple(facts[:MOST_FACTS])


def _stands(boundary: Boundary, now: datetime) -> bool:
    """Whether it can stand against a thought: a bedtime of no minutes would mock."""
    own = boundary.side != "work" and boundary.kind == "boundary"
    return own and boundary.ended_at is not None and shown_minutes(boundary, now) >= LEAST


def _weekday(day: date | None) -> str:
    return "" if day is None else WEEKDAYS[day.weekday()]


def _of_moment(moment: Moment) -> str:
    people = " ".join(f"@{name}" for name in moment.people)
    text = f"{_weekday(moment.stamp.day)}: {one_line(moment.text)}"
    return f"{text}, {people}" if people else text


def _of_boundary(boundary: Boundary, now: datetime) -> str:
    hours, minutes = divmod(shown_minutes(boundary, now), 60)
    parts = (f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else "")
    length = " ".join(part for part in parts if part)
    text = f"{_weekday(boundary.stamp.day)}: {one_line(boundary.name)}, {length}"
    count = len(boundary.returns)
    if count:
        often = {1: "once", 2: "twice"}.get(count, f"{in_words(count)} times")
        text += f", and came back {often}"
    return text
