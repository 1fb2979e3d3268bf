"""The first ten lines of a long day, typed into the dashboard at their times."""

from pathlib import Path

from conftest import paris
from screen import on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence

DAY = Path(__file__).parent.parent / "data" / "a-long-day.tsv"
KEYS = {"log": "m", "thanks": "g", "start": "b", "return": "x"}


def first_lines(count: int) -> list[tuple[int, int, str, str]]:
    """Hour, minute, command and words of the first lines."""
    lines = [line for line in DAY.read_text("utf-8").splitlines() if not line.startswith("#")]
    found = []
    for line in lines[:count]:
        when, command, *words = line.split("\t")
        hour, minute = when.split(":")
        found.append((int(hour), int(minute), command, " ".join(words)))
    return found


async def test_ten_lines_are_on_the_screen_and_on_the_disk(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    clock.set(paris(2026, 6, 10, 6, 51))
    async with opened(presence, (120, 36)) as seen:
        for hour, minute, command, words in first_lines(10):
            clock.set(paris(2026, 6, 10, hour, minute))
            await seen.tick()
            await seen.press(KEYS[command])
            if words:
                await seen.type(words)
                await seen.press("enter")
        text = seen.text()
        assert "Wednesday 10 June" in text
        assert "All in at work" in text
        assert "one return" in text
        assert "lunch outside, sun on my face" in text
    assert [(m["at"][11:16], m["text"], m["minutes"]) for m in on_disk(home, "moments")] == [
        ("07:00", "slow breakfast, he told me about the snail", 20),
        ("07:36", "brushed teeth together & sang the tooth song", 5),
        ("07:50", "walk to daycare, counted buses (7!)", 15),
        ("10:02", "coffee with sam - no phones", 10),
        ("12:10", "lunch outside, sun on my face", 25),
        ("13:50", "called grandma about sunday; she laughed so hard", 12),
    ]
    assert [g["text"] for g in on_disk(home, "gratitude")] == [
        "five minutes of quiet before anyone woke up",
        "sun",
    ]
    (boundary,) = on_disk(home, "boundaries")
    assert (boundary["preset"], boundary["at"][11:16], len(boundary["returns"])) == (
        "all-in",
        "08:30",
        1,
    )
