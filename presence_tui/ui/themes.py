"""Colour themes: one TOML file each, shipped with the program."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

DEFAULT = "lamplight"


def themes_folder() -> Path:
    """Where the shipped themes are: inside an installed wheel, or beside the package."""
    package = Path(__file__).parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load_theme(name: str = DEFAULT) -> Theme:
    """A shipped theme as Textual takes it."""
    import tomllib

    fields: dict[str, Any] = tomllib.loads((themes_folder() / f"{name}.toml").read_text("utf-8"))
    return Theme(name=name, **fields)


class Ink(NamedTuple):
    """The styles everything is drawn with; backgrounds are laid under them."""

    text: Style
    """What a person wrote."""
    strong: Style
    """Date, running name, focused title, keys."""
    muted: Style
    """What the program adds."""
    rule: Style
    accent: Style
    error: Style
    work: Style
    home: Style
    self: Style
    page: Style
    """The background of everything."""
    raised: Style
    """The background of the cursor row and the input."""
    lamps: dict[str, Color]
    """The brightest background of the light, by side."""
    background: Color

    def side(self, name: str) -> Style:
        """The colour of a side: work, home or self."""
        return {"work": self.work, "home": self.home}.get(name, self.self)


@cache
def _color(value: str) -> Color:
    return Color.parse(value)


def ink_of(theme: Theme) -> Ink:
    """The styles of a theme."""
    more = theme.variables
    plain = theme.foreground or "#ffffff"
    page = _color(theme.background or "#000000")

    def style(value: str, bold: bool = False) -> Style:
        return Style(color=_color(value).rich_color, bold=bold)

    return Ink(
        text=style(plain),
        strong=style(plain, bold=True),
        muted=style(more["muted"]),
        rule=style(more["rule"]),
        accent=style(theme.accent or plain),
        error=style(theme.error or plain),
        work=style(more["work"]),
        home=style(more["home"]),
        self=style(more["self"]),
        page=Style(bgcolor=page.rich_color),
        raised=Style(bgcolor=_color(theme.surface or plain).rich_color),
        lamps={side: _color(more[f"lamp-{side}"]) for side in ("work", "home", "self")},
        background=page,
    )
