"""Keys of one's own: `[keys]` in the settings, checked before Textual sees it.

Textual takes any name and any key in silence, and lets a binding vanish when another gets its key.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from textual.app import App

from presence_tui.domain.text import one_line
from presence_tui.ui.command import Command
from presence_tui.ui.commands import COMMANDS, command
from presence_tui.ui.draw import Piece
from presence_tui.ui.key_names import ImpossibleKeyError, read_key, shown_key, writes
from presence_tui.ui.themes import Ink

Said = Iterable[tuple[str, tuple[str, ...]]]


class Keymap(NamedTuple):
    """The keys that were sound, and a sentence for each that was not."""

    keys: Mapping[str, tuple[str, ...]]
    """Textual's names of the keys, by the id of the command."""
    problems: tuple[str, ...]


class _Known(NamedTuple):
    """A name that may stand in `[keys]`."""

    keys: tuple[str, ...]
    """What it is bound to without a word said."""
    help: str


def names(commands: Sequence[Command] = COMMANDS) -> dict[str, _Known]:
    """All names that may stand in `[keys]`: commands, and `usual-1` where each key means one."""
    return {
        binding.id: _Known(tuple(binding.key.split(",")), item.help)
        for item in commands
        for binding in item.bindings()
        if binding.id is not None
    }


def read_keys(said: Said, place: str, commands: Sequence[Command] = COMMANDS) -> Keymap:
    """Checks names, keys and clashes; what is wrong is left out and named, the rest is kept."""
    problems: list[str] = []
    known = names(commands)
    wanted: dict[str, tuple[str, ...]] = {}
    for name, words in said:
        if name not in known:
            problems.append(f"{place}: {_unknown(name, known)}")
            continue
        keys: list[str] = []
        for word in words:
            try:
                keys.append(read_key(word))
            except ImpossibleKeyError as why:
                problems.append(f"{place}: keys.{name} is {word!r}; {why}. It keeps its own.")
                break
        else:
            wanted[name] = tuple(dict.fromkeys(keys))
    _part(wanted, known, place, problems)
    return Keymap(wanted, tuple(problems))


def _unknown(name: str, known: Mapping[str, _Known]) -> str:
    # Only where something is wrong.
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(name, known, len(known))
    # Of several equally near the first in our order: usual-1 before usual-9.
    likest = max(
        (other for other in known if other in near),
        key=lambda other: SequenceMatcher(None, other, name).ratio(),
        default=None,
    )
    meant = f"perhaps {likest} is meant" if likest else f"there are {', '.join(known)}"
    return f"keys.{one_line(name)} is no command; {meant}."


def _part(
    wanted: dict[str, tuple[str, ...]],
    known: Mapping[str, _Known],
    place: str,
    problems: list[str],
) -> None:
    """Takes clashing ones out of `wanted` until no key does two things.

    A key that someone gives up is free; when they keep it after all, it is not, so we look again.
    """
    while True:
        clash = _clash(wanted, known)
        if clash is None:
            return
        name, key, other = clash
        problems.append(
            f"{place}: keys.{name} is {shown_key(key)!r}, which {other} has already "
            f"({known[other].help}); give {other} another key first. It keeps its own."
        )
        del wanted[name]


def _clash(
    wanted: Mapping[str, tuple[str, ...]], known: Mapping[str, _Known]
) -> tuple[str, str, str] | None:
    """A command of `wanted`, its key, and the command that has it already."""
    owners = {
        key: name for name, found in known.items() if name not in wanted for key in found.keys
    }
    for name, keys in wanted.items():
        for key in keys:
            if owners.setdefault(key, name) != name:
                return name, key, owners[key]
    return None


# ── showing ──────────────────────────────────────────────────────────────────


def shown(app: App[Any], item: Command) -> str:
    """The key of a command as it is shown, the user's own before ours; empty where it has none."""
    own: Mapping[str, tuple[str, ...]] = getattr(app, "own_keys", {})
    keys = own.get(item.id)
    return " ".join(shown_key(key) for key in keys[:2]) if keys else item.shown


def keys_of(app: App[Any], item: Command) -> tuple[str, ...]:
    """Textual's names of its keys, the user's own before ours."""
    own: Mapping[str, tuple[str, ...]] = getattr(app, "own_keys", {})
    return own.get(item.id) or tuple(key for key in item.key.split(",") if key)


def shown_while_typing(app: App[Any], item: Command) -> str:
    """The first of its keys that is no letter of the words being typed; empty where all are."""
    return next((shown_key(key) for key in keys_of(app, item) if not writes(key)), "")


def key_of(app: App[Any], ident: str) -> str:
    """The key of a command by its id, or where to find one that has none.

    `usual-3` is the third of those of `usual`.
    """
    own: Mapping[str, tuple[str, ...]] = getattr(app, "own_keys", {})
    if ident in own:
        return shown_key(own[ident][0])
    if not any(item.id == ident for item in COMMANDS):
        return shown_key(ident.rpartition("-")[2])
    return shown(app, command(ident)) or f"{shown(app, command('palette'))}, by name,"


def with_keys(app: App[Any], sentence: str) -> str:
    """A sentence of ours in which `{moment}` stands for the key of that command."""
    return filled(sentence, partial(key_of, app))


def filled(sentence: str, key: Callable[[str], str]) -> str:
    """A sentence of ours with the key of each command that it names, by its id."""
    return "".join(
        key(part) if number % 2 else part for number, part in enumerate(_parts(sentence))
    )


def key_pieces(app: App[Any], sentence: str, ink: Ink) -> list[Piece]:
    """Such a sentence as it is drawn: its words muted, keys bold."""
    return [
        (key_of(app, part), ink.strong) if number % 2 else (part, ink.muted)
        for number, part in enumerate(_parts(sentence))
        if part
    ]


def _parts(sentence: str) -> list[str]:
    """Words and ids in turn."""
    return sentence.replace("}", "{").split("{")
