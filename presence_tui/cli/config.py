"""`config`: the settings."""

import sys
from argparse import ArgumentParser, Namespace

from presence_tui.domain.errors import StateError
from presence_tui.services.editor import find_editor, run_editor
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument(
        "what",
        choices=("path", "check", "edit"),
        help="path: where config.toml is; check: whether all in it is understood; "
        "edit: opens it in your editor, $VISUAL or $EDITOR",
    )


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Prints where the settings are, checks them, or opens them; raises StateError."""
    if options.what == "check":
        return _check(presence, said=presence.problems)
    if options.what == "edit":
        return _edit(presence)
    print(presence.paths.settings_file)
    return 0


def _check(presence: Presence, said: tuple[str, ...] = ()) -> int:
    """Says what is wrong that was not `said` yet."""
    file = presence.paths.settings_file
    wrong, notes = presence.settings_file.check()
    for sentence in (*wrong, *notes):
        if sentence not in said:
            print(sentence, file=sys.stderr)
    if wrong:
        return 1
    print(f"{file} is understood." if file.exists() else f"{file} is not there: all is as shipped.")
    return 0


def _edit(presence: Presence) -> int:
    editor = find_editor()
    watch = presence.settings_file
    status = run_editor(editor, watch.make())
    if status:
        raise StateError(f"The editor {editor[0]!r} left with status {status}.")
    watch.changed()
    return _check(presence)
