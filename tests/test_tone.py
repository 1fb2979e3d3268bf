"""The rules of tone, held over every sentence of the program."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "presence_tui"
READ = ("ui", "cli", "services", "domain", "store")

SHAME = re.compile(
    r"\b(streaks?|missed|failed|fail|failure|goals?|scores?|should have|haven[’']t|lazy|"
    r"behind schedule|well done|great job|congratulations)\b|!(?![=\[])",
    re.IGNORECASE,
)

ALLOWED = {
    # Plain errors may say that something failed; a hook or a hash is no person.
    "failed": ("services/", "cli/", "store/"),
    "fail": ("services/", "cli/", "store/"),
    "failure": ("services/", "cli/", "store/"),
    # Patterns and signs that are read, not said.
    "!": (
        "services/letters.py",
        "services/hooks.py",
        "services/hook_runner.py",
        "store/",
        "domain/quick_entry.py",
    ),
}


def docstrings(tree: ast.Module) -> set[int]:
    """The constants that only explain the code."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def sentences() -> Iterator[tuple[str, int, str]]:
    """Every string literal that could reach a person: file, line, text."""
    for part in READ:
        for file in sorted((ROOT / part).rglob("*.py")):
            tree = ast.parse(file.read_text("utf-8"))
            silent = docstrings(tree)
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or id(node) in silent:
                    continue
                # A word alone is a name in the code; a sentence has a space.
                if isinstance(node.value, str) and " " in node.value.strip():
                    yield file.relative_to(ROOT).as_posix(), node.lineno, node.value


def refused(file: str, text: str) -> list[str]:
    """The words of shame in a sentence that its file may not say."""
    words = [match[0].casefold() for match in SHAME.finditer(text)]
    return [word for word in words if not file.startswith(ALLOWED.get(word, ("\0",)))]


def test_no_sentence_shames_or_cheers() -> None:
    found = [
        f"{file}:{line} says {words}: {text!r}"
        for file, line, text in sentences()
        if (words := refused(file, text))
    ]
    assert not found, "\n".join(found)


def test_the_evening_is_among_what_is_read() -> None:
    read = {text for _, _, text in sentences()}
    assert "Is anything heavy? A few words, or nothing." in read
    assert "What would you say to a friend who thought this?" in read
    assert len(read) > 300


@pytest.mark.parametrize(
    "text",
    [
        "A streak of three days",
        "You missed it",
        "Try again!",
        "You haven’t rested",
        "Your score is",
    ],
)
def test_the_test_can_fail(text: str) -> None:
    assert refused("ui/screens/review.py", text)
