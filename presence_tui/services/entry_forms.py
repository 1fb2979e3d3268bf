"""Entries of all kinds but boundaries as forms: their fields in words, and back."""

from collections.abc import Callable, Mapping
from typing import Any

from presence_tui.domain.boundary import SIDES, Boundary
from presence_tui.domain.checkin import READINGS, Checkin, GuiltCard
from presence_tui.domain.clock import noon
from presence_tui.domain.clock_words import Span, clock_time
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.form import Field
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import Intention
from presence_tui.domain.lengths import read_length
from presence_tui.domain.lived import zone_of
from presence_tui.domain.moment import Moment
from presence_tui.domain.parked import Parked
from presence_tui.domain.quick_entry import read_names
from presence_tui.domain.record import Stamp
from presence_tui.domain.review import SEEN, Page, Review
from presence_tui.domain.text import LONGEST, clean, one_line
from presence_tui.services.boundary_forms import TIMES, side_said, time_fields, with_times
from presence_tui.services.form_words import DAY, day_said, field, text_said
from presence_tui.services.pages import LONGEST_PAGE
from presence_tui.services.presence import Presence, a_day
from presence_tui.services.times import begin_of

YES = "yes"
"""What a field says that is either set or empty."""
Values = Mapping[str, str]


def fields_of(record: Any) -> tuple[Field, ...]:
    """The fields of a record as words. Raises StateError for what has none."""
    make = _FIELDS.get(type(record))
    if make is None or record.stamp.day is None:
        raise StateError("This is no entry of a day; it is changed where it is shown.")
    return tuple(make(record))


def with_values(presence: Presence, old: Any, values: Values, names: set[str]) -> Any:
    """The record with the fields in `names` read from `values`. Raises FieldError."""
    if isinstance(old, Review):
        return _reviewed(old, values, names)
    if isinstance(old, Boundary):
        new: Any = with_times(presence, old, values, names)
        names = names - set(TIMES)
    else:
        new = _placed(presence, old, values, names) if names & {"day", "time"} else old
        names = names - {"day", "time"}
    if isinstance(old, Checkin):
        return _answered(new, values, names)
    own: dict[str, Any] = {}
    for name in (n for n in values if n in names):
        with field(name):
            own[name] = _READ[name](presence, values[name], old)
    return new._replace(**own)


# ── in words ──────────────────────────────────────────────────────────────────


def _when(stamp: Stamp, timed: bool = True) -> list[Field]:
    day = "" if stamp.day is None else stamp.day.isoformat()
    at = f"{stamp.at.astimezone(zone_of(stamp)):%H:%M}" if timed else ""
    time = "A time of that day, such as 7:40."
    return [Field("day", day, DAY, "2026-11-22"), Field("time", at, time, "7:40")]


def _names(record: Moment | Gratitude | Boundary) -> list[Field]:
    return [
        Field("people", " ".join(record.people), "Names, such as mia leo.", "mia leo"),
        Field("tags", " ".join(record.tags), "Words, such as play calm.", "play calm"),
    ]


def _moment(record: Moment) -> list[Field]:
    length = "A length, such as 10 or 1h30; or nothing."
    minutes = Field("minutes", str(record.minutes or ""), length, "10")
    day, at = _when(record.stamp, record.timed)
    when = (day, at._replace(hint=f"{at.hint} Empty, only the day is known."))
    return [Field("text", record.text, lines=True), *when, minutes, *_names(record)]


def _boundary(record: Boundary) -> list[Field]:
    side = Field("side", record.side, "What the time was for.", "home", options=SIDES)
    return [Field("name", record.name), *time_fields(record), side, *_names(record)]


def _gratitude(record: Gratitude) -> list[Field]:
    words = [Field("text", record.text, lines=True), Field("because", record.because or "")]
    return [*words, *_when(record.stamp), *_names(record)]


def _intention(record: Intention) -> list[Field]:
    hint = "The day it is chosen for, such as 2026-11-23."
    on = Field("for_day", record.for_day.isoformat(), hint, "2026-11-23")
    return [Field("text", record.text), on, *_when(record.stamp)]


def _parked(record: Parked) -> list[Field]:
    resume = Field("resume", record.resume or "", "When and where it goes on.")
    hint = "Done, it is not offered again."
    done = Field("done", YES if record.done else "", hint, YES, options=("", YES))
    return [Field("text", record.text), resume, done, *_when(record.stamp)]


def _page(record: Page) -> list[Field]:
    return [Field("text", record.text, lines=True)]


def _review(record: Review) -> list[Field]:
    seen = [Field(name, record.seen(name), asked) for name, _, asked in SEEN if record.week]
    return [Field("note", record.note, lines=True), *seen]


def _checkin(record: Checkin) -> list[Field]:
    when = _when(record.stamp)
    if record.kind == "care":
        hint = "What it was, such as outside, rest or talk."
        return [Field("care", str(record.answer("care") or ""), hint, "rest"), *when]
    card = GuiltCard.from_checkin(record)
    readings = ("", *(reading.name for reading in READINGS))
    reading = card.reading or ""
    return [
        Field("feeling", card.feeling),
        Field("weight", _number(card.weight), "Its weight, from 0 to 10.", "7"),
        Field("thought", card.thought, "What it says.", lines=True),
        Field("reading", reading, "Whether it is true.", "unsure", options=readings),
        Field("facts", "\n".join(card.facts), "What does not fit it, a line each.", lines=True),
        Field("friend", card.friend, "What you would say to a friend.", lines=True),
        Field("fairer", card.fairer, "A fairer sentence.", lines=True),
        Field("weight_after", _number(card.weight_after), "Its weight now, from 0 to 10.", "3"),
        Field("small", card.small, "One small thing to do."),
        *when,
    ]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


_FIELDS: dict[type, Callable[[Any], list[Field]]] = {
    Moment: _moment,
    Boundary: _boundary,
    Gratitude: _gratitude,
    Intention: _intention,
    Parked: _parked,
    Page: _page,
    Review: _review,
    Checkin: _checkin,
}

# ── and back ──────────────────────────────────────────────────────────────────


def _placed(presence: Presence, old: Any, values: Values, names: set[str]) -> Any:
    """The entry on the day and at the time that are said; no time leaves a moment its day only."""
    stamp, tz = old.stamp, zone_of(old.stamp)
    with field("day"):
        day = day_said(presence, values["day"])
    with field("time"):
        if not values["time"].strip():
            if not isinstance(old, Moment):
                raise WordsError("It takes a time of day, such as 7:40.")
            return old._replace(stamp=stamp._replace(day=day, at=noon(day, tz)), timed=False)
        at = begin_of(presence, Span(clock_time(values["time"])), day, tz)
    if "time" not in names:
        # What was not touched keeps its seconds.
        at = at.replace(second=stamp.at.second, microsecond=stamp.at.microsecond)
    new = old._replace(stamp=stamp._replace(day=day, at=at))
    return new._replace(timed=True) if isinstance(old, Moment) else new


def _text(_: Presence, said: str, old: Any) -> str:
    if isinstance(old, Page):
        return text_said(said, LONGEST_PAGE)
    return text_said(said if isinstance(old, (Moment, Gratitude)) else one_line(said))


def _minutes(_: Presence, said: str, __: Any) -> int | None:
    said = said.strip()
    return read_length(f"{said}m" if said.isdecimal() else said) if said else None


def _flag(said: str) -> bool:
    words = said.strip().casefold()
    if words not in ("", YES):
        raise WordsError(f"It takes {YES} or nothing.")
    return bool(words)


_READ: dict[str, Callable[[Presence, str, Any], Any]] = {
    "text": _text,
    "name": lambda _, said, __: text_said(one_line(said)),
    "people": lambda _, said, __: read_names(said),
    "tags": lambda _, said, __: read_names(said),
    "minutes": _minutes,
    "side": lambda _, said, __: side_said(said),
    "for_day": lambda presence, said, _: a_day(said, presence.today()),
    "because": lambda _, said, __: one_line(said) or None,
    "resume": lambda _, said, __: one_line(said) or None,
    "done": lambda _, said, __: _flag(said),
}


def _reviewed(old: Review, values: Values, names: set[str]) -> Review:
    note = clean(values["note"]).strip()
    with field("note"):
        if len(note) > LONGEST:
            raise WordsError(f"It holds up to {LONGEST:,} characters; yours is longer.")
    week = {**dict(old.week), **{n: one_line(values[n]) for n in names - {"note"}}}
    return old._replace(note=note, week=tuple((k, v) for k, v in week.items() if v))


def _answered(old: Checkin, values: Values, names: set[str]) -> Checkin:
    if old.kind == "care":
        with field("care"):
            care = text_said(one_line(values["care"]))
        return old._replace(answers=tuple({**dict(old.answers), "care": care}.items()))
    own: dict[str, Any] = {}
    for name in (n for n in values if n in names):
        with field(name):
            own[name] = _answer(name, values[name])
    # Only what was changed: what a newer version, or nobody yet, answered stays as it lies there.
    return old._replace(answers=tuple({**dict(old.answers), **own}.items()))


def _answer(name: str, said: str) -> Any:
    words = clean(said).strip()
    if len(words) > LONGEST:
        raise WordsError(f"It holds up to {LONGEST:,} characters; yours is longer.")
    if name == "facts":
        return [line for part in words.split("\n") if (line := one_line(part))]
    if name in ("weight", "weight_after"):
        if words and not (words.isascii() and words.isdecimal() and int(words) <= 10):
            raise WordsError("It takes a whole number from 0 to 10, or nothing.")
        return int(words) if words else None
    if name == "reading":
        known = [reading.name for reading in READINGS]
        if words and words not in known:
            raise WordsError(f"There is no reading {words!r}; there are {', '.join(known)}.")
        return words or None
    return words
