"""`rhythm`: how a week, a month or a year leans."""

from argparse import ArgumentParser, Namespace

from presence_tui.services.presence import Presence, a_day


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--week", action="store_true", help="the week; this is the default")
    span.add_argument("--month", action="store_true", help="the month")
    span.add_argument("--year", action="store_true", help="the year, a row a month")
    parser.add_argument("--day", metavar="DATE", help="a day in it: 2026-11-20; today without")
    parser.add_argument("--json", action="store_true", help="days, people and sentences as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints the picture and its sentences."""
    from presence_tui.cli.answers import print_json
    from presence_tui.domain.letter import months, picture

    span = "year" if options.year else "month" if options.month else "week"
    day = a_day(options.day, presence.today()) if options.day is not None else presence.today()
    seen = presence.rhythms.see(span, day)
    if options.json:
        days = [
            {
                "day": lived.day.isoformat(),
                **{f"{side}_min": lived.minutes(side) for side in ("work", "home", "self")},
                "moments": len(lived.dots),
            }
            for lived in seen.rhythm.days
        ]
        people = {who: len(seen.rhythm.with_person(who)) for who in seen.people}
        print_json(
            {
                "span": span,
                "from": seen.first.isoformat(),
                "to": seen.last.isoformat(),
                "days": days,
                "dayparts": seen.rhythm.dayparts(),
                "people": people,
                "sentences": list(seen.sentences),
            }
        )
        return
    drawn = months(seen.rhythm) if span == "year" else picture(seen.rhythm)
    print("\n".join([*drawn, *(["", *seen.sentences] if seen.sentences else [])]))
