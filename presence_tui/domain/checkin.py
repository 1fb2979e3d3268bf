"""A check-in: guilt put on the table, or a plain mark of care for oneself."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from presence_tui.domain.joining import joined
from presence_tui.domain.record import Fields, Row, Stamp, row_of

TABLE = "checkins"
KINDS = ("guilt", "care")


class Checkin(NamedTuple):
    """`kind` and what that kind asked; guilt check-ins are private everywhere."""

    stamp: Stamp
    kind: str
    answers: tuple[tuple[str, Any], ...] = ()
    """The kind's own fields in order, as (JSON name, value)."""

    @classmethod
    def from_row(cls, row: Row) -> "Checkin":
        """Raises RowError when the row is not a check-in."""
        f = Fields(row)
        kind = f.one_of("kind", KINDS)
        stamp = f.stamp()
        return cls(stamp._replace(extra={}), kind, tuple(stamp.extra.items()))

    def to_row(self) -> Row:
        """The JSON object of this check-in."""
        return row_of(self.stamp, {"kind": self.kind, **dict(self.answers)})

    def answer(self, name: str) -> Any:
        """What was answered under that JSON name, or null."""
        return dict(self.answers).get(name)


class Care(NamedTuple):
    """One way of caring for oneself, marked with one key."""

    key: str
    name: str
    """What is kept in the record's field `care`."""
    words: str
    """What is shown."""


CARES = (
    Care("o", "outside", "outside"),
    Care("r", "rest", "rest"),
    Care("u", "unplugged", "unplugged"),
    Care("j", "journal", "journal"),
    Care("p", "prayer", "prayer or silence"),
    Care("t", "talk", "talked to someone"),
    Care("h", "help", "help accepted"),
)


class Reading(NamedTuple):
    """One way to read a thought: it is true, or it is an expectation."""

    name: str
    words: str


READINGS = (
    Reading("true", "it is true, at least in part"),
    Reading("perfectionism", "perfectionism: only perfect would be enough"),
    Reading("comparison", "comparison: someone else seems to manage"),
    Reading("should", "someone else’s “should”"),
    Reading("unsure", "hard to say"),
)

STEPS = ("feeling", "thought", "reading", "facts", "friend", "fairer", "again", "small")
HEAVY = 7
"""A weight from which a card counts as heavy, of 0 to 10."""


class GuiltCard(NamedTuple):
    """A guilt check-in, step by step; what was skipped is empty or null."""

    stamp: Stamp
    feeling: str = ""
    weight: int | None = None
    """0 to 10."""
    thought: str = ""
    reading: str | None = None
    """The name of one of READINGS."""
    facts: tuple[str, ...] = ()
    """Facts that do not fit the thought, in the words that were offered."""
    friend: str = ""
    fairer: str = ""
    weight_after: int | None = None
    small: str = ""
    """One small thing to do, when the thought is true."""
    step: str | None = "feeling"
    """The step it was left at; null once it is done."""
    more: Mapping[str, Any] = {}
    """Answers of a newer version; kept as they are."""

    @classmethod
    def from_checkin(cls, checkin: Checkin) -> "GuiltCard":
        """The card of a guilt check-in; an answer of a wrong type counts as skipped."""
        answers = dict(checkin.answers)

        def words(name: str) -> str:
            value = answers.pop(name, None)
            return value if isinstance(value, str) else ""

        def weight(name: str) -> int | None:
            value = answers.pop(name, None)
            return value if type(value) is int and 0 <= value <= 10 else None

        facts = answers.pop("facts", None)
        step = words("step")
        reading = words("reading")
        return cls(
            stamp=checkin.stamp,
            feeling=words("feeling"),
            weight=weight("weight"),
            thought=words("thought"),
            reading=reading if reading in {r.name for r in READINGS} else None,
            facts=tuple(f for f in facts if isinstance(f, str)) if isinstance(facts, list) else (),
            friend=words("friend"),
            fairer=words("fairer"),
            weight_after=weight("weight_after"),
            small=words("small"),
            step=step if step in STEPS else None,
            more=answers,
        )

    def to_checkin(self) -> Checkin:
        """The check-in that keeps this card."""
        answers = {
            "feeling": self.feeling,
            "weight": self.weight,
            "thought": self.thought,
            "reading": self.reading,
            "facts": list(self.facts),
            "friend": self.friend,
            "fairer": self.fairer,
            "weight_after": self.weight_after,
            "small": self.small,
            "step": self.step,
            **self.more,
        }
        return Checkin(self.stamp, "guilt", tuple(answers.items()))

    @property
    def empty(self) -> bool:
        """Whether nothing has been answered yet."""
        blank = GuiltCard(self.stamp, step=self.step, more=self.more)
        return self == blank

    @property
    def heavy(self) -> bool:
        """Whether its weight, as it was named first, is a heavy one."""
        return self.weight is not None and self.weight >= HEAVY


WORDS = ("feeling", "thought", "friend", "fairer", "small")
"""The answers of a card that are words."""


def brought_together(since: GuiltCard, mine: GuiltCard, theirs: GuiltCard) -> GuiltCard:
    """A card that two windows changed since it was `since`: the answers of both.

    Where both gave another weight, reading or step, mine counts.
    """

    def either(name: str) -> Any:
        ours = getattr(mine, name)
        return getattr(theirs, name) if ours == getattr(since, name) else ours

    found: dict[str, Any] = {
        name: joined(getattr(since, name), getattr(mine, name), getattr(theirs, name))
        for name in WORDS
    }
    stay = [f for f in theirs.facts if f in mine.facts or f not in since.facts]
    picked = [f for f in mine.facts if f not in since.facts and f not in stay]
    found |= {name: either(name) for name in ("weight", "reading", "weight_after", "step")}
    more = {**theirs.more, **{k: v for k, v in mine.more.items() if since.more.get(k) != v}}
    return theirs._replace(**found, facts=(*stay, *picked), more=more)


def steps_of(card: GuiltCard, facts_offered: bool) -> tuple[str, ...]:
    """The steps of a card in order.

    Facts are asked for only when there are some and the thought is not held to be true; a small
    thing to do only when it is.
    """
    true = card.reading == "true"
    left_out = {"facts"} if true or not facts_offered else set()
    if not true:
        left_out.add("small")
    return tuple(step for step in STEPS if step not in left_out)
