"""Bedtimes: which boundaries are dark, and how long they were chosen to be."""

from datetime import time

import pytest

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.presets import PRESETS, Preset
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import find_paths

MIA = Preset("mia", "Mia's bedtime", "home", 40, dark=True)
LATE = Preset("late", "Late", "home", until=time(20), dark=True)
LULLABY = Preset("lullaby", "Lullaby", "home", dark=True)


@pytest.mark.parametrize(
    ("preset", "usual"),
    [(MIA, "40m"), (LATE, ""), (LULLABY, "open")],
    ids=["a length", "a time", "an open end"],
)
def test_the_presets_own_length_is_offered_first(
    presence: Presence, preset: Preset, usual: str
) -> None:
    lengths = presence.bedtimes.lengths(preset)
    assert presence.bedtimes.usual(preset) == usual
    assert usual in lengths
    assert lengths[-1] == "open"
    for length in lengths:
        presence.settings = Settings(presets=(preset,))
        boundary = presence.boundaries.read(preset.key, length or None)
        ends = (boundary.planned_s is not None, boundary.until is not None)
        assert ends == {"open": (False, False), "": (False, True)}.get(length, (True, False))


def test_the_one_chosen_last_is_offered_first_next_time(
    presence: Presence, clock: FixedClock
) -> None:
    presence.bedtimes.remember(MIA, "60m")
    presence.bedtimes.remember(LULLABY, "10m")
    again = Presence(find_paths(), Settings(), clock)
    assert (again.bedtimes.usual(MIA), again.bedtimes.usual(LULLABY)) == ("60m", "10m")
    again.bedtimes.remember(MIA, "37m")
    assert again.bedtimes.usual(MIA) == "40m"


def test_lost_or_broken_memory_is_no_harm(presence: Presence) -> None:
    presence.paths.state.mkdir(parents=True)
    (presence.paths.state / "bedtimes.json").write_text('{"mia": ["open"]}')
    assert presence.bedtimes.usual(MIA) == "40m"


def test_which_boundaries_are_dark(presence: Presence) -> None:
    presence.settings = Settings(presets=(*PRESETS, MIA))
    assert [p.key for p in presence.bedtimes.presets()] == ["bedtime", "mia"]
    presence.boundaries.start("logged-off")
    assert presence.bedtimes.running(presence.boundaries.running()) is None
    mine = presence.boundaries.start("mia")
    presence.boundaries.start("a talk")
    assert presence.bedtimes.running(presence.boundaries.running()) == mine
