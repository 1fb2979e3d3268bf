"""A theme in the 256 fixed colours of a terminal, chosen as an eye would choose them.

Reckoned by red, green and blue a warm near-black is a plain one, a cream is a pink. Here colours
are compared in OKLab, where a step is as far as it looks, and a hue counts more than a shade.
"""

from collections.abc import Callable
from functools import cache

from presence_tui.domain.theme import READABLE, SIDES, ThemeFile, contrast

_LEVELS = (0, 95, 135, 175, 215, 255)
FIXED: dict[str, int] = {
    **{
        f"#{_LEVELS[red]:02x}{_LEVELS[green]:02x}{_LEVELS[blue]:02x}": 16
        + 36 * red
        + 6 * green
        + blue
        for red in range(6)
        for green in range(6)
        for blue in range(6)
    },
    **{f"#{8 + 10 * step:02x}" + f"{8 + 10 * step:02x}" * 2: 232 + step for step in range(24)},
}
"""The colours that are the same on every terminal, and their numbers."""

HUE = 4.0
"""How much more a difference in hue counts than one in lightness."""
APART = 1.09
"""The contrast that tells a raised strip from the page."""
_TEXTS = ("foreground", "muted", "accent", "home", "work", "self", "error")


def _lab(colour: str) -> tuple[float, float, float]:
    """Lightness and two hues of OKLab, of a colour such as `#1a1613`."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@cache
def _fixed() -> tuple[tuple[str, tuple[float, float, float]], ...]:
    return tuple((colour, _lab(colour)) for colour in FIXED)


def nearest(colour: str, allowed: Callable[[str], bool] | None = None) -> str:
    """The fixed colour that looks most like it, of those that are allowed, if any is."""
    light, one, other = _lab(colour)
    found = sorted(
        ((lab[0] - light) ** 2 + HUE * ((lab[1] - one) ** 2 + (lab[2] - other) ** 2), fixed)
        for fixed, lab in _fixed()
    )
    likest = found[0][1]
    if allowed is None:
        return likest
    return next((fixed for _, fixed in found if allowed(fixed)), likest)


def in_fixed_colours(theme: ThemeFile) -> ThemeFile:
    """The theme with each of its colours among the fixed ones; `ansi` themes are as they were.

    Page and raised strip stay apart, every text stays readable on both, and no two texts that
    differ become one where there is another choice.
    """
    if theme.ansi:
        return theme
    known = {**theme.colours, **theme.variables}
    page = nearest(known["background"])
    raised = page
    if known["surface"].lower() != known["background"].lower():
        raised = nearest(known["surface"], lambda fixed: contrast(fixed, page) >= APART)
    made = {known["background"]: page, known["surface"]: raised}
    for role in _TEXTS:
        colour = known[role]
        if colour not in made:
            made[colour] = _text(colour, known, (page, raised), frozenset(made.values()))
    made.setdefault(known["rule"], nearest(known["rule"], lambda f: f not in (page, raised)))
    for side in SIDES:
        # No light on so few colours.
        made.setdefault(known[f"lamp-{side}"], page)

    def fixed(value: str) -> str:
        return made.get(value) or (nearest(value) if value.startswith("#") else value)

    return theme._replace(
        colours={field: fixed(value) for field, value in theme.colours.items()},
        variables={field: fixed(value) for field, value in theme.variables.items()},
    )


def _text(
    colour: str, known: dict[str, str], grounds: tuple[str, str], taken: frozenset[str]
) -> str:
    """The fixed colour of a text; one that was hard to read before is only the nearest."""
    before = min(contrast(colour, known[ground]) for ground in ("background", "surface"))
    wanted = min(READABLE, before)

    def read(fixed: str) -> bool:
        return min(contrast(fixed, ground) for ground in grounds) >= wanted

    free = nearest(colour, lambda fixed: fixed not in taken and read(fixed))
    return free if read(free) and free not in taken else nearest(colour, read)
