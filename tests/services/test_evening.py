"""The evening's services: check-ins, reviews, intentions, pages, the week plan, hard weeks."""

import json
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.checkin import CARES, STEPS, steps_of
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import WordsError
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.checkins import HEAVY_LINE
from presence_tui.services.presence import Presence

TODAY = date(2026, 11, 22)


def rows(home: Path, table: str) -> dict[str, dict[str, object]]:
    """A table of this month as it lies on the disk."""
    (file,) = home.glob("journal/*/2026-11.json")
    found: dict[str, dict[str, object]] = json.loads(file.read_text()).get(table, {})
    return found


# ── guilt cards ──────────────────────────────────────────────────────────────


def test_a_card_goes_on_at_the_step_it_was_left(presence: Presence, home: Path) -> None:
    card = presence.checkins.card()
    assert presence.checkins.save(card) == card
    assert not home.exists()
    card = presence.checkins.save(card._replace(feeling="guilt", weight=8, step="thought"))
    card = presence.checkins.save(card._replace(thought="I am never there", step="reading"))
    again = presence.checkins.card()
    assert again == card
    presence.checkins.save(again._replace(reading="perfectionism", step=None))
    assert presence.checkins.card().empty
    assert [c.thought for c in presence.checkins.cards(TODAY)] == ["I am never there"]
    assert len(rows(home, "checkins")) == 1


def test_a_card_keeps_what_a_newer_version_asked(presence: Presence) -> None:
    card = presence.checkins.card()._replace(feeling="guilt", more={"body": "shoulders"})
    presence.checkins.save(card)
    assert presence.checkins.card().more == {"body": "shoulders"}


def test_facts_are_left_out_in_silence_and_a_small_thing_only_when_true(
    presence: Presence,
) -> None:
    card = presence.checkins.card()
    assert steps_of(card, True) == STEPS[:-1]
    assert "facts" not in steps_of(card, False)
    true = steps_of(card._replace(reading="true"), True)
    assert true[-1] == "small"
    assert "facts" not in true


def test_the_small_thing_of_a_true_thought_becomes_an_intention(
    presence: Presence, clock: FixedClock
) -> None:
    presence.intentions.choose("puzzle on the floor")
    clock.advance(1)
    card = presence.checkins.card()._replace(feeling="guilt", reading="true")
    card = presence.checkins.save(card._replace(small="call  grandma", step="small"))
    tomorrow = TODAY + timedelta(days=1)
    assert len(presence.intentions.for_day(tomorrow)) == 1
    presence.checkins.save(card._replace(step=None))
    found = presence.intentions.for_day(tomorrow)
    assert [i.text for i in found] == ["puzzle on the floor", "call grandma"]


def test_one_line_after_several_heavy_cards_of_two_weeks(
    presence: Presence, clock: FixedClock
) -> None:
    for day, weight in ((9, 9), (10, 7), (15, 6), (22, 8)):
        clock.set(paris(2026, 11, day, 21, 0))
        card = presence.checkins.card()._replace(feeling="guilt", weight=weight, step=None)
        presence.checkins.save(card)
    assert presence.checkins.heavy_line() == HEAVY_LINE
    clock.set(paris(2026, 11, 23, 21, 0))
    assert presence.checkins.heavy_line() == ""
    clock.set(paris(2026, 11, 22, 21, 0))
    presence.settings = Settings(heavy_line=False)
    assert presence.checkins.heavy_line() == ""


def test_facts_come_from_the_last_days_and_people_named_come_first(
    presence: Presence, clock: FixedClock
) -> None:
    presence.moments.log("puzzle @leo", day=date(2026, 11, 15))
    presence.moments.log("pancakes @mia", day=date(2026, 11, 18))
    presence.moments.log("football @leo", day=date(2026, 11, 20))
    presence.boundaries.start("all-in", at="9:00")
    presence.boundaries.stop(at="11:00")
    presence.boundaries.start("logged-off", at="16:00")
    presence.boundaries.come_back()
    clock.advance(60)
    presence.boundaries.stop()
    texts = [f.text for f in presence.memories.facts("I never have time for Mia.")]
    assert texts == [
        "Wednesday: pancakes, @mia",
        "Friday: football, @leo",
        "Sunday: Logged off, be present, 1 h 43 min, and came back once",
    ]


@pytest.mark.parametrize(
    "words", ["I shouted at Leo’s door", "leon, again", "Leonard Maria: nothing", "“léo”"]
)
def test_who_is_named_in_any_spelling_comes_first(presence: Presence, words: str) -> None:
    presence.moments.log("football @leo", day=date(2026, 11, 20))
    presence.moments.log("pancakes @mia", day=date(2026, 11, 21))
    presence.moments.log("swing @leon", day=date(2026, 11, 1))
    presence.people.merge("leon", "leo")
    presence.people.rename("leo", "Leonard Maria")
    assert next(f.text for f in presence.memories.facts(words)) == "Friday: football, @leo"
    assert next(f.text for f in presence.memories.facts("galileo")) == "Saturday: pancakes, @mia"


def test_nothing_at_rest_is_offered(presence: Presence, clock: FixedClock) -> None:
    lost = presence.moments.log("walk with @grandpa @grandpa", day=date(2026, 11, 20))
    kept = presence.moments.log("pancakes @mia", day=TODAY)
    with presence.journal.writing(clock.now()) as journal:
        person = {"id": "grandpa", "name": "Grandpa", "at_rest": True, "day": None}
        journal.put("people", {**person, "at": "2026-11-20T12:00:00.000+01:00"})
    assert [f.id for f in presence.memories.facts("")] == [kept.stamp.id]
    presence.memories.rest(kept.stamp.id)
    assert presence.memories.facts("") == ()
    assert presence.memories.closing(TODAY) is None
    presence.memories.rest(kept.stamp.id, wake=True)
    memory = presence.memories.closing(TODAY)
    assert memory is not None
    assert memory.id == kept.stamp.id != lost.stamp.id


def test_a_memory_of_an_earlier_year_comes_before_the_first_moment(
    presence: Presence, clock: FixedClock
) -> None:
    presence.moments.log("first snow 5m", day=date(2024, 11, 22))
    presence.moments.log("pancakes 20m", day=date(2025, 11, 22))
    presence.moments.log("found a shoe", day=date(2025, 11, 22))
    presence.moments.log("breakfast", at="8:00")
    memory = presence.memories.closing(TODAY)
    assert memory is not None
    assert (memory.text, memory.day) == ("pancakes", date(2025, 11, 22))
    presence.memories.rest(memory.id)
    second = presence.memories.closing(TODAY)
    assert second is not None
    assert second.text == "found a shoe"
    clock.set(paris(2026, 11, 23, 12, 0))
    assert presence.memories.closing(date(2026, 11, 23)) is None


# ── care, week plan, hard weeks ──────────────────────────────────────────────


def test_a_mark_of_care_is_set_and_taken_away(presence: Presence) -> None:
    presence.settings = Settings(care=("Swim", "rest"))
    assert [c.name for c in presence.checkins.cares()] == [*(c.name for c in CARES), "Swim"]
    assert presence.checkins.mark("outside")
    assert presence.checkins.mark("swim")
    assert presence.checkins.mark("rest", date(2026, 11, 20))
    assert presence.checkins.marks(TODAY) == ("outside", "Swim")
    assert not presence.checkins.mark("Outside")
    assert presence.checkins.marks(TODAY) == ("Swim",)


def test_the_week_plan_is_offered_on_its_day(presence: Presence) -> None:
    presence.settings = Settings(week=(PlanLine(6, "cook ahead"), PlanLine(2, "batch the mail")))
    assert [(o.line.text, o.ticked) for o in presence.week.offers()] == [("cook ahead", False)]
    assert presence.week.tick("cook ahead")
    assert presence.week.offers()[0].ticked
    assert not presence.week.tick("Cook ahead")
    assert not presence.week.offers()[0].ticked


def test_a_hard_week_has_its_days_and_ends_when_it_is_said(
    presence: Presence, clock: FixedClock
) -> None:
    assert presence.week.hard_until() is None
    assert presence.week.begin_hard(3) == date(2026, 11, 24)
    assert presence.week.hard_until(date(2026, 11, 24)) == date(2026, 11, 24)
    assert presence.week.hard_until(date(2026, 11, 25)) is None
    clock.advance(86_400)
    presence.week.end_hard()
    assert presence.week.hard_until() is None


# ── reviews ──────────────────────────────────────────────────────────────────


def test_looking_writes_nothing_and_a_step_is_kept(presence: Presence, home: Path) -> None:
    assert presence.reviews.go_to(TODAY, "look") is None
    assert not home.exists()
    presence.reviews.go_to(TODAY, "weigh")
    presence.reviews.note(TODAY, " the call with \nthe school ")
    assert presence.reviews.step(TODAY) == "weigh"
    closed = presence.reviews.close(TODAY)
    assert closed.closed_at == paris(2026, 11, 22, 17, 42)
    assert presence.reviews.step(TODAY) == "look"
    assert rows(home, "reviews")["2026-11-22"]["note"] == "the call with \nthe school"


def test_reopening_adds(presence: Presence) -> None:
    presence.reviews.note(TODAY, "one")
    first = presence.reviews.close(TODAY)
    reopened = presence.reviews.go_to(TODAY, "tomorrow")
    assert reopened is not None
    assert (reopened.note, reopened.closed_at) == ("one", first.closed_at)
    assert presence.reviews.step(TODAY) == "tomorrow"


def test_a_past_day_can_be_reviewed_and_a_coming_one_cannot(presence: Presence) -> None:
    past = presence.reviews.close(date(2026, 10, 3))
    assert past.stamp.day == date(2026, 10, 3)
    with pytest.raises(WordsError, match="still to come"):
        presence.reviews.close(date(2026, 11, 23))


def test_it_is_offered_in_the_evening_once(presence: Presence, clock: FixedClock) -> None:
    assert not presence.reviews.due()
    presence.settings = Settings(review_at=time(20, 30))
    assert not presence.reviews.due()
    clock.set(paris(2026, 11, 23, 0, 30))
    assert presence.reviews.due()
    assert presence.reviews.offer()
    assert not presence.reviews.due()
    assert not Presence(presence.paths, presence.settings, clock).reviews.offer()
    clock.set(paris(2026, 11, 23, 20, 30))
    assert presence.reviews.due()
    presence.reviews.close(date(2026, 11, 23))
    assert not presence.reviews.due()
    clock.set(paris(2026, 11, 24, 21, 0))
    presence.week.begin_hard()
    assert not presence.reviews.due()


def test_a_week_is_reviewed_in_lines(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 21, 12, 0))
    moment = presence.moments.log("pancakes @mia")
    presence.reviews.see(TODAY, "time", "made room for pancakes")
    clock.set(paris(2026, 11, 22, 12, 0))
    presence.reviews.see(TODAY, "love", "boots by the heater")
    presence.reviews.keep(TODAY, moment.stamp.id)
    week = presence.reviews.of_week(date(2026, 11, 16))
    assert week is not None
    assert week.seen("time") == "made room for pancakes"
    assert week.seen("love") == "boots by the heater"
    assert week.kept == (moment.stamp.id,)
    presence.reviews.close(TODAY)
    assert presence.reviews.of_week(date(2026, 11, 23)) is None


# ── intentions and pages ─────────────────────────────────────────────────────


def test_one_intention_is_chosen_and_chosen_anew(presence: Presence, home: Path) -> None:
    first = presence.intentions.choose("puzzle on the floor")
    assert first is not None
    assert first.for_day == date(2026, 11, 23)
    second = presence.intentions.choose("If dinner is over, then puzzle")
    assert second is not None
    assert second.stamp.id == first.stamp.id
    moment = presence.moments.log("puzzle")
    assert presence.intentions.fulfil(second.stamp.id, moment.stamp.id).moment == moment.stamp.id
    assert presence.intentions.choose(" ") is None
    assert presence.intentions.for_day(date(2026, 11, 23)) == ()
    assert len(rows(home, "intentions")) == 1


def test_an_intention_of_the_last_day_of_a_month_is_found(
    presence: Presence, clock: FixedClock
) -> None:
    clock.set(paris(2026, 11, 30, 21, 0))
    presence.intentions.choose("advent calendar")
    clock.set(paris(2026, 12, 1, 8, 0))
    assert [i.text for i in presence.intentions.for_day(date(2026, 12, 1))] == ["advent calendar"]


def test_a_page_a_day_keeps_its_lines(presence: Presence, home: Path) -> None:
    assert presence.pages.write("  \n") is None
    assert not home.exists()
    presence.pages.write("# Sunday\n\n- rain \x1b[31m\n")
    page = presence.pages.of(TODAY)
    assert page is not None
    assert page.text == "# Sunday\n\n- rain [31m"
    presence.pages.write("")
    assert presence.pages.of(TODAY) is None
    presence.pages.write("again")
    assert presence.pages.of(TODAY) is not None
    assert list(rows(home, "pages")) == ["2026-11-22"]


# ── settings ─────────────────────────────────────────────────────────────────


def test_the_evening_in_the_settings() -> None:
    table = {
        "review_at": "20:30",
        "care": ["swim"],
        "heavy_line": False,
        "week": [{"day": "sun", "text": "cook ahead"}, {"day": "someday", "text": "rest"}],
    }
    settings, problems = read_settings(table, "config.toml")
    assert settings.review_at == time(20, 30)
    assert settings.care == ("swim",)
    assert settings.week == (PlanLine(6, "cook ahead"),)
    assert len(problems) == 1
    assert "line 2 of week" in problems[0]
    _, wrong = read_settings({"care": "swim", "heavy_line": 1, "week": 3}, "config.toml")
    assert len(wrong) == 3


# ── rhythm ───────────────────────────────────────────────────────────────────


def test_a_rhythm_follows_what_is_written_and_knows_people_by_one_name(
    presence: Presence, clock: FixedClock
) -> None:
    presence.moments.log("pancakes @Mimi @grandpa", at="9:00")
    assert presence.rhythms.see("month", TODAY).people == ("Mimi", "grandpa")
    rows = [
        {"id": "mia", "name": "Mia", "same_as": None, "at_rest": False},
        {"id": "mimi", "name": "Mimi", "same_as": "mia", "at_rest": False},
        {"id": "grandpa", "name": "Grandpa", "same_as": None, "at_rest": True},
    ]
    with presence.journal.writing(clock.now()) as journal:
        at = {"day": None, "at": "2026-11-20T12:00:00.000+01:00"}
        journal.put_all([("people", {**row, **at}) for row in rows])
    presence.moments.log("a walk @mia", at="10:00")
    seen = presence.rhythms.see("week", TODAY)
    assert seen.people == ("Mia",)
    assert len(seen.rhythm.with_person("mia")) == 2


def test_a_glimpse_of_a_year_has_its_days_and_the_chosen_month(
    presence: Presence, clock: FixedClock
) -> None:
    presence.moments.log("pancakes", at="9:00")
    presence.moments.log("snow", day=date(2026, 1, 10))
    glimpse, year = presence.rhythms.glimpse(TODAY), presence.rhythms.see("year", TODAY)
    assert len(glimpse.rhythm.days) == len(year.rhythm.days) == 365
    assert [len(r.rhythm.dots) for r in (glimpse, year)] == [1, 2]


def test_a_boundary_over_a_months_end_counts_in_both(presence: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 10, 31, 22, 0))
    presence.boundaries.start("logged-off")
    clock.set(paris(2026, 11, 1, 8, 0))
    presence.boundaries.stop()
    october, november = (presence.rhythms.see("month", date(2026, m, 1)) for m in (10, 11))
    assert october.rhythm.days[-1].minutes("home") == 300
    assert november.rhythm.days[0].minutes("home") == 300


def test_a_reason_is_as_long_as_an_entry_may_be(presence: Presence) -> None:
    kept = presence.gratitude.give("rain", because="dry")
    with pytest.raises(WordsError, match="one entry holds up to 20,000"):
        presence.gratitude.give("rain", because="x" * 20_001)
    with pytest.raises(WordsError, match="one entry holds up to 20,000"):
        presence.gratitude.reason(kept.stamp.id, "x" * 20_001)
    assert [g.because for g in presence.history.today().gratitude] == ["dry"]


def test_a_boundary_of_no_minutes_is_no_fact(presence: Presence, clock: FixedClock) -> None:
    for minutes in (0, 4, 12):
        presence.boundaries.start("bedtime")
        clock.advance(60 * minutes)
        presence.boundaries.stop()
    (fact,) = presence.memories.facts("I am never there")
    assert "12 min" in fact.text
