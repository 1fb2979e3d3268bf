"""On which line of `config.toml` something stands, for those who have to mend it."""

import re
from collections.abc import Iterable

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def with_lines(problems: Iterable[str], place: str, text: str) -> tuple[str, ...]:
    """Problems that begin with `place` and a name, with the line of that name after the place.

    What cannot be found, such as a name inside an inline table, is said with the line around it.
    """
    lines = _lines(text)
    return tuple(_with_line(problem, place, lines) for problem in problems)


def _with_line(problem: str, place: str, lines: dict[str, int]) -> str:
    head = f"{place}: "
    if not problem.startswith(head):
        return problem
    said = problem.removeprefix(head)
    name = _named(said)
    while name and name not in lines:
        name = name.rpartition(".")[0]
    return f"{place}, line {lines[name]}: {said}" if name else problem


def _named(said: str) -> str:
    """The dotted name that a sentence is about."""
    found = re.match(r"there is no setting (?:'([^']*)'|\"([^\"]*)\")", said)
    if found:
        return found[1] or found[2]
    # `plan 2` and `line 2 of week` are the second [[plans]] and the second [[week]].
    found = re.match(r"plan (\d+)(?:\.(\w+))?", said)
    if found:
        return f"plans#{found[1]}" + (f".{found[2]}" if found[2] else "")
    found = re.match(r"line (\d+) of week", said)
    if found:
        return f"week#{found[1]}"
    found = re.match(r"([^\s;,]+)", said)
    return found[1] if found else ""


def _lines(text: str) -> dict[str, int]:
    """The first line of each dotted name; the second table of `[[plans]]` is `plans#2`."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        table, key = _TABLE.match(line), _KEY.match(line)
        if table:
            name = _plain(table[2])
            if table[1] == "[[":
                counts[name] = counts.get(name, 0) + 1
                found.setdefault(name, number)
                name = f"{name}#{counts[name]}"
            prefix = f"{name}."
            found.setdefault(name, number)
        elif key:
            name = prefix + _plain(key[1])
            while name:
                found.setdefault(name, number)
                name = name.rpartition(".")[0]
    return found


def _plain(name: str) -> str:
    return re.sub(r"\s*\.\s*", ".", re.sub(r"[\"']", "", name))
