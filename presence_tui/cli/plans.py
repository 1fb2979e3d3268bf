"""`plans`: what the settings plan, and when it comes next."""

from argparse import ArgumentParser, Namespace

from presence_tui.domain.plans import WEEKDAYS, Occasion
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--json", action="store_true", help="print them as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """One line a plan, soonest first."""
    found = presence.plans.next()
    if options.json:
        from presence_tui.cli.answers import print_json

        print_json([_row(made) for made in found])
        return
    for made in found:
        print(_line(made))
    if not found:
        print("no plans; [[plans]] in the settings makes one")


def _row(made: Occasion) -> dict[str, object]:
    plan = made.plan
    return {
        "at": f"{plan.at:%H:%M}",
        "days": [WEEKDAYS[day] for day in plan.days],
        "start": plan.start,
        "words": plan.words,
        "next": made.at.isoformat(timespec="minutes"),
    }


def _line(made: Occasion) -> str:
    plan = made.plan
    days = " ".join(WEEKDAYS[day] for day in plan.days) if len(plan.days) < 7 else "every day"
    line = f"{plan.at:%H:%M}  {days}  {one_line(plan.start)} · next {made.at:%Y-%m-%d %H:%M}"
    if plan.words != plan.start:
        line += f" · {one_line(plan.words)}"
    if made.skipped:
        line += f" · the clocks skip {plan.at:%H:%M} that day"
    return line
