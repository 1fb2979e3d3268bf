"""One month of a family's life: its days, gaps, trips and summer-time nights, on two devices.

A month depends on the seed and its own name only, so the last month of a decade is the same,
byte for byte, as that month generated alone.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks import entries
from benchmarks.entries import DAY_ENDS, Maker, Place, stamp_at, wall_instant
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.clock import day_of
from presence_tui.domain.moment import Moment
from presence_tui.domain.record import Row
from presence_tui.store.revisions import next_rev

HOME_ZONE = "Europe/Paris"
TRIPS = (
    "America/New_York",
    "Asia/Tokyo",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
)

_ONCE_A_DAY: tuple[tuple[str, Maker, float], ...] = (
    ("reviews", entries.review, 0.6),
    ("intentions", entries.intention, 0.4),
    ("pages", entries.page, 0.12),
)
_OFTEN: tuple[tuple[str, Maker, int], ...] = (
    ("moments", entries.moment, 58),
    ("gratitude", entries.gratitude, 20),
    ("boundaries", entries.boundary, 12),
    ("checkins", entries.checkin, 5),
    ("parked", entries.parked, 3),
    ("ticks", entries.tick, 2),
)

Tables = dict[str, dict[str, Row]]


class LivedMonth:
    """Fills itself when made. `files` is what each device writes, `kept` what reading them says."""

    def __init__(self, seed: int, first: date, count: int, devices: tuple[str, str]) -> None:
        self.files: dict[str, Tables] = {device: {} for device in devices}
        self.kept: Tables = {}
        self._rng = Random(f"{seed} {first:%Y-%m}")
        self._devices = devices
        for place, number in self._share(first, count).items():
            self._live(place, number)

    # ── days ─────────────────────────────────────────────────────────────────

    def _share(self, first: date, count: int) -> dict[Place, int]:
        """How many records each day gets; days away and days without an entry among them."""
        rng = self._rng
        days = [d for n in range(31) if (d := first + timedelta(days=n)).month == first.month]
        nights = [d for d in days if changed_hour(d, HOME_ZONE)]
        silent: set[date] = set()
        for _ in range(rng.choice((1, 1, 2))):
            gap = rng.randrange(len(days))
            silent.update(days[gap : gap + rng.choice((1, 1, 2, 4))])
        lived = [d for d in days if d not in silent or d in nights] or days[:1]
        zones = dict.fromkeys(lived, HOME_ZONE)
        if rng.random() < 0.2:
            away, zone = rng.randrange(len(days)), rng.choice(TRIPS)
            zones |= {d: zone for d in days[away : away + rng.randrange(4, 10)] if d in zones}
            zones |= dict.fromkeys(nights, HOME_ZONE)
        weights = [rng.uniform(0.5, 1.6) for _ in lived]
        shares = Counter(rng.choices(lived, weights, k=count))
        for night in nights:
            while shares[night] < 2 and count > 2:
                fullest = max(shares, key=lambda d: shares[d])
                shares[fullest], shares[night] = shares[fullest] - 1, shares[night] + 1
        return {Place(d, zones[d]): shares[d] for d in lived if shares[d]}

    def _live(self, place: Place, number: int) -> None:
        rng = self._rng
        if number >= 2 and changed_hour(place.day, place.zone):
            number -= self._write_night(place)
        for table, make, chance in _ONCE_A_DAY:
            if number and rng.random() < chance:
                self._write(table, make(rng, place))
                number -= 1
        weights = [weight for _, _, weight in _OFTEN]
        for table, make, _ in rng.choices(_OFTEN, weights, k=number):
            self._write(table, make(rng, place))

    def _write_night(self, place: Place) -> int:
        """A bedtime that runs through the changed hour, and a moment on its far side."""
        rng = self._rng
        begin = wall_instant(place, 23 * 60 + 30)
        # Elapsed time, not wall time: four hours by any clock that was not changed.
        end = (begin.astimezone(UTC) + timedelta(hours=4)).astimezone(place.tz)
        stamp = stamp_at(rng, place, begin)
        night = Boundary(stamp, "Phone-free bedtime", "home", preset="bedtime", ended_at=end)
        self._write("boundaries", night, changes=False)
        awake = (end.astimezone(UTC) - timedelta(minutes=10)).astimezone(place.tz)
        # In spring the clock is past the end of the day by then.
        day = day_of(awake, place.tz, DAY_ENDS)
        if day.month != place.day.month:
            return 1
        stamp = stamp_at(rng, Place(day, place.zone), awake)
        self._write("moments", Moment(stamp, "awake together in the dark", 10), changes=False)
        return 2

    # ── revisions ────────────────────────────────────────────────────────────

    def _write(self, table: str, record: Any, changes: bool = True) -> None:
        """Writes a record, and for some of them what was done to it later."""
        rng, devices = self._rng, self._devices
        mine, other = devices if rng.random() < 0.65 else devices[::-1]
        stamp = record.stamp
        written = getattr(record, "ended_at", None) or stamp.at
        row = record._replace(stamp=stamp._replace(rev=next_rev(written, None, mine))).to_row()
        self._put(mine, table, row)
        self.kept.setdefault(table, {})[stamp.id] = row
        fate = rng.random()
        if not changes or fate > 0.12:
            return
        if table == "boundaries" and fate < 0.06:
            self._return_elsewhere(record, row, other)
            return
        later = written + timedelta(hours=rng.randrange(1, 40))
        writer = mine if fate < 0.08 else other
        new = record._replace(stamp=stamp._replace(rev=next_rev(later, row["rev"], writer)))
        if writer == other:
            new = new._replace(stamp=new.stamp._replace(saw={mine: row["rev"]}))
        if fate < 0.03 and table not in ("reviews", "pages"):
            new = new._replace(stamp=new.stamp._replace(deleted=True))
        elif hasattr(record, "text"):
            new = new._replace(text=f"{record.text}, and again")
        self._put(writer, table, new.to_row())
        self.kept[table][stamp.id] = new.to_row()

    def _return_elsewhere(self, boundary: Boundary, row: Row, other: str) -> None:
        """The other device counted a return without having seen this one's: both count."""
        seen = (boundary.stamp.at.astimezone(UTC) + timedelta(seconds=30)).astimezone(
            boundary.stamp.at.tzinfo
        )
        later = _end(boundary) + timedelta(milliseconds=700)
        stamp = boundary.stamp._replace(rev=next_rev(later, None, other))
        theirs = boundary._replace(stamp=stamp, returns=(seen,))
        self._put(other, "boundaries", theirs.to_row())
        both = {r.astimezone(UTC): r for r in (*boundary.returns, seen)}
        kept = theirs._replace(returns=tuple(both[r] for r in sorted(both)))
        self.kept["boundaries"][boundary.stamp.id] = kept.to_row()

    def _put(self, device: str, table: str, row: Row) -> None:
        self.files[device].setdefault(table, {})[row["id"]] = row


def _end(boundary: Boundary) -> datetime:
    return boundary.ended_at or boundary.stamp.at


def changed_hour(day: date, zone: str) -> bool:
    """Whether the clocks change in the night that ends a day."""
    tz = ZoneInfo(zone)
    noons = [
        datetime(d.year, d.month, d.day, 12, tzinfo=tz) for d in (day, day + timedelta(days=1))
    ]
    return noons[0].utcoffset() != noons[1].utcoffset()
