"""The bedtime screen: dark, without digits, and it ends nothing by itself."""

import re

import pytest
from textual.app import App
from textual.pilot import Pilot

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.presets import PRESETS, Preset
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.bedtime import Bedtime


class Bed(App[None]):
    """Nothing but a bedtime."""

    def __init__(self, presence: Presence, boundary: Boundary | None) -> None:
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
        app.bedtime.night.hush()
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


async def test_an_end_elsewhere_leaves_it_dark(presence: Presence, clock: FixedClock) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        clock.advance(600)
        app.bedtime.tick()
        before = rows(app)
        presence.boundaries.stop()
        app.bedtime.tick()
        await _settled(app, pilot)
        assert app.left == []
        assert rows(app) == before
        await pilot.press("space")
        await _settled(app, pilot)
        assert app.bedtime.night.low == "esc back   it has ended"
        await pilot.press("escape")
        await _settled(app, pilot)
        assert [b.ended_at is not None for b in app.left if b] == [True]


async def test_one_that_is_taken_back_elsewhere_leaves_it_dark(presence: Presence) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        presence.changes.undo()
        app.bedtime.tick()
        await _settled(app, pilot)
        assert app.left == []
        await pilot.press("space")
        await _settled(app, pilot)
        assert app.bedtime.night.low == "esc back   it has ended"
        presence.changes.redo()
        app.bedtime.tick()
        await _settled(app, pilot)
        await pilot.press("space")
        await _settled(app, pilot)
        assert len(presence.boundaries.running()[0].returns) == 1


async def test_one_that_ends_itself_stays_full_and_dark(
    presence: Presence, clock: FixedClock
) -> None:
    preset = Preset("bedtime", "Bedtime", "home", 20, dark=True, ends_itself=True)
    presence.settings = Settings(presets=(preset,))
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        clock.advance(20 * 60)
        app.bedtime.tick()
        await _settled(app, pilot)
        assert app.left == []
        assert app.bedtime.over
        full = rows(app)
        clock.advance(9 * 3600)
        app.bedtime.tick()
        assert rows(app) == full
        await pilot.press("enter", "enter")
        await _settled(app, pilot)
        assert [b.ended_at is not None for b in app.left if b] == [True]


async def test_a_paused_one_says_so_and_goes_on(presence: Presence) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("a", "p")
        await _settled(app, pilot)
        app.bedtime.night.hush()
        assert app.bedtime.night.low == "paused"
        await pilot.press("a")
        assert app.bedtime.night.low.startswith("space go on")
        await pilot.press("space")
        await _settled(app, pilot)
        app.bedtime.night.hush()
        assert app.bedtime.night.low == ""
        assert not presence.boundaries.running()[0].paused


async def test_controls_fit_another_size_at_once(presence: Presence) -> None:
    app = Bed(presence, presence.boundaries.start("bedtime"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a")
        assert "longer" in rows(app)[35]
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert rows(app)[9].strip() == "space return   enter end"


# ── before it begins ─────────────────────────────────────────────────────────


async def test_its_length_is_chosen_in_words_and_nothing_is_written_before(
    presence: Presence,
) -> None:
    app = Bed(presence, None)
    async with app.run_test(size=(60, 24)) as pilot:
        assert rows(app)[22].strip() == "← half an hour →"
        assert rows(app)[23].strip() == "enter begins   esc not now"
        await pilot.press("right")
        assert rows(app)[22].strip() == "← three quarters of an hour →"
        await pilot.press(*["l"] * 9)
        assert rows(app)[22].strip() == "← until I say so →"
        assert presence.boundaries.running() == ()
        await pilot.press(*["left"] * 20)
        assert rows(app)[22].strip() == "← ten minutes →"
        await pilot.press("plus", "enter")
        await _settled(app, pilot)
        (boundary,) = presence.boundaries.running()
        assert boundary.planned_s == 900
        assert rows(app)[22].strip() == "Good night. I am here."
        assert not rows(app)[23].strip()
    presence.boundaries.stop()
    again = Bed(presence, None)
    async with again.run_test(size=(60, 24)) as pilot:
        assert rows(again)[22].strip() == "← a quarter of an hour →"
        await pilot.press("escape")
        await pilot.pause()
        assert again.left == [None]
    assert presence.boundaries.running() == ()


async def test_n_begins_as_well_and_an_open_end_can_be_chosen(presence: Presence) -> None:
    presence.bedtimes.remember(presence.bedtimes.presets()[0], "open")
    app = Bed(presence, None)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("n")
        await _settled(app, pilot)
        (boundary,) = presence.boundaries.running()
        assert (boundary.planned_s, boundary.until) == (None, None)


async def test_one_of_several_is_chosen_by_its_name(presence: Presence) -> None:
    mia = Preset("mia", "Mia's bedtime", "home", 40, dark=True, words="Sleep well.")
    presence.settings = Settings(presets=(*PRESETS, mia))
    app = Bed(presence, None)
    async with app.run_test(size=(60, 24)) as pilot:
        assert "Phone-free bedtime" in rows(app)[21]
        await pilot.press("down")
        assert "Mia's bedtime" in rows(app)[21]
        assert "forty minutes" in rows(app)[22]
        await pilot.press("enter")
        await _settled(app, pilot)
        assert presence.boundaries.running()[0].preset == "mia"
        assert not rows(app)[21].strip("▀▄█ ▌▐▘▝▖▗▚▞▙▛▜▟")
        assert "Sleep well." in rows(app)[22]


async def test_what_cannot_begin_is_said_in_the_dark(presence: Presence) -> None:
    app = Bed(presence, None)
    async with app.run_test(size=(60, 24)) as pilot:
        presence.boundaries.start("bedtime")
        await pilot.press("enter")
        await _settled(app, pilot)
        assert "runs already" in rows(app)[23]
        assert app.left == []


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
