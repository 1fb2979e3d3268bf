"""Every system call of a write made to fail: what was kept stays, what is said is true."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from needs import needs

ROOT = Path(__file__).parent.parent.parent
CALLS = "openat,read,write,fsync,rename,close,mkdir,flock,link,linkat,fchmod,chmod,unlink"
ERRORS = ("EIO", "ENOSPC", "EROFS", "EACCES", "EINTR")
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)")


class Fault(NamedTuple):
    """The `count`-th call of that name made to fail."""

    call: str
    count: int
    error: str


def presence(
    home: Path, *words: str, under: tuple[str, ...] = ()
) -> "subprocess.CompletedProcess[str]":
    """Runs `presence` on a home, perhaps under strace."""
    env = {
        **os.environ,
        "PRESENCE_HOME": str(home),
        "TZ": "Europe/Paris",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [*under, sys.executable, "-m", "presence_tui", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def kept(home: Path) -> list[str]:
    """The texts that are on the disk in month files, as any JSON program reads them."""
    found = []
    for file in home.glob("journal/*/????-??.json"):
        rows = json.loads(file.read_bytes()).get("moments", {}).values()
        found += [row["text"] for row in rows]
    return sorted(found)


def touching(trace: Path, home: Path) -> list[tuple[str, int]]:
    """Name and ordinal of each call that touches the home."""
    counts: Counter[str] = Counter()
    found = []
    for line in trace.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        counts[match[1]] += 1
        if f"{home}/" in match[2] or f"<{home}" in match[2] or f'"{home}"' in match[2]:
            found.append((match[1], counts[match[1]]))
    return found


def survives(template: Path, fault: Fault, place: Path) -> str | None:
    """What went wrong, or none."""
    home = place / "home"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    if template.exists():
        shutil.copytree(template, home)
    before = kept(home)
    inject = f"inject={fault.call}:error={fault.error}:when={fault.count}"
    # The same calls are traced as were counted, so that the ordinals agree.
    under = ("strace", "-y", "-f", "-o", str(place / "trace"), "-e", CALLS, "-e", inject)
    done = presence(home, "log", "new", under=under)
    after = kept(home)
    said = f"status {done.returncode}, said {done.stderr!r}, kept {after}"
    if "Traceback" in done.stderr or done.returncode not in (0, 1):
        return said
    if not set(before) <= set(after):
        return f"lost an entry: {said}"
    if done.returncode == 0 and "new" not in after:
        return f"acknowledged and not there: {said}"
    if done.returncode == 1:
        if len(done.stderr.strip().splitlines()) != 1:
            return f"not one sentence: {said}"
        if "new" in after and "may be there" not in done.stderr:
            return f"refused and there: {said}"
    again = presence(home, "log", "after")
    if again.returncode != 0 or set(kept(home)) != {*after, "after"}:
        return f"no way on: {said}, then {again.stderr!r} and {kept(home)}"
    return None


@pytest.mark.storm
@needs("strace")
@pytest.mark.parametrize("begun", [True, False], ids=["a begun month", "an empty home"])
def test_every_failing_call_is_survived(tmp_path: Path, begun: bool) -> None:
    template = tmp_path / "template"
    if begun:
        presence(template, "log", "first")
        presence(template, "log", "second")
    counted = tmp_path / "counted" / "home"
    counted.parent.mkdir()
    if begun:
        shutil.copytree(template, counted)
    trace = tmp_path / "trace"
    under = ("strace", "-y", "-f", "-o", str(trace), "-e", CALLS)
    done = presence(counted, "log", "new", under=under)
    assert done.returncode == 0, done.stderr
    points = touching(trace, counted)
    assert {"openat", "write", "fsync", "rename", "close", "flock"} <= {name for name, _ in points}
    faults = [Fault(name, count, error) for name, count in points for error in ERRORS]
    with ThreadPoolExecutor(2) as pool:
        places = [tmp_path / f"fault-{i}" for i in range(len(faults))]
        results = list(pool.map(survives, [template] * len(faults), faults, places))
    wrong = [f"{fault}: {said}" for fault, said in zip(faults, results, strict=True) if said]
    print(f"{len(faults)} failing calls ({len(points)} calls × {len(ERRORS)}): {len(wrong)} wrong")
    assert wrong == []
