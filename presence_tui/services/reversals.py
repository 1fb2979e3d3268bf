"""What undo and redo say: what was done, without words that are private."""

from presence_tui.domain.checkin import CARES
from presence_tui.domain.checkin import TABLE as CHECKINS
from presence_tui.domain.record import Row
from presence_tui.domain.resting import WORDS
from presence_tui.domain.review import PAGES
from presence_tui.domain.review import TABLE as REVIEWS
from presence_tui.domain.text import one_line
from presence_tui.domain.tick import TABLE as TICKS
from presence_tui.services.records import says_something
from presence_tui.store.undoable import Change

SHOWN = 60
"""Characters of an entry that a sentence shows."""
ANSWERED = ("review-offered", "plan")
"""Kinds of ticks that only say that a prompt was answered."""
RESTS = (WORDS, "not-usual")
"""Kinds of ticks that put something to rest."""
_LEFT = ("step", "rev", "saw")


def answers_a_prompt(change: Change) -> bool:
    """Whether it only keeps a prompt from coming again: nothing that a person did."""
    return all(
        line["table"] == TICKS and line["row"].get("kind") in ANSWERED for line in change.lines
    )


def only_goes_on(change: Change) -> bool:
    """Whether a review or a card went to another step and nothing else."""
    if len(change.lines) != 1 or change.lines[0]["table"] not in (REVIEWS, CHECKINS):
        return False
    row, before = change.lines[0]["row"], change.lines[0]["before"]
    if before is None or row.get("deleted") is not before.get("deleted"):
        # A review that was begun and holds nothing yet, or is gone again.
        began = change.lines[0]["table"] == REVIEWS
        return began and not says_something(row) and not says_something(before or {})
    return _but_step(row) == _but_step(before)


def _but_step(row: Row) -> Row:
    rest = {name: value for name, value in row.items() if name not in _LEFT}
    if isinstance(week := rest.pop("week", None), dict) and (week := _week(row)):
        rest["week"] = week
    return rest


def _week(row: Row) -> Row:
    """What was written of a week, where it was left apart."""
    week = row.get("week")
    return {k: v for k, v in week.items() if k != "step"} if isinstance(week, dict) else {}


def sentence(change: Change, again: bool, back: int, stays: int) -> str:
    """One sentence about a change that was reversed: taken back, or done `again`.

    What is done again was taken back by that change: either way records are now as they were before
    it. `back` of them are, `stays` were changed elsewhere since.
    """
    rests = _rests(change)
    if rests is not None:
        # Without the words: they are the ones that are not to be met.
        said = "it is offered again" if rests else "it rests, and is not offered"
        return f"{'Done again' if again else 'Taken back'}: {said}."
    first = change.lines[0]
    row, before = first["row"], first["before"]
    moved = any(line["row"].get("was") for line in change.lines)
    whole = moved or back + stays == 1 or _is_timed_moment(change) or _is_card(change)
    begin = "Done again" if again else _undone(change, moved)
    told = begin in ("As it was", "Here again", "Done again")
    gone = before is None or before.get("deleted") is True
    shown = before if told and not gone else row
    what = _what(first, shown, again) if whole else f"{back} entries"
    said = f"{begin}: {what}."
    if stays and not moved:
        return f"{said} {stays} changed since on another device and stay."
    return said


def _undone(change: Change, moved: bool) -> str:
    """How what was taken back is told."""
    if moved:
        return "As it was"
    line = change.lines[0]
    row, before = line["row"], line["before"]
    if before is None or before.get("deleted") is True or before.get("purged") is True:
        return "Taken back"
    if row.get("deleted") is True:
        return "Here again"
    if row.get("ended_at") and not before.get("ended_at"):
        return "Runs on"
    return "Taken back" if line["table"] in (REVIEWS, CHECKINS) else "As it was"


def _what(line: Row, shown: Row, again: bool) -> str:
    """What a change was about."""
    table, row, before = line["table"], line["row"], line["before"]
    if before is not None and not before.get("deleted") and not row.get("deleted"):
        if table == REVIEWS:
            return _of_review(row, before)
        if table == CHECKINS and row.get("kind") == "guilt":
            return "an answer of a card" if again else "the last answer of a card"
    return label(table, shown)


def _of_review(row: Row, before: Row) -> str:
    if row.get("closed_at") != before.get("closed_at"):
        return "the closing of the day"
    if row.get("note") != before.get("note"):
        return "what was heavy"
    return "a line of the week" if _week(row) != _week(before) else "the review"


def _rests(change: Change) -> bool | None:
    """Whether a change put something to rest; null where it is about more than that."""
    if any(_says_more(line) for line in change.lines):
        return None
    found = [rests for line in change.lines if (rests := _rests_by(line)) is not None]
    return any(found) if found else None


def _rests_by(line: Row) -> bool | None:
    """Whether a line put something to rest or woke it; null where it did neither."""
    row: Row = line["row"]
    before: Row = line["before"] or {}
    if line["table"] == TICKS and row.get("kind") in RESTS:
        return row.get("deleted") is not True
    rests = row.get("at_rest") is True
    return rests if rests != (before.get("at_rest") is True) else None


def _says_more(line: Row) -> bool:
    """Whether a line is about more than resting: also someone who is brought in at rest."""
    if line["table"] == TICKS and line["row"].get("kind") in RESTS:
        return False
    return _but_rest(line["row"]) != _but_rest(line["before"] or {})


def _but_rest(row: Row) -> Row:
    return {k: v for k, v in row.items() if k not in ("at_rest", "rev", "saw") and v is not False}


def _is_timed_moment(change: Change) -> bool:
    """Whether one timed moment ended and was logged."""
    rows = [line["row"] for line in change.lines]
    return len(rows) == 2 and rows[1].get("boundary") == rows[0].get("id")


def _is_card(change: Change) -> bool:
    """Whether a card was done, and its small thing chosen for the day after."""
    first = change.lines[0]
    return bool(first["table"] == CHECKINS and first["row"].get("kind") == "guilt")


def label(table: str, row: Row) -> str:
    """A record in a few words; what is private is named by its kind only."""
    if table == CHECKINS:
        if row.get("kind") == "guilt":
            return "a card"
        marks = {care.name: care.words for care in CARES}
        name = row.get("care")
        return marks.get(name, one_line(name)) if isinstance(name, str) else "a mark"
    kinds = {PAGES: "the page", REVIEWS: "the review"}
    if table in kinds:
        return kinds[table]
    if table == TICKS and row.get("kind") == "hard-week":
        return "a hard week"
    text = row.get("text") or row.get("name")
    words = one_line(text) if isinstance(text, str) else ""
    if len(words) > SHOWN:
        words = words[: SHOWN - 1].rstrip() + "…"
    return words or "an entry"
