"""Looking at the dashboard from outside: its rows as text, and its journal as rows on disk."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from presence_tui.services.presence import Presence
from presence_tui.ui.app import PresenceApp
from presence_tui.ui.screens.dashboard import Dashboard

Size = tuple[int, int]


class Seen:
    """An open dashboard."""

    def __init__(self, app: PresenceApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def dashboard(self) -> Dashboard:
        """The dashboard, whatever lies over it."""
        return next(s for s in self.app.screen_stack if isinstance(s, Dashboard))

    def rows(self) -> list[str]:
        """The screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows())

    async def press(self, *keys: str) -> None:
        """Presses keys and waits until all that follows is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, words: str) -> None:
        """Types words: short ones key by key, long ones at once, as a terminal pastes them."""
        if len(words) < 8:
            await self.pilot.press(*words)
        else:
            self.app.post_message(Paste(words))
        await self.settle()

    async def write(self, key: str, words: str) -> None:
        """A key that opens the entry line, words, enter."""
        await self.press(key)
        await self.type(words)
        await self.press("enter")

    async def settle(self) -> None:
        """Waits for messages and for work off the event loop, as `quiet` does."""
        await self.pilot.pause()

    async def tick(self) -> None:
        """What the clock does each second."""
        self.dashboard.tick()
        await self.settle()


@asynccontextmanager
async def opened(presence: Presence, size: Size = (100, 36)) -> AsyncIterator[Seen]:
    """The dashboard, open in a terminal of this size."""
    app = PresenceApp(presence)
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Seen(app, pilot)
        await seen.settle()
        yield seen


def on_disk(home: Path, table: str) -> list[dict[str, Any]]:
    """The live rows of a table as they lie in the files, in the order they were made."""
    rows: dict[str, dict[str, Any]] = {}
    for file in sorted((home / "journal").rglob("????-??.json")):
        rows |= json.loads(file.read_text("utf-8")).get(table, {})
    return [row for _, row in sorted(rows.items()) if not row.get("deleted")]
