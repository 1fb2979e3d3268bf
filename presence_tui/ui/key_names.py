"""Names of keys: as a person writes them, as Textual calls them, as they are shown."""

from textual.keys import REPLACED_KEYS, Keys, _character_to_key, key_to_character

_MODIFIERS = ("ctrl", "alt", "shift")
_NAMED = frozenset(key.value for key in Keys if "+" not in key.value and "<" not in key.value)
_MOVING = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
)
_SENT = {
    "ctrl": {
        *"abcdefghijklmnopqrstuvwxyz",
        *("backslash", "right_square_bracket", "circumflex_accent", "underscore"),
        *_MOVING,
        *(f"f{number}" for number in range(1, 25)),
    },
    "shift": {"tab", *_MOVING},
    "ctrl+shift": _MOVING,
}
"""What every terminal sends with modifiers as a key of its own; with alt, every character."""
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
_UNSEEN = "no one could see it; give a character that shows"
_SHOWN = {"up": "↑", "down": "↓", "left": "←", "right": "→"}


class ImpossibleKeyError(ValueError):
    """Why a key cannot be used, as the end of a sentence."""


def read_key(word: str) -> str:
    """Textual's name of a key as it is written: `m`, `?`, `ctrl+l`, `f5`.

    Raises ImpossibleKeyError.
    """
    *modifiers, base = word.split("+") if len(word) > 1 and not word.endswith("++") else [word]
    if word.endswith("++"):
        *modifiers, base = [*word[:-2].split("+"), "+"]
    modifiers = [m.strip().lower() for m in modifiers]
    base = base.strip()
    if any(m not in _MODIFIERS for m in modifiers):
        raise ImpossibleKeyError(
            "allowed before a key are " + ", ".join(f"{m}+" for m in _MODIFIERS)
        )
    if len(base) == 1:
        letter = base
        if modifiers and letter.isalpha():
            letter = letter.lower()
        if modifiers == ["shift"]:
            if not letter.isalpha():
                raise ImpossibleKeyError("give the character itself, as it is typed with shift")
            modifiers, letter = [], letter.upper()
        if not _is_seen(letter):
            raise ImpossibleKeyError(_UNSEEN)
        base = _character_to_key(letter)
    else:
        base = base.lower()
        if base not in _NAMED and _character(base) is None:
            raise ImpossibleKeyError(
                'there is no such key; allowed is a character such as "m" or a name such as '
                '"ctrl+l", "f5", "space", "insert", "pagedown"'
            )
    modifiers = [m for m in _MODIFIERS if m in modifiers]
    key = "+".join([*modifiers, base])
    if key in _SAME:
        raise ImpossibleKeyError(f"a terminal cannot tell it from {_SAME[key]}")
    if key in _TAKEN:
        raise ImpossibleKeyError(f"{key} is taken: {_TAKEN[key]}")
    _check(modifiers, base)
    return key


def _check(modifiers: list[str], base: str) -> None:
    """Refuses what no keyboard writes and what not every terminal sends."""
    character = _character(base)
    if character is not None and base not in _NAMED and not _is_seen(character):
        raise ImpossibleKeyError(_UNSEEN)
    if not modifiers:
        return
    if modifiers == ["alt"]:
        if character is None or base in _NAMED:
            raise ImpossibleKeyError("a terminal sends it as escape and another key")
    elif base not in _SENT.get("+".join(modifiers), ()):
        raise ImpossibleKeyError(
            "most terminals do not send it; allowed are ctrl+ and a letter, alt+ and a character, "
            "and ctrl+ or shift+ before arrows, home, end, pageup, pagedown, insert, delete"
        )


def _is_seen(character: str) -> bool:
    # Only where keys of one's own are read.
    from rich.cells import cell_len

    return character.isprintable() and cell_len(character) > 0


def _character(base: str) -> str | None:
    """The character that a key without modifiers writes, if any."""
    return key_to_character(REPLACED_KEYS.get(base, base))


def writes(key: str) -> bool:
    """Whether a key, by Textual's name, is a character of words that are being typed."""
    character = None if "+" in key else _character(key)
    return character is not None and (_is_seen(character) or character == " ")


def shown_key(key: str) -> str:
    """A key as it is shown: `?` for `question_mark`."""
    *modifiers, base = key.split("+") if key != "+" else [key]
    character = _character(base) if base else None
    # Tab, delete and space are characters too, but none that one could see.
    seen = character is not None and character.isprintable() and character != " "
    word = character if character is not None and seen else base
    return "+".join([*modifiers, _SHOWN.get(word, word)])
