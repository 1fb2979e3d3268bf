"""Words that two hands changed at once, joined so that neither loses any."""

from collections.abc import Sequence
from itertools import pairwise

TOGETHER = "; "
"""Between two answers that stand on one line."""


def joined(since: str, mine: str, theirs: str) -> str:
    """What `since` became when one hand made `mine` of it and another `theirs`, line by line.

    What only one of them changed is as that one left it; where both changed the same lines, theirs
    stand and mine follow. What one took out and the other changed stays.
    """
    if mine in (since, theirs):
        return theirs
    if theirs == since:
        return mine
    old, one, two = since.split("\n"), mine.split("\n"), theirs.split("\n")
    lines: list[str] = []
    for before, after in pairwise(_fixed(old, one, two)):
        # Between two lines that all three share lies what somebody changed.
        was = old[before[0] + 1 : after[0]]
        a, b = one[before[1] + 1 : after[1]], two[before[2] + 1 : after[2]]
        lines += _both(was, a, b)
        if after[0] < len(old):
            lines.append(old[after[0]])
    return "\n".join(lines)


def joined_line(since: str, mine: str, theirs: str) -> str:
    """The same for an answer of one line."""
    found = joined(since, mine, theirs)
    return TOGETHER.join(line for line in found.split("\n") if line)


def _both(was: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    if mine == was:
        return list(theirs)
    if theirs == was:
        return list(mine)
    added = [line for line in mine if not line.strip() or line not in theirs]
    return [*theirs, *added] if any(line.strip() for line in added) else list(theirs)


def _fixed(
    old: Sequence[str], one: Sequence[str], two: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Where lines stand that nobody changed, in each of the three; first and last lie outside."""
    # Here and not above: it is asked for only where two hands met.
    from difflib import SequenceMatcher

    def kept(new: Sequence[str]) -> dict[int, int]:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return {b.a + n: b.b + n for b in blocks for n in range(b.size)}

    in_one, in_two = kept(one), kept(two)
    both = [(n, in_one[n], in_two[n]) for n in sorted(in_one.keys() & in_two.keys())]
    return [(-1, -1, -1), *both, (len(old), len(one), len(two))]
