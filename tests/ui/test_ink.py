"""Ink on every ground: what can be read can be read, in every theme, on every screen."""

import pytest
from rich.style import Style
from screen import Seen, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.domain.theme import READABLE, SHIPPED, contrast
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.commands import perform
from presence_tui.ui.screens.layer import Dialog

SCENES: dict[str, tuple[str, ...]] = {
    "dashboard": (),
    "typing": ("m", "9", "m", "space", "b", "r"),
    "error": ("m", *"900h"),
    "empty line": ("g",),
    "chooser": ("b", "down"),
    "typed chooser": ("b", *"pia"),
    "palette": ("ctrl+p", "down"),
    "help": ("question_mark",),
    "form": ("E",),
    "jump": ("J",),
    "only what runs": ("f",),
    "veil": ("v",),
    "history": ("h",),
    "rhythm": ("w",),
    "review": ("r",),
    "people": ("P",),
    "find": ("slash", *"bre"),
    "care": ("c",),
    "deck": ("d", "space"),
}
BY_NAME = {"themes": "theme", "question": "purge", "page": "page", "guilt": "guilt"}
COLOURED = [name for name in SHIPPED if name != "terminal"]


@pytest.fixture
def evening(presence: Presence, clock: FixedClock) -> Presence:
    """A little of everything."""
    presence.moments.log("20m breakfast @mia at 7:40")
    presence.moments.log("dance party #play at 8:40")
    presence.gratitude.give("snow", because="it was quiet")
    presence.intentions.choose("read together")
    presence.boundaries.start("all-in")
    clock.advance(60)
    presence.boundaries.start("logged-off", until="20:00")
    clock.advance(4000)
    presence.boundaries.come_back()
    return presence


def inside(seen: Seen, x: int, y: int) -> bool:
    """Whether a cell is of what lies on top, and not of a page dimmed behind it."""
    screen = seen.app.screen
    return not isinstance(screen, Dialog) or screen.get_widget_at(x, y)[0] is not screen


def colours(style: Style | None) -> tuple[str, str] | None:
    """Ink and ground of a cell; none where the terminal chooses them."""
    if style is None or style.color is None or style.bgcolor is None:
        return None
    if style.color.is_default or style.bgcolor.is_default:
        return None
    ink, ground = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
    return (ground, ink) if style.reverse else (ink, ground)


def faint(seen: Seen) -> list[tuple[str, str, str, float]]:
    """Words that are hard to read, with their colours."""
    found = []
    for y, strip in enumerate(seen.app.screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            pair = colours(style)
            words = any(character.isalnum() for character in text)
            if words and pair and inside(seen, x, y) and contrast(*pair) < READABLE:
                found.append((text, *pair, contrast(*pair)))
            x += len(text)
    return found


async def show(seen: Seen, scene: str) -> None:
    """Goes to a scene."""
    if scene in BY_NAME:
        await perform(seen.dashboard, BY_NAME[scene])
        await seen.settle()
        return
    for key in SCENES[scene]:
        await seen.press(key)


@pytest.mark.parametrize("scene", [*SCENES, *BY_NAME])
async def test_every_word_can_be_read(evening: Presence, scene: str) -> None:
    for name in COLOURED:
        evening.settings = Settings(theme=name)
        async with opened(evening, (80, 24)) as seen:
            await show(seen, scene)
            assert faint(seen) == [], name
            say(seen.app, "A notice, and one that is serious.", serious=name == "paper")
            await seen.settle()
            assert faint(seen) == [], name


@pytest.mark.parametrize("scene", ["dashboard", "error", "chooser", "palette", "help", "themes"])
async def test_every_word_can_be_read_on_256_colours(
    evening: Presence, scene: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "256")
    for name in COLOURED:
        evening.settings = Settings(theme=name)
        async with opened(evening, (80, 24)) as seen:
            await show(seen, scene)
            assert faint(seen) == [], name


@pytest.mark.parametrize("scene", [*SCENES, *BY_NAME])
async def test_nothing_is_dim_italic_or_blinking_and_lines_are_no_ground(
    evening: Presence, scene: str
) -> None:
    for name in ("lamplight", "terminal"):
        evening.settings = Settings(theme=name)
        async with opened(evening, (80, 24)) as seen:
            await show(seen, scene)
            rule = seen.app.current_theme.variables["rule"]
            for strip in seen.app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if style is None or not text.strip():
                        continue
                    assert not (style.italic or style.blink), (name, text)
                    assert not style.dim or isinstance(seen.app.screen, Dialog), (name, text)
                    words = any(character.isalnum() for character in text)
                    ground = style.bgcolor and style.bgcolor.get_truecolor().hex
                    assert not (words and ground == rule), (name, text)
