"""What helps while one types: completion, and drafts that outlive the program."""

import os
import signal
from pathlib import Path

import pytest
from screen import on_disk, opened
from terminal import Terminal

from presence_tui.domain.errors import StoreError
from presence_tui.services.moments import Moments
from presence_tui.services.presence import Presence


def drafts(home: Path) -> list[str]:
    """The drafts on the disk."""
    return [f.read_text("utf-8") for f in sorted((home / "state" / "drafts").glob("*"))]


# ── completion ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_a_line_goes_on_as_it_went_before(presence: Presence, home: Path, key: str) -> None:
    presence.moments.log("Dance party in the kitchen @Mia-Lou #play at 8:00")
    async with opened(presence) as seen:
        await seen.press("m")
        await seen.type("dan")
        assert "dance party in the kitchen" in seen.text()
        assert seen.dashboard.entry.text == "dan"
        await seen.press(key)
        assert seen.dashboard.entry.text == "Dance party in the kitchen"
        await seen.type(" @mi")
        await seen.press(key)
        await seen.type(" #p")
        await seen.press(key, "enter")
    _, kept = on_disk(home, "moments")
    assert (kept["text"], kept["people"], kept["tags"]) == (
        "Dance party in the kitchen",
        ["Mia-Lou"],
        ["play"],
    )


async def test_only_the_end_of_the_line_is_completed(presence: Presence) -> None:
    presence.moments.log("dance party at 8:00")
    async with opened(presence) as seen:
        await seen.press("m")
        await seen.type("dan")
        await seen.press("left")
        assert "dance" not in seen.rows()[-4]
        await seen.press("tab")
        assert seen.dashboard.entry.text == "dan"
        assert seen.dashboard.entry.in_focus
        await seen.press("right", "tab")
        assert seen.dashboard.entry.text == "dance party"


async def test_thanks_complete_from_thanks(presence: Presence) -> None:
    presence.gratitude.give("sun on the floor")
    presence.moments.log("sunday walk at 8:00")
    async with opened(presence) as seen:
        await seen.press("g", "s", "u", "tab")
        assert seen.dashboard.entry.text == "sun on the floor"


async def test_a_completion_is_kept_as_it_was_offered(presence: Presence, home: Path) -> None:
    presence.moments.log("buy \\10m rope at 8:00")
    async with opened(presence) as seen:
        await seen.press("m", "b", "u", "tab", "enter")
    assert [(row["text"], row["minutes"]) for row in on_disk(home, "moments")] == [
        ("buy 10m rope", None)
    ] * 2


async def test_editing_goes_on_with_texts_of_the_same_kind(presence: Presence) -> None:
    presence.gratitude.give("sun on the floor")
    presence.gratitude.give("su")
    presence.moments.log("sunday walk at 8:00")
    async with opened(presence) as seen:
        await seen.press("tab", "tab", "e", "tab")
        assert seen.dashboard.entry.text == "sun on the floor"
        await seen.press("escape", "number_sign", "backspace", "s", "u", "tab")
        assert seen.dashboard.entry.text == "su"


# ── drafts ───────────────────────────────────────────────────────────────────


async def test_a_draft_is_on_the_disk_until_it_is_kept(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("m")
        await seen.type("half a thought")
        await seen.press("escape")
        assert drafts(home) == ["half a thought"]
        await seen.press("g")
        assert seen.dashboard.entry.text == ""
        await seen.press("escape", "m", "enter")
        assert drafts(home) == []
    assert [m["text"] for m in on_disk(home, "moments")] == ["half a thought"]


async def test_looking_at_a_row_s_words_leaves_no_draft(presence: Presence, home: Path) -> None:
    presence.moments.log("dance party 10m")
    async with opened(presence) as seen:
        await seen.press("e", "escape")
        assert drafts(home) == []
        await seen.press("e", "x", "escape")
        assert len(drafts(home)) == 1
        await seen.press("e")
        assert "x" in seen.dashboard.entry.text


async def test_words_the_disk_refuses_stay_a_draft(
    presence: Presence, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Moments, words: str, **more: object) -> None:
        raise StoreError("The disk is full: nothing was kept. Make room and press enter again.")

    async with opened(presence) as seen:
        monkeypatch.setattr(Moments, "log", refuse)
        await seen.write("m", "long walk home")
        await seen.press("escape")
        assert drafts(home) == ["long walk home"]


async def test_leaving_while_typing_keeps_the_draft(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.press("m")
        await seen.type("and then he said")
        await seen.press("ctrl+q")
    assert drafts(home) == ["and then he said"]


@pytest.mark.parametrize(("key", "shown"), [("m", "An open page"), ("g", "gives thanks")])
def test_a_killed_terminal_offers_the_words_again(home: Path, key: str, shown: str) -> None:
    terminal = Terminal(home)
    terminal.wait_for(shown)
    terminal.type(key)
    terminal.wait_for("›")
    terminal.type("the slow breakfast")
    for _ in range(100):
        terminal.look()
        if drafts(home) == ["the slow breakfast"]:
            break
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.end()
    assert drafts(home) == ["the slow breakfast"]

    again = Terminal(home)
    again.wait_for(shown)
    again.type(key)
    again.wait_for("the slow breakfast")
    again.type("\r")
    again.wait_for("the slow breakfast")
    again.type("q")
    assert again.end() == 0
    assert drafts(home) == []
    table = "moments" if key == "m" else "gratitude"
    assert [row["text"] for row in on_disk(home, table)] == ["the slow breakfast"]


async def test_a_line_is_taken_away_whole_however_it_is_wrapped(presence: Presence) -> None:
    words = "one line that goes on and on, longer than two rows of a narrow side pane, to its end"
    async with opened(presence, (40, 20)) as seen:
        await seen.press("m")
        await seen.type(words)
        assert seen.dashboard.entry.rows > 2
        await seen.press("ctrl+u")
        assert seen.dashboard.entry.text == ""
        await seen.type(words)
        await seen.press("ctrl+j", *"two", "up", "up", "up", "home", "ctrl+k")
        assert seen.dashboard.entry.text.endswith("\ntwo")
        assert words.startswith(seen.dashboard.entry.text[: -len("\ntwo")])
        await seen.press("ctrl+u")
        assert seen.dashboard.entry.text == "\ntwo"
