"""Every size of terminal, with hostile words in the journal."""

import pytest
from rich.cells import cell_len
from screen import opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence

SIZES = [
    (1, 1), (2, 1), (1, 9), (3, 3), (10, 4), (20, 5), (29, 9), (30, 10), (35, 13), (40, 15),
    (40, 20), (59, 16), (60, 14), (60, 24), (80, 24), (99, 30), (100, 15), (100, 30), (120, 36),
    (250, 70), (250, 3), (4, 70),
]  # fmt: skip


@pytest.fixture
def full(presence: Presence, clock: FixedClock) -> Presence:
    """A day with everything that is hard to draw."""
    for number in range(12):
        presence.moments.log(
            f"[b]お風呂[/b] 👩‍👧‍👦 {'long ' * number} at {7 + number % 10}:0{number % 10}"
        )
    presence.moments.log("بناء برج من المكعبات 20m @ليو")
    presence.moments.log("several\nlines\nof it 1h30 @mia @leo")
    presence.gratitude.give("e\u0301clair [/]", because="x" * 400)
    presence.boundaries.start("all-in", until="23:00")
    presence.boundaries.start("W" * 300)
    clock.advance(4000)
    presence.boundaries.come_back()
    return presence


STEPS = ((), ("tab",), ("tab", "tab"), ("m", "a", "@"), ("escape", "b"), ("a", "escape"))


@pytest.mark.parametrize("keys", STEPS, ids=lambda keys: "-".join(keys) or "open")
async def test_every_row_fits_at_every_size(full: Presence, keys: tuple[str, ...]) -> None:
    async with opened(full, (80, 24)) as seen:
        await seen.pilot.press(*keys)
        for size in SIZES:
            await seen.pilot.resize_terminal(*size)
            await seen.pilot.pause()
            rows = seen.rows()
            assert len(rows) == size[1], size
            assert all(cell_len(row) == size[0] for row in rows), (size, rows)


async def test_resizing_keeps_what_is_typed(full: Presence) -> None:
    async with opened(full, (120, 36)) as seen:
        await seen.press("m")
        await seen.type("half a line")
        for width, height in ((20, 6), (1, 1), (250, 70), (80, 24)):
            await seen.pilot.resize_terminal(width, height)
            await seen.settle()
        assert seen.dashboard.entry.text == "half a line"
        assert "half a line" in seen.text()


async def test_the_small_screen_says_what_runs_and_what_was_logged(presence: Presence) -> None:
    for words in ("breakfast at 7:00", "a walk at 8:00", "the bus at 9:00", "pancakes at 10:00"):
        presence.moments.log(words)
    presence.boundaries.start("logged-off")
    async with opened(presence, (30, 10)) as seen:
        text = seen.text()
        for words in (
            "Sun 22 Nov",
            "Logged off, be present",
            "0 min",
            "a walk",
            "the bus",
            "pancakes",
        ):
            assert words in text
        assert "? help" in seen.rows()[-1]
