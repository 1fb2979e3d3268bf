"""`rhythm`: how a week, a month or a year leans."""

from argparse import ArgumentParser, Namespace

from presence_tui.services.presence import Presence, a_day


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--week", action="store_true", help="the week (without a word, too)")
    span.add_argument("--month", action="store_true", help="the month")
    span.add_argument("--year", action="store_true", help="the year, a row a month")
    parser.add_argument("--day", metavar="DATE", help="a day in it: 2026-11-20; today without")
    parser.add_argument("--json", action="store_true", help="days, people and sentences as JSON")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints the picture and its sentences."""
    from presence_tui.cli.answers import print_json
    from presence_tui.services.letters import picture

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
    if span != "year":
        print("\n".join(picture(seen.rhythm)), end="\n\n")
    else:
        print("\n".join(_months(seen)), end="\n\n")
    print("\n".join(seen.sentences))


def _months(seen: object) -> list[str]:
    """A row a month, each day a sign: `=` work, `#` home, `:` self, `*` moments only."""
    from presence_tui.domain.dates import MONTHS
    from presence_tui.domain.sentences import lean

    signs = {"work": "=", "home": "#", "close": "+"}
    rows: dict[int, str] = {}
    for day in seen.rhythm.days:  # type: ignore[attr-defined] # named so that nothing loads early
        leaned = lean((day,))
        sign = signs.get(leaned or "", ":" if day.minutes("self") else "*" if day.dots else ".")
        rows[day.day.month] = rows.get(day.day.month, "") + sign
    return [f"{MONTHS[month - 1]:<10}{row}" for month, row in rows.items()]
