"""A boundary as a form: its times, its pauses, its plan, in words and back."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from presence_tui.domain.boundary import SIDES, Boundary, Pause
from presence_tui.domain.clock import wall
from presence_tui.domain.clock_words import Span, clock_time, is_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.form import Field
from presence_tui.domain.lengths import read_length
from presence_tui.domain.lived import zone_of
from presence_tui.domain.record import Stamp
from presence_tui.domain.text import one_line
from presence_tui.services.dated import shown, typed
from presence_tui.services.ends import LONGEST_S, ended
from presence_tui.services.form_words import DAY, day_said, field
from presence_tui.services.presence import Presence
from presence_tui.services.times import begin_of

_FROM_TO = re.compile(r"(.*?\d{1,2}[:.]\d{2}\s*(?:am|pm)?)\s*[-–]\s*(.*)", re.I | re.A)
LONGEST = timedelta(seconds=LONGEST_S)
TIMES = ("day", "began", "ended", "planned", "pauses", "returns")
"""The fields that are read here."""


def time_fields(boundary: Boundary) -> list[Field]:
    """Its times as words."""
    tz, start, end = zone_of(boundary.stamp), boundary.stamp.at, boundary.ended_at
    day = boundary.stamp.day or start.astimezone(tz).date()
    return [
        Field("day", day.isoformat(), DAY, "2026-11-22"),
        Field("began", f"{start.astimezone(tz):%H:%M}", "A time of that day.", "16:30"),
        Field(
            "ended",
            shown(end, start, tz) if end else "",
            "The first such time after it began, or with its day: 2026-11-22 20:04. "
            "Empty, it runs.",
            "20:04",
        ),
        Field(
            "planned",
            _planned(boundary, tz),
            "A length or an end: 30m, until 20:00. Empty, the end is open.",
            "30m",
        ),
        Field(
            "pauses",
            ", ".join(_pauses(boundary, tz)),
            "From and to, with commas: 17:10-17:14, 18:00-18:05.",
            "17:10-17:14",
        ),
        Field(
            "returns",
            ", ".join(_returns(boundary, tz)),
            "When, with commas: 17:20, 18:01.",
            "17:20",
        ),
    ]


def with_times(
    presence: Presence, old: Boundary, values: Mapping[str, str], names: set[str]
) -> Boundary:
    """The boundary with those of its times that are among `names` read from `values` anew.

    Another day takes everything along at its time of day. Raises FieldError.
    """
    tz, new = zone_of(old.stamp), old
    if "day" in names:
        with field("day"):
            new = _on_day(new, day_said(presence, values["day"]), tz)
    if "began" in names:
        with field("began"):
            day = new.stamp.day or presence.today()
            new = _begun(new, begin_of(presence, Span(clock_time(values["began"])), day, tz))
    start = new.stamp.at
    if "ended" in names:
        with field("ended"):
            said = one_line(values["ended"])
            end = typed(said, presence, tz, start, presence.clock.now()) if said else None
            new = new._replace(ended_at=end)
    if "planned" in names:
        with field("planned"):
            new = _plan(new, one_line(values["planned"]), presence, tz)
    if "pauses" in names:
        with field("pauses"):
            new = new._replace(pauses=_pauses_said(new, values["pauses"], presence))
    if "returns" in names:
        with field("returns"):
            new = new._replace(returns=_returns_said(new, values["returns"], presence))
    return _sound(presence, new)


def side_said(said: str) -> str:
    """A side as typed. Raises WordsError."""
    if said.strip() not in SIDES:
        raise WordsError(f"There is no side {said.strip()!r}; there are {', '.join(SIDES)}.")
    return said.strip()


# ── in words ──────────────────────────────────────────────────────────────────


def _planned(boundary: Boundary, tz: tzinfo) -> str:
    if boundary.until is not None:
        return f"until {shown(boundary.until, boundary.stamp.at, tz)}"
    return f"{boundary.planned_s // 60}m" if boundary.planned_s else ""


def _pauses(boundary: Boundary, tz: tzinfo) -> list[str]:
    start = boundary.stamp.at
    return [
        f"{shown(a, start, tz)}-{shown(b, a, tz) if b is not None else ''}"
        for a, b in boundary.pauses
    ]


def _returns(boundary: Boundary, tz: tzinfo) -> list[str]:
    return [shown(instant, boundary.stamp.at, tz) for instant in boundary.returns]


# ── and back ──────────────────────────────────────────────────────────────────


def _listed(said: str) -> list[str]:
    return [words for part in said.split(",") if (words := one_line(part))]


def _plan(boundary: Boundary, said: str, presence: Presence, tz: tzinfo) -> Boundary:
    bare = boundary._replace(planned_s=None, until=None)
    if not said or said.casefold() == "open":
        return bare
    until = said.casefold().removeprefix("until ").strip()
    if until != said.casefold() or is_time(until):
        start = boundary.stamp.at
        return bare._replace(until=typed(until, presence, tz, start, start + LONGEST))
    return bare._replace(planned_s=read_length(f"{said}m" if said.isdecimal() else said) * 60)


def _pauses_said(boundary: Boundary, said: str, presence: Presence) -> tuple[Pause, ...]:
    """Pauses as typed; one that was not touched keeps its seconds."""
    tz, start = zone_of(boundary.stamp), boundary.stamp.at
    last = boundary.ended_at or presence.clock.now()
    known = dict(zip(_pauses(boundary, tz), boundary.pauses, strict=True))
    found: list[Pause] = []
    for words in _listed(said):
        pause = known.get(words)
        if pause is None:
            parts = _FROM_TO.fullmatch(words)
            if parts is None:
                raise WordsError(f"“{words}” is no pause: say it like 17:10-17:14.")
            begin = typed(parts[1], presence, tz, start, last)
            pause = begin, typed(parts[2], presence, tz, begin, last) if parts[2] else None
        found.append(pause)
    if any(end is None for _, end in found[:-1]):
        raise WordsError("Only the last pause may still go on: say when the others ended.")
    return tuple(sorted(found, key=lambda p: p[0].astimezone(UTC)))


def _returns_said(boundary: Boundary, said: str, presence: Presence) -> tuple[datetime, ...]:
    """Returns as typed; one that was not touched keeps its seconds."""
    tz, start = zone_of(boundary.stamp), boundary.stamp.at
    last = boundary.ended_at or presence.clock.now()
    known = dict(zip(_returns(boundary, tz), boundary.returns, strict=True))
    found = [known.get(w) or typed(w, presence, tz, start, last) for w in _listed(said)]
    return tuple(sorted(found, key=lambda i: i.astimezone(UTC)))


def _on_day(old: Boundary, day: date, tz: tzinfo) -> Boundary:
    """The boundary at the same times of another day."""
    by = day - (old.stamp.day or old.stamp.at.astimezone(tz).date())

    def moved(instant: datetime) -> datetime:
        local = instant.astimezone(tz)
        at = wall(local.date() + by, local.time(), tz, local.fold)
        return at.astimezone(UTC).astimezone(tz)

    return old._replace(
        stamp=_stamped(old.stamp, day, moved(old.stamp.at)),
        until=None if old.until is None else moved(old.until),
        ended_at=None if old.ended_at is None else moved(old.ended_at),
        pauses=tuple((moved(a), None if b is None else moved(b)) for a, b in old.pauses),
        returns=tuple(moved(r) for r in old.returns),
    )


def _begun(old: Boundary, at: datetime) -> Boundary:
    """The boundary with another start; nothing before it counts."""
    first = at.astimezone(UTC)
    return old._replace(
        stamp=_stamped(old.stamp, old.stamp.day, at),
        pauses=tuple(
            (max(a, at, key=lambda i: i.astimezone(UTC)), b)
            for a, b in old.pauses
            if b is None or b.astimezone(UTC) > first
        ),
        returns=tuple(r for r in old.returns if r.astimezone(UTC) >= first),
    )


def _stamped(stamp: Stamp, day: date | None, at: datetime) -> Stamp:
    return stamp._replace(day=day, at=at)


def _sound(presence: Presence, boundary: Boundary) -> Boundary:
    """Raises FieldError where its times do not fit together."""
    start, end = boundary.stamp.at, boundary.ended_at
    tz, now = zone_of(boundary.stamp), presence.clock.now()
    with field("began"):
        if end is not None and end.astimezone(UTC) < start.astimezone(UTC):
            raise WordsError(
                f"{start.astimezone(tz):%H:%M} lies after its end, "
                f"{end.astimezone(tz):%H:%M}; change that first."
            )
        if start.astimezone(UTC) > now.astimezone(UTC) + timedelta(minutes=5):
            raise WordsError(f"{start.astimezone(tz):%H:%M} is still ahead; it is {now:%H:%M}.")
    with field("ended"):
        if end is not None and end.astimezone(UTC) > now.astimezone(UTC) + timedelta(minutes=1):
            local = end.astimezone(tz)
            raise WordsError(f"Its end, {local:%H:%M} on {local.date()}, is still ahead.")
    return boundary if end is None else ended(boundary, end)
