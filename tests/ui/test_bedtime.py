"""The bedtime screen: dark, without digits, and it ends nothing by itself."""

import re

import pytest
from textual.app import App
from textual.pilot import Pilot

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.presets import Preset
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.bedtime import Bedtime


class Bed(App[None]):
    """Nothing but a bedtime."""

    def __init__(self, presence: Presence, boundary: Boundary) -> None:
        super().__init__()
        self.bedtime = Bedtime(presence, boundary)
        self.left: list[Boundary | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.bedtime, self.left.append)


def rows(app: Bed) -> list[str]:
    night = app.bedtime.night
    return [night.render_line(y).text for y in range(night.size.height)]


async def _settled(app: Bed, pilot: Pilot[None]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [(120, 36), (40, 20), (200, 60), (12, 5), (1, 1)])
async def test_no_digit_at_any_minute(
    presence: Presence, clock: FixedClock, size: tuple[int, int]
) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=size) as pilot:
        for _ in range(4):
            await pilot.press("a")
            text = "\n".join(rows(app))
            assert not re.search(r"\d", text)
            assert all(len(row) == size[0] for row in rows(app))
            clock.advance(600)
            app.bedtime.tick()
    assert len(presence.boundaries.running()) == 1


async def test_words_are_small_centred_and_text(presence: Presence) -> None:
    hush = Preset("bedtime", "Bedtime", "home", 30, words="[b]hush[/b]\x1b[31m")
    presence.settings = Settings(presets=(hush,))
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)):
        row = rows(app)[22]
        assert row.strip() == "[b]hush[/b][31m"
        assert abs(len(row) - len(row.lstrip()) - (len(row) - len(row.rstrip()))) <= 1
        assert not rows(app)[23].strip()


async def test_it_draws_once_a_minute(
    presence: Presence, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)):
        drawn: list[float] = []
        monkeypatch.setattr(app.bedtime.night, "fill", drawn.append)
        for _ in range(125):
            clock.advance(1)
            app.bedtime.tick()
        assert drawn == pytest.approx([1 / 30, 2 / 30])
        clock.advance(1800)
        app.bedtime.tick()
        clock.advance(4000)
        app.bedtime.tick()
        assert drawn[2:] == [1.0, 1.0]


async def test_space_is_a_return_and_moves_no_moon(presence: Presence, clock: FixedClock) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        clock.advance(95)
        await pilot.press("space")
        await _settled(app, pilot)
        assert len(presence.boundaries.running()[0].returns) == 1
        assert app.bedtime.night.low == "here again"
        app.bedtime.hide_controls()
        assert app.bedtime.night.low == ""


async def test_the_first_key_only_shows_what_there_is(presence: Presence) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.press("enter")
        await _settled(app, pilot)
        assert presence.boundaries.running()
        assert "space return   enter end   esc back" in app.bedtime.night.low
        await pilot.press("plus")
        await _settled(app, pilot)
        assert presence.boundaries.running()[0].planned_s == 2100
        await pilot.press("f")
        await _settled(app, pilot)
        assert presence.boundaries.running()[0].planned_s == 3000
        await pilot.press("enter")
        await _settled(app, pilot)
        assert not presence.boundaries.running()
        assert [b.name for b in app.left if b] == ["Phone-free bedtime"]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_going_back_ends_nothing(presence: Presence, key: str) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.left == [None]
    assert len(presence.boundaries.running()) == 1


async def test_an_end_elsewhere_closes_it(presence: Presence) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        presence.boundaries.stop()
        app.bedtime.tick()
        await _settled(app, pilot)
        assert app.left == [None]


async def test_an_open_end_shows_a_young_moon(presence: Presence, clock: FixedClock) -> None:
    app = Bed(presence, presence.boundaries.start("lullaby"))
    async with app.run_test(size=(90, 24)) as pilot:
        before = rows(app)
        clock.advance(3600)
        app.bedtime.tick()
        assert rows(app) == before
        await pilot.press("a")
        assert "longer" not in app.bedtime.night.low


async def test_the_mouse_is_ignored(presence: Presence) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.click(offset=(30, 12))
        await pilot.hover(offset=(10, 3))
        await pilot.pause()
        assert app.bedtime.night.low == ""
        assert not presence.boundaries.running()[0].returns
