"""Purging, and ending what was interrupted: several writes each, noted before the first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from presence_tui.domain.errors import StoreError, UncertainWriteError
from presence_tui.store.lookup import Found
from presence_tui.store.moving import finish
from presence_tui.store.purges import Purge, forget, purged_row, texts_of
from presence_tui.store.unfinished import Named, begin_purge, end, read_unfinished

if TYPE_CHECKING:
    from presence_tui.store.writing import Writing


def purge(writing: "Writing", found: Iterable[Found]) -> None:
    """As `Writing.purge`. Of what is purged already, words that are left elsewhere go."""
    every = tuple(found)
    names = tuple(Named(f.month, f.table, str(f.entry.row["id"])) for f in every)
    paths = writing.journal.paths
    begin_purge(paths, names)
    try:
        purges, uncertain = _rows_of(writing, every)
    except UncertainWriteError:
        raise
    except StoreError:
        if not _begun(writing, names):
            with suppress(StoreError):
                end(paths, names)
        raise
    _forget(writing, names, purges)
    if uncertain is not None:
        raise uncertain


def _rows_of(
    writing: "Writing", every: Iterable[Found]
) -> tuple[list[Purge], UncertainWriteError | None]:
    """Writes the purges; where the disk did not confirm one, it is on its way all the same."""
    purges: list[Purge] = []
    uncertain: UncertainWriteError | None = None
    for found in every:
        row = found.entry.row
        if row.get("purged") is not True:
            left = {k: row.get(k) for k in ("id", "day", "at")}
            try:
                row = writing.put(found.table, {**left, "purged": True})
            except UncertainWriteError as error:
                uncertain = error
                row = writing.read(found.month).tables[found.table][str(row["id"])].row
        words = {text for r in found.entry.revisions for text in texts_of(r.row)}
        purges.append(Purge(found.month, found.table, row, tuple(words)))
    return purges, uncertain


def _forget(writing: "Writing", names: tuple[Named, ...], purges: Iterable[Purge]) -> None:
    forget(writing.journal.paths, writing.folder, purges)
    end(writing.journal.paths, names)


@contextmanager
def arrived(writing: "Writing", purges: list[Purge]) -> Iterator[None]:
    """Around the write of one's own file from which words go that another device has purged.

    What else this device keeps of them goes after it. Where that fails the entry that was written
    counts, and the next write goes on with it.
    """
    names = tuple(Named(p.month, p.table, p.ident) for p in purges)
    begin_purge(writing.journal.paths, names)
    try:
        yield
    except UncertainWriteError:
        with suppress(StoreError):
            _forget(writing, names, purges)
        raise
    with suppress(StoreError):
        _forget(writing, names, purges)
        # What was purged there may have moved here meanwhile, and lives on under another id.
        onward = [f for p in purges for f in writing.journal.naming(p.ident, "was")]
        if onward:
            purge(writing, onward)


def end_unfinished(writing: "Writing") -> None:
    """Ends purges and moves that were interrupted. Raises StoreError."""
    paths = writing.journal.paths
    noted = read_unfinished(paths)
    for names in noted.purges:
        if _begun(writing, names):
            found = [f for name in names if (f := _found(writing, name)) is not None]
            purges, _ = _rows_of(writing, [f for f in found if purged_row(f.entry.row) is None])
            purges += [
                Purge(f.month, f.table, row)
                for f in found
                if (row := purged_row(f.entry.row)) is not None
            ]
            forget(paths, writing.folder, purges)
        end(paths, names)
    for move in noted.moves:
        finish(writing, move)
        end(paths, move)


def _begun(writing: "Writing", names: Iterable[Named]) -> bool:
    """Whether the first of several purges came to be on the disk."""
    for month, table, ident in names:
        own = writing.journal.own(month)
        if own and purged_row(own.tables.get(table, {}).get(ident)) is not None:
            return True
    return False


def _found(writing: "Writing", name: Named) -> Found | None:
    entry = writing.read(name.month).tables.get(name.table, {}).get(name.ident)
    return None if entry is None else Found(name.table, name.month, entry)
