"""Words without options mean the same whether or not argparse is asked."""

from importlib import import_module

import pytest

from presence_tui.cli.commands import COMMANDS
from presence_tui.cli.parser import parser_of

WORDS = ([], ["tea"], ["10m dance party @mia", "#play", ""])


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("name", ["log", "thanks", "status"])
def test_as_argparse_would(name: str, words: list[str]) -> None:
    command = next(c for c in COMMANDS if c.name == name)
    plain = import_module(f"presence_tui.cli.{command.module}").plain(name, words)
    if name == "status" and words:
        assert plain is None
        return
    assert plain == vars(parser_of(command).parse_intermixed_args(words))
