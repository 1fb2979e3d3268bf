"""`undo` and `redo`."""

from argparse import ArgumentParser, Namespace

from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--json", action="store_true", help="print the records as they are now")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Does it and says what was taken back or done again."""
    changed = presence.changes.undo() if name == "undo" else presence.changes.redo()
    if options.json:
        from presence_tui.cli.answers import print_json

        print_json([record.to_row() for record in changed.records])
        return
    print(changed.sentence)
