"""Changing what is already written: edit, move, delete, purge."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.clock_words import Ago, Span, clock_span
from presence_tui.domain.errors import StateError, WordsError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import Intention
from presence_tui.domain.lived import zone_of
from presence_tui.domain.moment import Moment
from presence_tui.domain.parked import Parked
from presence_tui.domain.quick_entry import read_gratitude, read_moment, read_names
from presence_tui.domain.record import Record, RowError
from presence_tui.domain.review import Page, Review
from presence_tui.domain.shown_entry import show_gratitude, show_moment
from presence_tui.domain.text import fold
from presence_tui.services.boundary_lines import line_of, said_of
from presence_tui.services.moving import put
from presence_tui.services.presence import Presence
from presence_tui.services.purgeable import purgeable
from presence_tui.services.records import reader
from presence_tui.services.reversals import label
from presence_tui.services.times import Placed, place
from presence_tui.store.joined import entry_of
from presence_tui.store.lookup import Found
from presence_tui.store.revisions import heads

_WORDS = {Intention: "text", Parked: "text", Page: "text", Review: "note"}
"""The field that is changed by a line of words, where it holds nothing but words."""


class Past:
    """What a person can do with what is kept."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def find(self, said: str, even_deleted: bool = False) -> Any:
        """The record an id means. Raises NotFoundError, AmbiguousError."""
        return self.read(self._presence.journal.find(said, even_deleted))

    def words(self, said: str) -> str:
        """What is shown for editing the record an id means."""
        return as_words(self.find(said))

    def edit(
        self, said: str, words: str | None = None, at: str | None = None, day: date | None = None
    ) -> Record:
        """Replaces text, minutes, people and tags; time and day only if they are said.

        No words leave them as they are. Of a boundary a range is its start and end.
        Raises NotFoundError, AmbiguousError, WordsError.
        """
        there = self.find(said)
        if not isinstance(there, Moment):
            values = _values(there, words, at, day, self._presence.clock.now())
            return self._presence.forms.save(said, values)
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            found = self._presence.journal.find(said)
            old = self.read(found)
            new = self._edited(old, as_words(old) if words is None else words, at, day)
            row = put(self._presence, journal, found, new)[0]
            return Moment.from_row(row)

    def delete(self, said: str) -> Record:
        """Deletes a record; its words stay on the disk until it is purged."""
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            found = self._presence.journal.find(said)
            record: Record = self.read(found)
            journal.put(found.table, {**found.entry.row, "deleted": True})
            return record

    def delete_all(self, idents: Iterable[str]) -> tuple[Record, ...]:
        """Deletes several records as one change. Raises NotFoundError before any is deleted."""
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            found = [self._presence.journal.find(ident) for ident in dict.fromkeys(idents)]
            records = tuple(self.read(each) for each in found)
            journal.put_all([(f.table, {**f.entry.row, "deleted": True}) for f in found])
            return records

    def tag_all(self, idents: Iterable[str], tags: str, off: bool = False) -> tuple[Record, ...]:
        """Adds tags as typed to several records, or takes them `off`, as one change.

        Those that have no tags (check-ins, parked lines) stay as they are. Raises WordsError,
        NotFoundError before any is changed.
        """
        names = read_names(tags)
        if not names:
            raise WordsError("Say a tag, such as #play.")
        with self._presence.journal.writing(self._presence.clock.now()) as journal:
            found = [self._presence.journal.find(ident) for ident in dict.fromkeys(idents)]
            records = [(f.table, self.read(f)) for f in found]
            wanted = [
                (table, r._replace(tags=_retagged(r.tags, names, off)).to_row())
                for table, r in records
                if hasattr(r, "tags")
            ]
            rows = journal.put_all(wanted)
            tables = [table for table, _ in wanted]
        return tuple(reader(table)(row) for table, row in zip(tables, rows, strict=True))

    def versions(self, said: str) -> tuple[Any, ...]:
        """What other devices wrote of a record without knowing of what is shown, newest last.

        Also for a record that was deleted here meanwhile. Raises NotFoundError, AmbiguousError.
        """
        journal = self._presence.journal
        found = journal.find(said, even_deleted=True)
        others: list[Any] = []
        for each in journal.linked(found):
            shown = each.entry.row.get("rev")
            for revision in heads(each.entry.revisions):
                hidden = revision.row.get("deleted") is True or revision.row.get("purged") is True
                if revision.rev != shown and not hidden:
                    others.append(self.read(each._replace(entry=entry_of(revision))))
        return tuple(sorted(others, key=lambda record: str(record.stamp.rev)))

    def purge(self, said: str) -> tuple[str, ...]:
        """Takes a record's words out of all that this device keeps, also of a deleted record.

        A day (`2026-11-22`) means its page and its review, `@mia` what is kept about that person.
        Returns the devices in whose folders words of it still lie, as they were carried here: each
        blanks its own when it next reads.
        Raises NotFoundError, AmbiguousError, StoreError.
        """
        journal = self._presence.journal
        with journal.writing(self._presence.clock.now()) as writing:
            found = self.purgeable(said)
            writing.purge(found)
        everywhere = {
            r.device
            for each in found
            for r in each.entry.revisions
            if r.row.get("purged") is not True
        }
        return tuple(sorted(everywhere - {journal.device}))

    def purgeable(self, said: str) -> tuple[Found, ...]:
        """All that a purge of `said` would reach, the record shown now first.

        What was purged before is among it only where words of it are left somewhere.
        """
        return purgeable(self._presence.journal, said)

    def label(self, found: tuple[Found, ...]) -> str:
        """What a question about a purge shows: a few words, or the kind where it is private."""
        names = dict.fromkeys(label(each.table, each.entry.row) for each in found)
        return f"{found[0].entry.row.get('day')}  {' and '.join(names)}"

    def read(self, found: Found) -> Any:
        """The record that was found. Raises StateError for one that this version cannot read."""
        try:
            return reader(found.table)(found.entry.row)
        except RowError as error:
            raise StateError(
                f"The entry {found.entry.row.get('id')} is kept but cannot be changed: {error}."
            ) from error

    def _edited(self, old: Moment, words: str, at: str | None, day: date | None) -> Moment:
        said = clock_span(at) if at is not None else None
        draft = read_moment(words, said is not None, said is not None and said.end is not None)
        placed = self._placed(old, said or draft.when, draft.minutes, day)
        return old._replace(
            stamp=old.stamp._replace(day=placed.day, at=placed.at),
            text=draft.text,
            minutes=placed.minutes,
            people=draft.people,
            tags=draft.tags,
            timed=placed.timed,
        )

    def _placed(
        self, old: Moment, when: Span | Ago | None, minutes: int | None, day: date | None
    ) -> Placed:
        tz = zone_of(old.stamp)
        if when is not None:
            return place(self._presence, when, minutes, day or old.stamp.day, tz)
        if day is None or day == old.stamp.day:
            own = old.stamp.day or self._presence.today()
            return Placed(old.stamp.at, own, minutes, old.timed)
        if not old.timed:
            return place(self._presence, None, minutes, day, tz)
        same = Span(old.stamp.at.time().replace(tzinfo=None, second=0, microsecond=0))
        return place(self._presence, same, minutes, day, tz)


def _retagged(tags: tuple[str, ...], names: tuple[str, ...], off: bool) -> tuple[str, ...]:
    if off:
        gone = {fold(name) for name in names}
        return tuple(tag for tag in tags if fold(tag) not in gone)
    have = {fold(tag) for tag in tags}
    return (*tags, *(name for name in names if fold(name) not in have))


def _values(
    old: Any, words: str | None, at: str | None, day: date | None, now: datetime
) -> dict[str, str]:
    """What a line of words, a time and a day say, as fields of its form. Raises WordsError."""
    values: dict[str, str] = {}
    if words is not None:
        if isinstance(old, Gratitude):
            draft = read_gratitude(words)
            names = {"people": " ".join(draft.people), "tags": " ".join(draft.tags)}
            values |= {"text": draft.text, **names}
        elif isinstance(old, Boundary):
            values |= said_of(old, words, now, times=at is None)
        elif (name := _WORDS.get(type(old))) is not None:
            values[name] = words
        else:
            raise StateError(
                "A check-in has no line of words.",
                shell="Without words, `presence edit` shows its fields; --set changes one.",
                screen="{form} opens its fields.",
            )
    if isinstance(old, (Page, Review)) and (at is not None or day is not None):
        raise StateError("It belongs to its day, and stays there.")
    if at is not None:
        span = clock_span(at)
        begin = "began" if isinstance(old, Boundary) else "time"
        values[begin] = f"{span.begin:%H:%M}"
        if span.end is not None and not isinstance(old, Boundary):
            raise WordsError("It has a time, and no end: say it like 7:40.")
        if span.end is not None:
            values["ended"] = f"{span.end:%H:%M}"
    if day is not None:
        values["day"] = day.isoformat()
    return values


def as_words(record: Any) -> str:
    """What is shown for editing: one line that reads back to the same record."""
    if isinstance(record, Moment):
        return show_moment(record.text, record.minutes, record.people, record.tags)
    if isinstance(record, Gratitude):
        return show_gratitude(record.text, record.people, record.tags)
    if isinstance(record, Boundary):
        return line_of(record)
    return str(getattr(record, _WORDS.get(type(record), ""), ""))
