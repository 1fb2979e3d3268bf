"""Two real Syncthing instances that carry a folder between two places on this machine."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = "journal"
PATIENCE_S = 60.0
"""Seconds one thing that was asked for may take."""

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    """A port on loopback that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(true: Callable[[], bool], what: str) -> None:
    """Waits until something is so. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} took longer than {PATIENCE_S:g} seconds")
        time.sleep(0.1)


class Engine:
    """One instance: its own home, the folder it carries, and its interface on loopback."""

    def __init__(self, home: Path, carried: Path) -> None:
        self.home = home
        self.carried = carried
        self.port, self.api = free_port(), free_port()
        carried.mkdir(parents=True)
        words = ["generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"]
        self._syncthing(*words).communicate(timeout=PATIENCE_S)
        self._tree = ET.parse(home / "config.xml")
        self.key = str(self._tree.findtext("gui/apikey"))
        self.ident = str(self._tree.getroot().find("device").get("id"))  # type: ignore[union-attr]
        self._process: subprocess.Popen[bytes] | None = None

    def _syncthing(self, *words: str) -> "subprocess.Popen[bytes]":
        env = {**os.environ, "STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1", "HOME": str(self.home)}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(["syncthing", *words], env=env, stdout=quiet, stderr=quiet)

    def know(self, *engines: "Engine") -> None:
        """Writes its configuration: these engines and no one else, loopback and nothing else."""
        root = self._tree.getroot()
        for old in [*root.findall("device"), *root.findall("folder")]:
            root.remove(old)
        marks = {"id": FOLDER, "label": FOLDER, "path": str(self.carried), "type": "sendreceive"}
        marks |= {"rescanIntervalS": "3600", "fsWatcherEnabled": "true", "fsWatcherDelayS": "1"}
        folder = ET.SubElement(root, "folder", marks)
        ET.SubElement(folder, "maxConflicts").text = "10"
        for engine in engines:
            device = ET.SubElement(root, "device", id=engine.ident, name=engine.home.name)
            ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{engine.port}"
            ET.SubElement(folder, "device", id=engine.ident)
        options = root.find("options")
        assert options is not None
        options.clear()
        said = {"listenAddress": f"tcp://127.0.0.1:{self.port}", "reconnectionIntervalS": "1"}
        for name in ("globalAnnounceEnabled", "localAnnounceEnabled", "relaysEnabled"):
            said[name] = "false"
        for name in ("natEnabled", "startBrowser", "crashReportingEnabled", "announceLANAddresses"):
            said[name] = "false"
        for name, value in {**said, "urAccepted": "-1", "autoUpgradeIntervalH": "0"}.items():
            ET.SubElement(options, name).text = value
        root.find("gui/address").text = f"127.0.0.1:{self.api}"  # type: ignore[union-attr]
        self._tree.write(self.home / "config.xml")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self._process = self._syncthing("serve", f"--home={self.home}", "--no-browser")
        wait_for(self._answers, "starting Syncthing")

    def stop(self) -> None:
        """Ends it, its own child with it."""
        if self._process is None:
            return
        if self._answers():
            self.ask("POST", "system/shutdown")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "system/ping") == {"ping": "pong"}
        except OSError:
            return False

    def ask(self, method: str, path: str) -> Any:
        """What its interface answers. Raises OSError."""
        url = f"http://127.0.0.1:{self.api}/rest/{path}"
        request = urllib.request.Request(url, method=method, headers={"X-API-Key": self.key})
        with _direct.open(request, timeout=10) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def apart(self) -> None:
        """Pauses the connections."""
        self.ask("POST", "system/pause")

    def together(self) -> None:
        """Goes on with them."""
        self.ask("POST", "system/resume")

    def is_settled_with(self, other: "Engine") -> bool:
        """Whether it has looked at its folder, is connected, and neither lacks anything."""
        try:
            self.ask("POST", f"db/scan?folder={FOLDER}")
            peer = self.ask("GET", "system/connections")["connections"].get(other.ident, {})
            mine = self.ask("GET", f"db/status?folder={FOLDER}")
            theirs = self.ask("GET", f"db/completion?folder={FOLDER}&device={other.ident}")
        except urllib.error.HTTPError:
            return False
        done = mine["state"] == "idle" and mine["needTotalItems"] == 0 and not mine["pullErrors"]
        theirs_done = theirs["needItems"] + theirs["needDeletes"] == 0
        return bool(done and peer.get("connected") and theirs_done)


def files_of(engine: Engine) -> dict[str, bytes]:
    """What lies in its folder, without what the engine keeps there for itself."""
    return {
        str(file.relative_to(engine.carried)): file.read_bytes()
        for file in engine.carried.rglob("*.json")
        if not file.name.startswith(".")
    }


def settle(one: Engine, other: Engine) -> None:
    """Waits until both folders hold the same and neither engine has anything left to do."""

    def settled() -> bool:
        return (
            one.is_settled_with(other)
            and other.is_settled_with(one)
            and files_of(one) == files_of(other)
        )

    wait_for(settled, "carrying the folders")


@contextmanager
def two_engines(root: Path) -> Iterator[tuple[Engine, Engine]]:
    """A pair that know each other and carry `root/one/journal` and `root/other/journal`."""
    pair = [Engine(root / name / "engine", root / name / "journal") for name in ("one", "other")]
    try:
        for engine in pair:
            engine.know(*pair)
            engine.start()
        yield pair[0], pair[1]
    finally:
        for engine in pair:
            engine.stop()
