"""A page over the dashboard does what a command does on that command's own key."""

from pathlib import Path

import pytest
from screen import Seen, opened
from textual.binding import Binding

from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence, open_presence
from presence_tui.ui.commands import perform
from presence_tui.ui.page_keys import PageKeys
from presence_tui.ui.screens.layer import Layer


def page(seen: Seen) -> Layer[object]:
    """The page on top."""
    found = seen.app.screen
    assert isinstance(found, Layer)
    return found


def keyed(presence: Presence, **keys: str) -> None:
    """Keys of one's own."""
    presence.settings = Settings(
        keys=tuple((name.replace("_", "-"), tuple(said.split())) for name, said in keys.items())
    )


BINDINGS = (
    Binding("a", "add", "A new one"),
    Binding("d,delete", "remove", "Take out", id="delete"),
    Binding("z", "rest", "Rest", id="rest"),
    Binding("u", "undo", "Undo", id="undo"),
)


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({}, {"delete": ("d", "delete"), "rest": ("z",), "undo": ("u",)}),
        ({"delete": ("x",)}, {"delete": ("x",), "rest": ("z",), "undo": ("u",)}),
        # One for another.
        ({"rest": ("u",), "undo": ("z",)}, {"rest": ("u",), "undo": ("z",)}),
        # The page needs it itself.
        ({"rest": ("a",)}, {"rest": ("z",)}),
        ({"rest": ("a", "x")}, {"rest": ("x",)}),
        # Whose own key stays after all keeps it from the next one.
        ({"rest": ("a",), "undo": ("z",)}, {"rest": ("z",), "undo": ("u",)}),
        # Commands that this page knows nothing of.
        ({"moment": ("a",)}, {"rest": ("z",), "moment": ()}),
    ],
)
def test_the_users_keys_stand_where_the_page_leaves_them_free(
    own: dict[str, tuple[str, ...]], found: dict[str, tuple[str, ...]]
) -> None:
    keys = PageKeys(BINDINGS)
    assert {name: keys.keys_of(name, own) for name in found} == found
    changed = keys.copy()
    changed.apply_keymap({name: ",".join(said) for name, said in own.items()})
    assert [b.action for b in changed.key_to_bindings["a"]] == ["add"]


async def test_undo_and_delete_of_a_page_are_on_their_own_keys(home: Path) -> None:
    home.mkdir()
    own = ("delete = 'x'", "undo = 'ctrl+z'", "find = 'd'", "leave = 'ctrl+x'", "return = 'f3'")
    (home / "config.toml").write_text("\n".join(["[keys]", *own]))
    presence = open_presence()
    async with opened(presence, (100, 30)) as seen:
        await perform(seen.dashboard, "care")
        await seen.settle()
        await seen.press("e", "enter")
        await seen.type("a walk")
        await seen.press("enter")
        assert presence.settings.care == ("a walk",)
        assert "x take out" in seen.text()
        await seen.press("d", "q")
        assert presence.settings.care == ("a walk",)
        await seen.press("x")
        assert presence.settings.care == ()
        assert "ctrl+z bring back" in seen.text()
        await seen.press("u")
        assert presence.settings.care == ()
        await seen.press("ctrl+z")
        assert "a walk" in (home / "config.toml").read_text()
        await seen.press("ctrl+x")
        assert type(page(seen)).__name__ == "CareScreen"


async def test_what_rests_is_said_with_the_keys_that_are_set(presence: Presence) -> None:
    keyed(presence, rest="ctrl+t", undo="ctrl+z")
    presence.moments.log("pancakes @mia")
    async with opened(presence, (100, 30)) as seen:
        await perform(seen.dashboard, "deck")
        await seen.settle()
        assert "ctrl+t not this one" in seen.text()
        first = page(seen).idea  # type: ignore[attr-defined]
        await seen.press("z")
        assert page(seen).idea == first  # type: ignore[attr-defined]
        await seen.press("ctrl+t")
        assert page(seen).idea != first  # type: ignore[attr-defined]
        await seen.press("escape")
        await perform(seen.dashboard, "people")
        await seen.settle()
        await seen.press("enter")
        assert "ctrl+t rest" in seen.text()
        await seen.press("ctrl+t")
        assert "ctrl+t wake" in seen.text()
        await seen.press("question_mark")
        assert "ctrl+t puts a person to rest" in " ".join(seen.text().split())


async def test_a_page_keeps_a_key_that_it_needs_itself(presence: Presence) -> None:
    # On a person's page m says that this is another spelling of someone.
    keyed(presence, rest="m", moment="l")
    presence.moments.log("pancakes @mia")
    async with opened(presence, (100, 30)) as seen:
        await perform(seen.dashboard, "people")
        await seen.settle()
        await seen.press("enter")
        assert "m same as" in seen.text() and "z rest" in seen.text()
        await seen.press("z")
        assert "z wake" in seen.text()
        assert presence.people.all()[0].at_rest


async def test_brackets_that_are_hard_to_type_are_others_in_the_calendar_too(
    presence: Presence,
) -> None:
    keyed(presence, day_before="less_than_sign", day_after="ö", today="f4")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("h")
        assert "< ö month" in seen.text() and "f4 today" in seen.text()
        await seen.press("<")
        assert "October 2026" in seen.rows()[0]
        await seen.press("ö", "ö")
        assert "December 2026" in seen.rows()[0]
        await seen.press("f4")
        assert "November 2026" in seen.rows()[0]


@pytest.mark.parametrize("ident", ["find", "review", "care", "rhythm", "people", "guilt", "page"])
async def test_the_help_of_a_page_opens_and_closes_by_its_own_key(
    presence: Presence, ident: str
) -> None:
    keyed(presence, help="ctrl+t")
    async with opened(presence, (80, 24)) as seen:
        await perform(seen.dashboard, ident)
        await seen.settle()
        assert seen.rows()[-1].rstrip().endswith("ctrl+t help")
        below = seen.app.screen
        await seen.press("question_mark", "f1")
        assert seen.app.screen is below
        await seen.press("ctrl+t")
        assert type(seen.app.screen).__name__ == "EveningHelp"
        await seen.press("ctrl+t")
        assert seen.app.screen is below


async def test_a_letter_for_help_is_a_letter_where_words_are_typed(presence: Presence) -> None:
    keyed(presence, help="H")
    presence.moments.log("Hot chocolate")
    async with opened(presence, (80, 24)) as seen:
        await seen.press("slash")
        await seen.press("H", "o", "t")
        assert "› Hot" in seen.text() and "Hot chocolate" in seen.text()
        assert "? help" not in seen.text() and "H help" not in seen.text()


@pytest.mark.parametrize(
    "ident", ["find", "history", "rhythm", "people", "deck", "presets", "care"]
)
async def test_the_way_out_is_in_the_footer_where_it_is_narrow(
    presence: Presence, ident: str
) -> None:
    async with opened(presence, (40, 20)) as seen:
        await perform(seen.dashboard, ident)
        await seen.settle()
        assert "esc back" in seen.rows()[-1]
