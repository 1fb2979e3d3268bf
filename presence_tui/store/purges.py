"""Purged records: taking their words out of everything this device keeps.

A purge is a row without words that wins over every revision that had not seen it. The device that
writes it, and every device that reads it, then blanks what else it kept of the record: its own
file, the backups, the change log, drafts, conflict copies, damaged bytes that were set aside,
files that a killed process left half done.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import StoreError
from presence_tui.domain.record import Row
from presence_tui.domain.review import BY_DAY
from presence_tui.store.backups import list_states, read_state, remove
from presence_tui.store.changes import blank_changes, read_changes, tells_of
from presence_tui.store.conflicts import kept_copies
from presence_tui.store.files import Tables, parse_tables, read_bytes, temporary_files
from presence_tui.store.joined import Month
from presence_tui.store.paths import Paths, reason
from presence_tui.store.revisions import Revision, is_void, purge_left

WORDS = (
    *("text", "because", "name", "resume", "note"),
    *("feeling", "thought", "friend", "fairer", "small", "facts"),
    *("staying", "time", "care", "love"),
)
"""Fields that hold words of one's own; in all others stands what the program put there."""

QUOTED = 12
"""Characters from which on words in a draft are a quotation and no coincidence."""


class Purge(NamedTuple):
    """One purged record of a month."""

    month: str
    table: str
    row: Row
    """What is left of it."""
    words: tuple[str, ...] = ()
    """The texts it had, as far as they are known: drafts go by them."""

    @property
    def ident(self) -> str:
        """The record's id."""
        return str(self.row.get("id", ""))


def texts_of(row: Row) -> tuple[str, ...]:
    """The words of one's own in a row."""
    found: list[object] = []
    for field in WORDS:
        value = row.get(field)
        found += value if isinstance(value, list) else [value]
    week = row.get("week")
    if isinstance(week, dict):
        found += texts_of(week)
    return tuple(v.strip() for v in found if isinstance(v, str) and v.strip())


def unblanked(month: str, read: Month, own: Tables) -> list[Purge]:
    """The purged records of a month whose words still stand in one's own file."""
    found: list[Purge] = []
    for table in read.tables:
        mine = own.get(table, {})
        # One revision alone cannot have been purged by another, and most are alone.
        for ident, revisions in read.tables.several(table).items():
            row = mine.get(ident)
            if isinstance(row, dict) and is_void(Revision(row), revisions):
                found.append(Purge(month, table, purge_left(revisions), texts_of(row)))
    return found


def purged_row(row: object) -> Row | None:
    """The purge that a row is, or the one over which it was written anew; none otherwise."""
    if not isinstance(row, dict):
        return None
    if row.get("purged") is True:
        return row
    return purge_left([Revision(row)]) if Revision(row).over else None


def void_in(tables: Tables, purged: Mapping[tuple[str, str], Row]) -> set[tuple[str, str]]:
    """Table and id of the rows whose words these purges, by table and id, have taken."""
    return {
        (table, key)
        for (table, key), purge in purged.items()
        if isinstance(row := tables.get(table, {}).get(key), dict)
        and is_void(Revision(row), [Revision(purge)])
    }


def blanked(tables: Tables, purged: Mapping[tuple[str, str], Row]) -> Tables | None:
    """The tables with what purges leave in the place of words from before them.

    None when no such words stand there; what was written anew since stays.
    """
    void = void_in(tables, purged)
    if not void:
        return None

    def left(table: str, key: str, row: object) -> object:
        if (table, key) not in void or not isinstance(row, dict):
            return row
        return purge_left([Revision(row), Revision(purged[table, key])])

    return {
        table: {key: left(table, key, row) for key, row in of.items()}
        for table, of in tables.items()
    }


# ── what else holds the words ────────────────────────────────────────────────


def forget(paths: Paths, folder: Path, purges: Iterable[Purge]) -> None:
    """Takes the words out of all that is kept beside the month files of `folder`, one's own.

    Raises StoreError; saying it again does what is left.
    """
    every = list(purges)
    if not every:
        return
    try:
        _sweep(paths, folder)
        # While the log still tells what the drafts go by.
        _remove_drafts(paths, every)
        blank_changes(paths, {(p.table, p.ident): p.row for p in every})
        for month in sorted({p.month for p in every}):
            rows = {(p.table, p.ident): p.row for p in every if p.month == month}
            for file, tables, readable in _kept(paths, folder.name, month):
                _blank(file, tables, readable, rows)
            _remove_set_aside((folder, paths.backups / folder.name), month)
    except (OSError, StoreError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise StoreError(
            f"The words are gone from the journal, but not yet from every backup: {why} "
            "The next change goes on with it."
        ) from error


def holding(paths: Paths, folder: Path, purges: Iterable[Purge]) -> list[Purge]:
    """The purges whose words still stand beside the months. Raises StoreError."""
    every = list(purges)
    rows = {(p.table, p.ident): p.row for p in every}
    held: set[tuple[str, str]] = set()
    for month in sorted({p.month for p in every}):
        for _, tables, _ in _kept(paths, folder.name, month):
            held |= void_in(tables, rows)
    try:
        lines = read_changes(paths)
    except OSError as error:
        raise StoreError(f"The change log could not be read ({reason(error)}).") from error
    told = (line for line in lines if tells_of(line, rows))
    held |= {(str(line.get("table")), str(line["row"].get("id"))) for line in told}
    return [purge for purge in every if (purge.table, purge.ident) in held]


def _kept(paths: Paths, device: str, month: str) -> Iterator[tuple[Path, Tables, bool]]:
    """Earlier states and folded copies of a month; with none, and False, what cannot be read."""
    for state in list_states(paths, device, month):
        tables = read_state(state)
        yield state.file, tables or {}, tables is not None
    for file in kept_copies(paths, device, month):
        raw = read_bytes(file)
        if raw is not None:
            try:
                yield file, parse_tables(raw, file), True
            except StoreError:
                yield file, {}, False


def _blank(file: Path, tables: Tables, readable: bool, rows: Mapping[tuple[str, str], Row]) -> None:
    if not readable:
        # It cannot be told what it holds, and it is of no use for recovery.
        remove(file)
        return
    without = blanked(tables, rows)
    if without is not None:
        from presence_tui.store.storage import LinedJSONStorage

        LinedJSONStorage(file, create=False).write(without)


def _remove_set_aside(folders: Iterable[Path], month: str) -> None:
    """Damaged bytes of that month: what could be read of them is back in the journal."""
    for folder in folders:
        for file in folder.glob(f"{month}.*damaged-*"):
            if file.is_file() or file.is_symlink():
                file.unlink(missing_ok=True)


def _sweep(paths: Paths, folder: Path) -> None:
    """Removes what killed processes left half done: it may hold a whole month."""
    sweep_own(paths, folder)
    for place in (paths.state, paths.state / "drafts"):
        for file in temporary_files(place):
            file.unlink(missing_ok=True)


def sweep_own(paths: Paths, folder: Path) -> None:
    """Does so beside one's own month files and their earlier states. Raises OSError.

    Whoever writes there holds the lock, so under it nobody is about to rename one of these.
    """
    for place in (folder, paths.backups / folder.name):
        for file in temporary_files(place, alive=True):
            file.unlink(missing_ok=True)


# ── drafts ───────────────────────────────────────────────────────────────────


def _remove_drafts(paths: Paths, purges: Iterable[Purge]) -> None:
    """Drafts about these records, and those that quote them or are quoted; in doubt a draft stays.

    Words that are still being typed are nowhere else.
    """
    drafts = [file for file in (paths.state / "drafts").glob("*") if file.is_file()]
    if not drafts:
        return
    every = list(purges)
    words = {text for p in every for text in p.words}
    voids = {(p.table, p.ident): Revision(p.row) for p in every}
    for line in read_changes(paths):
        purge = voids.get((str(line.get("table")), str(line["row"].get("id"))))
        for row in (line["row"], line.get("before")):
            if purge and isinstance(row, dict) and is_void(Revision(row), [purge]):
                words.update(texts_of(row))
    about = _is_about(every)
    for file in drafts:
        draft = file.read_text("utf-8", "replace").strip()
        if about(file.name) or any(_quotes(draft, text) for text in words):
            file.unlink(missing_ok=True)


def _is_about(purges: Iterable[Purge]) -> Callable[[str], bool]:
    """Tells from a draft's name whether it is a record's own: by its id, for a day by its kind."""
    idents = {p.ident for p in purges if p.table not in BY_DAY.values()}
    begins = {f"{p.table.removesuffix('s')}-" for p in purges}
    days = {p.ident for p in purges if p.table in BY_DAY.values()}

    def about(name: str) -> bool:
        if any(ident in name for ident in idents):
            return True
        return any(day in name for day in days) and name.startswith(tuple(begins))

    return about


def _quotes(draft: str, text: str) -> bool:
    if draft == text:
        return True
    short, long = sorted((draft, text), key=len)
    if len(short) < QUOTED:
        return False
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) is not None
