"""Records and rows: one is the other, and what is no record says so."""

import math
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.checkin import Checkin
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.ids import new_id
from presence_tui.domain.intention import Intention
from presence_tui.domain.moment import Moment
from presence_tui.domain.parked import Parked
from presence_tui.domain.person import Person
from presence_tui.domain.record import Row, RowError, instant
from presence_tui.domain.review import Page, Review
from presence_tui.domain.tick import Tick
from presence_tui.services.records import TABLES, reader

AT = "2026-11-22T17:05:00.000+01:00"
NAMES = {"people": ["mia", "ana-lucía"], "tags": ["play"]}

OWN: dict[str, Row] = {
    "moments": {"text": "dance [b]party[/b]", "minutes": 10, **NAMES, "boundary": None},
    "boundaries": {
        "kind": "boundary",
        "name": "Logged off, be present",
        "preset": "logged-off",
        "side": "home",
        "planned_s": None,
        "until": "2026-11-22T20:00:00.000+01:00",
        "ended_at": "2026-11-22T19:59:59.999+01:00",
        "pauses": [[AT, "2026-11-22T17:06:00.000+01:00"], ["2026-11-22T18:00:00.000+01:00", None]],
        "returns": [AT, "2026-10-25T02:30:00.000+01:00"],
        **NAMES,
    },
    "gratitude": {"text": "شكرا", "because": "dry", **NAMES},
    "checkins": {"kind": "guilt", "feeling": "heavy", "true": False, "asked": [1, {"a": None}]},
    "intentions": {"text": "build the den", "for_day": "2026-11-23", "moment": None},
    "reviews": {"note": "long, good\nday", "step": "thanks", "closed_at": AT},
    "pages": {"text": "# a page\n"},
    "parked": {"text": "the deploy", "resume": "Monday at ten", "done": True},
    "people": {"name": "Mia", "colour": "#e0a060", "same_as": None, "at_rest": True},
    "ticks": {"kind": "hard_week", "name": None, "until": "2026-11-29"},
}
RECORDS = {
    "moments": Moment,
    "boundaries": Boundary,
    "gratitude": Gratitude,
    "checkins": Checkin,
    "intentions": Intention,
    "reviews": Review,
    "pages": Page,
    "parked": Parked,
    "people": Person,
    "ticks": Tick,
}


def whole_row(table: str, **more: Any) -> Row:
    """A row of a table with every field it may have."""
    return {
        "id": "01KAMGJ3Z0Q9V6C1T8R5M2XNWD",
        "rev": "1763824800000-0000-laptop-7k2m9x",
        "saw": {"phone-abc123": "1763824700000-000z-phone-abc123"},
        "day": "2026-11-22",
        "at": AT,
        "zone": "Europe/Paris",
        **OWN[table],
        **more,
    }


@pytest.mark.parametrize("table", TABLES)
def test_a_row_comes_back_identical(table: str) -> None:
    row = whole_row(table)
    record = reader(table)(row)
    assert isinstance(record, RECORDS[table])
    assert record.to_row() == row
    assert reader(table)(record.to_row()) == record


@pytest.mark.parametrize("table", TABLES)
def test_what_a_newer_version_added_comes_back(table: str) -> None:
    added = {"weather": {"sky": ["clear", None, 1.5]}, "was": "01KA", "énergie": 3}
    row = whole_row(table, **added)
    record = reader(table)(row)
    assert record.to_row() == row
    changed = record._replace(stamp=record.stamp._replace(deleted=True))
    assert changed.to_row() == {**row, "deleted": True}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("mark", ["deleted", "purged"])
def test_what_is_gone_stays_gone(table: str, mark: str) -> None:
    row = whole_row(table, **{mark: True})
    assert reader(table)(row).to_row() == row


@pytest.mark.parametrize("table", TABLES)
def test_what_is_omitted_when_empty_is_omitted(table: str) -> None:
    row = whole_row(table)
    del row["saw"]
    said = {**row, "saw": {}, "deleted": False, "purged": False}
    assert reader(table)(said).to_row() == row


def test_a_person_has_no_day() -> None:
    row = whole_row("people", day=None, id="mia", zone=None)
    assert Person.from_row(row).to_row() == row


def test_a_moment_of_which_only_the_day_is_known() -> None:
    row = whole_row("moments", timed=False, minutes=None)
    moment = Moment.from_row(row)
    assert not moment.timed
    assert moment.to_row() == row
    assert Moment.from_row(whole_row("moments", timed=True)).to_row() == whole_row("moments")


def test_what_a_record_says() -> None:
    boundary = Boundary.from_row(whole_row("boundaries"))
    assert boundary.stamp.at == datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    assert boundary.stamp.day == date(2026, 11, 22)
    assert boundary.until == datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
    assert not boundary.runs
    assert Checkin.from_row(whole_row("checkins")).answers[0] == ("feeling", "heavy")
    assert Tick.from_row(whole_row("ticks")).more == (("until", "2026-11-29"),)


@pytest.mark.parametrize(
    ("table", "field", "value", "sentence"),
    [
        ("moments", "text", 5, "text should be text"),
        ("moments", "text", None, "text is missing"),
        ("moments", "minutes", -1, "minutes should be a whole number from 0"),
        ("moments", "minutes", 1.5, "minutes should be a whole number"),
        ("moments", "minutes", True, "minutes should be a whole number"),
        ("moments", "minutes", 10**30, "minutes should be a whole number"),
        ("moments", "people", "mia", "people should be a list of names"),
        ("moments", "tags", [1], "tags should be a list of names"),
        ("moments", "timed", "no", "timed should be true or false"),
        ("moments", "at", "2026-11-22T17:05:00", "at should be a time with its offset"),
        ("moments", "at", "0001-01-01T00:00:00+14:00", "at should be a time with its offset"),
        ("moments", "at", "9999-12-31T23:59:59-12:00", "at should be a time with its offset"),
        ("moments", "at", "\ud800", "at should be a time with its offset"),
        ("moments", "at", None, "at should be a time with its offset"),
        ("moments", "day", "2026-13-01", "day should be a day"),
        ("moments", "day", "20261122", "day should be a day"),
        ("moments", "day", "0001-01-01", "day should be a day"),
        ("moments", "day", 5, "day should be a day"),
        ("moments", "id", "", "id and rev should be text"),
        ("moments", "rev", None, "id and rev should be text"),
        ("moments", "saw", {"phone": 1}, "saw should name a revision"),
        ("moments", "saw", [], "saw should name a revision"),
        ("moments", "zone", 1, "zone should be text or null"),
        ("moments", "deleted", "yes", "deleted should be true or false"),
        ("boundaries", "side", "moon", "side should be one of work, home, self"),
        ("boundaries", "side", ["work"], "side should be one of"),
        ("boundaries", "kind", None, "kind should be one of"),
        ("boundaries", "planned_s", 60, "planned_s and until are never both set"),
        ("boundaries", "pauses", [[AT]], "pauses should hold pairs of times"),
        ("boundaries", "pauses", [[None, AT]], "pauses should be a time"),
        ("boundaries", "returns", [5], "returns should be a time"),
        ("checkins", "kind", "score", "kind should be one of guilt, care"),
        ("intentions", "for_day", None, "for_day is missing"),
    ],
)
def test_what_is_no_record_says_which_field_and_what_it_should_be(
    table: str, field: str, value: object, sentence: str
) -> None:
    with pytest.raises(RowError, match=sentence):
        reader(table)(whole_row(table, **{field: value}))


def test_the_sentence_is_short_and_safe_whatever_the_value() -> None:
    for value in ("\x1b]52;c;x\x07\u202e" * 9000, [["\x1b"] * 9000], {"a": "\x9b" * 9000}):
        for field in ("minutes", "at", "people"):
            with pytest.raises(RowError) as caught:
                Moment.from_row(whole_row("moments", **{field: value}))
            assert len(str(caught.value)) < 150
            assert str(caught.value).isprintable()
    with pytest.raises(RowError) as caught:
        Boundary.from_row(whole_row("boundaries", pauses=["\x1b" * 9000]))
    assert len(str(caught.value)) < 150


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([AT, "2026-11-22", "home", "guilt", "boundary", math.inf]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(TABLES), st.data())
def test_any_junk_row_is_a_record_or_says_why_not(table: str, data: st.DataObject) -> None:
    row = whole_row(table)
    spoiled = data.draw(st.dictionaries(st.sampled_from([*row, "deleted", "new"]), JUNK))
    gone = data.draw(st.sets(st.sampled_from(list(row)), max_size=2))
    junk = {k: v for k, v in {**row, **spoiled}.items() if k not in gone}
    try:
        record = reader(table)(junk)
    except RowError as error:
        assert str(error)
        return
    assert reader(table)(record.to_row()).to_row() == record.to_row()
    record.stamp.at.astimezone(UTC)


@given(st.dictionaries(st.text(), JUNK))
def test_any_junk_at_all_is_refused(row: Row) -> None:
    for table in TABLES:
        with pytest.raises(RowError):
            reader(table)(row)


@given(st.text() | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_any_text_is_an_instant_or_says_why_not(text: str) -> None:
    try:
        found = instant(text, "at")
    except RowError:
        return
    assert found.astimezone(UTC).tzinfo is UTC


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [new_id(ms) for ms in (0, 1, 1_469_918_176_385, (1 << 48) - 1)]
    assert made == sorted(made)
    assert [ident[:10] for ident in made] == [
        "0000000000",
        "0000000001",
        "01ARYZ6S41",
        "7ZZZZZZZZZ",
    ]
    assert all(len(ident) == 26 for ident in made)
    assert len({new_id(5) for _ in range(100)}) == 100
