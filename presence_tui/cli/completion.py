"""`completion`: scripts for shells, made from the table of commands."""

from argparse import ArgumentParser, Namespace
from typing import NamedTuple

from presence_tui.cli.commands import COMMANDS
from presence_tui.services.presence import Presence

SHELLS = ("bash", "zsh", "fish")
BY_PRESET = ("start", "stop", "pause", "resume", "return", "extend", "wait", "drop")
"""Commands that take a boundary by the name of its preset."""


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("shell", choices=SHELLS, help="which shell")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints the script."""
    said = {command.name: _said(presence, command.name) for command in COMMANDS}
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell](said))


class _Option(NamedTuple):
    """One option of a command."""

    names: tuple[str, ...]
    help: str
    takes: bool
    """Whether something follows it."""
    values: tuple[str, ...]
    """What may follow it, where that is one of a few."""


class _Said(NamedTuple):
    """What may follow a command."""

    options: tuple[_Option, ...]
    words: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Its options and words."""
        return (*(name for option in self.options for name in option.names), *self.words)


def _said(presence: Presence, name: str) -> _Said:
    from presence_tui.cli.parser import parser_of

    presets = tuple(p.key for p in presence.settings.presets if p.key.replace("-", "").isalnum())
    command = next(command for command in COMMANDS if command.name == name)
    options: list[_Option] = []
    words: list[str] = list(presets) if name in BY_PRESET else []
    # argparse tells its options nowhere else.
    for action in parser_of(command)._actions:
        values = tuple(str(choice) for choice in action.choices or ())
        if not action.option_strings:
            words += values
            continue
        if action.dest == "running":
            values = presets
        takes = action.nargs != 0
        options.append(_Option(tuple(action.option_strings), action.help or "", takes, values))
    return _Said(tuple(options), tuple(dict.fromkeys(words)))


def _valued(said: _Said) -> list[_Option]:
    return [option for option in said.options if option.values]


def _bash(every: dict[str, _Said]) -> str:
    cases: list[str] = []
    for name, said in every.items():
        cases.append(f"    {name})")
        cases.append(f"      words={' '.join(said.all)!r}")
        if valued := _valued(said):
            cases.append("      case $before in")
            cases += [
                f"        {'|'.join(o.names)}) words={' '.join(o.values)!r} ;;" for o in valued
            ]
            cases.append("      esac")
        cases.append("      ;;")
    listed = "\n".join(cases)
    return f"""\
_presence() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words={" ".join(every)!r}
  else
    case ${{COMP_WORDS[1]}} in
{listed}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _presence presence"""


def _zsh(every: dict[str, _Said]) -> str:
    told = "\n".join(f"    '{c.name}:{_quoted(c.help).replace(':', ' -')}'" for c in COMMANDS)
    cases: list[str] = []
    for name, said in every.items():
        cases.append(f"    {name})")
        if valued := _valued(said):
            cases.append("      case $words[CURRENT-1] in")
            values = [
                f"        {'|'.join(o.names)}) compadd -- {' '.join(o.values)}; return ;;"
                for o in valued
            ]
            cases += [*values, "      esac"]
        cases.append(f"      compadd -- {' '.join(said.all)} ;;")
    listed = "\n".join(cases)
    # As a file `_presence` in $fpath it is run as the function itself; sourced, it defines it.
    return f"""\
#compdef presence
_presence() {{
  local -a commands
  commands=(
{told}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
{listed}
  esac
  _files
}}
if [[ $funcstack[1] = _presence ]]; then
  _presence "$@"
else
  (( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit }}
  compdef _presence presence
fi"""


def _fish(every: dict[str, _Said]) -> str:
    lines = ["complete -c presence -n __fish_use_subcommand -f"]
    for command in COMMANDS:
        told = f"-a {command.name} -d '{_quoted(command.help)}'"
        lines.append(f"complete -c presence -n __fish_use_subcommand {told}")
        here = f"complete -c presence -n '__fish_seen_subcommand_from {command.name}'"
        said = every[command.name]
        for option in said.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            )
            values = f" -x -a '{' '.join(option.values)}'" if option.values else ""
            follows = values or (" -r" if option.takes else "")
            lines.append(f"{here} {names}{follows} -d '{_quoted(option.help)}'")
        lines += [f"{here} -a {word}" for word in said.words]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text.replace("'", "’")
