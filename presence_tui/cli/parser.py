"""What may be said, by argparse: the parser of each command, and help without one."""

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module

from presence_tui import __version__
from presence_tui.cli.commands import COMMANDS, Command

EPILOG = """\
Without a command, presence opens the dashboard.
`presence COMMAND --help` explains a command and shows an example.
"""


def parser_of(command: Command) -> ArgumentParser:
    """What may be said after a command."""
    parser = ArgumentParser(
        prog=f"presence {command.name}",
        description=command.help[0].upper() + command.help[1:] + ".",
        epilog=f"example:\n  {command.example}",
        formatter_class=_lines,
        allow_abbrev=False,
    )
    import_module(f"presence_tui.cli.{command.module}").arguments(parser, command.name)
    return parser


def general(words: list[str]) -> int:
    """Answers words that begin with no command: help, the version, or what is wrong with them."""
    width = max(len(_head(c)) for c in COMMANDS)
    listing = "\n".join(f"  {_head(c):{width}}  {c.help}" for c in COMMANDS)
    parser = ArgumentParser(
        prog="presence",
        usage="presence [COMMAND …]",
        description="Quality moments, boundaries and gratitude on one calm screen.\n\n"
        "commands:\n" + listing,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"presence {__version__}")
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="one of the above")
    options, _ = parser.parse_known_args(words)
    if options.command:
        names = ", ".join(c.name for c in COMMANDS)
        parser.error(f"there is no command {options.command!r}; there are {names}")
    parser.error(f"{words[0]!r} is no option here; `presence --help` lists what there is")


def _lines(prog: str) -> RawDescriptionHelpFormatter:
    """How help is laid out; argparse loads shutil to find the width, at each command."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 80
    return RawDescriptionHelpFormatter(prog, width=max(20, columns - 2))


def _head(command: Command) -> str:
    return f"{command.name} {command.usage}".strip()
