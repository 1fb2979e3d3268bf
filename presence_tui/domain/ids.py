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


def id_in(ident: str, month: str) -> str:
    """The id under which the record of that id goes on in another month: always the same one.

    It sorts where the record did: what a ULID says of the time stays.
    """
    # Here and not above: a record rarely moves, and hashlib costs more than all else here.
    from hashlib import sha256

    chance = int.from_bytes(
        sha256(f"{ident} {month}".encode(errors="backslashreplace")).digest()[:10]
    )
    fresh = ulid(0, chance)
    return ident[:10] + fresh[10:] if len(ident) == len(fresh) else fresh
