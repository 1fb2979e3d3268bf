"""The README points at what is there, and the pages made from the code are up to date."""

import re
import subprocess
import sys
from pathlib import Path

from presence_tui.ui.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_pages_of_keys_and_commands_are_made_from_the_code() -> None:
    done = subprocess.run([sys.executable, "docs/tables.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "python docs/tables.py writes them anew"


def test_the_readme_has_a_key_for_every_command_that_has_one() -> None:
    table = README.split("<!-- keys -->")[1].split("<!-- end -->")[0]
    keyed = [item for item in COMMANDS if item.key]
    assert len(keyed) > 40 and table.count("·") == len(keyed) - len({c.group for c in keyed})
    for item in keyed:
        keys = " ".join(f"`{key}`" for key in item.shown.split())
        assert f"{keys} {item.name[:1].lower()}{item.name[1:]}" in table


def test_the_page_of_settings_is_made_from_the_code() -> None:
    command = [sys.executable, "docs/settings_page.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == 0, "python docs/settings_page.py writes it anew"


def test_what_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
