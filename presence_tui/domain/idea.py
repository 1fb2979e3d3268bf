"""An idea for a few minutes, and how a deck of them is dealt."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from presence_tui.domain.errors import WordsError
from presence_tui.domain.text import LONGEST, fold, one_line

ENERGIES = ("low", "some", "high")
PLACES = ("in", "out", "any")
AGES = ("baby", "small", "school", "teen")
WHO = ("child", "partner", "all", "self")


class Idea(NamedTuple):
    """One card of the deck."""

    text: str
    minutes: int = 10
    energy: str = "low"
    """The least energy it takes, of ENERGIES."""
    place: str = "any"
    """One of PLACES."""
    ages: tuple[str, ...] = AGES
    who: str = "child"
    """One of WHO: who is there besides oneself."""


class Wanted(NamedTuple):
    """What the cards are filtered by; null means everything will do."""

    minutes: int | None = None
    """The most minutes there are."""
    energy: str | None = None
    """The most energy there is."""
    place: str | None = None
    """`in` or `out`."""
    age: str | None = None
    who: str | None = None

    def fits(self, idea: Idea) -> bool:
        """Whether an idea will do."""
        energy = len(ENERGIES) if self.energy is None else ENERGIES.index(self.energy)
        return (
            (self.minutes is None or idea.minutes <= self.minutes)
            and ENERGIES.index(idea.energy) <= energy
            and (self.place is None or idea.place in (self.place, "any"))
            and (self.age is None or idea.who not in ("child", "all") or self.age in idea.ages)
            and (self.who is None or idea.who == self.who)
        )


def check_wanted(wanted: Wanted) -> None:
    """Raises WordsError for what no card can be asked for."""
    for name, value, allowed in (
        ("energy", wanted.energy, ENERGIES),
        ("place", wanted.place, PLACES[:2]),
        ("age", wanted.age, AGES),
        ("who", wanted.who, WHO),
    ):
        if value is not None and value not in allowed:
            raise WordsError(f"There is no {name} {value!r}; there are {', '.join(allowed)}.")
    if wanted.minutes is not None and (type(wanted.minutes) is not int or wanted.minutes < 1):
        raise WordsError("A card takes at least one minute.")


def dealt(ideas: Iterable[Idea], weights: Mapping[str, float], seed: int) -> tuple[Idea, ...]:
    """The ideas in the order they are dealt: the same for the same seed.

    `weights` says by folded text how likely one is to come early, 1 when it is not named.
    """
    chance = Random(seed)
    keyed = [(chance.random() ** (1 / weights.get(fold(i.text), 1.0)), i) for i in ideas]
    return tuple(idea for _, idea in sorted(keyed, key=lambda k: (-k[0], k[1].text)))


def read_ideas(table: Mapping[str, Any], place: str) -> tuple[tuple[Idea, ...], tuple[str, ...]]:
    """Ideas from a parsed TOML table, and one sentence for each that is left out."""
    found: dict[str, Idea] = {}
    problems = [
        f"{place}: there is no {name!r} here; there are ideas and only."
        for name in table
        if name not in ("ideas", "only")
    ]
    if not isinstance(table.get("only", False), bool):
        problems.append(f"{place}: only is {table['only']!r}; allowed is true or false.")
    listed = table.get("ideas", [])
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return (), (*problems, f"{place}: ideas should be tables such as [[ideas]].")
    for number, fields in enumerate(listed, 1):
        try:
            idea = _idea(fields)
            found[fold(idea.text)] = idea
        except ValueError as error:
            problems.append(f"{place}: idea {number} is left out: {error}.")
    return tuple(found.values()), tuple(problems)


def _idea(fields: Any) -> Idea:
    if not isinstance(fields, Mapping):
        raise ValueError("it should be a table with a text")
    unknown = set(fields) - set(Idea._fields)
    if unknown:
        raise ValueError(f"there is no field {min(unknown)!r}; there are {', '.join(Idea._fields)}")
    text = fields.get("text")
    if not isinstance(text, str) or not one_line(text) or len(text) > LONGEST:
        raise ValueError("its text is missing")
    minutes = fields.get("minutes", 10)
    if type(minutes) is not int or not 1 <= minutes <= 120:
        raise ValueError("its minutes should be a whole number from 1 to 120")
    ages = fields.get("ages", list(AGES))
    if not isinstance(ages, list) or not ages or any(age not in AGES for age in ages):
        raise ValueError(f"its ages should be of {', '.join(AGES)}")
    return Idea(
        one_line(text),
        minutes,
        _one_of(fields, "energy", ENERGIES, "low"),
        _one_of(fields, "place", PLACES, "any"),
        tuple(ages),
        _one_of(fields, "who", WHO, "child"),
    )


def _one_of(fields: Mapping[str, Any], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = fields.get(name, default)
    if value not in allowed:
        raise ValueError(f"its {name} is {value!r}; allowed is {', '.join(allowed)}")
    return str(value)
