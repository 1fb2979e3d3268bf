"""The demo: some months of a made-up family, in a folder that is gone afterwards."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import StateError
from presence_tui.domain.sample import Here, sample
from presence_tui.services.demo import demo
from presence_tui.services.records import TABLES, reader
from presence_tui.store.sample_file import load_sample


@pytest.mark.parametrize(
    "now",
    [
        paris(2026, 11, 24, 18, 5),
        paris(2026, 11, 22, 8, 0),
        paris(2026, 3, 29, 2, 59) + timedelta(minutes=1),
        paris(2026, 10, 25, 2, 30, fold=1),
        paris(2028, 2, 29, 0, 10),
        datetime(2026, 6, 1, 12, 0, tzinfo=ZoneInfo("Pacific/Kiritimati")),
    ],
    ids=str,
)
def test_the_sample_is_sound_at_any_time(now: datetime) -> None:
    here = Here(now, now.tzinfo or UTC, "Europe/Paris")
    today = (now - timedelta(hours=3)).date()
    rows = sample(load_sample(), here, today)
    assert rows == sample(load_sample(), here, today)
    ids = [(table, row["id"]) for table, row in rows]
    assert len(ids) == len(set(ids)) > 900
    for table, row in rows:
        record = reader(table)({**row, "rev": "x"})
        assert record.stamp.at <= now
        assert record.stamp.day is None or record.stamp.day <= today
        ended = getattr(record, "ended_at", None)
        assert ended is None or record.stamp.at < ended <= now
    assert {table for table, _ in rows} == set(TABLES) - {"ticks"}


def test_a_demo_touches_nothing_of_ones_own_and_leaves_nothing(
    home: Path, clock: FixedClock
) -> None:
    home.mkdir()
    (home / "config.toml").write_text(
        'theme = "paper"\ncare = ["swim"]\njournal_folder = "~/x"\n[keys]\nmoment = "l"\n'
    )
    with demo(clock) as presence:
        folder = presence.paths.config
        assert presence.problems == ()
        settings = presence.settings
        assert (settings.theme, settings.keys) == ("paper", (("moment", ("l",)),))
        assert (settings.care, settings.journal_folder) == ((), None)
        today = presence.history.today()
        assert len(today.moments) >= 3
        assert len(today.gratitude) >= 1
        assert today.running
        assert presence.usual.moments()[1].starts
        assert presence.memories.closing(date(2026, 11, 22)) is not None
        with pytest.raises(StateError):
            presence.changes.undo()
        presence.moments.log("a try")
        presence.changes.undo()
        assert presence.people.of("oma").name == "Oma Ruth"
    assert not folder.exists()
    assert [file.name for file in home.iterdir()] == ["config.toml"]


def test_one_family_is_like_any_other() -> None:
    """Nobody is a mother or a he; the words are as calm as the program's own."""
    table = load_sample()
    said = [m["words"] for m in (*table["moments"], *table["gratitude"])]
    said += [words for listed in table["words"].values() for words in listed]
    said += [str(words) for words in table["guilt"].values()] + list(table["week"].values())
    assert all("!" not in words for words in said)
    assert not any(
        word in f" {words} ".casefold() for words in said for word in (" mother", " mum")
    )
