"""Changing anything: field by field, and several at once."""

from datetime import date

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.domain.record import Row
from presence_tui.services.calendar import Marks
from presence_tui.services.presence import Presence


def values(presence: Presence, ident: str) -> dict[str, str]:
    return {field.name: field.value for field in presence.forms.of(ident).fields}


def test_every_field_of_a_moment(presence: Presence) -> None:
    kept = presence.moments.log("dance 10m @mia #play", at="7:40")
    ident = kept.stamp.id
    assert values(presence, ident) == {
        "text": "dance",
        "day": "2026-11-22",
        "time": "07:40",
        "minutes": "10",
        "people": "mia",
        "tags": "play",
    }
    new = presence.forms.save(
        ident,
        {
            "text": "10m slow @dance",
            "time": "8:15",
            "minutes": "1h30",
            "people": "@leo, ana",
            "tags": "",
        },
    )
    assert (new.text, new.minutes, new.people, new.tags) == (
        "10m slow @dance",
        90,
        ("leo", "ana"),
        (),
    )
    assert new.stamp.at == paris(2026, 11, 22, 8, 15)
    assert presence.forms.save(ident, {"minutes": ""}).minutes is None
    assert presence.forms.save(ident, {"time": ""}).timed is False
    assert values(presence, ident)["time"] == ""
    presence.changes.undo()
    assert presence.past.find(ident).timed is True


def test_nothing_changed_writes_nothing(presence: Presence) -> None:
    kept = presence.moments.log("dance 10m")
    same = presence.forms.save(kept.stamp.id, values(presence, kept.stamp.id))
    assert same.stamp.rev == kept.stamp.rev


def test_another_month_is_a_move(presence: Presence) -> None:
    kept = presence.gratitude.give("rain", because="dry")
    moved = presence.forms.save(kept.stamp.id, {"day": "2026-10-31", "because": ""})
    assert (moved.stamp.day, moved.because, moved.stamp.extra["was"]) == (
        date(2026, 10, 31),
        None,
        kept.stamp.id,
    )
    assert presence.history.day(date(2026, 10, 31)).gratitude == (moved,)
    assert presence.history.today().gratitude == ()


def test_a_boundary_moves_whole(presence: Presence, clock: FixedClock) -> None:
    begun = presence.boundaries.start("logged-off", at="16:00")
    presence.boundaries.come_back()
    presence.boundaries.stop()
    ident = begun.stamp.id
    moved = presence.forms.save(ident, {"day": "2026-11-20"})
    assert moved.ended_at == paris(2026, 11, 20, 17, 42)
    assert moved.returns == (paris(2026, 11, 20, 17, 42),)
    later = presence.forms.save(ident, {"began": "16:30", "ended": "17:00", "side": "self"})
    assert (later.stamp.at, later.ended_at) == (
        paris(2026, 11, 20, 16, 30),
        paris(2026, 11, 20, 17, 0),
    )
    assert (later.side, later.returns) == ("self", ())
    assert presence.forms.save(ident, {"ended": ""}).ended_at is None
    with pytest.raises(WordsError, match="no side"):
        presence.forms.save(ident, {"side": "moon"})


def test_an_end_lies_between_start_and_now(presence: Presence) -> None:
    begun = presence.boundaries.start("logged-off", at="16:00")
    presence.boundaries.stop(at="16:30")
    with pytest.raises(WordsError, match="lies after its end"):
        presence.forms.save(begun.stamp.id, {"began": "17:00"})
    with pytest.raises(WordsError, match="still ahead"):
        presence.forms.save(begun.stamp.id, {"ended": "19:00"})


def test_check_ins_intentions_and_parked_lines(presence: Presence) -> None:
    now = presence.clock.now()
    idents = []
    rows: list[tuple[str, Row]] = [
        ("checkins", {"kind": "guilt", "feeling": "heavy", "weight": 7, "thought": ""}),
        ("intentions", {"text": "puddles", "for_day": "2026-11-23"}),
        ("parked", {"text": "budget", "resume": None}),
    ]
    with presence.journal.writing(now) as journal:
        for table, own in rows:
            stamp = presence.new_stamp(presence.today(), now)
            idents.append(stamp.id)
            row = {"id": stamp.id, "day": "2026-11-22", "at": stamp.at.isoformat(), **own}
            journal.put(table, row)
    card = presence.forms.save(idents[0], {"feeling": "lighter", "time": "9:00"})
    assert dict(card.answers) == {"feeling": "lighter", "weight": 7, "thought": ""}
    assert card.stamp.at == paris(2026, 11, 22, 9, 0)
    assert presence.forms.save(idents[1], {"for_day": "2026-11-24"}).for_day == date(2026, 11, 24)
    assert presence.forms.save(idents[2], {"resume": "at nine"}).resume == "at nine"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  "},
        {"time": "25:00"},
        {"time": "23:00"},
        {"day": "2026-11-23"},
        {"day": "soon"},
        {"minutes": "900h"},
        {"people": "a b!"},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_meant_changes_nothing(presence: Presence, wrong: dict[str, str]) -> None:
    kept = presence.moments.log("dance", at="7:40")
    with pytest.raises((WordsError, NotFoundError)):
        presence.forms.save(kept.stamp.id, wrong)
    assert presence.past.find(kept.stamp.id) == kept


def test_several_are_deleted_as_one_change(presence: Presence) -> None:
    ids = [presence.moments.log(f"m{n}", day=date(2026, 10 + n, 1)).stamp.id for n in range(2)]
    with pytest.raises(NotFoundError):
        presence.past.delete_all([*ids, "ZZZZ"])
    assert presence.past.find(ids[0]).text == "m0"
    assert [r.text for r in presence.past.delete_all([*ids, ids[0]])] == ["m0", "m1"]
    assert presence.history.day(date(2026, 10, 1)).moments == ()
    presence.changes.undo()
    assert all(presence.past.find(ident) for ident in ids)


def test_several_are_tagged_as_one_change(presence: Presence) -> None:
    one = presence.moments.log("swim #lake").stamp.id
    two = presence.gratitude.give("rain").stamp.id
    presence.past.tag_all([one, two], "#Lake #summer")
    assert presence.past.find(one).tags == ("lake", "summer")
    assert presence.past.find(two).tags == ("Lake", "summer")
    presence.past.tag_all([one, two], "LAKE", off=True)
    assert presence.past.find(two).tags == ("summer",)
    presence.changes.undo()
    presence.changes.undo()
    assert (presence.past.find(one).tags, presence.past.find(two).tags) == (("lake",), ())
    with pytest.raises(WordsError):
        presence.past.tag_all([one], " ")


def test_a_year_carries_marks(presence: Presence) -> None:
    presence.moments.log("lake", day=date(2025, 8, 3))
    presence.moments.log("swim", day=date(2026, 8, 3))
    gone = presence.moments.log("gone", day=date(2026, 8, 4))
    presence.gratitude.give("rain", day=date(2026, 8, 5))
    presence.boundaries.start("logged-off")
    presence.running_moments.start("dance")
    presence.past.delete(gone.stamp.id)
    assert presence.history.years() == (2025, 2026)
    expected = {
        date(2026, 8, 3): Marks(moments=True),
        date(2026, 8, 5): Marks(thanks=True),
        date(2026, 11, 22): Marks(boundaries=True),
    }
    assert presence.history.marks(2026) == expected
    presence.past.delete_all([presence.history.day(date(2026, 8, 3)).moments[0].stamp.id])
    del expected[date(2026, 8, 3)]
    assert presence.history.marks(2026) == expected


def test_a_form_is_refused_where_there_is_none(presence: Presence) -> None:
    now = presence.clock.now()
    stamp = presence.new_stamp(presence.today(), now)
    with presence.journal.writing(now) as journal:
        row: Row = {"id": stamp.id, "day": "2026-11-22", "at": stamp.at.isoformat()}
        journal.put("ticks", {**row, "kind": "hard-week"})
    with pytest.raises(StateError):
        presence.forms.of(stamp.id)
