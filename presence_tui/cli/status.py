"""`status`: one line about what runs."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from presence_tui.domain.boundary import Boundary, elapsed_s, planned_end, remaining_s, state
from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FIELDS = (
    "name",
    "preset",
    "side",
    "state",
    "elapsed",
    "remaining",
    "since",
    "ends",
    "minutes",
    "left",
    "returns",
    "id",
)


def arguments(parser: "ArgumentParser", name: str) -> None:
    """What may be said."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything about now as JSON")
    form.add_argument(
        "--format",
        metavar="TEXT",
        help="a line for each that runs, with " + " ".join(f"{{{f}}}" for f in FIELDS),
    )
    form.add_argument(
        "--running",
        nargs="?",
        const="",
        metavar="NAME",
        help="print nothing: the exit status is 0 when it, or anything, runs, and else 1",
    )


def plain(name: str, words: list[str]) -> dict[str, Any] | None:
    """What is meant where no option is said; there are no words but options."""
    return None if words else {"json": False, "format": None, "running": None}


def run(presence: Presence, name: str, options: "Namespace") -> int:
    """Prints the line; nothing runs and a format was given: prints nothing."""
    if options.running is not None:
        return 0 if _runs(presence, options.running) else 1
    now = presence.clock.now()
    running = presence.history.running()
    if options.json:
        from presence_tui.cli.answers import print_json

        day, moments, gratitude = presence.history.counts()
        shown = [_json(b, now) for b in running]
        counts = {"day": day.isoformat(), "moments": moments, "gratitude": gratitude}
        print_json({**counts, "boundaries": shown}, indent=None)
        return 0
    if options.format is not None:
        for boundary in reversed(running):
            print(_formatted(options.format, _fields(presence, boundary, now)))
        return 0
    print(_line(presence, running, now) if running else "nothing runs")
    return 0


def _runs(presence: Presence, name: str) -> bool:
    """Whether one of that name runs, or anything; not by way of what starts and ends boundaries."""
    from presence_tui.services.choosing import named

    return named(presence.history.running(), name, presence.settings.preset(name)) is not None


def _json(boundary: Boundary, now: datetime) -> dict[str, Any]:
    from presence_tui.domain.record import iso

    return {
        "id": boundary.stamp.id,
        "kind": boundary.kind,
        "preset": boundary.preset,
        "name": boundary.name,
        "side": boundary.side,
        "started_at": iso(boundary.stamp.at),
        "elapsed_s": elapsed_s(boundary, now),
        "planned_s": boundary.planned_s,
        "until": None if boundary.until is None else iso(boundary.until),
        "remaining_s": remaining_s(boundary, now),
        "state": state(boundary, now),
        "returns": len(boundary.returns),
    }


def _length(seconds: int) -> str:
    """`0:34` or `1:12`: hours and minutes, short enough for a status bar."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"


def _fields(presence: Presence, boundary: Boundary, now: datetime) -> dict[str, str]:
    left, ends = remaining_s(boundary, now), planned_end(boundary, now)
    tz = presence.clock.place().tz
    return {
        "name": one_line(boundary.name),
        "preset": boundary.preset or "",
        "side": boundary.side,
        "state": state(boundary, now),
        "elapsed": _length(elapsed_s(boundary, now)),
        "remaining": "" if left is None else _length(max(0, left)),
        "since": f"{boundary.stamp.at.astimezone(tz):%H:%M}",
        "ends": "" if ends is None else f"{ends.astimezone(tz):%H:%M}",
        "minutes": str(elapsed_s(boundary, now) // 60),
        "left": "" if left is None else str(max(0, -(-left // 60))),
        "returns": str(len(boundary.returns)),
        "id": boundary.stamp.id,
    }


def _formatted(form: str, fields: dict[str, str]) -> str:
    """The form with its fields filled in, and with nothing else of what Python could put there."""
    from string import Formatter

    try:
        for _, field, _, _ in Formatter().parse(form):
            if field is not None and field not in fields:
                raise KeyError(field)
        return form.format_map(fields)
    except (KeyError, ValueError, IndexError, TypeError):
        names = " ".join(f"{{{f}}}" for f in FIELDS)
        raise WordsError(f"--format {form!r} cannot be filled in; there are {names}.") from None


def _line(presence: Presence, running: tuple[Boundary, ...], now: datetime) -> str:
    parts = []
    for boundary in reversed(running):
        fields = _fields(presence, boundary, now)
        part = f"{fields['name']} {fields['elapsed']}"
        if fields["state"] == "paused":
            part += " paused"
        elif fields["state"] == "over" and (left := remaining_s(boundary, now)) is not None:
            part += f" (past its end by {_length(-left)})"
        elif fields["remaining"]:
            part += f" ({fields['remaining']} left)"
        parts.append(part)
    return " · ".join(parts)
