"""Changing anything: field by field, and several at once."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import PARIS, paris
from hypothesis import assume, given
from hypothesis import strategies as st

from presence_tui.domain.boundary import TABLE, Boundary
from presence_tui.domain.checkin import GuiltCard
from presence_tui.domain.clock import FixedClock, Place, day_of, instants_at
from presence_tui.domain.errors import (
    AmbiguousError,
    FieldError,
    NotFoundError,
    StateError,
    WordsError,
)
from presence_tui.domain.record import Row, Stamp
from presence_tui.domain.settings import Settings
from presence_tui.services.boundary_forms import time_fields, with_times
from presence_tui.services.calendar import Marks
from presence_tui.services.presence import Presence
from presence_tui.services.spans import stamp_on
from presence_tui.store.paths import Paths


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
    with pytest.raises(FieldError, match="does not lie between 16:00 and 17:42") as wrong:
        presence.forms.save(begun.stamp.id, {"ended": "19:00"})
    assert wrong.value.field == "ended"


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
        date(2026, 11, 22): Marks(boundaries=True, more=True),
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


# ── boundaries ────────────────────────────────────────────────────────────────


def ended_work(presence: Presence) -> str:
    """Work from 8:30 to 17:10 with two pauses and a return, each with its seconds."""
    stamp = presence.new_stamp(date(2026, 11, 22), paris(2026, 11, 22, 8, 30).replace(second=12))
    work = Boundary(
        stamp,
        "All in at work",
        "work",
        preset="all-in",
        planned_s=8 * 3600,
        ended_at=paris(2026, 11, 22, 17, 10).replace(second=40),
        pauses=(
            (paris(2026, 11, 22, 12, 0).replace(second=5), paris(2026, 11, 22, 12, 30)),
            (paris(2026, 11, 22, 15, 0), paris(2026, 11, 22, 15, 4)),
        ),
        returns=(paris(2026, 11, 22, 10, 0),),
    )
    with presence.journal.writing(presence.clock.now()) as journal:
        journal.put(TABLE, work.to_row())
    return stamp.id


def test_every_field_of_a_boundary(presence: Presence) -> None:
    ident = ended_work(presence)
    shown = values(presence, ident)
    assert shown == {
        "name": "All in at work",
        "day": "2026-11-22",
        "began": "08:30",
        "ended": "17:10",
        "planned": "480m",
        "pauses": "12:00-12:30, 15:00-15:04",
        "returns": "10:00",
        "side": "work",
        "people": "",
        "tags": "",
    }
    before = presence.past.find(ident)
    assert presence.forms.save(ident, shown) == before
    new = presence.forms.save(
        ident,
        {
            "pauses": "12:00-12:30, 16:00–16:10",
            "planned": "until 18:00",
            "returns": "",
            "tags": "#long",
            "people": "@ana",
        },
    )
    assert new.pauses == (
        before.pauses[0],
        (paris(2026, 11, 22, 16, 0), paris(2026, 11, 22, 16, 10)),
    )
    assert (new.planned_s, new.until) == (None, paris(2026, 11, 22, 18, 0))
    assert (new.returns, new.tags, new.people) == ((), ("long",), ("ana",))
    assert presence.forms.save(ident, {"planned": ""}).until is None
    later = presence.forms.save(ident, {"began": "12:10", "ended": "16:05"})
    assert later.pauses == (
        (paris(2026, 11, 22, 12, 10), paris(2026, 11, 22, 12, 30)),
        (paris(2026, 11, 22, 16, 0), paris(2026, 11, 22, 16, 5)),
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("pauses", "17:20-17:30"),
        ("pauses", "noon"),
        ("pauses", "9:00-, 10:00-10:05"),
        ("returns", "7:00"),
        ("planned", "900h"),
        ("ended", "8:00"),
        ("ended", "2026-11-25 8:00"),
        ("began", "17:20"),
        ("began", "23:00"),
        ("day", "2026-11-23"),
        ("side", "moon"),
        ("name", " "),
    ],
)
def test_what_cannot_be_meant_of_a_boundary_names_its_field(
    presence: Presence, field: str, words: str
) -> None:
    ident = ended_work(presence)
    before = presence.past.find(ident)
    with pytest.raises(FieldError) as wrong:
        presence.forms.save(ident, {field: words})
    assert wrong.value.field == field
    assert presence.past.find(ident) == before


def test_on_another_day_a_boundary_keeps_its_hours(presence: Presence) -> None:
    """Across the night in which the clocks go back as well."""
    ident = ended_work(presence)
    moved = presence.forms.save(ident, {"day": "2026-10-24", "began": "9:00"})
    assert moved.stamp.day == date(2026, 10, 24)
    again = values(presence, moved.stamp.id)
    assert (again["began"], again["ended"], again["pauses"]) == (
        "09:00",
        "17:10",
        "12:00-12:30, 15:00-15:04",
    )
    assert moved.ended_at is not None
    assert moved.ended_at.utcoffset() == timedelta(hours=2)


def test_what_pointed_at_a_moved_entry_still_does(presence: Presence) -> None:
    ident = ended_work(presence)
    moment = presence.suggestions.keep(presence.past.find(ident), "tea")
    moved = presence.forms.save(ident, {"day": "2026-10-30"})
    assert presence.past.find(moment.stamp.id).boundary == moved.stamp.id
    chosen = presence.intentions.choose("tea", presence.today())
    assert chosen is not None
    presence.intentions.fulfil(chosen.stamp.id, moment.stamp.id)
    elsewhere = presence.past.edit(moment.stamp.id, day=date(2026, 10, 31))
    assert presence.past.find(chosen.stamp.id).moment == elsewhere.stamp.id
    presence.changes.undo()
    assert presence.past.find(chosen.stamp.id).moment == moment.stamp.id
    presence.changes.undo()
    presence.changes.undo()
    presence.changes.undo()
    assert presence.past.find(moment.stamp.id).boundary == ident


def test_times_are_those_of_the_place_where_it_was_lived(
    presence: Presence, clock: FixedClock
) -> None:
    ident = ended_work(presence)
    moment = presence.moments.log("bread", at="7:40").stamp.id
    clock._place = Place(ZoneInfo("America/New_York"), "America/New_York")
    clock.set(paris(2026, 11, 22, 18, 0))
    assert values(presence, ident)["began"] == "08:30"
    new = presence.forms.save(ident, {"began": "8:00"})
    assert new.stamp.at == paris(2026, 11, 22, 8, 0)
    assert new.stamp.at.utcoffset() == timedelta(hours=1)
    assert presence.past.edit(moment, at="7:30").stamp.at == paris(2026, 11, 22, 7, 30)
    assert presence.past.edit(moment, day=date(2026, 11, 21)).stamp.at == paris(2026, 11, 21, 7, 30)


def test_a_timed_moment_that_is_ended_in_its_form_is_logged(presence: Presence) -> None:
    running = presence.running_moments.start("dance @mia", at="17:20")
    presence.forms.save(running.stamp.id, {"ended": "17:32"})
    (moment,) = presence.history.today().moments
    assert (moment.text, moment.minutes, moment.boundary) == ("dance", 12, running.stamp.id)
    presence.changes.undo()
    assert [b.stamp.id for b in presence.boundaries.running()] == [running.stamp.id]


# ── by a line of words ────────────────────────────────────────────────────────


def test_a_range_gives_a_boundary_its_start_and_end(presence: Presence) -> None:
    ident = ended_work(presence)
    new = presence.past.edit(ident, "Work, at last", at="9:00-16:30")
    assert (new.name, new.stamp.at, new.ended_at) == (
        "Work, at last",
        paris(2026, 11, 22, 9, 0),
        paris(2026, 11, 22, 16, 30),
    )
    assert presence.past.edit(ident, day=date(2026, 11, 21)).ended_at == paris(2026, 11, 21, 16, 30)


def test_thanks_keep_their_reason_and_take_a_time(presence: Presence) -> None:
    ident = presence.gratitude.give("rain @mia", because="dry").stamp.id
    new = presence.past.edit(ident, "soft rain #calm", at="7:00", day=date(2026, 11, 21))
    assert (new.text, new.because, new.people, new.tags) == ("soft rain", "dry", (), ("calm",))
    assert new.stamp.at == paris(2026, 11, 21, 7, 0)
    with pytest.raises(WordsError, match="no end"):
        presence.past.edit(ident, at="7:00-8:00")


def test_a_page_and_a_review_go_by_their_day(presence: Presence) -> None:
    day = presence.today()
    presence.pages.write("a quiet page")
    assert presence.past.edit("2026-11-22", "another").text == "another"
    presence.reviews.note(day, "tired")
    with pytest.raises(AmbiguousError, match="page:2026-11-22 or review:2026-11-22"):
        presence.past.find("2026-11-22")
    assert presence.past.edit("review:2026-11-22", "less tired").note == "less tired"
    assert values(presence, "page:2026-11-22") == {"text": "another"}
    assert presence.forms.of("page:2026-11-22").id == "page:2026-11-22"
    presence.past.delete("page:2026-11-22")
    assert presence.pages.of(day) is None
    with pytest.raises(NotFoundError, match="no page"):
        presence.past.find("page:2026-11-22")
    with pytest.raises(StateError, match="belongs to its day"):
        presence.past.edit("review:2026-11-22", day=date(2026, 11, 21))
    for nothing in ("2026-11-21", "page:2026-13-01", "review:2026-11-21"):
        with pytest.raises(NotFoundError):
            presence.past.find(nothing)


def test_a_guilt_card_and_a_week_field_by_field(presence: Presence) -> None:
    card = presence.checkins.save(
        GuiltCard(stamp_on(presence, presence.today()), feeling="heavy", weight=8, step=None)
    )
    new = presence.forms.save(
        card.stamp.id, {"weight": "5", "reading": "unsure", "facts": "bread\n\n a walk "}
    )
    again = GuiltCard.from_checkin(new)
    assert (again.feeling, again.weight, again.reading, again.facts, again.step) == (
        "heavy",
        5,
        "unsure",
        ("bread", "a walk"),
        None,
    )
    for wrong in ({"weight": "11"}, {"weight_after": "much"}, {"reading": "lazy"}):
        with pytest.raises(FieldError):
            presence.forms.save(card.stamp.id, wrong)
    presence.checkins.mark("rest")
    (care,) = [c for c in presence.history.today().checkins if c.kind == "care"]
    presence.forms.save(care.stamp.id, {"care": "outside", "time": "9:00"})
    assert presence.checkins.marks(presence.today()) == ("outside",)
    presence.reviews.see(presence.today(), "time", "bread on Sunday")
    presence.forms.save("review:2026-11-22", {"time": "bread on Saturday", "note": "so-so"})
    week = presence.reviews.of_week(presence.today())
    assert week is not None
    assert (week.seen("time"), week.note) == ("bread on Saturday", "so-so")


def test_a_parked_line_waits_again(presence: Presence) -> None:
    line = presence.parked.park("slides - 9:15")
    presence.parked.done(line.stamp.id)
    presence.forms.save(line.stamp.id, {"done": "", "text": "the slides"})
    assert [p.text for p in presence.parked.waiting()] == ["the slides"]


# ── an end of another day ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("yesterday 20:00", paris(2026, 11, 21, 20, 0)),
        ("2026-11-21 8pm", paris(2026, 11, 21, 20, 0)),
        ("2026-11-21T20:00", paris(2026, 11, 21, 20, 0)),
        ("yesterday 0:30", paris(2026, 11, 22, 0, 30)),
        ("20:00", paris(2026, 11, 21, 20, 0)),
    ],
)
def test_a_forgotten_boundary_ends_at_a_time_of_its_own_day(
    presence: Presence, said: str, end: datetime
) -> None:
    begun = presence.boundaries.start("all-in", at="yesterday 8:30")
    assert begun.stamp.day == date(2026, 11, 21)
    assert presence.boundaries.stop(at=said).ended_at == end
    assert values(presence, begun.stamp.id)["began"] == "08:30"


def test_an_end_two_days_later_is_shown_with_its_day(presence: Presence) -> None:
    begun = presence.boundaries.start("all-in", at="2026-11-20 8:30")
    presence.boundaries.stop(at="17:00")
    assert values(presence, begun.stamp.id)["ended"] == "2026-11-22 17:00"
    assert presence.forms.save(begun.stamp.id, {"ended": "17:30"}).ended_at == paris(
        2026, 11, 20, 17, 30
    )


@pytest.mark.parametrize("said", ["2026-11-23 8:00", "2026-09-30 8:00", "someday 8:00", "25:00"])
def test_a_start_that_cannot_be_is_refused(presence: Presence, said: str) -> None:
    with pytest.raises((WordsError, NotFoundError)):
        presence.boundaries.start("all-in", at=said)
    assert presence.boundaries.running() == ()


# ── what is shown is what is read ─────────────────────────────────────────────

SPRING, AUTUMN = paris(2026, 3, 28, 12, 0), paris(2026, 10, 24, 12, 0)


@given(
    first=st.sampled_from([SPRING, AUTUMN, paris(2026, 6, 1, 3, 0)]),
    offset=st.integers(0, 40 * 60),
    steps=st.lists(st.integers(1, 20 * 60), min_size=2, max_size=7),
    came=st.lists(st.integers(0, 100), max_size=3),
)
def test_times_of_a_boundary_read_as_they_are_shown(
    first: datetime, offset: int, steps: list[int], came: list[int]
) -> None:
    """Over nights in which the clocks change, and over days."""
    instants = [first.astimezone(UTC) + timedelta(minutes=offset)]
    for step in steps:
        instants.append(instants[-1] + timedelta(minutes=step))
    start, *between, end = (i.astimezone(PARIS) for i in instants)
    pauses = tuple(zip(between[::2], between[1::2], strict=False))
    length = end.astimezone(UTC) - start.astimezone(UTC)
    returns = sorted(
        ((start.astimezone(UTC) + length * share / 100).astimezone(PARIS) for share in came),
        key=lambda i: i.astimezone(UTC),
    )
    day = day_of(start, PARIS, time(3))
    old = Boundary(
        Stamp("A", day, start, "Europe/Paris"),
        "x",
        "home",
        ended_at=end,
        pauses=pauses,
        returns=tuple(r.replace(second=0, microsecond=0) for r in returns),
    )
    away = FixedClock(paris(2027, 1, 1, 0, 0))
    presence = Presence(Paths(*[Path("/nowhere")] * 4), Settings(), away)
    shown = {field.name: field.value for field in time_fields(old)}
    assume(not _doubled(old))
    forced = old._replace(pauses=(), returns=(), ended_at=None)
    new = with_times(presence, forced, shown, {"ended"})
    new = with_times(presence, new, shown, {"pauses", "returns"})
    assert new.ended_at is not None
    assert new.ended_at.astimezone(UTC) == end.astimezone(UTC)
    assert [[i.astimezone(UTC) for i in p if i] for p in new.pauses] == [
        [i.astimezone(UTC) for i in p] for p in pauses
    ]
    assert [i.astimezone(UTC) for i in new.returns] == [i.astimezone(UTC) for i in old.returns]


def _doubled(boundary: Boundary) -> bool:
    """Whether one of its times comes twice on the clock, where words cannot tell which."""
    every = [boundary.stamp.at, boundary.ended_at, *boundary.returns]
    every += [i for pause in boundary.pauses for i in pause]
    return any(len(instants_at(i.date(), i.time(), PARIS)) > 1 for i in every if i is not None)
