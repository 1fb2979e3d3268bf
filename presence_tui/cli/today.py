"""`today`: the day on paper."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from presence_tui.cli import answers
from presence_tui.domain.day import Day
from presence_tui.services.presence import Presence, a_day


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--day", metavar="DATE", help="another day: 2026-11-20, yesterday")
    parser.add_argument("--json", action="store_true", help="the day's records as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints the day."""
    today = presence.today()
    day = presence.history.day(a_day(options.day, today) if options.day is not None else today)
    for problem in day.problems:
        # Notices about one's own files are said at the end of every command.
        if problem not in presence.journal.notices:
            print(problem, file=sys.stderr)
    if options.json:
        answers.print_json(_json(day))
        return
    print(answers.long_date(day.day))
    sections = (
        ("Moments", _moments(day)),
        ("Boundaries", _boundaries(presence, day)),
        ("Gratitude", _gratitude(day)),
        ("Intentions", _intentions(presence, day)),
        ("Care", presence.checkins.said(day.checkins)),
    )
    filled = [(title, lines) for title, lines in sections if lines]
    for title, lines in filled:
        print(f"\n{title}")
        for line in lines:
            print(f"  {line}")
    if not filled and presence.history.is_open(day.day):
        print("\nAn open page. `presence log` keeps a moment.")


def _json(day: Day) -> dict[str, Any]:
    """The day's records; guilt check-ins are private and stay out."""
    care = [c for c in day.checkins if c.kind == "care"]
    return {
        "day": day.day.isoformat(),
        "moments": _rows(day.moments),
        "boundaries": _rows(day.boundaries),
        "gratitude": _rows(day.gratitude),
        "checkins": _rows(care),
        "intentions": _rows(day.intentions),
        "review": None if day.review is None else day.review.to_row(),
    }


def _rows(records: Sequence[Any]) -> list[dict[str, Any]]:
    return [record.to_row() for record in records]


def _marked(line: str, ident: str, day: Day) -> str:
    """A line with the end of its id, and how to see another version of it."""
    first, _, rest = line.partition("\n")
    short = answers.short_id(ident)
    marked = f"{first}  [{short}]"
    if ident in day.divided:
        marked += f"  another version: edit {short} --other"
    return f"{marked}\n{rest}" if rest else marked


def _moments(day: Day) -> list[str]:
    return [_marked(answers.moment_line(m), m.stamp.id, day) for m in day.moments]


def _boundaries(presence: Presence, day: Day) -> list[str]:
    now = presence.clock.now()
    # A timed moment that has ended is among the moments.
    shown = [b for b in day.boundaries if b.kind == "boundary" or b.runs]
    return [_marked(answers.boundary_line(b, now), b.stamp.id, day) for b in shown]


def _gratitude(day: Day) -> list[str]:
    return [_marked(answers.gratitude_line(g), g.stamp.id, day) for g in day.gratitude]


def _intentions(presence: Presence, day: Day) -> list[str]:
    lines = []
    for intention in day.intentions:
        line = answers.intention_line(intention, presence.today())
        lines.append(_marked(line, intention.stamp.id, day))
    return lines
