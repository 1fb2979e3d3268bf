"""`completion`: scripts for shells, made from the table of commands."""

from argparse import ArgumentParser, Namespace

from presence_tui.cli.commands import COMMANDS
from presence_tui.services.presence import Presence

SHELLS = ("bash", "zsh", "fish")


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("shell", choices=SHELLS, help="which shell")


def run(presence: Presence, name: str, options: Namespace) -> None:
    """Prints the script."""
    words = _words(presence)
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell]
    print(script(words))


def _words(presence: Presence) -> dict[str, list[str]]:
    """For each command what may follow it: its options, their choices, the presets' keys."""
    from presence_tui.cli.parser import parser_of

    presets = [p.key for p in presence.settings.presets if p.key.replace("-", "").isalnum()]
    words: dict[str, list[str]] = {}
    for command in COMMANDS:
        # argparse tells its options nowhere else.
        actions = parser_of(command)._actions
        said = [option for action in actions for option in action.option_strings]
        said += [str(choice) for action in actions for choice in action.choices or ()]
        if command.name in ("start", "stop", "pause", "resume", "return", "extend"):
            said += presets
        words[command.name] = list(dict.fromkeys(said))
    return words


def _bash(words: dict[str, list[str]]) -> str:
    cases = "\n".join(f"    {name}) words={' '.join(said)!r} ;;" for name, said in words.items())
    return f"""\
_presence() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words={" ".join(words)!r}
  else
    case ${{COMP_WORDS[1]}} in
{cases}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _presence presence"""


def _zsh(words: dict[str, list[str]]) -> str:
    told = "\n".join(f"    '{c.name}:{_quoted(c.help).replace(':', ' -')}'" for c in COMMANDS)
    cases = "\n".join(f"    {name}) compadd -- {' '.join(said)} ;;" for name, said in words.items())
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
{cases}
  esac
  _files
}}
compdef _presence presence"""


def _fish(words: dict[str, list[str]]) -> str:
    lines = ["complete -c presence -n __fish_use_subcommand -f"]
    for command in COMMANDS:
        told = f"-a {command.name} -d '{_quoted(command.help)}'"
        lines.append(f"complete -c presence -n __fish_use_subcommand {told}")
        here = f"complete -c presence -n '__fish_seen_subcommand_from {command.name}'"
        for said in words[command.name]:
            if said.startswith("--"):
                lines.append(f"{here} -l {said[2:]}")
            elif said.startswith("-"):
                lines.append(f"{here} -s {said[1:]}")
            else:
                lines.append(f"{here} -a {said}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text.replace("'", "’")
