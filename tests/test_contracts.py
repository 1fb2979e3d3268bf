"""The house's own rules: which way the arrows go, and what stays unloaded."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Each of these costs the command line more than the rest of what it loads together.
HEAVY = {"textual", "rich", "pendulum", "dataclasses", "inspect", "asyncio", "logging", "uuid"}


def run_python(code: str) -> "subprocess.CompletedProcess[str]":
    """Runs code in a process that has loaded nothing yet."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_hold() -> None:
    code = (
        "import sys\n"
        "from importlinter.cli import lint_imports\n"
        "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))\n"
    )
    done = run_python(code)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_importing_the_package_loads_nothing() -> None:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import presence_tui\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    done = run_python(code)
    assert done.stdout.split() == ["presence_tui"], done.stderr


@pytest.mark.parametrize(
    ("lines", "also"),
    [
        ([["status"]], {"tinydb", "presence_tui.domain.meanings"}),
        ([["log", "10m dance party 20 min ago @mia #play"]], set()),
        ([["thanks", "rain"]], set()),
        ([["start", "bedtime"], ["pause"], ["resume"], ["return"], ["stop"]], set()),
        ([["today"]], {"tinydb"}),
        ([["export"]], {"tinydb"}),
    ],
    ids=["status", "log", "thanks", "boundary", "today", "export"],
)
def test_the_command_line_never_loads_the_heavy_ones(
    home: Path, lines: list[list[str]], also: set[str]
) -> None:
    code = (
        "import sys\n"
        "from presence_tui.cli.main import run\n"
        f"status = [run(words) for words in {lines!r}]\n"
        f"heavy = {HEAVY | also!r} & set(sys.modules)\n"
        "assert (set(status), heavy) == ({0}, set()), (status, heavy)\n"
    )
    done = run_python(code)
    assert done.returncode == 0, done.stderr
