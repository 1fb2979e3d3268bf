"""Writes docs/keys.md, docs/commands.md and the README's keys: `python docs/tables.py`.

With `--check` nothing is written; the status is 1 when a page says something else.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from presence_tui.cli.commands import COMMANDS as WORDS  # noqa: E402
from presence_tui.ui.commands import COMMANDS as KEYS  # noqa: E402

KEYS_OPENING = """\
# Keys

In the dashboard. Every key can be another, under `[keys]` in the [settings](settings.md); what has
no key stands here by the name that the palette (`ctrl+p`) knows it by, as it knows all of them. `?`
explains the panel in focus.

The pages that lie over the dashboard (review, care, find, history, lists) say their own keys in
their footers. Where one of them does what a command here does, such as undo, delete, put to rest or
help, it is on the key of that command, unless the page needs that key for something else.
"""
README_KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- end -->)", re.DOTALL)
COMMANDS_OPENING = """\
# Commands

`presence` alone opens the dashboard; `presence COMMAND --help` explains one with its options. An ID
is what stands at the end of a line of `presence today` and `presence find`. The exit status is 0
when it was done, 1 when it could not be, 2 when it was not said right.
"""


def keys() -> str:
    """The dashboard's keys, by their groups."""
    parts = [KEYS_OPENING]
    for group in dict.fromkeys(item.group for item in KEYS):
        rows = [
            f"| {_key(item.shown) or f'*{item.name}*'} | {item.help} |"
            for item in KEYS
            if item.group == group
        ]
        parts.append("\n".join([f"## {group}", "", "| key | does |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)


def readme(text: str) -> str:
    """The README with its table of keys written anew: what has a key, a row for each group."""
    rows = []
    for group in dict.fromkeys(item.group for item in KEYS):
        said = [
            f"{_key(item.shown)} {item.name[:1].lower()}{item.name[1:]}"
            for item in KEYS
            if item.group == group and item.shown
        ]
        rows.append(f"| {group} | {' · '.join(said)} |")
    table = "\n".join(["| | |", "| --- | --- |", *rows, ""])
    return README_KEYS.sub(lambda _: table, text)


def _key(shown: str) -> str:
    return " ".join(f"`{key}`" for key in shown.split())


def commands() -> str:
    """The command line's commands."""
    rows = [f"| `presence {item.name}{_usage(item.usage)}` | {item.help} |" for item in WORDS]
    return "\n".join([COMMANDS_OPENING, "| command | does |", "| --- | --- |", *rows, ""])


def _usage(usage: str) -> str:
    return f" {usage}".replace("|", "\\|") if usage else ""


def main(words: list[str]) -> int:
    """Writes the pages, or with `--check` compares them."""
    front = ROOT / "README.md"
    pages = {
        front: readme(front.read_text("utf-8")),
        ROOT / "docs" / "keys.md": keys(),
        ROOT / "docs" / "commands.md": commands(),
    }
    if "--check" in words:
        same = all(
            file.exists() and file.read_text("utf-8") == text for file, text in pages.items()
        )
        return 0 if same else 1
    for file, text in pages.items():
        file.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
