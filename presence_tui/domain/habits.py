"""What one does again and again: usual moments, learned from those that were logged."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import median_low
from typing import NamedTuple

from presence_tui.domain.folding import plain
from presence_tui.domain.ids import id_after
from presence_tui.domain.moment import Moment
from presence_tui.domain.shown_entry import show_moment
from presence_tui.domain.text import one_line

HALF_LIFE_DAYS = 30
"""After so many days a moment counts half."""
LONGEST_TEXT = 60
"""Characters; what is longer was told once, and is no habit."""
LAST = 7
"""How many of the latest are asked for their minutes and tags."""

Key = tuple[str, frozenset[str]]


class UsualMoment(NamedTuple):
    """One that can be logged again by one key."""

    words: str
    """In quick-entry words."""
    text: str
    minutes: int | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    own: bool = False
    """Whether it stands in the settings; else it was learned."""
    starts: bool = False
    """Whether it is started as a timed moment; else it is logged."""

    @property
    def key(self) -> str:
        """What it is told apart by: its plain text and people."""
        return key_words(key_of(self.text, self.people))


def key_of(text: str, people: Iterable[str]) -> Key:
    """Moments with the same plain text and people are the same habit."""
    return plain(one_line(text)), frozenset(map(plain, people))


def key_words(key: Key) -> str:
    """A key as text, to be kept."""
    return " ".join([key[0], *(f"@{name}" for name in sorted(key[1]))])


def weight(day: date, today: date) -> float:
    """How much something of that day counts today; 1 for today."""
    return float(0.5 ** (max(0, (today - day).days) / HALF_LIFE_DAYS))


def learn(moments: Iterable[Moment], today: date, left_out: frozenset[str]) -> list[UsualMoment]:
    """The habits among moments in order of their day, the strongest first.

    A habit was logged at least twice, on two days. `left_out` holds keys as text.
    """
    of: dict[Key, list[Moment]] = {}
    for moment in moments:
        if len(moment.text) <= LONGEST_TEXT and "\n" not in moment.text:
            of.setdefault(key_of(moment.text, moment.people), []).append(moment)
    ranked = sorted(
        (
            (sum(weight(m.stamp.day or today, today) for m in same), key)
            for key, same in of.items()
            if len({m.stamp.day for m in same}) > 1 and key_words(key) not in left_out
        ),
        key=lambda scored: (-scored[0], scored[1][0]),
    )
    return [_usual(of[key]) for _, key in ranked]


def _usual(same: list[Moment]) -> UsualMoment:
    last = same[-1]
    lately = same[-LAST:]
    lengths = [m.minutes for m in lately if m.minutes]
    minutes = median_low(lengths) if len(lengths) * 2 >= len(lately) and lengths else None
    tags = Counter(tag for m in lately for tag in m.tags)
    kept = tuple(tag for tag in last.tags if tags[tag] * 2 > len(lately))
    words = show_moment(last.text, minutes, last.people, kept)
    starts = sum(map(was_timed, lately)) * 2 > len(lately)
    return UsualMoment(words, last.text, minutes, last.people, kept, starts=starts)


def was_timed(moment: Moment) -> bool:
    """Whether a moment was started and ran, as far as its id tells."""
    return moment.boundary is not None and moment.stamp.id == id_after(moment.boundary)
