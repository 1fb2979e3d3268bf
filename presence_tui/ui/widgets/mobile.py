"""The mobile: the day to scale, and its moments hanging from it as over a cot."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.day import Day
from presence_tui.domain.lived import as_lived, hour_of
from presence_tui.domain.moment import Moment
from presence_tui.domain.rhythm import Lived, Rhythm, rhythm
from presence_tui.ui.draw import Piece, cut, width_of
from presence_tui.ui.phrases import minutes_short, names, returns
from presence_tui.ui.plan import MIDDLE, WIDE
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.day_line import RETURN, STROKES
from presence_tui.ui.widgets.hours import Hours, hours_of, lived_line
from presence_tui.ui.widgets.sheet import BLANK, Line

LEAST_TEXT = 20
"""Cells of text below which people give way."""


class Hung(NamedTuple):
    """A moment that hangs from the line at a cell."""

    cell: int
    moment: Moment


class Frame(NamedTuple):
    """The room a mobile is drawn in."""

    inner: int
    """Columns between the margins."""
    rows: int
    """Rows it may take."""
    easy: int
    """Rows it may take without pushing anything out of sight."""
    now: datetime
    day_ends: time
    cursor: str | None = None
    """Id of the moment in focus."""


def lived_of(day: Day, frame: Frame) -> Lived:
    """A day's snapshot as its line is drawn."""
    found: Rhythm = rhythm(day.day, day.day, day.boundaries, day.moments, frame.day_ends, frame.now)
    return found.days[0]


def mobile(ink: Ink, day: Day, frame: Frame) -> list[Line]:
    """The whole picture; a plain list of rows where there is no room for it to hang."""
    wide = frame.inner >= WIDE - 6
    axis = frame.inner - (26 if wide else 20)
    timed = [m for m in day.moments if m.timed]
    plain = [m for m in day.moments if not m.timed]
    above = 3 if day.boundaries else 2
    needed = above + len(timed) + len(plain)
    if frame.inner < MIDDLE - 4 or needed > frame.rows:
        return listed(ink, day.moments, frame)
    spaced = above + 2 * len(timed) + len(plain) <= frame.easy and frame.rows >= 20
    lived = lived_of(day, frame)
    hours = hours_of([lived], axis)
    came_back = [hour_of(as_lived(r, b.stamp), day.day) for b in day.boundaries for r in b.returns]
    lines = [Line(((hours.labels(2 if wide else 3), ink.muted),))]
    if day.boundaries:
        lines.append(Line(tuple(_boundary_names(ink, hours, day.boundaries, day, frame.inner))))
    lines.append(Line(tuple(lived_line(ink, hours, lived, came_back))))
    hung = [Hung(hours.cell(hour_of(m.stamp.at, day.day)), m) for m in timed]
    lines += _hanging(ink, hung, frame, spaced)
    lines += [_row(ink, m, frame, 0) for m in plain]
    return lines


def _hanging(ink: Ink, hung: Sequence[Hung], frame: Frame, spaced: bool) -> list[Line]:
    """One label a row, latest first: the earliest hangs deepest, so nothing crosses."""
    lines: list[Line] = []
    ordered = sorted(hung, key=lambda h: (h.cell, h.moment.stamp.at.timestamp()))
    while ordered:
        if spaced:
            lines.append(Line(tuple(_stems(ink, [h.cell for h in ordered], frame.inner))))
        latest = ordered.pop()
        cells = [h.cell for h in ordered]
        stems = _stems(ink, [c for c in cells if c < latest.cell], latest.cell)
        knee = "├" if latest.cell in cells else "╰"
        label = _label(ink, latest.moment, frame.inner - latest.cell - 2)
        lines.append(
            Line(
                (*stems, (knee + " ", ink.rule), *label),
                does=f"pick('{latest.moment.stamp.id}')",
                raised=latest.moment.stamp.id == frame.cursor,
            )
        )
    return lines


def _stems(ink: Ink, cells: Sequence[int], width: int) -> list[Piece]:
    text = [" "] * width
    for cell in cells:
        if cell < width:
            text[cell] = "│"
    return [("".join(text), ink.rule)]


def _label(ink: Ink, moment: Moment, room: int) -> list[Piece]:
    """`17:05  Dance party in the kitchen  @mia 10m`, cut to the room there is."""
    when = f"{moment.stamp.at:%H:%M}  " if moment.timed else ""
    minutes = minutes_short(moment.minutes) if moment.minutes else ""
    room -= len(when)
    tails = [
        " ".join(part for part in (names(moment.people[:count]), minutes) if part)
        for count in range(len(moment.people), -1, -1)
    ]
    whole = cell_len(cut(moment.text, 10_000))
    tail = tails[-1]
    for found in tails:
        left = room - (2 + cell_len(found) if found else 0)
        if left >= min(whole, LEAST_TEXT):
            tail = found
            break
    left = room - (2 + cell_len(tail) if tail else 0)
    pieces = [(when, ink.muted), (cut(moment.text, max(1, left)), ink.text)]
    return [*pieces, ("  " + tail, ink.muted)] if tail else pieces


def _boundary_names(
    ink: Ink, hours: Hours, boundaries: Sequence[Boundary], day: Day, inner: int
) -> list[Piece]:
    """Names over their stretches; where two would touch, the later gives way."""
    pieces: list[Piece] = []
    x = 0
    for boundary in sorted(boundaries, key=lambda b: b.stamp.at.timestamp()):
        at = hours.cell(hour_of(boundary.stamp.at, day.day))
        name = cut(boundary.name, inner - at)
        if at < x + (2 if x else 0):
            continue
        pieces += [(" " * (at - x), ink.text), (name, ink.side(boundary.side))]
        x = at + cell_len(name)
    return pieces


def listed(ink: Ink, moments: Sequence[Moment], frame: Frame) -> list[Line]:
    """Moments as plain rows."""
    return [_row(ink, m, frame, 0 if m.timed else 7) for m in moments] or [BLANK]


def _row(ink: Ink, moment: Moment, frame: Frame, indent: int) -> Line:
    label = _label(ink, moment, frame.inner - indent)
    pieces = [(" " * indent, ink.text), *label] if indent else label
    ident = moment.stamp.id
    return Line(tuple(pieces), does=f"pick('{ident}')", raised=ident == frame.cursor)


def boundary_lines(ink: Ink, boundaries: Sequence[Boundary], width: int, roomy: bool) -> list[Line]:
    """`══  08:48–16:28  All in at work`, returns beside or below."""
    lines: list[Line] = []
    for boundary in boundaries:
        began = f"{boundary.stamp.at:%H:%M}"
        end = "now"
        if boundary.ended_at is not None:
            end = f"{as_lived(boundary.ended_at, boundary.stamp):%H:%M}"
        head: list[Piece] = [
            (STROKES[boundary.side] * 2, ink.side(boundary.side)),
            (f"  {began}–{end:5}  ", ink.muted),
        ]
        came = f"{RETURN} {returns(len(boundary.returns))}" if boundary.returns else ""
        room = width - width_of(head)
        name = cut(boundary.name, room)
        if came and cell_len(name) + 3 + cell_len(came) <= room and not roomy:
            gap = " " * (room - cell_len(name) - cell_len(came))
            lines.append(Line((*head, (name, ink.text), (gap + came, ink.muted))))
            continue
        lines.append(Line((*head, (name, ink.text))))
        if came:
            lines.append(Line(((" " * width_of(head), ink.text), (cut(came, room), ink.muted))))
    return lines


def beside(left: Sequence[Line], right: Sequence[Line], width: int, gap: int) -> list[Line]:
    """Two columns side by side, the left one `width` cells wide."""
    lines = []
    for n in range(max(len(left), len(right))):
        one = left[n].pieces if n < len(left) else ()
        two = right[n].pieces if n < len(right) else ()
        pad = " " * max(0, width + gap - width_of(one))
        lines.append(Line((*one, (pad, Style.null()), *two) if two else one))
    return lines
