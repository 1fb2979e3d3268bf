"""Keys typed ahead mean what they would have meant one by one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from screen import Seen, on_disk, opened
from textual.events import Key

from presence_tui.services.presence import Presence


async def at_once(seen: Seen, keys: Sequence[str]) -> None:
    """All keys in the queue before the first is read."""
    for key in keys:
        seen.app.post_message(Key(key, key if len(key) == 1 else None))
    await seen.settle()


async def test_an_arrow_is_done_before_the_letter_after_it(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await at_once(seen, ("m", "b", "left", "a", "end", "c", "home", "right", "_", "enter"))
    assert [row["text"] for row in on_disk(home, "moments")] == ["a_bc"]


async def test_a_screen_is_left_when_the_key_before_was_understood(presence: Presence) -> None:
    presence.moments.log("dance @mia", day=date(2026, 11, 1))
    async with opened(presence) as seen:
        await at_once(seen, ("P", "enter", "z", "c", "escape"))
        assert "at rest" in seen.text()
        assert "●" in seen.text()
        await at_once(seen, ("escape", "h", "left", "enter", "g"))
        await seen.type("snow")
        await at_once(seen, ("enter",))
    assert presence.people.of("mia").at_rest
    thanks = presence.history.day(date(2026, 11, 21)).gratitude
    assert [t.text for t in thanks] == ["snow"]
