"""`review` without a terminal: the day, or the week, as text."""

from argparse import ArgumentParser, Namespace
from datetime import date

from presence_tui.services.presence import Presence, a_day


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--week", action="store_true", help="the week instead of the day")
    parser.add_argument("--day", metavar="DATE", help="another day: 2026-11-20, yesterday")
    parser.add_argument("--json", action="store_true", help="the review's record as JSON")
    from presence_tui.domain.kindness import EMERGENCY

    parser.epilog = f"{parser.epilog}\n\n{EMERGENCY}"


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints what a review would show."""
    from presence_tui.cli.answers import print_json

    today = presence.today()
    day = a_day(options.day, today) if options.day is not None else today
    presence.reviews.check_lived(day, options.week)
    if options.json:
        review = presence.reviews.of_week(day) if options.week else presence.reviews.of(day)
        print_json(None if review is None else review.to_row())
        return
    print("\n".join(_week(presence, day) if options.week else _day(presence, day)))


def _day(presence: Presence, day: date) -> list[str]:
    from presence_tui.cli import answers
    from presence_tui.domain.text import clean

    found, now = presence.history.day(day), presence.clock.now()
    lines = [answers.long_date(day)]
    sections = (
        ("Moments", [answers.moment_line(m) for m in found.moments]),
        ("Boundaries", [answers.boundary_line(b, now) for b in found.boundaries]),
        ("Gratitude", [answers.gratitude_line(g) for g in found.gratitude]),
        ("Chosen", [answers.intention_line(i, presence.today()) for i in found.intentions]),
        ("Care", presence.checkins.said(found.checkins)),
    )
    for title, rows in sections:
        if rows:
            lines += ["", title, *(f"  {row}" for row in rows)]
    review = found.review
    if review is not None and review.note:
        lines += ["", "Heavy", *(f"  {line}" for line in clean(review.note).split("\n"))]
    memory = presence.memories.closing(day)
    if memory is not None and memory.day != day:
        lines += ["", f"This day in {memory.day.year}: {memory.text}"]
    if review is not None and review.closed_at is not None:
        lines += ["", f"Closed at {answers.clock(review.closed_at, presence.clock.place().tz)}."]
    return [*lines, "", "An open page."] if presence.history.is_open(day) else lines


def _week(presence: Presence, day: date) -> list[str]:
    from presence_tui.domain.letter import picture
    from presence_tui.services.letters import Letters

    letter = Letters(presence).gather("week", day, ("picture", "kept", "week"))
    lines = [letter.title, ""]
    if letter.rhythm is not None:
        lines += picture(letter.rhythm)
    if letter.sentences:
        lines += ["", *letter.sentences]
    for title, entries in letter.sections:
        lines += ["", title, *(f"  {entry}" for entry in entries)]
    return lines
