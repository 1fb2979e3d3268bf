"""How answers are written: rows as JSON, lengths, times and records as lines of text."""

import json
import sys
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.lived import as_lived
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import clean, escape_json, one_line

if TYPE_CHECKING:
    from presence_tui.domain.intention import Intention
    from presence_tui.services.presence import Presence


def print_json(value: Any, indent: int | None = 2) -> None:
    """JSON on stdout, safe for a terminal; only ASCII where stdout cannot take all of Unicode."""
    plain = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    print(escape_json(json.dumps(value, ensure_ascii=plain, indent=indent)))


def long_date(day: date) -> str:
    """`Sunday 22 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def length(seconds: int) -> str:
    """`34 min`, `1 h 12 min`, `7 h`; minutes are cut, not rounded."""
    hours, minutes = divmod(max(0, seconds) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def clock(at: datetime, tz: tzinfo | None = None) -> str:
    """`07:40`, in the zone it was written in unless another is given."""
    return f"{at.astimezone(tz) if tz else at:%H:%M}"


def clock_from(at: datetime, presence: "Presence") -> str:
    """`20:00`; of another presence day `tomorrow 20:00`, or with its date."""
    today, day = presence.today(), presence.day_of(at)
    local = at.astimezone(presence.clock.place().tz)
    if day == today:
        return f"{local:%H:%M}"
    near = {1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    return f"{near} {local:%H:%M}" if near else f"{local:%Y-%m-%d %H:%M}"


def short_id(ident: str) -> str:
    """The end of an id, enough to name it; what goes by its day is named whole."""
    return ident if ":" in ident else ident[-6:]


def signs(people: tuple[str, ...], tags: tuple[str, ...]) -> str:
    """`@mia #play`."""
    return one_line(" ".join([*(f"@{p}" for p in people), *(f"#{t}" for t in tags)]))


def moment_line(moment: Moment) -> str:
    """`07:40  Slow breakfast · 20 min · @mia`; no time where only the day is known."""
    when = clock(moment.stamp.at) if moment.timed else "     "
    minutes = length(moment.minutes * 60) if moment.minutes else ""
    parts = [_indented(moment.text), minutes, signs(moment.people, moment.tags)]
    return f"{when}  " + " · ".join(part for part in parts if part)


def gratitude_line(gratitude: Gratitude) -> str:
    """The thanks, and why."""
    parts = [_indented(gratitude.text), signs(gratitude.people, gratitude.tags)]
    line = " · ".join(part for part in parts if part)
    if gratitude.because:
        line += f"\n       because {one_line(gratitude.because)}"
    return line


def intention_line(intention: "Intention", today: date) -> str:
    """`Monday 23 November: pancakes`, with the year where it is another."""
    day = intention.for_day
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}: " + one_line(
        intention.text
    )


def boundary_line(boundary: Boundary, now: datetime) -> str:
    """`16:30-20:04  Logged off, be present · 3 h 34 min · 2 returns`."""
    end = clock(as_lived(boundary.ended_at, boundary.stamp)) if boundary.ended_at else "now"
    parts = [one_line(boundary.name), length(shown_minutes(boundary, now) * 60), returns(boundary)]
    if boundary.paused:
        parts.append("paused")
    parts.append(signs(boundary.people, boundary.tags))
    return f"{clock(boundary.stamp.at)}-{end:5}  " + " · ".join(part for part in parts if part)


def returns(boundary: Boundary) -> str:
    """`2 returns`, or nothing."""
    count = len(boundary.returns)
    return f"{count} return{'' if count == 1 else 's'}" if count else ""


def _indented(text: str) -> str:
    """Text on paper: cleaned, its further lines under its first."""
    return "\n       ".join(" ".join(line.split()) for line in clean(text).split("\n"))
