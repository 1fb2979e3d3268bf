"""Colour themes as Textual takes them, and the styles that everything is drawn with."""

from functools import cache
from typing import Any, NamedTuple

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from presence_tui.domain.theme import ThemeFile


def textual_theme(theme: ThemeFile) -> Theme:
    """A sound theme as Textual takes it."""
    colours: dict[str, Any] = dict(theme.colours)
    return Theme(
        name=theme.name,
        dark=theme.dark,
        ansi=theme.ansi,
        variables=dict(theme.variables),
        **colours,
    )


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
    """The background of the input."""
    cursor: Style
    """Under the cursor's row; bold where a theme has no second background."""
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
        return Style(color=_color(value).rich_color, bold=bold or None)

    raised = Style(bgcolor=_color(theme.surface or plain).rich_color)
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
        raised=raised,
        cursor=raised + Style(bold=True) if theme.ansi else raised,
        lamps={side: _color(more[f"lamp-{side}"]) for side in ("work", "home", "self")},
        background=page,
    )


_PEOPLE = {
    "red": "#c9736b",
    "orange": "#cf8d54",
    "yellow": "#c4a757",
    "green": "#8aa66a",
    "teal": "#66a39a",
    "blue": "#7296bd",
    "violet": "#9a86c0",
    "pink": "#c4829f",
}
"""Middle tones that stand on dark and light pages alike."""


def person_style(ink: Ink, colour: str | None) -> Style:
    """A person's colour; none, and one a later version named, are as the program's own words."""
    known = _PEOPLE.get(colour or "")
    return ink.muted if known is None else Style(color=_color(known).rich_color)
