"""If–then plans: at a time of some days, a boundary that its owner wants to begin."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from presence_tui.domain.clock import after_gap, instants_at
from presence_tui.domain.dates import weekday_said
from presence_tui.domain.errors import WordsError
from presence_tui.domain.preset_table import read_time
from presence_tui.domain.text import fold, one_line

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAKES_SENSE = timedelta(hours=2)
"""How long after its time a plan is still worth a prompt."""


class Plan(NamedTuple):
    """If it is `at` on one of `days`, then `start`."""

    key: str
    """What ticks know it by: its time and what it starts."""
    at: time
    days: tuple[int, ...]
    """Weekdays of the wall clock, Monday is 0."""
    start: str
    """A preset's key or name, or words of one's own."""
    words: str
    """The prompt, in the user's words."""


class Occasion(NamedTuple):
    """A plan on one day."""

    plan: Plan
    day: date
    """The day on the wall clock."""
    at: datetime
    """Its instant: of a doubled time the first, of a skipped one that after the gap."""
    skipped: bool = False
    """Whether the clocks went forward over its time on that day."""
    put_off_to: datetime | None = None
    """When it is asked again, where an earlier answer was in ten minutes."""


def read_plans(value: Any, place: str, problems: list[str]) -> tuple[Plan, ...]:
    """The plans of `[[plans]]`; `problems` gets one sentence for each thing wrong in them."""
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        problems.append(f"{place}: plans is {value!r}; allowed are tables such as [[plans]].")
        return ()
    found: list[tuple[int, Plan]] = []
    for number, fields in enumerate(value, 1):
        where = f"{place}: plan {number}"
        plan = _plan(fields, where, problems)
        if plan is None:
            continue
        clash = next((p for p in found if _at_once(p[1], plan)), None)
        if clash is not None:
            day = next(d for d in clash[1].days if d in plan.days)
            problems.append(
                f"{where} is at {plan.at:%H:%M} on {WEEKDAYS[day]}, and so is plan {clash[0]}; "
                "one prompt at a time. It is left out."
            )
            continue
        found.append((number, plan))
    return tuple(plan for _, plan in found)


def _at_once(one: Plan, other: Plan) -> bool:
    return one.at == other.at and bool(set(one.days) & set(other.days))


def _plan(fields: Mapping[str, Any], where: str, problems: list[str]) -> Plan | None:
    for field in fields:
        if field not in ("at", "days", "start", "words"):
            problems.append(
                f"{where}.{one_line(field)} is no field of a plan; "
                "there are at, days, start, words."
            )
    try:
        at = read_time(fields.get("at"))
    except (ValueError, WordsError):
        problems.append(
            f'{where}.at is {fields.get("at")!r}; allowed is a time such as "17:30". '
            "The plan is left out."
        )
        return None
    start = fields.get("start")
    if not isinstance(start, str) or not one_line(start):
        problems.append(
            f"{where}.start is {start!r}; allowed is a preset's name or words of your own. "
            "The plan is left out."
        )
        return None
    days = _days(fields.get("days", list(WEEKDAYS)), where, problems)
    if not days:
        return None
    words = fields.get("words", "")
    if not isinstance(words, str):
        problems.append(f"{where}.words is {words!r}; allowed are a few words.")
        words = ""
    start = one_line(start)
    return Plan(f"{at:%H:%M} {fold(start)}", at, days, start, one_line(words) or start)


def _days(value: Any, where: str, problems: list[str]) -> tuple[int, ...]:
    known: set[int] = set()
    for item in value if isinstance(value, list) else [value]:
        day = weekday_said(item) if isinstance(item, str) else None
        if day is not None:
            known.add(day)
        else:
            problems.append(
                f"{where}.days has {item!r}, which is no day; allowed are {', '.join(WEEKDAYS)}."
            )
    if not known:
        problems.append(f"{where} has no day left to come on. It is left out.")
    return tuple(sorted(known))


def occasion(plan: Plan, day: date, tz: tzinfo) -> Occasion | None:
    """The plan on a day of the wall clock, or none when it is not meant for that weekday."""
    if day.weekday() not in plan.days:
        return None
    found = instants_at(day, plan.at, tz)
    if found:
        return Occasion(plan, day, found[0])
    return Occasion(plan, day, after_gap(day, plan.at, tz), skipped=True)


def come_due(plans: Iterable[Plan], now: datetime, tz: tzinfo) -> Occasion | None:
    """The latest plan that has come due and still makes sense; earlier ones gave way to it."""
    moment = now.astimezone(UTC)
    local = moment.astimezone(tz).date()
    found = [
        made
        for plan in plans
        for day in (local - timedelta(days=1), local)
        if (made := occasion(plan, day, tz)) is not None
        and timedelta(0) <= moment - made.at.astimezone(UTC) < MAKES_SENSE
    ]
    return max(found, key=lambda o: o.at.astimezone(UTC), default=None)


def next_occasion(plan: Plan, now: datetime, tz: tzinfo) -> Occasion:
    """When the plan comes next, after `now`."""
    moment = now.astimezone(UTC)
    day = moment.astimezone(tz).date()
    while True:
        made = occasion(plan, day, tz)
        if made is not None and made.at.astimezone(UTC) > moment:
            return made
        day += timedelta(days=1)
