"""Taking the journal out."""

from pathlib import Path
from typing import Any

from presence_tui.domain.day import order
from presence_tui.domain.record import Record, Row, iso
from presence_tui.services.presence import Presence
from presence_tui.services.records import TABLES, live
from presence_tui.store.files import replace


class Exchange:
    """What a person can take out of the journal."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def export(self) -> tuple[Row, tuple[str, ...]]:
        """All live records as one JSON object, and one sentence for each that was left out."""
        problems: list[str] = []
        gathered: dict[str, list[Record]] = {table: [] for table in TABLES}
        for name in self._presence.journal.months.names():
            month = self._presence.journal.read(name)
            problems += month.problems
            for table in TABLES:
                gathered[table] += live(month, table, problems)
        export: dict[str, Any] = {
            "format": "presence",
            "version": 1,
            "exported_at": iso(self._presence.clock.now()),
        }
        for table, records in gathered.items():
            export[table] = [record.to_row() for record in sorted(records, key=order)]
        return export, tuple(problems)

    def write(self, file: Path, text: str) -> None:
        """Writes an export, private and whole or not at all. Raises StoreError."""
        replace(file, text.encode())
