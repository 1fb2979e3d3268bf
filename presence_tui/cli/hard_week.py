"""`hard-week`: some days in which nothing asks."""

from argparse import ArgumentParser, Namespace

from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "days", nargs="?", type=int, metavar="DAYS", help="how many, from today on: 1 to 31"
    )
    parser.add_argument("--end", action="store_true", help="prompts come back now")
    parser.add_argument("--json", action="store_true", help="print the last day as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Begins one, ends it, or says until when prompts rest."""
    from presence_tui.cli import answers
    from presence_tui.domain.errors import WordsError

    week = presence.week
    if options.end and options.days is not None:
        raise WordsError("Say how many days, or --end; not both.")
    rested = week.end_hard() if options.end else False
    if options.days is not None:
        week.begin_hard(options.days)
    until = week.hard_until()
    if options.json:
        answers.print_json({"until": None if until is None else until.isoformat()})
    elif until is not None:
        day = answers.long_date(until)
        print(f"Nothing asks until {day} has passed; `presence hard-week --end` ends that.")
    elif rested:
        print("Prompts come back.")
    else:
        print("No hard week; `presence hard-week 7` lets every prompt rest for a week.")
