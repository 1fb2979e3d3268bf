"""The evening's screens, opened alone, and what they show."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from presence_tui.ui.look import LookApp
from presence_tui.ui.widgets.sheet import Sheet


class Bare(LookApp):
    """A program that only opens one screen."""

    def __init__(self, screen: Any) -> None:
        super().__init__(screen.presence)
        self.opened = screen
        self.result: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.opened, self.result.append)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Lets the screen go on until something is so; what waits for a timer of its own needs that."""
    for _ in range(1_000):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come about")


def text(screen: Screen[Any]) -> str:
    """What the sheet shows, row by row."""
    sheet = screen.query_one(Sheet)
    return "\n".join(sheet.render_line(y).text for y in range(sheet.size.height))


def visit(
    screen: Screen[Any], size: tuple[int, int] = (80, 24)
) -> tuple[Bare, Callable[[Callable[[Pilot[None]], Awaitable[None]]], Awaitable[None]]]:
    """Opens a screen and does something on it."""
    app = Bare(screen)

    async def run(do: Callable[[Pilot[None]], Awaitable[None]]) -> None:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.screen is screen and bool(screen.size.width))
            await pilot.pause()
            await do(pilot)

    return app, run
