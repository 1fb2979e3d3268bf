"""`backup` and `restore`."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from presence_tui.cli import answers
from presence_tui.domain.record import Row
from presence_tui.domain.text import counted, one_line
from presence_tui.services.keeping import Kept, Restoration
from presence_tui.services.presence import Presence

LISTED = 12
"""Entries that a preview shows; it counts the others."""

_PRIVATE = ("checkins", "pages", "reviews")
"""Tables whose words are shown where they are asked for, and nowhere else."""


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    if name == "backup":
        parser.add_argument("file", nargs="?", metavar="FILE", help="the zip file to write")
        return
    parser.add_argument(
        "what", nargs="?", metavar="WHAT", help="a backup file, an earlier state, or a month"
    )
    parser.add_argument("--yes", action="store_true", help="do it; without, it is only shown")
    parser.add_argument("--json", action="store_true", help="the answer as JSON")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Makes a backup; lists earlier states; shows or does a restoration."""
    if name == "backup":
        return _backup(presence, options.file)
    if options.what is None or presence.keeping.is_month(options.what):
        _list(presence.keeping.kept(options.what), options)
    else:
        keeping = presence.keeping
        done = keeping.restore(options.what) if options.yes else keeping.preview(options.what)
        for problem in done.problems:
            print(problem, file=sys.stderr)
        if options.json:
            answers.print_json(_json(done, options.yes))
        else:
            _say(done, options.yes)
    return 0


def _backup(presence: Presence, file: str | None) -> int:
    """Status 1 where something had to be left out."""
    made = presence.keeping.backup(Path(file) if file else None)
    for problem in made.problems:
        print(problem, file=sys.stderr)
    print(
        f"{counted(made.entries, 'entry', 'entries')} of {counted(made.months, 'month', 'months')} "
        f"in {made.file}, read back and sound."
    )
    return 1 if made.problems else 0


def _list(kept: tuple[Kept, ...], options: Namespace) -> None:
    if options.json:
        answers.print_json([{"name": k.name, "month": k.month, "entries": k.entries} for k in kept])
        return
    if not kept:
        print("No earlier state is kept yet.")
        return
    for state in kept:
        held = "not sound" if state.entries is None else counted(state.entries, "entry", "entries")
        print(f"{state.name:24}  {held}")
    print(f"\n`presence restore {kept[0].name}` shows what it would bring back.", file=sys.stderr)


def _json(done: Restoration, did: bool) -> dict[str, object]:
    return {
        "source": done.source,
        "done": did,
        "back": [{"table": table, "id": row["id"]} for table, row in done.back],
        "changed": [{"table": table, "id": row["id"]} for table, row in done.changed],
        "same": done.same,
        "settings": list(done.settings),
    }


def _say(done: Restoration, did: bool) -> None:
    if done.is_empty:
        print("All of it is here already; nothing to bring back.")
        return
    came = "came back" if did else "would come back"
    went = "went back to earlier words" if did else "would go back to earlier words"
    for verb, rows in ((came, done.back), (went, done.changed)):
        if not rows:
            continue
        print(f"{counted(len(rows), 'entry', 'entries')} {verb}:")
        for table, row in rows[:LISTED]:
            print(f"  {_line(table, row)}")
        if len(rows) > LISTED:
            print(f"  and {len(rows) - LISTED:,} more")
    for file in done.settings:
        print(f"{file} {came}")
    if did:
        back = "the entries back; the settings stay" if done.settings else "it back"
        print(f"Entries made since are as they were. `presence undo` takes {back}.")
    else:
        print(
            "Entries made since stay. Nothing was changed yet; add --yes to do it.", file=sys.stderr
        )


def _line(table: str, row: Row) -> str:
    words = "" if table in _PRIVATE else row.get("text") or row.get("name") or ""
    shown = one_line(str(words))
    cut = shown if len(shown) <= 60 else shown[:59] + "…"
    return f"{row.get('day') or ''} {table:10} {cut}".strip()
