"""Words to a command, and its answer to stdout; what went wrong is one sentence on stderr."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module
from typing import TYPE_CHECKING

from presence_tui import __version__
from presence_tui.cli.commands import COMMANDS, Command
from presence_tui.domain.errors import PresenceError

if TYPE_CHECKING:
    from presence_tui.services.presence import Check

EPILOG = """\
Without a command, presence opens the dashboard.
`presence COMMAND --help` explains a command and shows an example.
"""


def run(words: list[str], checks: "tuple[Check, ...]" = ()) -> int:
    """Runs one command. Returns 0 done, 1 it could not be done, 2 wrong usage.

    `checks` look at those settings that only the dashboard understands.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(words, checks)
    except PresenceError as error:
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        # The last resort for what no one nearer could say better: a full disk under stdout, say.
        print(f"It could not be done: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(words: list[str], checks: "tuple[Check, ...]") -> int:
    command = next((c for c in COMMANDS if c.name == words[0]), None)
    if command is None:
        return _general(words)
    module = import_module(f"presence_tui.cli.{command.module}")
    options = parser_of(command).parse_intermixed_args(words[1:])
    from presence_tui.services.presence import open_presence

    presence = open_presence()
    presence.checks = checks
    for problem in presence.problems:
        print(problem, file=sys.stderr)
    try:
        status: int = module.run(presence, command.name, options) or 0
        sys.stdout.flush()
    finally:
        for notice in (*presence.journal.notices, *presence.said_by_hooks()):
            print(notice, file=sys.stderr)
    return status


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


def _general(words: list[str]) -> int:
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


def _pipe_closed() -> int:
    """Whoever read the answer has left: say nothing more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
