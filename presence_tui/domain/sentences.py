"""What a rhythm says in words: it describes, and never calls anything better or worse.

A sentence claims no more than was written: it names a stretch of days only where each of them says
so, and counts against everything that is there.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.rhythm import DAYPARTS, Lived, Rhythm, totals
from presence_tui.domain.text import in_words

CLOSE = 0.1
"""Work and home that differ by less than this share of their sum are said to be about even."""
LISTED = 3
"""Parts of a span that are named one by one; more are counted."""
FEW = 3
"""Fewer moments than this have no usual hour."""


class Unit(NamedTuple):
    """A part of the span, as the sentences name it: a day, a week, a month."""

    name: str
    on: str
    """The name with its preposition: `on Thursday`, `in May`."""
    days: tuple[Lived, ...]


class Leaning(NamedTuple):
    """A part of the span that leans, and where it stands among all of them."""

    place: int
    unit: Unit
    side: str
    """`work`, `home` or `close`."""


def sentences(rhythm: Rhythm, span: str) -> tuple[str, ...]:
    """Up to two sentences about a `week`, `month` or `year`: what there was, then how it leaned.

    None where nothing was written that they speak of; an open page only where nothing was.
    """
    units = units_of(rhythm.days, span)
    said = [line for line in (_moments(rhythm, units, span), _lean(units, span)) if line]
    if said:
        return tuple(said)
    if all(day.empty for day in rhythm.days):
        return ("An open page.",)
    return tuple(line for line in (_thanks(units, span),) if line)


def units_of(days: Sequence[Lived], span: str) -> tuple[Unit, ...]:
    """The span in the parts its sentences speak of."""
    if span == "week":
        names = [WEEKDAYS[day.day.weekday()] for day in days]
        return tuple(Unit(n, f"on {n}", (d,)) for n, d in zip(names, days, strict=True))
    gathered: dict[date, list[Lived]] = {}
    for day in days:
        back = day.day.day - 1 if span == "year" else day.day.weekday()
        gathered.setdefault(day.day - timedelta(days=back), []).append(day)
    units = []
    for part in gathered.values():
        # A week that began before the month goes by the first of its days inside it.
        month = MONTHS[part[0].day.month - 1]
        name = month if span == "year" else f"the week of {part[0].day.day} {month}"
        units.append(Unit(name, f"in {name}", tuple(part)))
    return tuple(units)


def _when(units: Sequence[Unit], span: str) -> str:
    """`on Monday`, `in May and June`, `in the weeks of 2 and 9 May`, or `on four days`."""
    first, *others = units
    if not others:
        return first.on
    if len(units) > LISTED:
        kind = {"week": "on {} days", "month": "in {} weeks"}.get(span, "in {} months")
        return kind.format(in_words(len(units)))
    if span == "month":
        begins = _listed([str(unit.days[0].day.day) for unit in units])
        return f"in the weeks of {begins} {MONTHS[first.days[0].day.month - 1]}"
    return _listed([first.on, *(unit.name for unit in others)])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


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
    minutes = totals([day for unit in units for day in unit.days])
    work, home, own = minutes["work"], minutes["home"], minutes["self"]
    if not work + home:
        return _time_for("self", units, span) if own else ""
    if own > work + home:
        return "Most of the time here was your own."
    if not work or not home:
        return _time_for("work" if work else "home", units, span)
    found = [
        Leaning(place, unit, side)
        for place, unit in enumerate(units)
        if (side := lean(unit.days)) is not None
    ]
    runs = _runs(found)
    if len(runs) < 2:
        return _one_way(found, units, span)
    if len(runs) > 3:
        return "Went back and forth between work and home."
    return _turns(runs, _unbroken(found, len(units)), span)


def _time_for(side: str, units: Sequence[Unit], span: str) -> str:
    """Where there was one side only there is no leaning to speak of."""
    there = [unit for unit in units if totals(unit.days)[side]]
    when = f"all {span}" if len(there) == len(units) else _when(there, span)
    return f"There was time for {'yourself' if side == 'self' else side} {when}."


def _one_way(found: Sequence[Leaning], units: Sequence[Unit], span: str) -> str:
    """Both sides were there, and no part leaned the other way than another."""
    whole = lean([day for unit in units for day in unit.days])
    if len(found) == 1:
        unit = found[0].unit
        if whole == "close":
            return f"Work and home were about even {unit.on}."
        return f"Work and home both had time {unit.on}; it leaned to {whole}."
    if whole == "close":
        every = len(found) == len(units) and all(part.side == "close" for part in found)
        return f"Work and home were about even{f' all {span}' if every else ''}."
    return f"Work and home both had time; the {span} leaned to {whole}."


def _runs(found: Sequence[Leaning]) -> list[list[Leaning]]:
    """Parts that lean, those of one side that follow each other together."""
    runs: list[list[Leaning]] = []
    for part in found:
        if part.side == "close":
            continue
        if runs and runs[-1][0].side == part.side:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _unbroken(found: Sequence[Leaning], parts: int) -> bool:
    """Whether every part from the first to the last leans, and they are most of the span."""
    together = found[-1].place - found[0].place + 1 == len(found)
    return together and len(found) * 2 > parts and all(part.side != "close" for part in found)


def _turns(runs: Sequence[Sequence[Leaning]], unbroken: bool, span: str) -> str:
    """`Leaned to work until Thursday, then home.`; where days are missing, the days by name."""
    said = []
    for number, run in enumerate(runs):
        side, last = run[0].side, number == len(runs) - 1
        if not unbroken or len(run) == 1:
            said.append(f"to {side} {_when([part.unit for part in run], span)}")
        elif last:
            return f"Leaned {', '.join(said)}, then {side}."
        else:
            said.append(f"to {side} until {run[-1].unit.name}")
    commas = not unbroken and any(1 < len(run) <= LISTED for run in runs)
    if commas:
        return f"Leaned {', '.join(said)}."
    return f"Leaned {_listed(said)}."


# ── moments and thanks ───────────────────────────────────────────────────────


def _moments(rhythm: Rhythm, units: Sequence[Unit], span: str) -> str:
    count = len(rhythm.dots)
    if not count:
        return ""
    if count < FEW:
        with_moments = [unit for unit in units if any(day.dots for day in unit.days)]
        begin = "There was one moment" if count == 1 else "There were two moments"
        return f"{begin}, {_when(with_moments, span)}."
    hours = [dot.hour for dot in rhythm.dots if dot.hour is not None]
    if not hours:
        return "There were moments, without a time."
    for many, which in ((count, "Most moments"), (len(hours), "Most moments with a time")):
        if len(hours) >= FEW or many == count:
            window = _window(hours, many)
            if window is not None:
                return f"{which} came between {window % 24} and {(window + 2) % 24 or 24}."
            counts = rhythm.dayparts()
            for name, _ in DAYPARTS:
                if counts[name] * 2 > many:
                    return f"{which} came in the {name}."
    if len(hours) >= FEW:
        return "Moments came at different times of the day."
    most = "most of them without a time" if len(hours) * 2 < count else "not all with a time"
    return f"There were moments, {most}."


def _window(hours: Sequence[float], count: int) -> int | None:
    """The latest whole hour that begins two hours with the most moments; null without such.

    They are more than half of `count`.
    """
    most, begin = 0, 0
    for hour in range(30):
        inside = sum(1 for h in hours if hour <= h < hour + 2)
        if inside and inside >= most:
            most, begin = inside, hour
    return begin if most * 2 > count else None


def _thanks(units: Sequence[Unit], span: str) -> str:
    """Where there were neither moments nor boundaries: thanks that were given."""
    count = sum(day.thanks for unit in units for day in unit.days)
    if not count:
        return ""
    there = [unit for unit in units if any(day.thanks for day in unit.days)]
    lines = "was one line" if count == 1 else f"were {in_words(count)} lines"
    return f"There {lines} of thanks, {_when(there, span)}."
