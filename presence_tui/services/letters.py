"""A week or a month as a page to keep or to send; what is private stays out unless it is named."""

from datetime import date
from html import escape
from typing import NamedTuple

from presence_tui.domain.checkin import Checkin, GuiltCard
from presence_tui.domain.dates import MONTHS, WEEKDAYS
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.moment import Moment
from presence_tui.domain.rhythm import Lived, Rhythm
from presence_tui.domain.text import clean, one_line
from presence_tui.services.memories import awake
from presence_tui.services.presence import Presence
from presence_tui.services.spans import between

PARTS = ("picture", "moments", "thanks", "intentions", "care", "cards", "pages")
OPEN_PARTS = ("picture", "moments", "thanks")
"""What a letter holds unless it is told otherwise; cards and pages only ever by name."""


class Letter(NamedTuple):
    """What goes into one letter, in words."""

    title: str
    sentences: tuple[str, ...]
    rhythm: Rhythm | None
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """A heading and its lines."""


class Letters:
    """Writes letters of the days that were lived."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def gather(self, span: str, day: date, parts: tuple[str, ...] = OPEN_PARTS) -> Letter:
        """The letter of the `week` or `month` of a day, with these parts. Raises StoreError."""
        seen = self._presence.rhythms.see(span, day)
        first, last = seen.first, seen.last
        found: list[tuple[str, tuple[str, ...]]] = []
        resting = self._presence.memories.people_at_rest()

        def records(table: str) -> tuple[object, ...]:
            return tuple(
                r for r in between(self._presence, table, first, last) if awake(r, resting)
            )

        if "moments" in parts:
            found.append(("Moments", tuple(_moment(m) for m in records("moments"))))  # type: ignore[arg-type] # the table's own kind
        if "thanks" in parts:
            found.append(("Thanks", tuple(_thanks(g) for g in records("gratitude"))))  # type: ignore[arg-type] # the table's own kind
        if "intentions" in parts:
            lines = [f"{_day(i.for_day)}: {one_line(i.text)}" for i in records("intentions")]  # type: ignore[attr-defined] # the table's own kind
            found.append(("Chosen", tuple(lines)))
        checkins = [c for c in records("checkins") if isinstance(c, Checkin)]
        if "care" in parts:
            cares = [
                f"{_day(c.stamp.day)}: {c.answer('care')}" for c in checkins if c.kind == "care"
            ]
            found.append(("Care", tuple(cares)))
        if "cards" in parts:
            cards = [GuiltCard.from_checkin(c) for c in checkins if c.kind == "guilt"]
            found.append(("Guilt cards", tuple(_card(card) for card in cards)))
        if "pages" in parts:
            pages = [f"{_day(p.stamp.day)}\n{clean(p.text)}" for p in records("pages")]  # type: ignore[attr-defined] # the table's own kind
            found.append(("Pages", tuple(pages)))
        title = f"{first.day} {MONTHS[first.month - 1]} to {last.day} {MONTHS[last.month - 1]} "
        if span == "month":
            title = f"{MONTHS[first.month - 1]} "
        rhythm = seen.rhythm if "picture" in parts else None
        filled = tuple((name, lines) for name, lines in found if lines)
        return Letter(f"{title}{last.year}", seen.sentences, rhythm, filled)


def _day(day: date | None) -> str:
    return "" if day is None else f"{WEEKDAYS[day.weekday()]} {day.day}"


def _moment(moment: Moment) -> str:
    when = f" {moment.stamp.at:%H:%M}" if moment.timed else ""
    people = ", ".join(moment.people)
    more = [f"{moment.minutes} min" if moment.minutes else "", f"with {people}" if people else ""]
    tail = ", ".join(part for part in more if part)
    return f"{_day(moment.stamp.day)}{when}: {one_line(moment.text)}" + (
        f" ({tail})" if tail else ""
    )


def _thanks(thanks: Gratitude) -> str:
    because = f", because {one_line(thanks.because)}" if thanks.because else ""
    return one_line(thanks.text) + because


def _card(card: GuiltCard) -> str:
    said = [card.feeling, card.thought, *card.facts, card.friend, card.fairer]
    return f"{_day(card.stamp.day)}: " + " · ".join(one_line(part) for part in said if part)


# ── markdown ─────────────────────────────────────────────────────────────────


def markdown(letter: Letter) -> str:
    """The letter as markdown; a person's words are kept as words."""
    lines = [f"# {letter.title}", "", *letter.sentences, ""]
    if letter.rhythm is not None:
        lines += ["```", *picture(letter.rhythm), "```", ""]
    for name, entries in letter.sections:
        lines += [f"## {name}", ""]
        for entry in entries:
            head, *rest = entry.split("\n")
            lines.append("- " + _plain(head))
            lines += ["  " + _plain(line) for line in rest]
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text in which no sign means anything to markdown."""
    return "".join("\\" + c if c in "\\`*_{}[]<>#|~!" else c for c in text)


def picture(rhythm: Rhythm, width: int = 20) -> list[str]:
    """The rhythm in text: work to the left of the axis, home to the right, moments as dots."""
    longest = max((d.minutes(s) for d in rhythm.days for s in ("work", "home")), default=0)
    scale = max(600, longest)
    lines = [f"{'':10}{'work':>{width}} | home"]
    for day in rhythm.days:
        work = "=" * round(day.minutes("work") / scale * width)
        home = "#" * round(day.minutes("home") / scale * width)
        dots = " " + "*" * len(day.dots) if day.dots else ""
        lines.append(f"{day.day:%a %d}    {work:>{width}} | {home}{dots}".rstrip())
    return lines


# ── html ─────────────────────────────────────────────────────────────────────

_STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 42em; margin: 2em auto; padding: 0 1em;
  color: #2b2622; background: #fbf8f3; }
h1 { font-weight: normal; } h2 { font-weight: normal; border-bottom: 1px solid #d8cfc2; }
ul { padding-left: 1.2em; } li { margin: .3em 0; white-space: pre-wrap; } svg { width: 100%; }
@media print { body { background: none; margin: 0; max-width: none; } h2 { break-after: avoid; }
  li, svg { break-inside: avoid; } }
"""


def html(letter: Letter) -> str:
    """The letter as one file that needs nothing else and prints well."""
    title = escape(letter.title)
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        *(f"<p>{escape(line)}</p>" for line in letter.sentences),
    ]
    if letter.rhythm is not None:
        parts.append(svg(letter.rhythm))
    for name, entries in letter.sections:
        items = "".join(f'<li dir="auto">{escape(entry)}</li>' for entry in entries)
        parts.append(f"<h2>{escape(name)}</h2><ul>{items}</ul>")
    return "\n".join(parts) + "\n</body></html>\n"


def svg(rhythm: Rhythm) -> str:
    """The rhythm as a drawing: a row a day, work left, home right, moments on the hours."""
    longest = max((d.minutes(s) for d in rhythm.days for s in ("work", "home")), default=0)
    scale, row, top = max(600, longest), 18, 26
    height = top + row * len(rhythm.days) + 6
    drawn = [
        f'<svg viewBox="0 0 760 {height}" role="img" aria-label="The days: work left, home right">',
        '<g font-size="11" font-family="sans-serif" fill="#6b6157">',
        '<text x="196" y="14" text-anchor="end">work</text><text x="204" y="14">home</text>',
    ]
    for hour in (6, 12, 18, 24):
        drawn.append(f'<text x="{_x(hour)}" y="14" text-anchor="middle">{hour}</text>')
    for n, day in enumerate(rhythm.days):
        drawn += _svg_row(day, top + n * row, scale)
    drawn.append(f'<path d="M200 {top - 6}V{height}" stroke="#bfb4a5"/></g></svg>')
    return "\n".join(drawn)


def _x(hour: float) -> float:
    return round(400 + (min(max(hour, 5), 27) - 5) / 22 * 350, 1)


def _svg_row(day: Lived, y: int, scale: int) -> list[str]:
    work, home = (round(day.minutes(s) / scale * 140, 1) for s in ("work", "home"))
    found = [
        f'<text x="0" y="{y + 9}">{day.day:%a} {day.day.day}</text>',
        f'<path d="M400 {y + 5}H750" stroke="#d8cfc2"/>',
    ]
    if work:
        found.append(f'<rect x="{200 - work}" y="{y}" width="{work}" height="10" fill="#5d87a6"/>')
    if home:
        found.append(f'<rect x="200" y="{y}" width="{home}" height="10" fill="#c98a2f"/>')
    found += [
        f'<circle cx="{_x(dot.hour)}" cy="{y + 5}" r="3.5" fill="#c4604f"/>'
        for dot in day.dots
        if dot.hour is not None
    ]
    return found
