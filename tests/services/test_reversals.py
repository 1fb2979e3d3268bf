"""What undo and redo say, and what they pass over."""

from datetime import date, time

from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.moment import TABLE as MOMENTS
from presence_tui.domain.plans import Plan
from presence_tui.domain.resting import WORDS
from presence_tui.domain.settings import Settings
from presence_tui.domain.tick import TABLE as TICKS
from presence_tui.domain.tick import Tick
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.presence import Presence

TODAY = date(2026, 11, 22)


def undone(presence: Presence) -> str:
    return presence.changes.undo().sentence


def test_an_edit_is_told_by_what_the_row_says_now(presence: Presence) -> None:
    moment = presence.moments.log("first words")
    presence.past.edit(moment.stamp.id, "first words and more")
    assert undone(presence) == "As it was: first words."
    assert presence.changes.redo().sentence == "Done again: first words and more."


def test_marks_cards_and_hard_weeks_have_their_names(presence: Presence) -> None:
    presence.settings = Settings(week=(PlanLine(6, "cook ahead"),))
    presence.checkins.mark("talk")
    presence.checkins.mark("talk")
    assert undone(presence) == "Here again: talked to someone."
    assert undone(presence) == "Taken back: talked to someone."
    presence.week.begin_hard()
    assert undone(presence) == "Taken back: a hard week."
    presence.week.tick("cook ahead")
    assert undone(presence) == "Taken back: cook ahead."


def test_a_card_goes_back_answer_by_answer(presence: Presence) -> None:
    presence.moments.log("before")
    card = presence.checkins.new_card(TODAY)
    card = presence.checkins.save(card._replace(feeling="unsayable"))
    card = presence.checkins.save(card._replace(step="thought"))
    card = presence.checkins.save(card._replace(thought="worse", step="reading"))
    card = presence.checkins.save(card._replace(reading="true", step="small"))
    presence.checkins.save(card._replace(small="call her", step=None))
    said = [undone(presence) for _ in range(5)]
    assert said == [
        "Taken back: the last answer of a card.",
        "Taken back: the last answer of a card.",
        "Taken back: the last answer of a card.",
        "Taken back: a card.",
        "Taken back: before.",
    ]
    assert presence.checkins.cards(TODAY) == ()
    assert presence.intentions.for_day(date(2026, 11, 23)) == ()
    again = [presence.changes.redo().sentence for _ in range(5)]
    assert again[1:3] == ["Done again: a card.", "Done again: an answer of a card."]
    assert [i.text for i in presence.intentions.for_day(date(2026, 11, 23))] == ["call her"]


def test_what_is_put_to_rest_is_not_quoted(presence: Presence) -> None:
    moment = presence.moments.log("the hospital @grandpa")
    presence.memories.rest(moment.stamp.id)
    assert undone(presence) == "Taken back: it is offered again."
    assert presence.changes.redo().sentence == "Done again: it rests, and is not offered."
    presence.people.rest("grandpa")
    presence.people.rest("grandpa", wake=True)
    assert undone(presence) == "Taken back: it rests, and is not offered."
    presence.memories.rest_words("swim")
    assert undone(presence) == "Taken back: it is offered again."


def test_a_change_that_also_put_something_to_rest_is_told_whole(presence: Presence) -> None:
    moment = presence.moments.log("the hospital")
    row = presence.journal.find(moment.stamp.id).entry.row
    with presence.journal.writing(presence.clock.now()) as journal:
        stamp = presence.new_stamp(None, presence.clock.now())
        tick = Tick(stamp, WORDS, "a digest").to_row()
        journal.put_all([(MOMENTS, {**row, "text": "the swing"}), (TICKS, tick)])
    assert undone(presence) == "As it was: 2 entries."
    presence.memories.rest(moment.stamp.id)
    presence.moments.log("the hospital")
    presence.memories.rest(moment.stamp.id, wake=True)
    assert undone(presence) == "Taken back: it rests, and is not offered."


def test_the_answer_to_a_prompt_is_no_change_to_take_back(
    presence: Presence, clock: FixedClock
) -> None:
    plan = Plan("17:40 rest", time(17, 40), tuple(range(7)), "rest", "Rest now.")
    presence.settings = Settings(plans=(plan,), review_at=time(17, 0))
    presence.moments.log("a walk")
    assert presence.reviews.offer()
    due = presence.plans.due()
    assert due is not None
    presence.plans.not_today(due)
    assert undone(presence) == "Taken back: a walk."
    assert not presence.reviews.due()
    assert presence.plans.due() is None
    clock.set(paris(2026, 11, 22, 17, 50))
    assert presence.changes.redo().sentence == "Done again: a walk."


def test_a_week_is_taken_back_line_by_line(presence: Presence) -> None:
    moment = presence.moments.log("pancakes")
    presence.reviews.go_to_week(TODAY, "keep")
    presence.reviews.keep(TODAY, moment.stamp.id)
    presence.reviews.go_to_week(TODAY, "time")
    presence.reviews.see(TODAY, "time", "made room")
    said = [undone(presence) for _ in range(3)]
    assert said == [
        "Taken back: a line of the week.",
        "Taken back: a line of the week.",
        "Taken back: pancakes.",
    ]
