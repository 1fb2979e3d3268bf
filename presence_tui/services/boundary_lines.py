"""A boundary as one line of words, its name and its times, and back."""

from datetime import datetime, time, timedelta

from presence_tui.domain.boundary import Boundary, elapsed_s, seconds_between
from presence_tui.domain.clock_words import Ago, Span
from presence_tui.domain.errors import WordsError
from presence_tui.domain.lived import zone_of
from presence_tui.domain.quick_entry import Draft, read_moment, show_moment
from presence_tui.domain.text import one_line
from presence_tui.services.dated import shown
from presence_tui.services.entry_forms import fields_of, with_values
from presence_tui.services.presence import Presence

WHAT = "the boundary"


def line_of(boundary: Boundary) -> str:
    """`All in at work 08:30-17:10 #deep`, or `Piano at 16:30` of one that runs.

    It reads back to the same. Times that no line can say, such as an end two days later, are left
    out of it, and stay as they are.
    """
    names = show_moment("", None, boundary.people, boundary.tags)
    name = show_moment(boundary.name, None, (), ())
    times = _times(boundary)
    for line in (f"{name} {times}{names}", f"{times} {name}{names}"):
        if times and _reads_as(line, boundary):
            return line
    return f"{name}{names}"


def said_of(boundary: Boundary, words: str, now: datetime, times: bool = True) -> dict[str, str]:
    """What a line says that differs from a boundary, as fields of its form.

    A range is its start and end, a time its start, a length where it ends or is to end; what is
    not said stays. With `times` off, those of the line are part of the name: they are said
    elsewhere. Raises WordsError.
    """
    draft = read_moment(words, not times, not times, WHAT)
    old = {field.name: field.value for field in fields_of(boundary)}
    new = {
        "name": one_line(draft.text),
        "people": " ".join(draft.people),
        "tags": " ".join(draft.tags),
        **_placed(boundary, draft, now),
    }
    return {name: value for name, value in new.items() if value != old[name]}


def read_line(presence: Presence, boundary: Boundary, words: str) -> Boundary:
    """The boundary that a line makes of another. Raises WordsError, FieldError."""
    said = said_of(boundary, words, presence.clock.now())
    shown_now = {field.name: field.value for field in fields_of(boundary)}
    new: Boundary = with_values(presence, boundary, {**shown_now, **said}, set(said))
    return new


def _times(boundary: Boundary) -> str:
    tz, start = zone_of(boundary.stamp), boundary.stamp.at
    began = f"{start.astimezone(tz):%H:%M}"
    if boundary.ended_at is None:
        return f"at {began}"
    end = shown(boundary.ended_at, start, tz)
    return f"{began}-{end}" if len(end) == len(began) else ""


def _reads_as(line: str, boundary: Boundary) -> bool:
    """Whether a line says all of a boundary and nothing else."""
    try:
        return not said_of(boundary, line, boundary.stamp.at)
    except WordsError:
        return False


def _placed(boundary: Boundary, draft: Draft, now: datetime) -> dict[str, str]:
    """The times that are said, as fields."""
    tz, when = zone_of(boundary.stamp), draft.when
    start = boundary.stamp.at.astimezone(tz)
    placed: dict[str, str] = {}
    if isinstance(when, Ago):
        when = Span((now - timedelta(minutes=when.minutes)).astimezone(tz).time())
    if when is not None:
        placed["began"] = f"{when.begin:%H:%M}"
    if when is not None and when.end is not None:
        placed["ended"] = f"{when.end:%H:%M}"
    elif draft.minutes is not None and boundary.runs:
        placed["planned"] = f"{draft.minutes}m"
    elif draft.minutes is not None:
        begin = start if when is None else start + _later(start.time(), when.begin)
        paused = seconds_between(start, boundary.ended_at or now) - elapsed_s(boundary, now)
        end = begin + timedelta(minutes=draft.minutes, seconds=max(0.0, paused))
        placed["ended"] = shown(end, begin, tz)
    return placed


def _later(old: time, new: time) -> timedelta:
    """How much later on the same day a time is than another; negative where it is earlier."""
    return timedelta(hours=new.hour - old.hour, minutes=new.minute - old.minute)
