"""Keys of one's own: what is sound is taken, what is not is named and left out."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screen import on_disk, opened

from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.commands import COMMANDS
from presence_tui.ui.key_names import shown_key
from presence_tui.ui.keymap import names, read_keys

PLACE = "/home/ana/config.toml"


def read(**said: str | Iterable[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Keymap and problems; `-` in names is written `_`."""
    pairs = [
        (n.replace("_", "-"), (k,) if isinstance(k, str) else tuple(k)) for n, k in said.items()
    ]
    found = read_keys(pairs, PLACE)
    return dict(found.keys), found.problems


def test_our_own_keys_do_not_clash_and_are_possible() -> None:
    # `upper_u` is what some terminals send for `U`; no one would write it.
    said = [
        (name, tuple(key for key in found.keys if key != "upper_u"))
        for name, found in names().items()
        if "none-for" not in found.keys[0]
    ]
    assert read_keys(said, PLACE).problems == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("a", "a"),
        ("?", "question_mark"),
        ("Z", "Z"),
        ("shift+a", "A"),
        ("ctrl+L", "ctrl+l"),
        ("Ctrl + l", "ctrl+l"),
        ("f5", "f5"),
        ("insert", "insert"),
        ("&", "ampersand"),
        ("slash", "slash"),
        ("ctrl+_", "ctrl+underscore"),
        ("é", "é"),
        ("alt+M", "alt+m"),
        ("alt+?", "alt+question_mark"),
        ("shift+ctrl+up", "ctrl+shift+up"),
    ],
)
def test_a_key_may_be_written_as_one_would(written: str, key: str) -> None:
    # Free for the taking, so that no written key clashes with one of ours.
    keys, problems = read(moment=written, help="f1", find="f2")
    assert (keys["moment"], problems) == ((key,), ())


NOT_SENT = ("ctrl+1", "ctrl+@", "ctrl+space", "ctrl+shift+m", "ctrl+é", "ctrl++", "shift+f5")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ctrl+i", "a terminal cannot tell it from tab"),
        ("ctrl+m", "a terminal cannot tell it from enter"),
        ("ctrl+[", "a terminal cannot tell it from escape"),
        ("ctrl+c", "ctrl+c is taken: it copies"),
        ("ctrl+q", "ctrl+q is taken: it leaves presence, whatever happens"),
        ("escape", "escape is taken: it leaves what one is in"),
        ("hyper+x", "allowed before a key are ctrl+, alt+, shift+"),
        ("shift+1", "give the character itself, as it is typed with shift"),
        ("nonsense", "there is no such key"),
        ("mm", "there is no such key"),
        ("m,n", "there is no such key"),
        # What not every terminal sends, or sends as two keys.
        *((key, "most terminals do not send it") for key in NOT_SENT),
        *((key, "a terminal sends it as escape and another key") for key in ("alt+up", "alt+f5")),
        # What no one could see on the screen, or type twice.
        *((key, "no one could see it") for key in ("\u200d", "\u202e", "\u0301")),
    ],
)
def test_an_impossible_key_is_a_sentence_and_the_rest_is_taken(written: str, why: str) -> None:
    keys, (sentence,) = read(moment=written, undo="ctrl+z")
    assert sentence.startswith(f"{PLACE}: keys.moment is {written!r}; {why}")
    assert sentence.endswith("It keeps its own.")
    assert keys == {"undo": ("ctrl+z",)}


def test_of_several_names_as_near_the_first_is_meant() -> None:
    _, (sentence,) = read(usual="z")
    assert "perhaps usual-1 is meant" in sentence


def test_an_unknown_command_is_named_with_the_one_that_is_meant() -> None:
    keys, (near, far) = read(momnt="a", zork="y", undo="ctrl+z")
    assert near == f"{PLACE}: keys.momnt is no command; perhaps moment is meant."
    assert far.startswith(f"{PLACE}: keys.zork is no command; there are moment, gratitude, ")
    assert keys == {"undo": ("ctrl+z",)}


def test_a_key_that_another_has_is_refused() -> None:
    keys, (sentence,) = read(gratitude="m")
    assert keys == {}
    assert sentence == (
        f"{PLACE}: keys.gratitude is 'm', which moment has already (log a moment); "
        "give moment another key first. It keeps its own."
    )


def test_two_may_swap_and_a_key_given_up_is_free() -> None:
    assert read(moment="g", gratitude="m") == ({"moment": ("g",), "gratitude": ("m",)}, ())
    assert read(gratitude="m", moment="a")[1] == ()


def test_a_key_that_was_not_given_up_after_all_is_not_free() -> None:
    keys, problems = read(moment="ctrl+i", gratitude="m")
    assert keys == {}
    assert [p.split(" is ")[0] for p in problems] == [
        f"{PLACE}: keys.moment",
        f"{PLACE}: keys.gratitude",
    ]


KEYS = st.sampled_from(["m", "g", "b", "a", "?", "ctrl+l", "f5", "enter", "U", "ctrl+i", "x"])
SAID = st.lists(
    st.tuples(
        st.sampled_from([*names(), "zork"]) | st.text(max_size=4),
        st.lists(KEYS | st.text(max_size=4), min_size=1, max_size=3).map(tuple),
    ),
    max_size=8,
    unique_by=lambda pair: pair[0],
)


@given(SAID)
def test_whatever_is_said_no_key_does_two_things(said: list[tuple[str, tuple[str, ...]]]) -> None:
    found = read_keys(said, PLACE)
    bound = {name: found.keys.get(name, known.keys) for name, known in names().items()}
    keys = [key for name in bound for key in bound[name]]
    assert len(keys) == len(set(keys))
    assert len(found.problems) + len(found.keys) == len(said)
    assert all(len(sentence.splitlines()) == 1 for sentence in found.problems)


def test_keys_are_shown_as_they_are_typed() -> None:
    assert [shown_key(k) for k in ("question_mark", "ctrl+plus", "up", "space", "tab", "f5")] == [
        "?",
        "ctrl++",
        "↑",
        "space",
        "tab",
        "f5",
    ]


async def test_a_key_of_ones_own_does_it_and_ours_no_longer(presence: Presence, home: Path) -> None:
    presence.settings = Settings(keys=(("moment", ("a",)), ("leave", ("ctrl+l",))))
    async with opened(presence, (100, 90)) as seen:
        assert "a moment" in seen.rows()[-1]
        await seen.press("m", "q")
        assert not seen.dashboard.entry.typing
        await seen.write("a", "9m story time")
        await seen.press("question_mark")
        assert "ctrl+l" in seen.text()
    assert [m["text"] for m in on_disk(home, "moments")] == ["story time"]


async def test_the_palettes_key_moves_whole(presence: Presence) -> None:
    presence.settings = Settings(keys=(("palette", ("ctrl+g",)), ("help", ("ctrl+p",))))
    async with opened(presence) as seen:
        await seen.press("ctrl+p")
        assert type(seen.app.screen).__name__ == "Help"
        await seen.press("escape")
        await seen.press("ctrl+g")
        assert type(seen.app.screen).__name__ == "PaletteDialog"


async def test_a_command_without_a_key_can_be_given_one(presence: Presence) -> None:
    assert next(c for c in COMMANDS if c.id == "guilt").key == ""
    presence.settings = Settings(keys=(("guilt", ("Z",)),))
    async with opened(presence) as seen:
        await seen.press("Z")
        assert seen.app.screen is not seen.dashboard


async def test_a_clash_is_said_once_and_the_rest_works(presence: Presence) -> None:
    presence.settings = Settings(keys=(("gratitude", ("m",)), ("undo", ("a",))))
    async with opened(presence) as seen:
        notes = [n.message for n in seen.app._notifications]
        assert [n for n in notes if "keys.gratitude is 'm'" in n] == notes
        await seen.tick()
        assert len(seen.app._notifications) == 1
        await seen.press("m")
        assert seen.dashboard.entry.kind == "moment"
