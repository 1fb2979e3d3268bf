"""A line of words to find by → a query.

Words and "phrases" are looked for anywhere; `@person` and `#tag` among names; `kind:gratitude`,
`side:home`, `after:2025-06` (from its first day on) and `before:2025-06` (up to the day before it)
narrow what is found. Reading never fails: a part that says nothing yet is named in `problems` and
left out, since people see results while they type.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from presence_tui.domain.boundary import SIDES
from presence_tui.domain.folding import plain
from presence_tui.domain.text import clean

OPEN_KINDS = ("moment", "boundary", "gratitude", "intention", "parked", "care")
PRIVATE_KINDS = ("guilt", "page", "review")
"""Found only when their kind is asked for."""

_OTHER_NAMES = {
    "moments": "moment",
    "boundaries": "boundary",
    "thanks": "gratitude",
    "intentions": "intention",
    "reviews": "review",
    "checkin": "care",
    "checkins": "care",
    "check-in": "care",
    "pages": "page",
}
_FILTER = re.compile(r"(kind|side|after|before):(.*)", re.I | re.S)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.A)


class Query(NamedTuple):
    """What is looked for; all of it must fit, of several kinds or sides any."""

    words: tuple[str, ...] = ()
    """Plain (`folding.plain`) words and phrases."""
    people: tuple[str, ...] = ()
    """Plain names or their beginnings."""
    tags: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    """None means every kind that is not private."""
    sides: frozenset[str] = frozenset()
    after: date | None = None
    """The first day that counts."""
    before: date | None = None
    """The first day that counts no more."""
    problems: tuple[str, ...] = ()
    """One sentence for each part that could not be meant."""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked yet."""
        return self._replace(problems=()) == Query()


def read_query(line: str) -> Query:
    """Reads a line of words to find by."""
    words: list[str] = []
    names: dict[str, list[str]] = {"@": [], "#": []}
    kinds: set[str] = set()
    sides: set[str] = set()
    after: date | None = None
    before: date | None = None
    problems: list[str] = []
    for part in _parts(clean(line)):
        said = _FILTER.fullmatch(part)
        if part[0] in names and len(part) > 1:
            names[part[0]].append(plain(part[1:]))
        elif said is None:
            words += [word for word in [plain(part.replace('"', ""))] if word]
        elif not said[2]:
            continue
        elif (key := said[1].lower()) in ("after", "before"):
            found = _first_day(said[2])
            if found is None:
                problems.append(f"{key}: takes a day, a month or a year, such as {key}:2025-06.")
            elif key == "after":
                after = max(after or found, found)
            else:
                before = min(before or found, found)
        else:
            allowed = _kinds_of(said[2]) if key == "kind" else _sides_of(said[2])
            (kinds if key == "kind" else sides).update(allowed)
            if not allowed:
                every = (*OPEN_KINDS, *PRIVATE_KINDS) if key == "kind" else SIDES
                problems.append(f"There is no {key} {said[2]!r}; there are {', '.join(every)}.")
    return Query(
        words=tuple(words),
        people=tuple(names["@"]),
        tags=tuple(names["#"]),
        kinds=frozenset(kinds),
        sides=frozenset(sides),
        after=after,
        before=before,
        problems=tuple(problems),
    )


def _parts(line: str) -> Sequence[str]:
    """Words, and what stands between double quotes as one."""
    parts: list[str] = []
    for i, piece in enumerate(line.split('"')):
        if i % 2:
            phrase = " ".join(piece.split())
            parts += [f'"{phrase}"'] if phrase else []
        else:
            parts += piece.split()
    return parts


def _first_day(said: str) -> date | None:
    """The first day of `2025`, `2025-06` or `2025-06-12`."""
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _kinds_of(said: str) -> set[str]:
    """The kinds a word means; a private one only by its whole name."""
    wanted = plain(said)
    if wanted in (*OPEN_KINDS, *PRIVATE_KINDS):
        return {wanted}
    if wanted in _OTHER_NAMES:
        return {_OTHER_NAMES[wanted]}
    return {kind for kind in OPEN_KINDS if kind.startswith(wanted)}


def _sides_of(said: str) -> set[str]:
    return {side for side in SIDES if side.startswith(plain(said))}
