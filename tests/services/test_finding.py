"""Finding what was written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.record import Row
from presence_tui.services.finding import Found
from presence_tui.services.presence import Presence

Find = Callable[..., Found]


def put(presence: Presence, table: str, **fields: object) -> None:
    """Writes a row of a kind that has no service of its own here."""
    now = presence.clock.now()
    stamp = presence.new_stamp(presence.today(), now)
    row: Row = {"id": stamp.id, "day": str(stamp.day), "at": stamp.at.isoformat(), "zone": None}
    with presence.journal.writing(now) as journal:
        journal.put(table, {**row, **fields})


@pytest.fixture
def find(presence: Presence) -> Find:
    """Loads what is new and searches."""

    def find(words: str, limit: int | None = 200) -> Found:
        presence.finding.load()
        return presence.finding.search(words, limit)

    return find


def texts(found: Found) -> list[str]:
    return [hit.text for hit in found.hits]


def test_words_people_tags_and_case(presence: Presence, find: Find) -> None:
    presence.moments.log("20m Crêpes with @Mia #kitchen today")
    presence.moments.log("Lego castle @miaow")
    presence.gratitude.give("the quiet", because="crepes were made")
    assert texts(find("CREPES")) == [
        "the quiet\nbecause crepes were made",
        "Crêpes with Mia kitchen today",
    ]
    assert texts(find("crepes with")) == ["Crêpes with Mia kitchen today"]
    assert texts(find("@mia")) == ["Crêpes with Mia kitchen today"]
    assert texts(find("@mi")) == ["Lego castle", "Crêpes with Mia kitchen today"]
    assert texts(find("#kit crêpes")) == ["Crêpes with Mia kitchen today"]
    assert texts(find("kind:gratitude crepes")) == ["the quiet\nbecause crepes were made"]
    assert find("   ").total == 0


def test_days_and_newest_first(presence: Presence, find: Find) -> None:
    for day in (date(2025, 5, 31), date(2026, 11, 20), date(2025, 6, 1)):
        presence.moments.log(f"walk {day}", day=day)
    assert texts(find("walk")) == ["walk 2026-11-20", "walk 2025-06-01", "walk 2025-05-31"]
    assert texts(find("walk after:2025-06 before:2025-07")) == ["walk 2025-06-01"]
    found = find("walk", limit=1)
    assert (found.total, texts(found)) == (3, ["walk 2026-11-20"])


def test_sides(presence: Presence, find: Find) -> None:
    presence.boundaries.start("all-in")
    home = presence.boundaries.start("logged-off")
    put(presence, "moments", text="tower", boundary=home.stamp.id)
    assert sorted(texts(find("side:home"))) == ["Logged off, be present", "tower"]
    assert texts(find("side:work kind:boundary")) == ["All in at work"]


def test_private_kinds_only_when_asked(presence: Presence, find: Find) -> None:
    put(presence, "checkins", kind="guilt", feeling="guilt about the snail")
    put(presence, "checkins", kind="care", note="looked at a snail")
    put(presence, "pages", text="# The snail")
    assert [h.kind for h in find("snail").hits] == ["care"]
    assert texts(find("snail kind:guilt")) == ["guilt about the snail"]
    assert texts(find("snail kind:page")) == ["# The snail"]


def test_what_was_written_about_a_week_is_found_with_its_review(
    presence: Presence, find: Find
) -> None:
    presence.reviews.see(presence.today(), "time", "stories on the floor")
    assert texts(find("stories")) == []
    assert texts(find("stories kind:review")) == ["Making time: stories on the floor"]
    presence.reviews.note(presence.today(), "the call")
    assert texts(find("floor call kind:review")) == ["the call\nMaking time: stories on the floor"]


def test_another_spelling_is_the_same_person(presence: Presence, find: Find) -> None:
    presence.moments.log("swing @mia")
    presence.moments.log("slide @mía-lou")
    now = presence.clock.now()
    stamp = presence.new_stamp(presence.today(), now)
    with presence.journal.writing(now) as journal:
        row: Row = {"day": None, "at": stamp.at.isoformat(), "zone": None}
        journal.put("people", {**row, "id": "mía-lou", "name": "mía-lou", "same_as": "mia"})
    assert sorted(texts(find("@mia"))) == ["slide", "swing"]
    assert sorted(texts(find("@mia-lou"))) == ["slide", "swing"]


def test_changes_are_seen_and_only_their_month_is_read(presence: Presence, find: Find) -> None:
    presence.moments.log("old snail", day=date(2026, 1, 5))
    kept = presence.moments.log("new snail")
    assert find("snail").total == 2
    steps: list[tuple[int, int]] = []
    presence.past.delete(kept.stamp.id)
    presence.finding.load(lambda done, count: steps.append((done, count)))
    assert steps == [(0, 1), (1, 1)]
    assert texts(presence.finding.search("snail")) == ["old snail"]
    steps.clear()
    presence.finding.load(lambda done, count: steps.append((done, count)))
    assert steps == [(0, 0)]


def test_a_long_text_is_shown_around_the_hit(presence: Presence, find: Find) -> None:
    presence.moments.log("before " * 60 + "the Ñandú ran " + "after " * 60)
    (hit,) = find("nandu").hits
    ((start, end),) = hit.marks
    assert hit.excerpt[start:end] == "Ñandú"
    assert hit.excerpt.startswith("… before") and hit.excerpt.endswith("after …")
    assert len(hit.excerpt) < 200


def test_a_month_that_cannot_be_read_is_named_and_the_rest_found(
    presence: Presence, find: Find, home: Path
) -> None:
    presence.moments.log("snail", day=date(2026, 1, 5))
    other = home / "journal" / "phone-abc123"
    other.mkdir()
    (other / "2026-02.json").write_text("{")
    assert texts(find("snail")) == ["snail"]
    assert "2026-02.json is damaged" in presence.finding.problems[0]
    assert paris(2026, 1, 5, 12, 0) == find("snail").hits[0].at
