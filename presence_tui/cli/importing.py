"""`import`: an export back in."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from presence_tui.cli.progress import Progress
from presence_tui.services.importing import Plan
from presence_tui.services.presence import Presence

NAMES = {
    "moments": ("moment", "moments"),
    "boundaries": ("boundary", "boundaries"),
    "gratitude": ("gratitude", "gratitudes"),
    "checkins": ("check-in", "check-ins"),
    "intentions": ("intention", "intentions"),
    "reviews": ("review", "reviews"),
    "pages": ("page", "pages"),
    "parked": ("parked line", "parked lines"),
    "people": ("person", "people"),
    "ticks": ("tick", "ticks"),
}
"""What records of a table are called, one and many."""


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "file", metavar="FILE", help="its JSON, one of its CSV files, or a folder of them"
    )
    parser.add_argument("--preview", action="store_true", help="only say what would be done")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Says what would come in, asks on a terminal, and takes it in."""
    path = Path(options.file)
    asks = sys.stdin.isatty() and not options.yes
    if options.preview or asks:
        with Progress("Reading, months") as progress:
            plan = presence.importing.preview(path, progress)
        _list_skipped(plan)
        print(_said(plan, "to come in"))
        if options.preview or plan.empty:
            return 0
        if not _agreed():
            return 1
    with Progress("Taking in, months") as progress:
        done = presence.importing.take_in(path, progress)
    if not asks:
        _list_skipped(done)
    print(_said(done, "taken in"))
    if not done.empty:
        before = ""
        if presence.keeping.has_before_import:
            before = "; `presence restore before-import` shows what it went over"
        print(f"`presence undo` takes it back as a whole{before}.", file=sys.stderr)
    return 0


def _agreed() -> bool:
    print("Take them in? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _list_skipped(plan: Plan) -> None:
    for skipped in plan.skipped:
        print(f"{skipped.file}, line {skipped.line}: {skipped.reason}.", file=sys.stderr)


def _said(plan: Plan, what: str) -> str:
    parts = [f"{count:,} {NAMES[table][count != 1]}" for table, count in plan.new.items()]
    parts += [
        f"{count:,} {NAMES[table][count != 1]} in a newer state"
        for table, count in plan.newer.items()
    ]
    lines = [f"{', '.join(parts)} {what}" if parts else f"Nothing {what}"]
    if plan.here:
        lines.append(f"{plan.here:,} here already")
    if plan.skipped:
        lines.append(f"{len(plan.skipped):,} skipped")
    return "; ".join(lines) + "."
