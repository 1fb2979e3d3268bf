"""Some lively months of a made-up family, for whoever wants to see presence before living with it.

Nothing here is random twice: the same words on the same day make the same months.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Any, NamedTuple

from presence_tui.domain import boundary, checkin, gratitude, intention, moment, person, review
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.checkin import Checkin, GuiltCard
from presence_tui.domain.clock import wall
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.ids import id_after, ulid
from presence_tui.domain.intention import Intention
from presence_tui.domain.moment import Moment
from presence_tui.domain.parked import TABLE as PARKED
from presence_tui.domain.parked import Parked
from presence_tui.domain.person import Person
from presence_tui.domain.quick_entry import read_gratitude, read_moment
from presence_tui.domain.record import Record, Row, Stamp
from presence_tui.domain.review import PAGES, Page, Review

DAYS = 120
"""How many days back it goes without a gap."""
YEAR_AGO = 15
"""Days written around the same day of the year before."""
LEANINGS = (1.0, 0.85, 1.12, 0.6, 1.0, 0.95, 0.0, 1.05)
"""How full of work one week after the other is; 0 is a week off."""

Rows = list[tuple[str, Row]]


class Here(NamedTuple):
    """Where and when the sample is looked at."""

    now: datetime
    tz: tzinfo
    zone: str | None


def sample(words: Mapping[str, Any], here: Here, today: date) -> Rows:
    """Every record up to now, as table and row."""
    family = _Family(words, here)
    year_ago = today - timedelta(days=364)
    around = [year_ago + timedelta(days=n - YEAR_AGO // 2) for n in range(YEAR_AGO)]
    lately = [today - timedelta(days=n) for n in range(DAYS, -1, -1)]
    for day in (*around, *lately):
        family.live(day, last=day == today)
    family.know_people()
    return [(table, row) for (table, _), row in family.rows.items()]


class _Family:
    """Lives one day after the other."""

    def __init__(self, words: Mapping[str, Any], here: Here) -> None:
        self.rows: dict[tuple[str, str], Row] = {}
        self._words, self._here = words, here
        self._rng = Random("presence")
        self._chosen: Intention | None = None

    def live(self, day: date, last: bool) -> None:
        """Writes a day; on the `last` one nothing that is still to come."""
        self._rng = Random(f"presence {day}")
        full = LEANINGS[day.toordinal() // 7 % len(LEANINGS)]
        works = day.weekday() < 5 and full > 0
        if self._rng.random() < 0.06 and not last:
            # An open page: some days nobody writes.
            return
        if works:
            self._work(day, full)
        else:
            self._be_free(day)
        self._moments(day, works, last)
        self._thanks(day, last)
        self._care(day)
        if not last:
            self._close(day)

    # ── a day ────────────────────────────────────────────────────────────────

    def _work(self, day: date, full: float) -> None:
        begin, end = 8.3 + self._some(0.4), 8.3 + 8.0 * full + self._some(0.8)
        self._boundary(day, "All in at work", "work", begin, end, preset="all-in", pauses=True)
        if self._rng.random() < 0.3:
            self._boundary(day, "Outside", "self", 12.8, 12.8 + 0.15, preset="outside")
        if self._rng.random() < 0.15:
            self._parked(day, end)
        off = end + 0.3 + self._some(0.3)
        until = max(off + 1, 19.7)
        self._logged_off(day, off, until, 20.0)
        if self._rng.random() < 0.6:
            self._bedtime(day)

    def _be_free(self, day: date) -> None:
        begin = 9.5 + self._some(1.0)
        self._logged_off(day, begin, begin + 9 + self._some(1.5))
        if self._rng.random() < 0.5:
            name = self._rng.choice(self._words["words"]["runs"])
            self._boundary(day, name, "self", 8.0, 8.0 + 0.5 + self._some(0.3), planned_s=1800)
        if self._rng.random() < 0.5:
            self._bedtime(day)

    def _logged_off(self, day: date, begin: float, end: float, until: float | None = None) -> None:
        name = "Logged off, be present"
        self._boundary(
            day, name, "home", begin, end, preset="logged-off", until=until, returns=True
        )

    def _bedtime(self, day: date) -> None:
        begin = 19.5 + self._some(0.3)
        length = 0.5 + self._some(0.2)
        made = self._boundary(
            day,
            "Phone-free bedtime",
            "home",
            begin,
            begin + length,
            preset="bedtime",
            planned_s=1800,
        )
        if made is not None and made.ended_at is not None:
            minutes = round(length * 60)
            stamp = self._stamp(day, made.stamp.at)
            told = Moment(stamp, "Bedtime, phone-free", minutes, ("leo",), boundary=made.stamp.id)
            self._put(moment.TABLE, told)

    def _moments(self, day: date, works: bool, many: bool) -> None:
        kind = "work" if works else "free"
        fit = [m for m in self._words["moments"] if m.get("on", kind) == kind]
        count = len(fit) // 2 if many else self._rng.randint(1, 4) + (0 if works else 1)
        for said in sorted(self._rng.sample(fit, min(count, len(fit))), key=lambda m: m["at"]):
            draft = read_moment(said["words"])
            at = self._at(day, said["at"] + self._some(0.3))
            ends = at.astimezone(UTC) + timedelta(minutes=draft.minutes or 0)
            if ends > self._here.now.astimezone(UTC):
                continue
            made = Moment(self._stamp(day, at), draft.text, draft.minutes, draft.people, draft.tags)
            if "dance" in draft.text and draft.minutes:
                # They start this one, and it logs itself.
                made = self._timed(made, ends)
            self._put(moment.TABLE, made)
            if self._chosen is not None and self._chosen.for_day == day:
                if self._rng.random() < 0.6:
                    lived = self._chosen._replace(moment=made.stamp.id)
                    self._put(intention.TABLE, lived)
                self._chosen = None

    def _timed(self, made: Moment, ends: datetime) -> Moment:
        ran = Boundary(
            made.stamp,
            made.text,
            "home",
            kind="moment",
            planned_s=(made.minutes or 0) * 60,
            ended_at=ends.astimezone(self._here.tz),
            people=made.people,
            tags=made.tags,
        )
        self._put(boundary.TABLE, ran)
        stamp = made.stamp._replace(id=id_after(made.stamp.id))
        return made._replace(stamp=stamp, boundary=ran.stamp.id)

    def _thanks(self, day: date, many: bool) -> None:
        hours = (7.4, 13.0, 18.5) if many else (18.5, 20.8)[: self._rng.choice((0, 1, 1, 2))]
        listed = self._rng.sample(self._words["gratitude"], len(hours))
        for hour, said in zip(hours, listed, strict=True):
            draft = read_gratitude(said["words"])
            at = self._at(day, hour + self._some(0.5))
            because = said.get("because")
            given = Gratitude(self._stamp(day, at), draft.text, because, draft.people, draft.tags)
            self._put(gratitude.TABLE, given)

    def _care(self, day: date) -> None:
        if self._rng.random() < 0.4:
            name = self._rng.choice(self._words["words"]["cares"])
            stamp = self._stamp(day, self._at(day, 13.0 + self._some(4)))
            self._put(checkin.TABLE, Checkin(stamp, "care", (("care", name),)))
        if day.weekday() == 3 and day.day < 8:
            stamp = self._stamp(day, self._at(day, 17.0))
            card = GuiltCard(stamp, step=None, **self._words["guilt"])
            self._put(checkin.TABLE, card.to_checkin())

    def _close(self, day: date) -> None:
        """The end of a day: a review, tomorrow's one moment, now and then a page."""
        listed = self._words["words"]
        if self._rng.random() < 0.55:
            at = self._at(day, 21.2 + self._some(0.4))
            note = self._rng.choice(listed["notes"]) if self._rng.random() < 0.15 else ""
            stamp = self._stamp(day, at)._replace(id=day.isoformat())
            week = tuple(self._words["week"].items()) if day.weekday() == 6 else ()
            self._put(review.TABLE, Review(stamp, note, closed_at=at, week=week))
            if self._rng.random() < 0.6:
                said = self._rng.choice(listed["intentions"])
                tomorrow = day + timedelta(days=1)
                self._chosen = Intention(self._stamp(day, at), said, tomorrow)
                self._put(intention.TABLE, self._chosen)
        if day.weekday() == 2 and self._rng.random() < 0.3:
            stamp = self._stamp(day, self._at(day, 21.5))._replace(id=day.isoformat())
            self._put(PAGES, Page(stamp, self._rng.choice(listed["pages"])))

    def _parked(self, day: date, hour: float) -> None:
        text, _, resume = self._rng.choice(self._words["words"]["parked"]).partition(" — ")
        old = self._at(day, hour) < self._here.now - timedelta(days=2)
        line = Parked(self._stamp(day, self._at(day, hour)), text, resume, done=old)
        self._put(PARKED, line)

    def know_people(self) -> None:
        """Two colours, a fuller name, another spelling."""
        stamp = Stamp("", None, self._here.now, self._here.zone)
        for known in (
            Person(stamp._replace(id="mia"), "mia", colour="teal"),
            Person(stamp._replace(id="leo"), "leo", colour="orange"),
            Person(stamp._replace(id="oma"), "Oma Ruth"),
            Person(stamp._replace(id="mimi"), "mimi", same_as="mia"),
        ):
            self._put(person.TABLE, known)

    # ── how ──────────────────────────────────────────────────────────────────

    def _boundary(
        self,
        day: date,
        name: str,
        side: str,
        begin: float,
        end: float,
        preset: str | None = None,
        planned_s: int | None = None,
        until: float | None = None,
        pauses: bool = False,
        returns: bool = False,
    ) -> Boundary | None:
        """A boundary, which runs if its end is still to come; none if its beginning is."""
        start, over = self._at(day, begin), self._at(day, end)
        now = self._here.now
        if start > now:
            return None
        noon = (self._at(day, 12.1), self._at(day, 12.6))
        back = [start + (over - start) * self._rng.uniform(0.2, 0.9) for _ in range(2)]
        count = self._rng.choice((0, 1, 1, 2)) if returns else 0
        made = Boundary(
            self._stamp(day, start),
            name,
            side,
            preset=preset,
            planned_s=planned_s,
            until=None if until is None or until <= begin else self._at(day, until),
            ended_at=over if over <= now else None,
            pauses=(noon,) if pauses and start < noon[0] and noon[1] < min(over, now) else (),
            returns=tuple(sorted(at for at in back[:count] if at <= now)),
        )
        self._put(boundary.TABLE, made)
        return made

    def _put(self, table: str, record: Record) -> None:
        if record.stamp.at <= self._here.now:
            self.rows[table, record.stamp.id] = record.to_row()

    def _stamp(self, day: date, at: datetime) -> Stamp:
        ms = int(at.timestamp() * 1000)
        return Stamp(ulid(ms, self._rng.getrandbits(79)), day, at, self._here.zone)

    def _at(self, day: date, hour: float) -> datetime:
        """An hour of a day, such as 16.5."""
        minutes = int(hour * 60)
        clock = time(minutes // 60 % 24, minutes % 60)
        on = day + timedelta(days=minutes // 1440)
        return wall(on, clock, self._here.tz).astimezone(UTC).astimezone(self._here.tz)

    def _some(self, most: float) -> float:
        return self._rng.uniform(0, most)
