"""Figures and how they are told: medians, ratios against a floor, one table a section."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Line(NamedTuple):
    """One line of a table."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    """The floor's value in the same unit, measured in the same run; or none."""
    ratio: float | None = None
    """Value against floor, where it was paired otherwise than by the two values above."""
    aim: float | None = None
    """What the ratio, or without a floor the value, should not be above."""


def percentile(values: Sequence[float], rank: float) -> float:
    """The value below which `rank` per cent lie, between two where needed."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * rank / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def against(
    what: str, values: Sequence[float], floors: Sequence[float], unit: str, aim: float | None
) -> Line:
    """Medians of two interleaved series, and the ratio of the medians."""
    value, floor = median(values), median(floors)
    return Line(what, value, unit, floor, value / floor, aim)


def table(title: str, lines: Sequence[Line]) -> str:
    """A section as Markdown."""
    out = [
        f"## {title}",
        "",
        "| | figure | floor | ratio | aim | |",
        "| --- | --: | --: | --: | --: | --- |",
    ]
    for line in lines:
        judged = line.value if line.ratio is None else line.ratio
        kept = "" if line.aim is None else "reached" if judged <= line.aim + 0.005 else "missed"
        cells = [
            line.what,
            _shown(line.value, line.unit),
            "" if line.floor is None else _shown(line.floor, line.unit),
            "" if line.ratio is None else f"{line.ratio:.2f}",
            "" if line.aim is None else f"≤ {line.aim:g}",
            kept,
        ]
        out.append("| " + " | ".join(cells) + " |")
    return "\n".join(out) + "\n"


def _shown(value: float, unit: str) -> str:
    digits = 0 if unit in ("", "B/s") else 2 if unit == "%" else 1
    return f"{value:.{digits}f} {unit}".strip()


def interleaved(rounds: int, runs: Sequence[Callable[[], float]]) -> list[list[float]]:
    """Each of `runs` once a round, in an order reversed every other round; one is not counted."""
    series: list[list[float]] = [[] for _ in runs]
    for number in range(rounds + 1):
        order = range(len(runs)) if number % 2 else reversed(range(len(runs)))
        for index in order:
            value = runs[index]()
            if number:
                series[index].append(value)
    return series
