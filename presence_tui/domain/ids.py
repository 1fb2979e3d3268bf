"""ULIDs: ids that sort by the time they were made (https://github.com/ulid/spec)."""

import os

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
"""Characters of an id."""


def new_id(ms: int) -> str:
    """A ULID for an instant in milliseconds since 1970, with 80 random bits."""
    return ulid(ms, int.from_bytes(os.urandom(10)))


def ids_in_order(ms: int, count: int) -> list[str]:
    """So many ULIDs for one instant, each greater than the one before."""
    first = int.from_bytes(os.urandom(10)) >> 1
    return [ulid(ms, first + n) for n in range(count)]


def ulid(ms: int, chance: int) -> str:
    """The ULID of an instant in milliseconds since 1970 and 80 bits of chance."""
    number = (ms & ((1 << 48) - 1)) << 80 | chance
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def id_after(ident: str) -> str:
    """The id of what follows from the record of that id: always the same one, and another."""
    return ident[:-1] + _CROCKFORD[(_CROCKFORD.find(ident[-1]) + 1) % 32]
