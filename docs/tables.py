"""Writes the tables of the README that are made from the code: `python docs/tables.py`.

With `--check` nothing is written; the status is 1 when the README says something else.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from presence_tui.cli.commands import COMMANDS as WORDS  # noqa: E402
from presence_tui.ui.commands import COMMANDS as KEYS  # noqa: E402


def keys() -> str:
    """The dashboard's keys."""
    rows = [f"| {_key(item.shown)} | {item.help} |" for item in KEYS if item.key]
    return "\n".join(["| key | does |", "| --- | --- |", *rows])


def _key(shown: str) -> str:
    return " ".join(f"`{key}`" for key in shown.split())


def commands() -> str:
    """The command line's commands."""
    rows = [f"| `presence {item.name}{_usage(item.usage)}` | {item.help} |" for item in WORDS]
    return "\n".join(["| command | does |", "| --- | --- |", *rows])


def _usage(usage: str) -> str:
    return f" {usage}".replace("|", "\\|") if usage else ""


def written(readme: str) -> str:
    """The README with its tables as the code has them."""
    for name, table in (("keys", keys()), ("commands", commands())):
        pattern = rf"(<!-- {name} -->\n).*?(\n<!-- end -->)"
        readme, count = re.subn(pattern, lambda m, t=table: m[1] + t + m[2], readme, flags=re.S)
        if count != 1:
            raise SystemExit(f"README.md has no place for the table of {name}.")
    return readme


def main(words: list[str]) -> int:
    """Writes the README, or with `--check` compares it."""
    file = ROOT / "README.md"
    before = file.read_text("utf-8")
    after = written(before)
    if "--check" in words:
        return 0 if before == after else 1
    file.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
