"""A day reads the same on every screen and on paper, wherever one is by then."""

from zoneinfo import ZoneInfo

import pytest
from conftest import paris
from screen import opened

from presence_tui.cli import main
from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence


@pytest.fixture
def travelled(presence: Presence, clock: FixedClock) -> Presence:
    """A day in Paris, looked at from New York an hour later."""
    clock.set(paris(2026, 11, 22, 9, 0))
    presence.boundaries.start("all-in")
    presence.moments.log("bread 10m at 8:40")
    clock.set(paris(2026, 11, 22, 17, 40))
    presence.boundaries.stop()
    clock.set(paris(2026, 11, 22, 18, 40))
    there = FixedClock(clock.now().astimezone(ZoneInfo("America/New_York")))
    return Presence(presence.paths, presence.settings, there)


async def test_dashboard_review_and_paper_say_the_hours_that_were_lived(
    travelled: Presence, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(travelled, (120, 36)) as seen:
        text = " ".join(seen.text().split())
        assert "12:40" in text
        assert "09:00 All in at work 8h40" in text
        assert "08:40 bread" in text
        line = seen.rows()[2]
        hours = seen.rows()[3]
        work = line.index("═"), line.rindex("═")
        at = [hours.index(f" {hour} ") for hour in (9, 18)]
        assert abs(work[0] - at[0]) <= 2
        assert at[0] < work[1] < at[1]
        await seen.press("r")
        assert "09:00–17:40" in seen.text()
    monkeypatch.setattr("presence_tui.services.presence.open_presence", lambda: travelled)
    assert main.run(["today"]) == 0
    assert "09:00-17:40  All in at work" in capsys.readouterr().out


async def test_what_runs_is_said_by_the_clock_here(presence: Presence, clock: FixedClock) -> None:
    presence.boundaries.start("all-in", at="9:00")
    there = FixedClock(clock.now().astimezone(ZoneInfo("America/New_York")))
    async with opened(Presence(presence.paths, presence.settings, there), (120, 36)) as seen:
        assert "03:00 ═" in seen.text()
