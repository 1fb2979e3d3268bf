"""One believable record of each kind, as a family would have written it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from benchmarks import words
from presence_tui.domain.boundary import Boundary
from presence_tui.domain.checkin import Checkin
from presence_tui.domain.clock import day_of, noon
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.ids import ulid
from presence_tui.domain.intention import Intention
from presence_tui.domain.moment import Moment
from presence_tui.domain.parked import Parked
from presence_tui.domain.record import Stamp
from presence_tui.domain.review import Page, Review
from presence_tui.domain.tick import Tick

DAY_ENDS = time(3)
_MORNING, _NIGHT = 6 * 60, 26 * 60 + 30
_WEIGHTS = [voice.weight for voice in words.VOICES]


class Place(NamedTuple):
    """A presence day and where it was lived."""

    day: date
    zone: str

    @property
    def tz(self) -> ZoneInfo:
        """The zone's rules."""
        return ZoneInfo(self.zone)


Maker = Callable[[Random, Place], Any]


def wall_instant(place: Place, minutes: int, chance: Random | None = None) -> datetime:
    """The instant at `minutes` after midnight of the day by the wall clock, on that presence day.

    With `chance` it gets seconds and milliseconds of its own.
    """
    loose = chance.randrange(60_000) if chance else 0
    naive = datetime.combine(place.day, time()) + timedelta(minutes=minutes, milliseconds=loose)
    at = naive.replace(tzinfo=place.tz).astimezone(UTC).astimezone(place.tz)
    if day_of(at, place.tz, DAY_ENDS) != place.day:
        # The clocks went forward over that time; an earlier one is on the same evening.
        at = (at.astimezone(UTC) - timedelta(hours=2)).astimezone(place.tz)
    return at


def stamp_at(rng: Random, place: Place, at: datetime) -> Stamp:
    """The stamp of a new record, its id made from the seed."""
    return Stamp(ulid(_ms(at), rng.getrandbits(80)), place.day, at, place.zone)


def _ms(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp() * 1000)


def _stamp(rng: Random, place: Place) -> Stamp:
    """Any time of the day, most of them towards the evening, a few after midnight."""
    minutes = round(rng.triangular(_MORNING, _NIGHT, 18 * 60 + 30))
    return stamp_at(rng, place, wall_instant(place, minutes, rng))


def _some(rng: Random, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rng.sample(names, rng.choice((0, 0, 1, 1, 1, 2, 3))))


def moment(rng: Random, place: Place) -> Moment:
    """A moment; one in fourteen was written down with its day only."""
    voice = rng.choices(words.VOICES, _WEIGHTS)[0]
    stamp = _stamp(rng, place)
    timed = rng.random() > 0.07
    if not timed:
        stamp = stamp._replace(at=noon(place.day, place.tz))
    return Moment(
        stamp=stamp,
        text=rng.choice(voice.moments).format(rng.choice(voice.places)),
        minutes=rng.choice((None, 5, 10, 10, 15, 20, 25, 30, 45, 90)),
        people=_some(rng, words.PEOPLE),
        tags=_some(rng, words.TAGS),
        timed=timed,
    )


def gratitude(rng: Random, place: Place) -> Gratitude:
    """A line of thanks, two in five with their reason."""
    voice = rng.choices(words.VOICES, _WEIGHTS)[0]
    because = rng.choice(voice.reasons) if rng.random() < 0.4 else None
    people = _some(rng, words.PEOPLE)[:1]
    return Gratitude(_stamp(rng, place), rng.choice(voice.thanks), because, people)


def boundary(rng: Random, place: Place) -> Boundary:
    """A boundary that has ended, some with pauses, returns or a planned end on the clock."""
    preset, name, side, planned_s, (first, last) = rng.choice(words.BOUNDARIES)
    stamp = stamp_at(rng, place, wall_instant(place, rng.randrange(first * 60, last * 60), rng))
    length_s = round((planned_s or rng.choice((1800, 3600, 5400, 14_400))) * rng.uniform(0.6, 1.3))
    until = None
    if planned_s is None and rng.random() < 0.4:
        until = _after(stamp.at, rng.randrange(1800, 18_000)).replace(second=0, microsecond=0)
    pauses = []
    if length_s > 1500 and rng.random() < 0.35:
        begin = rng.randrange(300, length_s // 2)
        pauses.append((_after(stamp.at, begin), _after(stamp.at, begin + rng.randrange(60, 600))))
    returns = sorted(rng.randrange(1, length_s) for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 4))))
    return Boundary(
        stamp=stamp,
        name=name,
        side=side,
        kind="moment" if preset is None and rng.random() < 0.2 else "boundary",
        preset=preset,
        planned_s=planned_s,
        until=until,
        ended_at=_after(stamp.at, length_s),
        pauses=tuple(pauses),
        returns=tuple(_after(stamp.at, second) for second in returns),
        people=_some(rng, words.PEOPLE)[:1] if side == "home" else (),
    )


def _after(at: datetime, seconds: int) -> datetime:
    return (at.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(at.tzinfo)


def checkin(rng: Random, place: Place) -> Checkin:
    """A care check-in, or one in three a guilt card."""
    if rng.random() < 0.35:
        card = rng.choice(words.GUILT)
        names = ("feeling", "thought", "verdict", "kinder")
        return Checkin(_stamp(rng, place), "guilt", tuple(zip(names, card, strict=True)))
    return Checkin(_stamp(rng, place), "care", (("care", rng.choice(words.CARE)),))


def intention(rng: Random, place: Place) -> Intention:
    """What was chosen for the day after."""
    stamp = stamp_at(rng, place, wall_instant(place, rng.randrange(20 * 60, 24 * 60), rng))
    return Intention(stamp, rng.choice(words.INTENTIONS), place.day + timedelta(days=1))


def review(rng: Random, place: Place) -> Review:
    """The day's review, most of them closed."""
    at = wall_instant(place, rng.randrange(21 * 60, 25 * 60), rng)
    closed = _after(at, rng.randrange(40, 200)) if rng.random() < 0.9 else None
    stamp = Stamp(place.day.isoformat(), place.day, at, place.zone)
    return Review(stamp, rng.choice(words.NOTES), None if closed else "thanks", closed)


def page(rng: Random, place: Place) -> Page:
    """A free page."""
    at = wall_instant(place, rng.randrange(20 * 60, 24 * 60), rng)
    return Page(Stamp(place.day.isoformat(), place.day, at, place.zone), rng.choice(words.PAGES))


def parked(rng: Random, place: Place) -> Parked:
    """A line of work left open at log-off."""
    text, resume = rng.choice(words.PARKED)
    return Parked(_stamp(rng, place), text, resume, rng.random() < 0.7)


def tick(rng: Random, place: Place) -> Tick:
    """A small mark of the day."""
    kind, name = rng.choice(words.TICKS)
    return Tick(_stamp(rng, place), kind, name)
