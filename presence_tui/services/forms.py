"""An entry as a form: every field as words, and back. Only what was changed is read again."""

from collections.abc import Mapping

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import WordsError
from presence_tui.domain.form import Field, Form
from presence_tui.domain.record import Record
from presence_tui.domain.text import clean
from presence_tui.services.entry_forms import fields_of, with_values
from presence_tui.services.moving import Rows, put
from presence_tui.services.presence import Presence
from presence_tui.services.records import handle, reader

__all__ = ["Field", "Form", "Forms"]


class Forms:
    """What a person can change about an entry, field by field."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def of(self, said: str) -> Form:
        """The form of the entry an id means. Raises NotFoundError, AmbiguousError, StateError."""
        found = self._presence.journal.find(said)
        record = self._presence.past.read(found)
        return Form(handle(found.table, record.stamp.id), found.table, fields_of(record))

    def save(self, said: str, values: Mapping[str, str]) -> Record:
        """Writes what is changed, as one change; fields not among `values` stay.

        A timed moment that is ended here is logged. Raises FieldError naming the field that cannot
        be meant, WordsError for a field that does not exist, NotFoundError, StoreError.
        """
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            found = presence.journal.find(said)
            old = presence.past.read(found)
            shown = {field.name: field.value for field in fields_of(old)}
            unknown = set(values) - set(shown)
            if unknown:
                raise WordsError(
                    f"There is no field {min(unknown)!r}; there are {', '.join(shown)}."
                )
            changed = {name: clean(v) for name, v in values.items() if v != shown[name]}
            if not changed:
                return old  # type: ignore[no-any-return]
            new = with_values(presence, old, {**shown, **changed}, set(changed))
            ends = isinstance(old, Boundary) and old.runs and not new.runs

            def also(ended: Boundary) -> Rows:
                """A timed moment that ends is logged."""
                logs = ends and ended.kind == "moment"
                return presence.running_moments.rows_of([ended]) if logs else []

            row, *more = put(presence, journal, found, new, also)
        if ends:
            presence.hooks.fire("boundary-ended", row)
            for logged in more[:1] if new.kind == "moment" else ():
                presence.hooks.fire("moment-logged", logged)
        record: Record = reader(found.table)(row)
        return record
