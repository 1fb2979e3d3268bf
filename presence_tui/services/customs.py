"""One's own marks of care and week lines; the settings file is written for its owner."""

from collections.abc import Callable
from typing import Any

from presence_tui.domain.dates import WEEKDAYS
from presence_tui.domain.errors import NotFoundError, SettingsError, WordsError
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings
from presence_tui.domain.text import fold, one_line
from presence_tui.domain.week_plan import PlanLine, read_line, read_week
from presence_tui.services.presence import Presence
from presence_tui.store.settings_edit import edit_settings

MOST_MARKS = 9
"""One's own marks go by the digits 1 to 9."""


class Customs:
    """What a person can do with what is theirs alone."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    # ── marks of care ────────────────────────────────────────────────────────

    def put_mark(self, words: str, instead_of: str | None = None) -> str:
        """Adds a mark of care, or renames one in its place; what it is called.

        Days marked before keep the name they were marked with. Raises WordsError, NotFoundError,
        SettingsError, StoreError.
        """
        name = one_line(words)
        if not name:
            raise WordsError("There are no words yet: add a few of your own.")

        def change(document: Any) -> None:
            marks = _list_of(document, "care")
            there = [fold(mark) for mark in marks]
            if instead_of is not None:
                marks[_place(there, fold(instead_of))] = name
            elif fold(name) in there:
                raise WordsError(f"{name} is among them already.")
            elif len(marks) >= MOST_MARKS:
                raise WordsError("There are keys for nine of your own; take one out first.")
            else:
                marks.append(name)

        self._edit(change)
        return name

    def remove_mark(self, name: str) -> None:
        """Takes a mark of one's own out of the settings; days it was set on keep it.

        Raises NotFoundError, SettingsError, StoreError.
        """

        def change(document: Any) -> None:
            marks = _list_of(document, "care")
            del marks[_place([fold(mark) for mark in marks], fold(name))]
            if not marks:
                document.pop("care")

        self._edit(change)

    # ── the week ─────────────────────────────────────────────────────────────

    def put_line(self, words: str, instead_of: PlanLine | None = None) -> PlanLine:
        """Adds `Sunday: cook ahead` to the week, or puts it in the place of another line.

        Without a weekday it is that of the line replaced, else today's. Raises WordsError,
        NotFoundError, SettingsError, StoreError.
        """
        weekday = self._presence.today().weekday() if instead_of is None else instead_of.weekday
        line = read_line(words, weekday)

        def change(document: Any) -> None:
            import tomlkit

            fields = {"day": WEEKDAYS[line.weekday], "text": line.text}
            if "week" not in document:
                document["week"] = tomlkit.aot()
            lines = _list_of(document, "week")
            if instead_of is not None:
                lines[_place(_read(lines), instead_of)].update(fields)
            elif line in _read(lines):
                raise WordsError(f"{line.said} is in your week already.")
            else:
                inside = isinstance(lines, tomlkit.items.Array)
                table = tomlkit.inline_table() if inside else tomlkit.table()
                table.update(fields)
                lines.append(table)

        self._edit(change)
        return line

    def remove_line(self, line: PlanLine) -> None:
        """Takes a line out of the week. Raises NotFoundError, SettingsError, StoreError."""

        def change(document: Any) -> None:
            lines = _list_of(document, "week")
            del lines[_place(_read(lines), line)]
            if not lines:
                document.pop("week")

        self._edit(change)

    # ── how ──────────────────────────────────────────────────────────────────

    def _edit(self, change: Callable[[Any], None]) -> None:
        presence = self._presence
        file = str(presence.paths.settings_file)

        def changed(document: Any) -> tuple[Settings, tuple[str, ...]]:
            change(document)
            return read_settings(document.unwrap(), file)

        presence.settings, presence.problems = edit_settings(presence.paths, changed)


def _list_of(document: Any, name: str) -> Any:
    """The list of that name as it stands in the document, made when there is none."""
    found = document.setdefault(name, [])
    if not isinstance(found, list):
        raise SettingsError(f"{name} is no list in the settings; mend it there first.")
    return found


def _read(lines: Any) -> list[PlanLine | None]:
    """The lines as they stand; one that cannot be read holds its place."""
    return [next(iter(read_week([line.unwrap()], "", [])), None) for line in lines]


def _place(there: Any, wanted: Any) -> int:
    if wanted not in there:
        raise NotFoundError("It is no longer in the settings.")
    return int(there.index(wanted))
