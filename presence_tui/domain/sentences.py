"""What a rhythm says in words: it describes, and never calls anything better or worse."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.rhythm import DAYPARTS, Lived, Rhythm, totals

CLOSE = 0.1
"""Work and home that differ by less than this share of their sum are said to be close."""


class Unit(NamedTuple):
    """A part of the span, as the sentences name it: a day, a week, a month."""

    name: str
    on: str
    """The name with its preposition: `on Thursday`, `in May`."""
    days: tuple[Lived, ...]


class Leaning(NamedTuple):
    """Neighbouring parts that lean the same way."""

    side: str
    first: Unit
    last: Unit


def sentences(rhythm: Rhythm, span: str) -> tuple[str, ...]:
    """One or two sentences about a `week`, `month` or `year`."""
    units = units_of(rhythm.days, span)
    said = (_lean(units, span), _moments(rhythm, units))
    return tuple(line for line in said if line) or ("An open page.",)


def units_of(days: Sequence[Lived], span: str) -> tuple[Unit, ...]:
    """The span in the parts its sentences speak of."""
    if span == "week":
        names = [WEEKDAYS[day.day.weekday()] for day in days]
        return tuple(Unit(n, f"on {n}", (d,)) for n, d in zip(names, days, strict=True))
    gathered: dict[str, list[Lived]] = {}
    for day in days:
        if span == "year":
            name = MONTHS[day.day.month - 1]
        else:
            monday = day.day - timedelta(days=day.day.weekday())
            name = f"the week of {monday.day} {MONTHS[monday.month - 1]}"
        gathered.setdefault(name, []).append(day)
    return tuple(Unit(n, f"in {n}", tuple(d)) for n, d in gathered.items())


# ── leaning ──────────────────────────────────────────────────────────────────


def lean(days: Sequence[Lived]) -> str | None:
    """`work`, `home`, `close`, or null where neither was written."""
    minutes = totals(days)
    work, home = minutes["work"], minutes["home"]
    if not work + home:
        return None
    if abs(work - home) <= CLOSE * (work + home):
        return "close"
    return "work" if work > home else "home"


def _lean(units: Sequence[Unit], span: str) -> str:
    found = [(unit, side) for unit in units if (side := lean(unit.days)) is not None]
    if not found:
        return _self(units)
    if len(found) == 1:
        unit, side = found[0]
        if side == "close":
            return f"Work and home were close to each other {unit.on}."
        return f"Leaned to {side} {unit.on}."
    runs = _runs(found)
    if not runs:
        return f"Work and home stayed close to each other all {span}."
    if len(runs) == 1:
        every = len(found) == len(units) and all(side != "close" for _, side in found)
        return f"Leaned to {runs[0].side}{f' all {span}' if every else ''}."
    if len(runs) == 2:
        return f"Leaned to {runs[0].side} until {runs[0].last.name}, then {runs[1].side}."
    if len(runs) == 3:
        one, two, three = runs
        return (
            f"Leaned to {one.side} until {one.last.name}, "
            f"to {two.side} until {two.last.name}, then {three.side}."
        )
    return "Went back and forth between work and home."


def _runs(found: Sequence[tuple[Unit, str]]) -> list[Leaning]:
    """Neighbours of one side joined; a part where both were close goes with those before it."""
    runs: list[Leaning] = []
    for unit, side in found:
        if side == "close":
            if runs:
                runs[-1] = runs[-1]._replace(last=unit)
        elif runs and runs[-1].side == side:
            runs[-1] = runs[-1]._replace(last=unit)
        else:
            runs.append(Leaning(side, unit, unit))
    return runs


def _self(units: Sequence[Unit]) -> str:
    """Where there was neither work nor home: time for oneself."""
    own = [unit for unit in units if totals(unit.days)["self"]]
    if not own:
        return ""
    if len(own) > 3:
        return "There was time for yourself."
    return f"There was time for yourself {_listed([unit.on for unit in own])}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


# ── moments ──────────────────────────────────────────────────────────────────


def _moments(rhythm: Rhythm, units: Sequence[Unit]) -> str:
    count = len(rhythm.dots)
    if not count:
        return ""
    if count <= 2:
        with_moments = [unit.on for unit in units if any(day.dots for day in unit.days)]
        word = "One moment was" if count == 1 else "Two moments were"
        return f"{word} kept, {_listed(with_moments)}."
    hours = [dot.hour for dot in rhythm.dots if dot.hour is not None]
    if not hours:
        return "Moments were kept, without their hours."
    window = _window(hours)
    if window is not None:
        return f"Most moments came between {window % 24} and {(window + 2) % 24 or 24}."
    counts = rhythm.dayparts()
    for name, _ in DAYPARTS:
        if counts[name] * 2 > len(hours):
            return f"Most moments came in the {name}."
    return "Moments came at all hours of the day."


def _window(hours: Sequence[float]) -> int | None:
    """The whole hour that begins two hours with more than half of all; null without such."""
    most, begin = 0, 0
    for hour in range(30):
        count = sum(1 for h in hours if hour <= h < hour + 2)
        if count > most:
            most, begin = count, hour
    return begin if most * 2 > len(hours) else None
