"""What was begun and must be ended, whatever comes between: purges and moves.

Each takes several writes. It is noted in `state/` before the first of them and crossed out after
the last, so that whoever writes next can end it. A note names records and holds no words of theirs.
"""

import json
from typing import Any, NamedTuple

from presence_tui.domain.errors import StoreError
from presence_tui.store.files import replace
from presence_tui.store.paths import Paths, reason


class Named(NamedTuple):
    """Which record is meant."""

    month: str
    table: str
    ident: str


class Move(NamedTuple):
    """A record that is on its way to another month."""

    old: Named
    rev: str
    """The revision that moves: what was written over it since is no longer part of the move."""
    new: Named
    change: str
    """The change it belongs to."""


class Unfinished(NamedTuple):
    """Everything noted."""

    purges: tuple[tuple[Named, ...], ...] = ()
    """Records that go together: the ids that one entry has had."""
    moves: tuple[Move, ...] = ()


def read_unfinished(paths: Paths) -> Unfinished:
    """What is noted. Raises StoreError when it cannot be read."""
    try:
        raw = paths.unfinished_file.read_bytes()
    except FileNotFoundError:
        return Unfinished()
    except OSError as error:
        raise StoreError(f"{paths.unfinished_file} could not be read ({reason(error)}).") from error
    try:
        return _parsed(json.loads(raw))
    except (ValueError, TypeError, KeyError, RecursionError):
        # Damaged: it is replaced whole, so no write of ours left it. What it told of can be said
        # again, and the doctor looks for words that a purge should have taken.
        return Unfinished()


def _parsed(found: Any) -> Unfinished:
    purges = tuple(tuple(_named(record) for record in group) for group in found["purges"])
    moves = tuple(
        Move(_named(old), str(rev), _named(new), str(change))
        for old, rev, new, change in found["moves"]
    )
    return Unfinished(purges, moves)


def _named(found: Any) -> Named:
    month, table, ident = found
    return Named(str(month), str(table), str(ident))


def begin_purge(paths: Paths, records: tuple[Named, ...]) -> None:
    """Notes records whose words are about to go. Raises StoreError."""
    noted = read_unfinished(paths)
    if records not in noted.purges:
        _write(paths, noted._replace(purges=(*noted.purges, records)))


def begin_move(paths: Paths, move: Move) -> None:
    """Notes a record that is about to move. Raises StoreError."""
    noted = read_unfinished(paths)
    _write(paths, noted._replace(moves=(*noted.moves, move)))


def end(paths: Paths, done: tuple[Named, ...] | Move) -> None:
    """Crosses out what was begun. Raises StoreError."""
    noted = read_unfinished(paths)
    _write(
        paths,
        Unfinished(
            tuple(group for group in noted.purges if group != done),
            tuple(move for move in noted.moves if move != done),
        ),
    )


def _write(paths: Paths, noted: Unfinished) -> None:
    file = paths.unfinished_file
    if noted == Unfinished():
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{file} could not be removed ({reason(error)}).") from error
        return
    replace(file, json.dumps(noted._asdict()).encode())
