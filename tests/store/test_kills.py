"""Processes killed at random instants: what was acknowledged is there, and all of it reads."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

ROOT = Path(__file__).parent.parent.parent
SEED = int(os.environ.get("STORM_SEED", "1"))
COMMANDS, OPEN_ONES, DASHBOARDS = 300, 170, 30

STAYS_OPEN = """
import sys
from presence_tui.services.presence import open_presence
presence = open_presence()
kept = []
for i in range(10_000):
    what = i % 4
    if what < 2:
        moment = presence.moments.log(f"{sys.argv[1]} {i}")
        kept.append(moment.stamp.id)
        print("log", moment.stamp.id, moment.text, sep="\\t", flush=True)
    elif what == 2:
        text = f"{sys.argv[1]} {i} again"
        presence.past.edit(kept[-1], text)
        print("log", kept[-1], text, sep="\\t", flush=True)
    else:
        started = presence.boundaries.start(f"{sys.argv[1]} {i}")
        stopped = presence.boundaries.stop()
        print("stop", stopped.stamp.id, "", sep="\\t", flush=True)
"""


class Home:
    """A home, what was acknowledged in it, and what went wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.acknowledged: dict[str, str | None] = {}
        """Text by id; none for a boundary that was ended."""
        self.pending: defaultdict[str, set[str]] = defaultdict(set)
        """Edits begun and not acknowledged: the text may be the old one or one of these."""
        self.wrong: list[str] = []
        self.env = {
            **os.environ,
            "PRESENCE_HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "TZ": "Europe/Paris",
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *words],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def kill(self, process: "subprocess.Popen[str]", after_s: float) -> str:
        """Kills it after a while and returns what it had said on stdout."""
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        said, errors = process.communicate()
        if "Traceback" in errors:
            self.wrong.append(errors)
        return said

    def rows(self) -> dict[str, dict[str, Any]]:
        """Every row on the disk, as any JSON program reads it."""
        found: dict[str, dict[str, Any]] = {}
        for file in self.folder.glob("journal/*/*.json"):
            try:
                tables = json.loads(file.read_bytes())
            except ValueError as error:
                self.wrong.append(f"{file.name} cannot be read: {error}")
                continue
            for table in ("moments", "boundaries"):
                found |= tables.get(table, {})
        return found

    def check(self) -> None:
        """All that was acknowledged is there, and a new process has nothing to say."""
        rows = self.rows()
        for ident, text in self.acknowledged.items():
            row = rows.get(ident)
            if row is None:
                self.wrong.append(f"lost: {ident} {text}")
            elif text is None and not row.get("ended_at"):
                self.wrong.append(f"runs again: {ident}")
            elif text is not None and row["text"] not in {text, *self.pending[ident]}:
                self.wrong.append(f"not as acknowledged: {row['text']!r} for {text!r}")
        today = self.start("-m", "presence_tui", "today")
        _, errors = today.communicate()
        if today.returncode or errors:
            self.wrong.append(errors)


def kill_a_command(home: Home, chance: random.Random, number: int) -> None:
    """`log`, `edit` or `start` and `stop`, killed somewhere on its way."""
    edit = number % 3 == 1 and [i for i, text in home.acknowledged.items() if text is not None]
    after = chance.uniform(0.03, 0.3)
    if edit:
        ident, text = chance.choice(edit), f"edited {number}"
        home.pending[ident].add(text)
        process = home.start("-m", "presence_tui", "edit", ident, text, "--json")
        if said := home.kill(process, after):
            home.acknowledged[ident] = json.loads(said)["text"]
    elif number % 3 == 2:
        started = home.start("-m", "presence_tui", "start", f"boundary {number}", "--json")
        said, _ = started.communicate()
        ident = json.loads(said)["id"]
        process = home.start("-m", "presence_tui", "stop", f"boundary {number}", "--json")
        if home.kill(process, after):
            home.acknowledged[ident] = None
    else:
        process = home.start("-m", "presence_tui", "log", f"moment {number}", "--json")
        if said := home.kill(process, after):
            row = json.loads(said)
            home.acknowledged[row["id"]] = row["text"]


def kill_an_open_one(home: Home, chance: random.Random, number: int) -> None:
    """A process that stays open and writes again and again, as the dashboard does."""
    process = home.start("-c", STAYS_OPEN, f"open {number}")
    assert process.stdout is not None
    first = process.stdout.readline()
    said = first + home.kill(process, chance.uniform(0, 0.15))
    for line in said.splitlines(keepends=True):
        if line.endswith("\n"):
            what, ident, text = line.rstrip("\n").split("\t")
            home.acknowledged[ident] = text if what == "log" else None
    last = [i for i, text in home.acknowledged.items() if text and text.startswith("open")]
    if last:
        # Its next step, under way when it was killed, may have been the edit of its last entry.
        home.pending[last[-1]].add(f"open {number} {_count(home.acknowledged[last[-1]]) + 1} again")


def _count(text: str | None) -> int:
    return int((text or "").split()[2])


def kill_a_dashboard(home: Home, chance: random.Random, number: int) -> None:
    """The dashboard in a terminal, killed while it keeps a line typed into it."""
    terminal = Terminal(home.folder)
    terminal.wait_for("help")
    terminal.type("m")
    # The line to type into has no sign of its own that it is ready.
    time.sleep(0.5)
    terminal.type(f"5m typed {number}")
    terminal.wait_for("began")
    terminal.type("\r")
    time.sleep(chance.uniform(0, 0.15))
    terminal.signal(signal.SIGKILL)
    terminal.end()
    if "Traceback" in terminal.written:
        home.wrong.append(terminal.written[-2000:])


@pytest.mark.storm
def test_five_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    kinds = [kill_a_command] * COMMANDS + [kill_an_open_one] * OPEN_ONES
    kinds += [kill_a_dashboard] * DASHBOARDS
    chance.shuffle(kinds)
    acknowledged = 0
    wrong: list[str] = []
    typed = 0
    for part in range(0, len(kinds), 50):
        home = Home(tmp_path / f"home-{part}")
        for number, kind in enumerate(kinds[part : part + 50]):
            kind(home, chance, number)
            home.rows()
        home.check()
        typed += sum(str(row.get("text")).startswith("typed") for row in home.rows().values())
        acknowledged += len(home.acknowledged)
        wrong += home.wrong
    print(
        f"{len(kinds)} kills (seed {SEED}): {acknowledged} acknowledged, {typed} typed ones kept, "
        f"{len(wrong)} wrong"
    )
    assert wrong == []
    assert acknowledged > 100
    assert typed > 0
