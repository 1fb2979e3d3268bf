"""Words to a command, and its answer to stdout; what went wrong is one sentence on stderr."""

import os
import sys
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from presence_tui.cli.commands import COMMANDS
from presence_tui.domain.errors import PresenceError, UsageError

if TYPE_CHECKING:
    from presence_tui.services.presence import Check


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
        print(error.in_shell(), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
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
        from presence_tui.cli.parser import general

        return general(words)
    module = import_module(f"presence_tui.cli.{command.module}")
    options = _plain(module, command.name, words[1:])
    if options is None:
        from presence_tui.cli.parser import parser_of

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


def _plain(module: Any, name: str, words: list[str]) -> Any:
    """What argparse would make of words without options, or none where it has to be asked.

    A module says with `plain` what a command that is called all day takes then: loading argparse
    and building a parser costs a tenth of such a call.
    """
    if not hasattr(module, "plain") or any(word.startswith("-") for word in words):
        return None
    options = module.plain(name, words)
    return None if options is None else SimpleNamespace(**options)


def _pipe_closed() -> int:
    """Whoever read the answer has left: say nothing more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
