"""Words to a command, and its answer to stdout; what went wrong is one sentence on stderr."""

import os
import sys
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from presence_tui.cli.commands import COMMANDS
from presence_tui.domain.errors import PresenceError, UsageError
from presence_tui.store.paths import reason

if TYPE_CHECKING:
    from presence_tui.cli.commands import Command
    from presence_tui.services.presence import Check, Presence


def run(words: list[str], checks: "tuple[Check, ...]" = ()) -> int:
    """Runs one command. Returns 0 done, 1 it could not be done, 2 wrong usage.

    `checks` look at those settings that only the dashboard understands.
    """
    _open_streams()
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
    for problem in _problems(presence, options):
        print(problem, file=sys.stderr)
    try:
        status: int = module.run(presence, command.name, options) or 0
        if not _answered(command):
            status = status if command.changes else 1
    finally:
        for notice in (*presence.journal.notices, *presence.said_by_hooks()):
            print(notice, file=sys.stderr)
    return status


def _open_streams() -> None:
    """Streams that were closed lead nowhere, and an answer is written when it is whole."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(write_through=False)


def _answered(command: "Command") -> bool:
    """Writes the answer out. What was changed stays so where it cannot be, and that is said."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _lead_nowhere()
        done = "It is done; only the" if command.changes else "The"
        print(f"{done} answer could not be written ({reason(error)}).", file=sys.stderr)
        return False
    return True


def _problems(presence: "Presence", options: Any) -> tuple[str, ...]:
    """What is wrong in the settings; a timer that asks every five minutes is told each thing once.

    What it prints comes as a mail, and the same mail all day tells nothing.
    """
    if not presence.problems or not getattr(options, "due", False) or sys.stderr.isatty():
        return presence.problems
    said = presence.watch.said
    fresh = tuple(p for p in presence.problems if not said.before(f"settings {p}"))
    for problem in fresh:
        said.now(f"settings {problem}")
    return fresh


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
    """Whoever read the answer has left: say nothing more."""
    _lead_nowhere()
    return 1


def _lead_nowhere() -> None:
    """What stdout still holds is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
