"""Taking the journal out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from presence_tui.domain.day import order
from presence_tui.domain.errors import WordsError
from presence_tui.domain.record import Record, Row, iso
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES, live
from presence_tui.store.files import replace
from presence_tui.store.months import ALWAYS, month_of
from presence_tui.store.paths import make_private_folder

Progress = Callable[[int, int], None]
"""Called with (months read, months to read)."""


class Gathered(NamedTuple):
    """Live records by table, each in order of `at`, and what could not be read."""

    tables: dict[str, list[Record]]
    problems: tuple[str, ...]


class Sheets(NamedTuple):
    """An export in several files."""

    files: dict[str, str]
    """Text by file name."""
    problems: tuple[str, ...]
    left_out: int = 0
    """How many private entries were left out."""


class Exchange:
    """What a person can take out of the journal."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def gather(
        self, since: date | None = None, until: date | None = None, progress: Progress | None = None
    ) -> Gathered:
        """All live records from `since` to `until`, both included; people have no day and stay."""
        problems: list[str] = []
        gathered: dict[str, list[Record]] = {table: [] for table in TABLES}
        names = [
            name for name in self._presence.journal.months.names() if _within(name, since, until)
        ]
        for done, name in enumerate(names):
            if progress is not None:
                progress(done, len(names))
            month = self._presence.journal.read(name)
            problems += month.problems
            for table in TABLES:
                gathered[table] += [
                    r for r in live(month, table, problems) if _in_days(r, since, until)
                ]
        tables = {table: sorted(records, key=order) for table, records in gathered.items()}
        return Gathered(tables, tuple(dict.fromkeys(problems)))

    def export(
        self, since: date | None = None, until: date | None = None, progress: Progress | None = None
    ) -> tuple[Row, tuple[str, ...]]:
        """All live records as one JSON object, and one sentence for each that was left out."""
        tables, problems = self.gather(since, until, progress)
        export: dict[str, Any] = {
            "format": "presence",
            "version": 1,
            "exported_at": iso(self._presence.clock.now()),
        }
        for table, records in tables.items():
            export[table] = [record.to_row() for record in records]
        return export, problems

    def sheets(
        self,
        since: date | None = None,
        until: date | None = None,
        progress: Progress | None = None,
        bom: bool = False,
    ) -> Sheets:
        """The same as CSV, one file a table that holds anything; `bom` begins each with that mark.

        Excel takes a file without it for the machine's old character set.
        """
        from presence_tui.domain.sheet import write_sheet

        tables, problems = self.gather(since, until, progress)
        mark = "\ufeff" if bom else ""
        files = {
            f"{table}.csv": mark + write_sheet(table, [record.to_row() for record in records])
            for table, records in tables.items()
            if records
        }
        return Sheets(files, problems)

    def diary(
        self,
        since: date | None = None,
        until: date | None = None,
        private: bool = False,
        progress: Progress | None = None,
    ) -> Sheets:
        """Markdown that reads like a diary, one file a month.

        Without `private`, guilt check-ins, pages and reviews are left out.
        """
        from presence_tui.domain.diary import diary
        from presence_tui.domain.review import Review

        tables, problems = self.gather(since, until, progress)
        left_out = 0
        if not private:
            reviews = (r for r in tables["reviews"] if isinstance(r, Review))
            said = [r for r in reviews if r.note or r.seen_lines]
            left_out = len(tables["pages"]) + len(said)
            tables["pages"] = tables["reviews"] = []
            care = [c for c in tables["checkins"] if getattr(c, "kind", None) == "care"]
            left_out += len(tables["checkins"]) - len(care)
            tables["checkins"] = care
            left_out += sum(1 for r in tables["reviews"] if getattr(r, "note", None))
            tables["reviews"] = []
        sheets = diary(tables, self._presence.clock.now())
        return Sheets({f"{s.month}.md": s.text for s in sheets}, problems, left_out)

    def write(self, file: Path, text: str) -> None:
        """Writes an export, private and whole or not at all. Raises StoreError."""
        # Half a surrogate pair is no UTF-8; as JSON's own escape it comes in again.
        replace(file, text.encode(errors="backslashreplace"))

    def write_all(self, folder: Path, files: dict[str, str]) -> None:
        """Writes an export of several files into a folder. Raises StoreError, WordsError."""
        if folder.exists() and not folder.is_dir():
            raise WordsError(
                f"{folder} is a file, and this export is several: name a folder with -o."
            )
        make_private_folder(folder)
        for name, text in files.items():
            self.write(folder / name, text)


def _within(name: str, since: date | None, until: date | None) -> bool:
    """Whether a month may hold any of these days."""
    if name == ALWAYS:
        return True
    return (since is None or name >= month_of(since)) and (until is None or name <= month_of(until))


def _in_days(record: Any, since: date | None, until: date | None) -> bool:
    day = record.stamp.day
    if day is None:
        return True
    return (since is None or day >= since) and (until is None or day <= until)
