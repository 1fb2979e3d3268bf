"""A month on paper: markdown that reads like a diary. Lengths in minutes, times as written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from presence_tui.domain.boundary import Boundary, shown_minutes
from presence_tui.domain.checkin import Checkin
from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.day import order
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.lived import as_lived
from presence_tui.domain.moment import Moment
from presence_tui.domain.text import clean, one_line

_MEANT = re.compile(r"([\\`*\[\]<>~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
_OPENING = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]))")


class Sheet(NamedTuple):
    """One month of the diary."""

    month: str
    """`2026-11`."""
    text: str


def diary(tables: Mapping[str, Sequence[Any]], now: datetime) -> tuple[Sheet, ...]:
    """The months that have anything to read, oldest first.

    `tables` holds live records by table; check-ins and pages are written when they are among them.
    """
    days: dict[date, list[str]] = {}
    for table, write in _WRITERS:
        for record in sorted(tables.get(table, ()), key=order):
            lines = write(record, now)
            if lines and record.stamp.day is not None:
                days.setdefault(record.stamp.day, []).append(lines)
    months: dict[str, list[str]] = {}
    for day in sorted(days):
        heading = f"## {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
        months.setdefault(f"{day:%Y-%m}", []).append("\n\n".join([heading, *_joined(days[day])]))
    return tuple(Sheet(month, _page(month, parts)) for month, parts in months.items())


def _page(month: str, parts: Iterable[str]) -> str:
    year, number = month.split("-")
    return "\n\n".join([f"# {MONTHS[int(number) - 1]} {year}", *parts]) + "\n"


def _joined(entries: Sequence[str]) -> list[str]:
    """Entries as blocks; list items that follow each other are one list."""
    blocks: list[str] = []
    for entry in entries:
        if blocks and entry.startswith("- ") and blocks[-1].startswith("- "):
            blocks[-1] += "\n" + entry
        else:
            blocks.append(entry)
    return blocks


# ── entries ──────────────────────────────────────────────────────────────────


def _moment(moment: Moment, now: datetime) -> str:
    when = f"{moment.stamp.at:%H:%M} " if moment.timed else ""
    length = _length(moment.minutes) if moment.minutes else ""
    return f"- {when}{_text(moment.text)}" + _aside(length, moment.people, moment.tags)


def _boundary(boundary: Boundary, now: datetime) -> str:
    if boundary.kind == "moment":
        return ""
    end = f"{as_lived(boundary.ended_at, boundary.stamp):%H:%M}" if boundary.ended_at else "…"
    span = f"{boundary.stamp.at:%H:%M}–{end}"
    parts = [_length(shown_minutes(boundary, now))]
    if count := len(boundary.returns):
        parts.append(f"{count} return{'' if count == 1 else 's'}")
    aside = _aside(", ".join(parts), boundary.people, boundary.tags)
    return f"- {span} *{_line(boundary.name)}*{aside}"


def _gratitude(gratitude: Gratitude, now: datetime) -> str:
    why = f", because {_line(gratitude.because)}" if gratitude.because else ""
    return f"- Thankful for: {_text(gratitude.text)}{why}" + _aside(
        "", gratitude.people, gratitude.tags
    )


def _checkin(checkin: Checkin, now: datetime) -> str:
    said = [(name, _line(_words(value))) for name, value in checkin.answers if name != "step"]
    if checkin.kind == "care":
        kind, parts = "Care", [words for _, words in said if words]
    else:
        kind, parts = "Guilt card", [f"{_label(name)}: {words}" for name, words in said if words]
    return f"- {kind}: " + "; ".join(parts) if parts else ""


def _label(name: str) -> str:
    return _line(name.replace("_", " "))


def _intention(intention: Any, now: datetime) -> str:
    day = intention.for_day
    when = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"- For {when}: {_line(intention.text)}"


def _review(review: Any, now: datetime) -> str:
    note = clean(review.note).strip()
    lines = [f"> {_opened(_escaped(line))}".rstrip() for line in note.split("\n") if note]
    seen = (f"- {_line(line)}" for line in review.seen_lines)
    return "\n\n".join(block for block in ("\n".join(lines), "\n".join(seen)) if block)


def _whole_page(page: Any, now: datetime) -> str:
    # A page is markdown already; its headings go below the day's.
    text = clean(page.text).strip()
    return re.sub(r"^(#{1,4})(?=\s)", r"##\1", text, flags=re.M)


_WRITERS = (
    ("moments", _moment),
    ("boundaries", _boundary),
    ("gratitude", _gratitude),
    ("checkins", _checkin),
    ("reviews", _review),
    ("pages", _whole_page),
    ("intentions", _intention),
)


# ── words ────────────────────────────────────────────────────────────────────


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(word for v in value if (word := _words(v)))
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int) else ""


def _aside(length: str, people: Sequence[str], tags: Sequence[str]) -> str:
    """` (20 min, with Leo and Mia) #outside`."""
    with_whom = f"with {_and([_line(p) for p in people])}" if people else ""
    said = ", ".join(part for part in (length, with_whom) if part)
    marks = "".join(f" #{_line(tag)}" for tag in tags)
    return (f" ({said})" if said else "") + marks


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)


def _escaped(text: str) -> str:
    """Text that markdown shows as it is."""
    return _MEANT.sub(r"\\\1", text)


def _opened(line: str) -> str:
    """A line whose beginning makes no heading, list or rule."""
    return _OPENING.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", line)


def _line(text: str) -> str:
    return _escaped(one_line(text))


def _text(text: str) -> str:
    """Text of a list item, its further lines under its first."""
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    return "  \n  ".join(_opened(_escaped(line)) for line in lines if line)
