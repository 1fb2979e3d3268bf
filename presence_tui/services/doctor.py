"""Looking after what is kept: what is sound, what is not, and mending it when told."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from presence_tui.domain.errors import StoreError
from presence_tui.domain.record import RowError
from presence_tui.services import leftovers
from presence_tui.services.health import LOOKS, NOTE, OK, WRONG, Finding
from presence_tui.services.places import look_at_places
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES, current_months, reader
from presence_tui.store import checkup
from presence_tui.store.changes import torn_lines
from presence_tui.store.devices import is_damaged
from presence_tui.store.migrations import VERSION

Look = Callable[[], Iterator[Finding]]


class Doctor:
    """What a person can ask about the health of what is kept."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def examine(self) -> tuple[Finding, ...]:
        """Everything looked at; nothing is changed."""
        found: list[Finding] = []
        looks: list[Look] = [self._months, self._names, self._unfinished]
        beside = (*leftovers.LOOKS, look_at_places, *LOOKS)
        looks += [partial(look, self._presence) for look in beside]
        for look in looks:
            try:
                found += look()
            except (StoreError, OSError) as error:
                found.append(Finding("files", WRONG, f"It could not be looked at: {error}"))
        return tuple(found)

    def repair(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Mends what can be mended; what could not be is named. Returns the state afterwards."""
        failed: list[Finding] = []
        for finding in findings:
            if finding.mend is None:
                continue
            try:
                finding.mend()
            except (StoreError, OSError) as error:
                failed.append(Finding(finding.area, WRONG, f"It could not be mended: {error}"))
        return (*failed, *self.examine())

    # ── the journal ──────────────────────────────────────────────────────────

    def _months(self) -> Iterator[Finding]:
        journal = self._presence.journal
        own = journal.device
        # While the journal moves, or its place is away, none of its months is lost.
        begun = journal.begun() if journal.settled else set()
        entries, files, devices = 0, 0, set()
        for found in checkup.look_at_months(journal.afresh(), own, begun):
            if found.problem:
                yield self._unsound(found)
                continue
            if found.device == own and not journal.is_as_left(found.month):
                yield from self._put_back(found)
            files += 1
            devices.add(found.device)
            entries += sum(len(rows) for rows in found.rows.values())
            if found.version > VERSION:
                yield Finding(
                    "files",
                    NOTE,
                    f"{found.file} was written by a newer version: it is shown, not written.",
                    "Update presence to write there.",
                )
            yield from _records(found, found.device == own)
        known = f" This device is {own}." if own else ""
        yield Finding(
            "files",
            OK,
            f"{entries:,} records in {files} files of {len(devices)} devices read.{known}",
        )

    def _unsound(self, found: checkup.FileFound) -> Finding:
        said = str(found.problem)
        if found.device != self._presence.journal.device:
            return Finding("files", NOTE, f"{said} It is another device's and is left alone.")
        count = checkup.recoverable(self._presence.paths, found)
        back = "puts nothing back: no earlier state is left"
        if count is not None:
            back = f"puts its last good state back, {count} entries"
        return Finding(
            "files",
            WRONG,
            said,
            f"Mending sets the damaged bytes aside and {back}.",
            lambda: self._read_under_lock(found.month),
        )

    def _put_back(self, found: checkup.FileFound) -> Iterator[Finding]:
        settled = self._presence.journal.settled
        if settled and checkup.was_put_back(self._presence.paths, found):
            yield Finding(
                "files",
                WRONG,
                f"{found.file} was put back to an earlier state by something else.",
                "Mending brings back what was written since.",
                lambda: self._read_under_lock(found.month),
            )

    def _read_under_lock(self, month: str) -> None:
        journal = self._presence.journal
        with journal.writing(self._presence.clock.now()) as writing:
            writing.read(month)

    def _names(self) -> Iterator[Finding]:
        paths = self._presence.paths
        if paths.unfinished_file.exists():
            yield Finding(
                "changes",
                WRONG,
                "A purge, or a move to another month, was interrupted.",
                "Mending ends it, as does the next entry.",
                self._clear_way,
            )
        if is_damaged(paths):
            yield Finding(
                "devices",
                WRONG,
                f"{paths.state / 'devices.json'} is damaged or gone.",
                "Mending writes it anew from its copy.",
                self._clear_way,
            )
        torn = torn_lines(paths)
        if torn:
            yield Finding(
                "changes", NOTE, f"{torn} lines of the change log are torn; they are passed over."
            )

    def _clear_way(self) -> None:
        with self._presence.journal.writing(self._presence.clock.now()):
            # Taking the lock to write mends what a writer needs.
            pass

    def _unfinished(self) -> Iterator[Finding]:
        presence = self._presence
        recent = current_months(presence.today())
        for name in presence.journal.months.names():
            if name in recent or name == "always":
                continue
            month = presence.journal.months.read(name)
            for key, entry in month.tables.get("boundaries", {}).items():
                row = entry.row
                if row.get("ended_at") is None and not (row.get("deleted") or row.get("purged")):
                    yield Finding(
                        "boundaries",
                        NOTE,
                        f"A boundary of {row.get('day')} has no end yet ({key[-6:]}).",
                        "The dashboard asks once when it ended; "
                        f"`presence edit {key[-6:]} --set ended=20:00` says it later.",
                    )


def _records(found: checkup.FileFound, mine: bool) -> Iterator[Finding]:
    """The rows of a file that are no records: kept, and not shown."""
    odd = {(table, key): why for table, key, why in checkup.odd_rows(found)}
    for table, rows in found.rows.items():
        for key, row in rows.items():
            why = _why_not(table, row)
            shown = "shown, though" if why is None and _is_shown(found, key, row) else "not shown:"
            why = odd.get((table, key)) or why
            if why:
                yield Finding(
                    "records",
                    WRONG if mine else NOTE,
                    f"{found.file}: the entry {key} of {table} is kept and {shown} {why}.",
                    "Mend its line in an editor while no presence runs, or leave it.",
                )


def _is_shown(found: checkup.FileFound, key: str, row: Any) -> bool:
    """Whether a row that reads as a record stands where it is looked for."""
    here = isinstance(row, dict) and row.get("id") == key
    return here and found.month == (str(row["day"])[:7] if row.get("day") else "always")


def _why_not(table: str, row: Any) -> str | None:
    if table not in TABLES or not isinstance(row, dict) or row.get("purged") is True:
        return None
    try:
        reader(table)(row)
    except RowError as error:
        return str(error)
    return None
