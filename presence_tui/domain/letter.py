"""A letter as text and as one file of HTML; a person's words are kept as words."""

from html import escape
from typing import NamedTuple

from presence_tui.domain.dates import MONTHS
from presence_tui.domain.rhythm import Lived, Rhythm
from presence_tui.domain.sentences import lean

TICKS_H = (4, 8)
"""Hours that are named over the bars."""
LEGEND = "= work   # home   * a moment"


class Letter(NamedTuple):
    """What goes into one letter, in words."""

    title: str
    sentences: tuple[str, ...]
    rhythm: Rhythm | None
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """A heading and its lines."""


# ── markdown ─────────────────────────────────────────────────────────────────


def markdown(letter: Letter) -> str:
    """The letter as markdown."""
    lines = [f"# {letter.title}", ""]
    if letter.sentences:
        lines += [*letter.sentences, ""]
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
    """The rhythm in text: work to the left of the axis, home to the right, moments as stars."""
    scale = _scale(rhythm)
    left, right = [" "] * width, [" "] * width
    left[-5:], right[1:6] = " work", "home "
    for hours in TICKS_H:
        label, at = f"{hours}h", round(hours * 60 / scale * width)
        if 6 < at <= width - 1:
            left[width - at - 1 : width - at + 1] = label
            right[at - 1 : at + 1] = label
    lines = [f"{'':10}{''.join(left)} |{''.join(right)}".rstrip()]
    for day in rhythm.days:
        work = "=" * round(day.minutes("work") / scale * width)
        home = "#" * round(day.minutes("home") / scale * width)
        dots = " " + "*" * len(day.dots) if day.dots else ""
        lines.append(f"{day.day:%a %d}    {work:>{width}} | {home}{dots}".rstrip())
    return [*lines, "", LEGEND]


def _scale(rhythm: Rhythm) -> int:
    """Minutes that a bar holds: ten hours, or the longest day."""
    return max(600, max((d.minutes(s) for d in rhythm.days for s in ("work", "home")), default=0))


def months(rhythm: Rhythm) -> list[str]:
    """A year in text: a row a month, a sign a day."""
    rows: dict[int, str] = {}
    for day in rhythm.days:
        leaned = {"work": "=", "home": "#", "close": "+"}.get(lean((day,)) or "")
        sign = leaned or (":" if day.minutes("self") else "*" if day.dots else ".")
        rows[day.day.month] = rows.get(day.day.month, "") + sign
    legend = "= work   # home   + about even   : for yourself   * moments   . nothing of these"
    return [*(f"{MONTHS[month - 1]:<10}{row}" for month, row in rows.items()), "", legend]


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
    scale, row, top = _scale(rhythm), 18, 26
    height = top + row * len(rhythm.days) + 6
    drawn = [
        f'<svg viewBox="0 0 760 {height}" role="img" aria-label="The days: work left, home right">',
        '<g font-size="11" font-family="sans-serif" fill="#6b6157">',
        '<text x="196" y="14" text-anchor="end">work</text><text x="204" y="14">home</text>',
    ]
    for hours in TICKS_H:
        far = round(hours * 60 / scale * BAR, 1)
        for x in (200 - far, 200 + far) if far > 40 else ():
            drawn.append(f'<text x="{x:g}" y="14" text-anchor="middle">{hours}h</text>')
    for hour in (6, 12, 18, 24):
        drawn.append(f'<text x="{_x(hour)}" y="14" text-anchor="middle">{hour}</text>')
    for n, day in enumerate(rhythm.days):
        drawn += _svg_row(day, top + n * row, scale)
    drawn.append(f'<path d="M200 {top - 6}V{height}" stroke="#bfb4a5"/></g></svg>')
    return "\n".join(drawn)


BAR = 140
"""Units of the drawing that a bar is long at most."""


def _x(hour: float) -> float:
    return round(400 + (min(max(hour, 5), 27) - 5) / 22 * 350, 1)


def _svg_row(day: Lived, y: int, scale: int) -> list[str]:
    work, home = (round(day.minutes(s) / scale * BAR, 1) for s in ("work", "home"))
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
