"""The rules of tone, held over every string of the program and every page about it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
CODE = ROOT / "presence_tui"

SHAME = re.compile(
    r"\b(streaks?|missed|failed|fails?|failures?|goals?|scores?|targets?|should have|"
    r"haven[’']t|didn[’']t|lazy|guilty|productiv\w+|behind schedule|well done|great job|"
    r"congratulations|keep it up|only \d+ (?:left|more)|illegal|invalid|you must)\b|"
    r"!(?![=\[])|\berror:",
    re.IGNORECASE,
)

ALLOWED = {
    # Read by a browser, not by a person.
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">': "!",
}
"""A string and the one word in it that is let through."""

PAGES = ("README.md", "docs/evening.md", "docs/plans.md", "docs/hooks.md", "docs/status.md")
"""What users read; the other pages are about the code, and may say that a write failed."""


def docstrings(tree: ast.Module) -> set[int]:
    """The constants that only explain the code."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def spoken() -> Iterator[tuple[str, str]]:
    """Every string literal that could reach a person, words alone among them: where, text."""
    for file in sorted(CODE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        silent = docstrings(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in silent:
                continue
            if isinstance(node.value, str) and re.search(r"[^\W\d_]{2}", node.value):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node.value


def kept() -> Iterator[tuple[str, str]]:
    """Every string of the data that ships with the program: ideas, themes."""

    def inside(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from inside(one)

    for file in sorted([*CODE.rglob("*.toml"), *(ROOT / "themes").glob("*.toml")]):
        for text in inside(tomllib.loads(file.read_text("utf-8"))):
            yield str(file.relative_to(ROOT)), text


def written() -> Iterator[tuple[str, str]]:
    """The pages that users read, a paragraph at a time, without their pictures."""
    for name in PAGES:
        page = re.sub(r"!\[|<!--.*?-->", "[", (ROOT / name).read_text("utf-8"))
        for text in page.split("\n\n"):
            if "```" not in text:
                yield name, text


def refused(text: str) -> list[str]:
    """The words in a string that may not be said."""
    words = [match[0].casefold() for match in SHAME.finditer(text)]
    return [word for word in words if ALLOWED.get(text) != word]


def test_nothing_shames_or_cheers() -> None:
    found = [
        f"{where} says {words}: {text!r}"
        for source in (spoken(), kept(), written())
        for where, text in source
        if (words := refused(text))
    ]
    assert not found, "\n".join(found)


def test_the_evening_is_among_what_is_read() -> None:
    read = {text for _, text in spoken()}
    assert "Is anything heavy? A few words, or nothing." in read
    assert "What would you say to a friend who thought this?" in read
    assert "thanks" in read
    assert len(read) > 1000
    assert len(list(kept())) > 100
    assert len(list(written())) > 50


def test_nothing_is_let_through_that_is_no_longer_said() -> None:
    assert set(ALLOWED) <= {text for _, text in spoken()}


@pytest.mark.parametrize(
    "text",
    [
        "A streak of three days",
        "You missed it",
        "missed",
        "Try again!",
        "You haven’t rested",
        "Your score is",
        "error: no such day",
        "You must name a day",
        "invalid",
    ],
)
def test_the_test_can_fail(text: str) -> None:
    assert refused(text)
