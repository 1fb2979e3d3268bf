"""`start`, `stop`, `extend`, `pause`, `resume`, `return` and `drop`."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from presence_tui.domain.boundary import SIDES, Boundary, planned_end, shown_minutes
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence

if TYPE_CHECKING:
    from presence_tui.domain.moment import Moment
    from presence_tui.domain.plans import Occasion


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="a preset's name or your own words")
    if name == "start":
        plan = parser.add_mutually_exclusive_group()
        plan.add_argument(
            "--for", dest="length", metavar="LENGTH", help="planned length: 30m, 1h30, open"
        )
        plan.add_argument("--until", metavar="TIME", help="planned end: the next 20:00")
        parser.add_argument("--side", choices=SIDES, help="whose time it is; your own words: home")
        parser.add_argument(
            "--due", action="store_true", help="start what a plan of the settings is due for now"
        )
        parser.add_argument(
            "--moment", action="store_true", help="a timed moment in quick-entry words: dance 10m"
        )
    if name in ("start", "stop"):
        parser.add_argument(
            "--at", metavar="TIME", help=f"when it {_began(name)}: 16:30, 'yesterday 20:00'"
        )
    if name == "stop":
        parser.add_argument("--all", action="store_true", help="end all that run")
        parser.add_argument(
            "--keep", action="store_true", help="log the moment that its preset suggests"
        )
    if name == "extend":
        parser.add_argument(
            "--by", dest="length", default="5m", metavar="LENGTH", help="how much longer: 5m, 15m"
        )
    parser.add_argument("--json", action="store_true", help="print the record as kept")


def _began(name: str) -> str:
    return "began" if name == "start" else "ended"


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Does it and says what runs or ran."""
    said = " ".join(options.name)
    boundaries = presence.boundaries
    _check(name, said, options)
    if name == "start" and options.due:
        due = _due(presence, options)
        if due is None:
            return 0
        changed = [presence.plans.start(due)]
    elif name == "start":
        if not one_line(said):
            return _presets(presence)
        if options.moment:
            return _timed(presence, said, options)
        how = (options.length, options.until, options.at, options.side)
        changed = [boundaries.start(said, *how)]
    elif name == "stop" and options.all:
        changed = list(boundaries.stop_all(options.at))
    elif name == "stop":
        changed = [boundaries.stop(said or None, options.at)]
    elif name == "extend":
        changed = [boundaries.extend(said or None, options.length)]
    else:
        do = {
            "pause": boundaries.pause,
            "resume": boundaries.resume,
            "return": boundaries.come_back,
            "drop": presence.running_moments.drop,
        }[name]
        changed = [do(said or None)]
    kept = _kept(presence, changed, _keeps(name, options)) if name == "stop" else []
    if options.json:
        from presence_tui.cli.answers import print_json

        rows = [b.to_row() for b in changed]
        print_json(rows if name == "stop" and options.all else rows[0])
        return 0
    for boundary in changed:
        print(_said(presence, name, boundary))
    if kept:
        from presence_tui.cli.answers import moment_line

        for moment in kept:
            print(moment_line(moment))
    if name == "start":
        _ask_leaving(presence, changed[0])
        _running_on(presence, changed[0])
        _waiting(presence, changed[0])
    return 0


def _check(name: str, said: str, options: Namespace) -> None:
    """Raises UsageError for words that cannot be meant together, WordsError for an empty name."""
    if name == "stop" and options.all and options.name:
        from presence_tui.domain.errors import UsageError

        raise UsageError("--all ends all that run; say a name or --all, not both.")
    if name != "start" and options.name and not one_line(said):
        from presence_tui.domain.errors import WordsError

        raise WordsError("The name is empty: say which is meant, or no name for the last begun.")


def _keeps(name: str, options: Namespace) -> bool:
    return name == "stop" and bool(options.keep)


def _due(presence: Presence, options: Namespace) -> "Occasion | None":
    """The plan that is due, or none. Raises UsageError beside other words."""
    if options.name or options.length or options.until or options.at or options.side:
        from presence_tui.domain.errors import UsageError

        raise UsageError("--due starts what a plan says; say nothing else beside it.")
    return presence.plans.due()


def _ask_leaving(presence: Presence, boundary: Boundary) -> None:
    """Someone at a terminal who logs off is asked about work; a script or a timer is not."""
    import sys

    if boundary.side == "home" and sys.stdin.isatty() and sys.stdout.isatty():
        from presence_tui.cli.logging_off import ask

        ask(presence, boundary)


def _running_on(presence: Presence, boundary: Boundary) -> None:
    """Starting ends nothing: work that runs on beside home, or home beside work, is said."""
    import sys

    from presence_tui.cli.answers import clock_from

    for other in presence.boundaries.running():
        if {other.side, boundary.side} == {"work", "home"}:
            since = clock_from(other.stamp.at, presence)
            print(f"{one_line(other.name)} runs on, since {since}.", file=sys.stderr)


def _waiting(presence: Presence, boundary: Boundary) -> None:
    """Work begins: what was parked comes back, but in a hard week."""
    if boundary.side != "work" or presence.week.hard_until() is not None:
        return
    for line in presence.parked.waiting():
        print("waiting: " + " — ".join(one_line(w) for w in (line.text, line.resume) if w))


def _kept(presence: Presence, ended: list[Boundary], keeps: bool) -> "list[Moment]":
    """The moments that came out of what ended: timed ones always, suggested ones if asked for."""
    timed = [m for b in ended if b.kind == "moment" if (m := presence.running_moments.kept(b))]
    others = [b for b in ended if b.kind != "moment"] if keeps else []
    return [*timed, *map(presence.suggestions.keep, others)]


def _timed(presence: Presence, said: str, options: Namespace) -> int:
    """`start --moment`."""
    if options.length or options.until or options.side:
        from presence_tui.domain.errors import UsageError

        raise UsageError("A timed moment has its plan in its words: --moment dance party 10m.")
    boundary = presence.running_moments.start(said, options.at)
    if options.json:
        from presence_tui.cli.answers import print_json

        print_json(boundary.to_row())
    else:
        print(_said(presence, "start", boundary))
    return 0


def _presets(presence: Presence) -> int:
    """`presence start` alone: what can be started."""
    import sys

    keys = ", ".join(p.key for p in presence.settings.presets)
    print(f"Say what to start: {keys}, or words of your own.", file=sys.stderr)
    return 1


def _said(presence: Presence, name: str, boundary: Boundary) -> str:
    from presence_tui.cli.answers import clock_from, length, returns

    now = presence.clock.now()
    what = one_line(boundary.name)
    ran = length(shown_minutes(boundary, now) * 60)
    if name == "start":
        plan = ""
        if boundary.planned_s:
            plan = f" for {length(boundary.planned_s)}"
        elif boundary.until:
            plan = f" until {clock_from(boundary.until, presence)}"
        return f"{what}, since {clock_from(boundary.stamp.at, presence)}{plan}"
    if name == "stop":
        end = clock_from(boundary.ended_at or now, presence)
        parts = [f"{what} ended at {end}", ran, returns(boundary)]
        return " · ".join(part for part in parts if part)
    if name == "drop":
        return f"{what} let go; `presence undo` brings it back."
    if name == "return":
        return f"{what} · {ran} · {returns(boundary)}"
    if name == "extend":
        return f"{what} until {clock_from(planned_end(boundary, now) or now, presence)}"
    return f"{what} {'paused' if name == 'pause' else 'goes on'} · {ran}"
