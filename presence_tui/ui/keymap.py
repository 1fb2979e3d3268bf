"""Keys of one's own: `[keys]` in the settings, checked before Textual sees it.

Textual takes any name and any key in silence, and lets a binding vanish when another gets its key.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from textual.app import App
from textual.keys import REPLACED_KEYS, Keys, _character_to_key, key_to_character

from presence_tui.domain.text import one_line
from presence_tui.ui.commands import COMMANDS, Command

Said = Iterable[tuple[str, tuple[str, ...]]]

_MODIFIERS = ("ctrl", "alt", "shift")
_NAMED = frozenset(key.value for key in Keys if "+" not in key.value and "<" not in key.value)
_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that a terminal cannot tell from others."""
_TAKEN = {
    "escape": "it leaves what one is in",
    "ctrl+c": "it copies",
    "ctrl+q": "it leaves presence, whatever happens",
}
_SHOWN = {"up": "↑", "down": "↓", "left": "←", "right": "→"}


class Keymap(NamedTuple):
    """The keys that were sound, and a sentence for each that was not."""

    keys: Mapping[str, tuple[str, ...]]
    """Textual's names of the keys, by the id of the command."""
    problems: tuple[str, ...]


class _Impossible(ValueError):
    """Why a key cannot be used, as the end of a sentence."""


def _character(base: str) -> str | None:
    """The character that a key without modifiers writes, if any."""
    return key_to_character(REPLACED_KEYS.get(base, base))


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
                keys.append(_key(word))
            except _Impossible as why:
                problems.append(f"{place}: keys.{name} is {word!r}; {why}. It keeps its own.")
                break
        else:
            wanted[name] = tuple(dict.fromkeys(keys))
    _part(wanted, known, place, problems)
    return Keymap(wanted, tuple(problems))


def _unknown(name: str, known: Mapping[str, _Known]) -> str:
    # Only where something is wrong.
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    meant = f"perhaps {near[0]} is meant" if near else f"there are {', '.join(known)}"
    return f"keys.{one_line(name)} is no command; {meant}."


def _key(word: str) -> str:
    """Textual's name of a key as it is written: `m`, `?`, `ctrl+l`, `f5`. Raises _Impossible."""
    *modifiers, base = word.split("+") if len(word) > 1 and not word.endswith("++") else [word]
    if word.endswith("++"):
        *modifiers, base = [*word[:-2].split("+"), "+"]
    modifiers = [m.strip().lower() for m in modifiers]
    base = base.strip()
    if any(m not in _MODIFIERS for m in modifiers):
        raise _Impossible("allowed before a key are " + ", ".join(f"{m}+" for m in _MODIFIERS))
    if len(base) == 1:
        letter = base
        if modifiers and letter.isalpha():
            letter = letter.lower()
        if modifiers == ["shift"]:
            if not letter.isalpha():
                raise _Impossible("give the character itself, as it is typed with shift")
            modifiers, letter = [], letter.upper()
        base = _character_to_key(letter)
    else:
        base = base.lower()
        if base not in _NAMED and _character(base) is None:
            raise _Impossible(
                'there is no such key; allowed is a character such as "m" or a name such as '
                '"ctrl+l", "f5", "space", "insert", "pagedown"'
            )
    key = "+".join([*(m for m in _MODIFIERS if m in modifiers), base])
    if key in _SAME:
        raise _Impossible(f"a terminal cannot tell it from {_SAME[key]}")
    if key in _TAKEN:
        raise _Impossible(f"{key} is taken: {_TAKEN[key]}")
    return key


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


def shown_key(key: str) -> str:
    """A key as it is shown: `?` for `question_mark`."""
    *modifiers, base = key.split("+") if key != "+" else [key]
    character = _character(base)
    # Tab, delete and space are characters too, but none that one could see.
    seen = character is not None and character.isprintable() and character != " "
    word = character if character is not None and seen else base
    return "+".join([*modifiers, _SHOWN.get(word, word)])


def shown(app: App[Any], item: Command) -> str:
    """The key of a command as it is shown, the user's own before ours."""
    own: Mapping[str, tuple[str, ...]] = getattr(app, "own_keys", {})
    keys = own.get(item.id)
    return " ".join(shown_key(key) for key in keys[:2]) if keys else item.shown
