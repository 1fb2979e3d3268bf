"""Two devices whose journal a real sync engine carries: they part, write, meet and agree."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from conftest import paris
from needs import needs
from syncthing import Engine, settle, two_engines

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import Paths

pytestmark = [pytest.mark.storm, needs("syncthing")]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """One pair for the tests of this file; each test has devices of its own."""
    with two_engines(tmp_path_factory.mktemp("syncthing")) as pair:
        yield pair


def device(engine: Engine, name: str, minutes_off: int = 0) -> Presence:
    """A device whose `journal_folder` the engine carries; its clock may be wrong."""
    root = engine.home.parent / name
    paths = Paths(root, root / "unused", root / "backups", root / "state")
    clock = FixedClock(paris(2026, 11, 22, 17, 42))
    clock.advance(minutes_off * 60)
    presence = Presence(paths, Settings(journal_folder=str(engine.carried)), clock)
    presence.journal._device = name
    return presence


def shown(presence: Presence) -> list[Any]:
    day = presence.history.day(TODAY)
    assert day.problems == ()
    return [day.moments, day.boundaries, day.gratitude]


def texts(presence: Presence) -> list[str]:
    return sorted(m.text for m in presence.history.day(TODAY).moments)


def test_two_that_wrote_while_apart_end_with_the_same_journal(
    engines: tuple[Engine, Engine],
) -> None:
    one, other = engines
    # The sofa's clock is hours behind.
    desk, sofa = device(one, "desk-1"), device(other, "sofa-1", -300)
    dance = desk.moments.log("dance").stamp.id
    lake = desk.moments.log("lake").stamp.id
    desk.boundaries.start("logged-off")
    settle(one, other)
    assert texts(sofa) == ["dance", "lake"]

    one.apart()
    desk.past.edit(dance, "waltz at the desk")
    desk.past.delete(lake)
    desk.boundaries.come_back()
    sofa.past.edit(dance, "tango on the sofa")
    sofa.gratitude.give("rain")
    sofa.boundaries.come_back()
    one.together()
    settle(one, other)

    assert shown(desk) == shown(sofa)
    (boundary,) = desk.boundaries.running()
    assert len(boundary.returns) == 2
    said = {*texts(desk), *(v.text for v in desk.past.versions(dance))}
    assert said == {"waltz at the desk", "tango on the sofa"}
    # Under a clock that is set back an edit still wins over what it edited.
    sofa.past.edit(dance, "both, one after the other")
    settle(one, other)
    assert texts(desk) == ["both, one after the other"]
    assert desk.past.versions(dance) == ()


def test_a_conflict_copy_of_the_engine_is_folded_in(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    desk = device(one, "desk-2")
    desk.moments.log("before")
    settle(one, other)
    # A second machine that took over the desk's name, as a cloned disk does.
    clone = device(other, "desk-2")
    one.apart()
    desk.moments.log("at the desk")
    clone.moments.log("at its clone")
    one.together()
    settle(one, other)
    own = one.carried / "desk-2"
    assert [f.name for f in own.iterdir() if ".sync-conflict-" in f.name]
    wanted = ["at its clone", "at the desk", "before"]
    assert wanted == [t for t in texts(desk) if t in wanted]
    desk.gratitude.give("folds it in")
    settle(one, other)
    assert [f.name for f in own.iterdir()] == ["2026-11.json"]
    for presence in (desk, device(other, "sofa-2")):
        assert wanted == [t for t in texts(presence) if t in wanted]


def test_purged_words_are_gone_on_both_sides(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    desk, sofa = device(one, "desk-3"), device(other, "sofa-3")
    kept = desk.moments.log("unsayable").stamp.id
    settle(one, other)
    sofa.past.edit(kept, "unsayable on the sofa")
    settle(one, other)
    assert desk.past.purge(kept) == ("sofa-3",)
    settle(one, other)
    sofa.history.day(TODAY)
    settle(one, other)
    root = one.home.parent.parent
    left = [
        f
        for f in root.rglob("*")
        if f.is_file() and "engine" not in f.parts and b"unsayable" in f.read_bytes()
    ]
    assert left == []
