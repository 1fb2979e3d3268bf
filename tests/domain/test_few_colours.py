"""Themes on a terminal of 256 fixed colours: as readable, and no colour that no one chose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_tui.domain.few_colours import APART, FIXED, in_fixed_colours, nearest
from presence_tui.domain.theme import (
    READABLE,
    ROLES,
    SHIPPED,
    ThemeFile,
    contrast,
    read_theme,
    texts,
)
from presence_tui.store.theme_files import load_theme, shipped_themes

COLOURED = [name for name in SHIPPED if name != "terminal"]


def shipped(name: str) -> ThemeFile:
    """A theme as it is shipped."""
    return load_theme(name, shipped_themes() / f"{name}.toml")


def known(theme: ThemeFile) -> dict[str, str]:
    """All colours of a theme by their names."""
    return {**theme.colours, **theme.variables}


@pytest.mark.parametrize("name", COLOURED)
def test_every_text_is_readable_on_page_and_strip(name: str) -> None:
    made = in_fixed_colours(shipped(name))
    measured = [
        (text, page, found)
        for text, page, found in texts(made)
        if page in ("background", "surface")
    ]
    assert len(measured) == 2 * 7
    for text, page, found in measured:
        assert found >= READABLE, (text, page, found)


@pytest.mark.parametrize("name", COLOURED)
def test_the_strip_lifts_off_the_page_and_the_rule_is_seen(name: str) -> None:
    made = known(in_fixed_colours(shipped(name)))
    assert contrast(made["surface"], made["background"]) >= APART
    assert made["rule"] not in (made["surface"], made["background"])
    assert set(made.values()) <= {*FIXED, "none"}


@pytest.mark.parametrize("name", COLOURED)
def test_what_differs_still_differs(name: str) -> None:
    before, after = known(shipped(name)), known(in_fixed_colours(shipped(name)))
    roles = ("foreground", "muted", "accent", "home", "work", "self", "error")
    assert len({after[role] for role in roles}) == len({before[role] for role in roles})


def test_the_lamps_own_room_keeps_its_grounds_grey_and_its_ink_warm() -> None:
    made = known(in_fixed_colours(shipped("lamplight")))
    grounds = [
        FIXED[made[role]] for role in ("background", "surface", "rule", "foreground", "muted")
    ]
    assert all(number >= 232 for number in grounds)
    assert (FIXED[made["home"]], FIXED[made["work"]]) == (215, 110)


def test_the_terminals_own_colours_are_left_to_it() -> None:
    assert in_fixed_colours(shipped("terminal")) == shipped("terminal")


COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@settings(max_examples=25)
@given(st.lists(COLOUR, min_size=13, max_size=13))
def test_a_theme_that_can_be_read_still_can_be(colours: list[str]) -> None:
    top = ("foreground", "background", "surface", "accent", "error")
    table: dict[str, object] = dict(zip(top, colours, strict=False))
    table["variables"] = dict(zip(ROLES, colours[5:], strict=True))
    theme = read_theme("mine", table, "mine.toml")
    made = in_fixed_colours(theme)
    assert set(made.colours.values()) <= set(FIXED)
    for text, page, after in texts(made):
        if page != "background":
            continue
        before = min(
            contrast(known(theme)[text], known(theme)[ground])
            for ground in ("background", "surface")
        )
        both = max(
            min(contrast(f, known(made)[g]) for g in ("background", "surface")) for f in FIXED
        )
        if min(before, both) >= READABLE:
            assert after >= READABLE


@given(COLOUR)
def test_a_fixed_colour_is_nearest_to_itself(colour: str) -> None:
    fixed = nearest(colour)
    assert fixed in FIXED
    assert nearest(fixed) == fixed


def test_there_are_as_many_as_a_terminal_has_beyond_its_own_sixteen() -> None:
    assert sorted(FIXED.values()) == list(range(16, 256))
