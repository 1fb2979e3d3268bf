"""Taking changes back, and doing them again.

Nothing is rewritten: what a change replaced is written once more, as a new revision.
"""

from typing import NamedTuple

from presence_tui.domain.errors import StateError, StoreError
from presence_tui.domain.record import Record, Row, RowError
from presence_tui.services.presence import Presence
from presence_tui.services.records import reader
from presence_tui.services.reversals import answers_a_prompt, label, only_goes_on, sentence
from presence_tui.store.joined import Entry, Month
from presence_tui.store.paths import reason
from presence_tui.store.revisions import Revision
from presence_tui.store.undoable import Change, open_changes, pass_over
from presence_tui.store.writing import Writing


class Reversal(NamedTuple):
    """What was taken back, or done again."""

    records: tuple[Record, ...]
    """The records as they are now; a deleted one says so in its stamp."""
    sentence: str
    """`Taken back: dance party.`"""


class Changes:
    """What a person can do with the changes made on this device."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def undo(self) -> Reversal:
        """Takes the last change back; the state before is on the disk on return.

        Raises StateError when there is none, or when another device has changed the record since
        (that change is passed over next time); StoreError.
        """
        return self._reverse(again=False)

    def redo(self) -> Reversal:
        """Does again what was taken back last. Raises StateError, StoreError, as `undo`."""
        return self._reverse(again=True)

    def _reverse(self, again: bool) -> Reversal:
        reversal = None
        # Where a review was left is nothing that a person did: it goes along with what they did.
        while (one := self._reverse_one(again)) is not None:
            reversal, change = one
            if not only_goes_on(change):
                break
        if reversal is None:
            raise StateError(
                "There is nothing to do again." if again else "There is nothing to take back."
            )
        return reversal

    def _reverse_one(self, again: bool) -> tuple[Reversal, Change] | None:
        """Takes one change back, or does it again; None when there is none."""
        presence = self._presence
        if presence.journal.device is None:
            return None
        with presence.journal.writing(presence.clock.now()) as journal:
            done, undone = self._open()
            changes = undone if again else done
            while changes and answers_a_prompt(changes[-1]):
                self._pass_over(changes[-1])
                done, undone = self._open()
                changes = undone if again else done
            if not changes:
                return None
            return self._put_back(journal, changes[-1], again), changes[-1]

    def _open(self) -> tuple[list[Change], list[Change]]:
        presence, device = self._presence, self._presence.journal.device or ""

        def on_disk(month: str, table: str, ident: str) -> str | None:
            file = presence.journal.own(month)
            row = file.tables.get(table, {}).get(ident) if file else None
            rev = row.get("rev") if isinstance(row, dict) else None
            return rev if isinstance(rev, str) else None

        try:
            return open_changes(presence.paths, device, on_disk)
        except OSError as error:
            raise StoreError(
                f"The change log could not be read ({reason(error)}); nothing was changed."
            ) from error

    def _put_back(self, journal: Writing, change: Change, again: bool) -> Reversal:
        back: list[tuple[str, Row]] = []
        stays: list[str] = []
        # An import is one change of many months; each is read once.
        months: dict[str, Month] = {}
        # The last first: of a record that moved, the old is there again before the new goes.
        for line in reversed(_whole(change)):
            name = line["month"]
            month = months[name] = months.get(name) or journal.read(name)
            entry = month.tables.get(line["table"], {}).get(line["row"]["id"])
            why = _changed_since(line, entry, self._presence.journal.device)
            if why:
                stays.append(why)
            else:
                back.append((line["table"], _before(line)))
        if not back:
            self._pass_over(change)
            what = label(change.lines[0]["table"], change.lines[0]["row"])
            raise StateError(f"{what} {stays[0]}, so it stays as it is.")
        journal.change["redoes" if again else "undoes"] = change.ident
        rows = journal.put_all(back)
        said = sentence(change, again, len(back), len(stays))
        tables = [table for table, _ in back]
        return Reversal(tuple(_records(tables, rows)), said)

    def _pass_over(self, change: Change) -> None:
        try:
            pass_over(self._presence.paths, change)
        except OSError as error:
            raise StoreError(
                f"The change log could not be written ({reason(error)}); nothing was changed."
            ) from error


def _whole(change: Change) -> list[Row]:
    """One line a record: a record written twice in one change goes back to before the first."""
    first: dict[tuple[str, str, str], Row] = {}
    for line in change.lines:
        name = (line["month"], line["table"], line["row"]["id"])
        if name in first:
            first[name] = {**line, "before": first[name]["before"]}
        else:
            first[name] = line
    return list(first.values())


def _before(line: Row) -> Row:
    """What goes in the place of a written row: what was there, else the row as deleted."""
    before: Row | None = line["before"]
    if before is None or before.get("purged") is True:
        return {**line["row"], "deleted": True}
    return before


def _changed_since(line: Row, entry: Entry | None, own: str | None) -> str | None:
    """Why this record cannot go back, if it cannot."""
    if entry is None:
        return "is no longer there"
    if entry.row.get("purged") is True:
        return "was taken off the disk for good"
    written = Revision(line["row"])
    for revision in entry.revisions:
        if revision.device != own and not written.has_seen(revision):
            return f"was changed on another device since ({revision.device})"
    return None


def _records(tables: list[str], rows: list[Row]) -> list[Record]:
    """Those that this version understands."""
    records = []
    for table, row in zip(tables, rows, strict=True):
        try:
            records.append(reader(table)(row))
        except (RowError, KeyError):
            # Kept on the disk as it was; only it cannot be shown.
            continue
    return records
