"""`config`: the settings."""

import os
import shlex
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace

from presence_tui.domain.errors import SettingsError
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
    """Prints where the settings are, checks them, or opens them; raises SettingsError."""
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
    editor = _editor()
    watch = presence.settings_file
    file = watch.make()
    try:
        status = subprocess.run([*editor, str(file)], check=False).returncode
    except OSError as error:
        raise SettingsError(
            f"The editor {editor[0]!r} could not be started ({error.strerror}). "
            f"Set EDITOR to another one, or open {file} yourself."
        ) from error
    if status:
        raise SettingsError(f"The editor {editor[0]!r} left with status {status}.")
    watch.changed()
    return _check(presence)


def _editor() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError as error:
            raise SettingsError(
                f"{name} is {os.environ[name]!r}, which cannot be read ({error}). "
                "Set it to the name of your editor."
            ) from error
        if words:
            return words
    for program in ("nano", "vi"):
        if shutil.which(program):
            return [program]
    raise SettingsError("No editor was found. Set EDITOR to the name of yours.")
