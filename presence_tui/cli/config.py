"""`config`: the settings."""

from argparse import ArgumentParser, Namespace

from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("what", choices=("path",), help="path: where config.toml is")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints where the settings are, whether or not the file exists."""
    print(presence.paths.settings_file)
