"""An entry as a form: every field as words, and back. Only what was changed is read again."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from presence_tui.domain.boundary import SIDES, Boundary
from presence_tui.domain.checkin import Checkin
from presence_tui.domain.clock import noon
from presence_tui.domain.clock_words import Span, clock_time
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.intention import Intention
from presence_tui.domain.lengths import read_length
from presence_tui.domain.moment import Moment
from presence_tui.domain.parked import Parked
from presence_tui.domain.quick_entry import read_names
from presence_tui.domain.record import Record
from presence_tui.domain.text import LONGEST, clean, one_line
from presence_tui.services.ends import ended
from presence_tui.services.presence import Presence, a_day
from presence_tui.services.records import reader
from presence_tui.services.times import begin_of
from presence_tui.store.months import month_of


class Field(NamedTuple):
    """One field of a form."""

    name: str
    value: str
    hint: str = ""
    """What it takes, such as `7:40`; empty where any words will do."""
    lines: bool = False
    """Whether it may hold several lines."""


class Form(NamedTuple):
    """An entry to be changed."""

    id: str
    table: str
    fields: tuple[Field, ...]


class Forms:
    """What a person can change about an entry, field by field."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def of(self, said: str) -> Form:
        """The form of the entry an id means. Raises NotFoundError, AmbiguousError, StateError."""
        found = self._presence.journal.find(said)
        record = self._presence.past.find(said)
        return Form(record.stamp.id, found.table, tuple(_fields(record)))

    def save(self, said: str, values: Mapping[str, str]) -> Record:
        """Writes what is changed, as one change; fields not among `values` stay.

        Raises WordsError naming the field that cannot be meant, NotFoundError, StoreError.
        """
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            found = presence.journal.find(said)
            old = presence.past.find(said)
            shown = {field.name: field.value for field in _fields(old)}
            unknown = set(values) - set(shown)
            if unknown:
                raise WordsError(
                    f"There is no field {min(unknown)!r}; there are {', '.join(shown)}."
                )
            changed = {name: clean(v) for name, v in values.items() if v != shown[name]}
            if not changed:
                return old  # type: ignore[no-any-return]
            new = self._changed(old, {**shown, **changed}, set(changed))
            if month_of(new.stamp.day) == found.month:
                row = journal.put(found.table, new.to_row())
            else:
                fresh = presence.new_stamp(new.stamp.day, new.stamp.at)
                moved = new._replace(stamp=new.stamp._replace(id=fresh.id))
                row = journal.move(found.table, old.to_row(), moved.to_row())
            record: Record = reader(found.table)(row)
            return record

    # ── how ──────────────────────────────────────────────────────────────────

    def _changed(self, old: Any, values: Mapping[str, str], names: set[str]) -> Any:
        new = old
        if isinstance(old, Boundary):
            new = self._boundary(old, values, names)
        elif names & {"day", "time"}:
            new = self._placed(old, values, names)
        own: dict[str, Any] = {}
        for name in names - {"day", "time", "began", "ended"}:
            if isinstance(old, Checkin):
                continue
            own[name] = self._value(name, values[name])
        if isinstance(old, Checkin):
            said = {name: values[name].strip() for name in names - {"day", "time"}}
            answers = tuple((name, said.get(name, value)) for name, value in old.answers)
            own = {"answers": answers}
        return new._replace(**own)

    def _value(self, name: str, said: str) -> Any:
        if name in ("text", "name"):
            words = one_line(said) if name == "name" else said.strip()
            if not words or len(words) > LONGEST:
                raise WordsError(f"The {name} takes 1 to {LONGEST:,} characters.")
            return words
        if name in ("people", "tags"):
            return read_names(said)
        if name == "minutes":
            said = said.strip()
            return read_length(f"{said}m" if said.isdecimal() else said) if said else None
        if name == "side":
            if said.strip() not in SIDES:
                raise WordsError(
                    f"There is no side {said.strip()!r}; there are {', '.join(SIDES)}."
                )
            return said.strip()
        if name == "for_day":
            return a_day(said, self._presence.today())
        return one_line(said) or None

    def _placed(self, old: Any, values: Mapping[str, str], names: set[str]) -> Any:
        """The entry on the day and at the time that are said; no time leaves only the day."""
        day = self._day(values["day"])
        stamp = old.stamp
        if not values["time"].strip():
            if not isinstance(old, Moment):
                raise WordsError("The time takes a time of day, such as 7:40.")
            at = noon(day, self._presence.clock.place().tz)
            return old._replace(stamp=stamp._replace(day=day, at=at), timed=False)
        at = self._at(day, values["time"], stamp.at, "time" in names)
        new = old._replace(stamp=stamp._replace(day=day, at=at))
        return new._replace(timed=True) if isinstance(old, Moment) else new

    def _day(self, said: str) -> date:
        day, today = a_day(said, self._presence.today()), self._presence.today()
        if day > today:
            raise WordsError(f"{day} is still to come; the latest day is {today}.")
        return day

    def _at(self, day: date, said: str, old: datetime, typed: bool) -> datetime:
        """The instant of a time as typed; one that was not touched keeps its seconds."""
        at = begin_of(self._presence, Span(clock_time(said)), day)
        if typed:
            return at
        return at.replace(second=old.second, microsecond=old.microsecond)

    def _boundary(self, old: Boundary, values: Mapping[str, str], names: set[str]) -> Boundary:
        new = old
        if names & {"day", "began"}:
            day = self._day(values["day"])
            at = self._at(day, values["began"], old.stamp.at, "began" in names)
            new = _begun(old, day, at, shift="day" in names)
        if "ended" in names:
            if not values["ended"].strip():
                return new._replace(ended_at=None)
            new = ended(new, self._end(new, clock_time(values["ended"])))
        return self._sound(new)

    def _end(self, boundary: Boundary, at: time) -> datetime:
        """The first instant after the start at which the clock shows that time."""
        from presence_tui.services.ends import next_time

        tz = self._presence.clock.place().tz
        return next_time(at, boundary.stamp.at - timedelta(microseconds=1), tz)

    def _sound(self, boundary: Boundary) -> Boundary:
        end, start = boundary.ended_at, boundary.stamp.at
        now = self._presence.clock.now().astimezone(UTC)
        if end is not None and end.astimezone(UTC) < start.astimezone(UTC):
            raise WordsError(f"{start:%H:%M} lies after its end, {end:%H:%M}; change that first.")
        if end is not None and end.astimezone(UTC) > now + timedelta(minutes=1):
            raise WordsError(f"Its end, {end:%H:%M} on {end.date()}, is still ahead.")
        return boundary


def _begun(old: Boundary, day: date, at: datetime, shift: bool) -> Boundary:
    """A boundary with another start; on another day everything in it moves along."""
    stamp = old.stamp._replace(day=day, at=at)
    if not shift:
        first = at.astimezone(UTC)
        return old._replace(
            stamp=stamp,
            pauses=tuple(p for p in old.pauses if p[0].astimezone(UTC) >= first),
            returns=tuple(r for r in old.returns if r.astimezone(UTC) >= first),
        )
    by = at.astimezone(UTC) - old.stamp.at.astimezone(UTC)

    def moved(instant: datetime) -> datetime:
        return (instant.astimezone(UTC) + by).astimezone(at.tzinfo)

    return old._replace(
        stamp=stamp,
        until=None if old.until is None else moved(old.until),
        ended_at=None if old.ended_at is None else moved(old.ended_at),
        pauses=tuple((moved(a), None if b is None else moved(b)) for a, b in old.pauses),
        returns=tuple(moved(r) for r in old.returns),
    )


def _fields(record: Any) -> list[Field]:
    """The fields of a record as words. Raises StateError for what has none."""
    stamp = record.stamp
    if stamp.day is None:
        raise StateError("This is no entry of a day; it is changed where it is shown.")
    day = Field("day", stamp.day.isoformat(), "2026-11-22, yesterday")
    at = Field("time", f"{stamp.at:%H:%M}", "7:40")
    names = [
        Field(name, " ".join(getattr(record, name)), hint)
        for name, hint in (("people", "mia leo"), ("tags", "play calm"))
        if hasattr(record, name)
    ]
    if isinstance(record, Moment):
        minutes = Field("minutes", str(record.minutes or ""), "10, 1h30")
        when = at if record.timed else at._replace(value="")
        return [Field("text", record.text, lines=True), day, when, minutes, *names]
    if isinstance(record, Boundary):
        over = f"{record.ended_at:%H:%M}" if record.ended_at else ""
        span = [Field("began", at.value, "16:30"), Field("ended", over, "20:04; empty: it runs")]
        side = Field("side", record.side, " ".join(SIDES))
        return [Field("name", record.name), day, *span, side, *names]
    if isinstance(record, Checkin):
        words = [Field(n, v, lines=True) for n, v in record.answers if isinstance(v, str)]
        return [*(w for w in words if w.name not in ("step", "reading")), day, at]
    fields = [Field("text", record.text, lines=True)] if hasattr(record, "text") else []
    if isinstance(record, Intention):
        fields.append(Field("for_day", record.for_day.isoformat(), "2026-11-23"))
    if hasattr(record, "because"):
        fields.append(Field("because", record.because or ""))
    if isinstance(record, Parked):
        fields.append(Field("resume", record.resume or ""))
    if not fields:
        raise StateError("This entry has no words to change.")
    return [*fields, day, at, *names]
