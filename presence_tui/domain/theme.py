"""Colour themes as they stand in a file: what may stand there, and what it must be readable on."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.text import one_line

DEFAULT_THEME = "lamplight"
SHIPPED = (DEFAULT_THEME, "paper", "ember", "clear", "rain", "terminal")
"""In the order in which they are offered."""

READABLE = 4.5
"""The contrast that text needs to be read by all (WCAG 2, level AA)."""

COLOURS = ("foreground", "background", "surface", "accent", "error")
"""Top-level colours that every theme gives."""
ROLES = ("muted", "rule", "work", "home", "self", "lamp-work", "lamp-home", "lamp-self")
"""Colours under `[variables]` that every theme gives."""
SIDES = ("work", "home", "self")

_LIKE = {
    "primary": "home",
    "secondary": "work",
    "warning": "home",
    "success": "self",
    "panel": "surface",
    "boost": "surface",
}
"""Top-level colours that may be left out, and whose colour they then have."""

_VARIABLES_LIKE = {
    "text-muted": "muted",
    "text-disabled": "muted",
    "text-primary": "home",
    "text-accent": "accent",
    "text-error": "error",
    "border": "rule",
    "border-blurred": "rule",
    "block-cursor-background": "surface",
    "block-cursor-foreground": "foreground",
    "block-cursor-blurred-background": "surface",
    "block-cursor-blurred-foreground": "foreground",
    "input-cursor-background": "foreground",
    "input-cursor-foreground": "background",
    "input-selection-background": "rule",
    "input-selection-foreground": "foreground",
    "footer-background": "background",
    "footer-foreground": "muted",
    "footer-key-foreground": "foreground",
    "footer-description-foreground": "muted",
    "scrollbar": "rule",
    "scrollbar-background": "background",
    "scrollbar-hover": "muted",
    "scrollbar-active": "muted",
    "scrollbar-corner-color": "background",
    "scrollbar-background-hover": "background",
    "scrollbar-background-active": "background",
    "link-color": "foreground",
    "link-background": "background",
}
_STYLES_LIKE = {"block-cursor-text-style": "none", "input-cursor-text-style": "none"}
_TERMINAL_ONLY = (
    "ansi-background",
    "ansi-foreground",
    "screen-selection-background",
    "screen-selection-foreground",
)
VARIABLES = (*ROLES, *_VARIABLES_LIKE, *_STYLES_LIKE, *_TERMINAL_ONLY)
"""All that may stand under `[variables]`."""
FIELDS = (*COLOURS, *_LIKE, "dark", "ansi", "variables")
"""All that may stand at the top of a theme's file."""

ANSI = tuple(
    f"ansi_{name}"
    for name in ("default", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
) + tuple(
    f"ansi_bright_{name}"
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
_TEXT_STYLES = ("none", "bold", "reverse", "underline")
_HEX = frozenset("0123456789abcdefABCDEF")


class ThemeFile(NamedTuple):
    """A sound theme: every colour is there and is one."""

    name: str
    colours: Mapping[str, str]
    """Top-level colours: those of COLOURS and the optional ones."""
    variables: Mapping[str, str]
    dark: bool = True
    ansi: bool = False
    """Whether it is made of the terminal's own sixteen colours."""
    faint: tuple[str, ...] = ()
    """One sentence for each text that is hard to read."""


def read_theme(name: str, table: Mapping[str, Any], place: str) -> ThemeFile:
    """A theme from its parsed TOML. Raises SettingsError: field, value and what is allowed."""
    for field in table:
        if field not in FIELDS:
            raise SettingsError(f"{place}: {_unknown(field, FIELDS, 'field')}")
    flags = {"dark": True, "ansi": False}
    for field, value in flags.items():
        flags[field] = table.get(field, value)
        if not isinstance(flags[field], bool):
            raise SettingsError(f"{place}: {field} is {table[field]!r}; allowed is true or false.")
    more = table.get("variables", {})
    if not isinstance(more, Mapping):
        raise SettingsError(f"{place}: variables is {more!r}; allowed is a table, [variables].")
    for field in more:
        if field not in VARIABLES:
            raise SettingsError(f"{place}: {_unknown(field, VARIABLES, 'variable')}")
    ansi = flags["ansi"]
    found = {f: _colour(table, f, place, ansi) for f in (*COLOURS, *_LIKE) if f in table}
    roles = {v: _variable(more, v, place, ansi) for v in more}
    for field in COLOURS:
        if field not in found:
            raise SettingsError(f'{place}: {field} is missing; give a colour such as "#ece0d0".')
    for field in ROLES:
        if field not in roles:
            raise SettingsError(
                f'{place}: {field} is missing under [variables]; give a colour such as "#ece0d0".'
            )
    known = {**found, **roles}
    for field, like in _LIKE.items():
        known.setdefault(field, known[like])
        found.setdefault(field, known[like])
    for field, like in _VARIABLES_LIKE.items():
        roles.setdefault(field, known[like])
    for field, style in _STYLES_LIKE.items():
        roles.setdefault(field, style)
    theme = ThemeFile(name, found, roles, flags["dark"], ansi)
    return theme._replace(faint=tuple(_faint(theme, place)))


def _unknown(field: str, allowed: tuple[str, ...], kind: str) -> str:
    # Only where something is wrong.
    from difflib import get_close_matches

    near = get_close_matches(field, allowed, 1)
    meant = f"perhaps {near[0]} is meant; " if near else ""
    return f"there is no {kind} {one_line(field)!r}; {meant}there are {', '.join(allowed)}."


def _colour(table: Mapping[str, Any], field: str, place: str, ansi: bool) -> str:
    value = table[field]
    if isinstance(value, str):
        digits = value.removeprefix("#")
        if value.startswith("#") and len(digits) in (3, 6) and set(digits) <= _HEX:
            return value
        if ansi and value in ANSI:
            return value
    allowed = 'a colour such as "#ece0d0"'
    if ansi:
        allowed += " or one of the terminal's own, " + ", ".join(ANSI)
    elif value in ANSI:
        allowed += "; the terminal's own colours need ansi = true"
    raise SettingsError(f"{place}: {field} is {value!r}; allowed is {allowed}.")


def _variable(table: Mapping[str, Any], field: str, place: str, ansi: bool) -> str:
    if not field.endswith("text-style"):
        return _colour(table, field, place, ansi)
    value = table[field]
    if not isinstance(value, str) or not set(value.split()) <= set(_TEXT_STYLES) or not value:
        raise SettingsError(
            f"{place}: {field} is {value!r}; allowed are words of {', '.join(_TEXT_STYLES)}."
        )
    return value


# ── what can be read ─────────────────────────────────────────────────────────


def texts(theme: ThemeFile) -> Iterator[tuple[str, str, float]]:
    """Every text colour, what it lies on, and their contrast; nothing for `ansi` themes."""
    if theme.ansi:
        return
    known = {**theme.colours, **theme.variables}
    lamps = [f"lamp-{side}" for side in SIDES]
    for text in ("foreground", "muted", "accent", "error", *SIDES):
        for page in ("background", "surface", *lamps):
            # The colour of a side is only ever seen in its own light.
            if text not in SIDES or page not in lamps or page == f"lamp-{text}":
                yield text, page, contrast(known[text], known[page])


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast of two colours such as `#ece0d0`: 1 (equal) to 21 (black and white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    parts = [c * 2 for c in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    shares = [int(part, 16) / 255 for part in parts]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint(theme: ThemeFile, place: str) -> Iterator[str]:
    for text, page, found in texts(theme):
        if found < READABLE:
            yield (
                f"{place}: {text} on {page} has a contrast of {found:.1f}:1 and is hard to read; "
                f"{READABLE}:1 is enough. The theme is used as it is."
            )
