"""Heard elsewhere: bell, title, the terminal's notification, the clipboard, the desktop."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from needs import needs

from presence_tui.domain.presets import HEARD
from presence_tui.domain.settings import Settings
from presence_tui.services.desktop import Desktop
from presence_tui.services.presence import Presence
from presence_tui.services.watch import Notice
from presence_tui.ui.host import Host, _tell_tmux, notification
from presence_tui.ui.look import LookApp
from presence_tui.ui.notices import Notices

TEXT = "Rest has reached its planned end"


class Driver:
    """Keeps what is written to the terminal."""

    def __init__(self) -> None:
        self.written = ""

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None: ...


class Screen:
    """As much of an app as a host needs."""

    def __init__(self) -> None:
        self._driver = Driver()
        self.is_headless = self.is_web = False

    def bell(self) -> None:
        self._driver.write("\x07")


def host(term: str = "xterm-256color", **extra: str) -> tuple[Host, Driver, Screen]:
    screen = Screen()
    made = Host(screen, {"TERM": term, **extra})  # type: ignore[arg-type]
    return made, screen._driver, screen


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"TERM": "xterm-256color"}, "\x1b]9;presence: hush\x1b\\"),
        ({"TERM": "foot"}, "\x1b]777;notify;presence;hush\x1b\\"),
        ({"TERM": "xterm", "VTE_VERSION": "7200"}, "\x1b]777;notify;presence;hush\x1b\\"),
        (
            {"TERM": "xterm-kitty"},
            "\x1b]99;i=presence:d=0;presence\x1b\\\x1b]99;i=presence:p=body;hush\x1b\\",
        ),
        (
            {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"},
            "\x1bPtmux;\x1b\x1b]9;presence: hush\x1b\x1b\\\x1b\\",
        ),
        ({"TERM": "screen", "STY": "1.pts"}, ""),
    ],
)
def test_each_terminal_gets_its_own_dialect(environ: dict[str, str], sequence: str) -> None:
    assert notification("hush", environ) == sequence


def test_nothing_typed_acts_on_the_terminal() -> None:
    evil = "a\x1b]52;c;AAAA\x07b\x9d2;x\x9cc\nd"
    made, driver, _ = host()
    made.title(evil)
    made.notify(evil)
    inside = driver.written.replace("\x1b]2;", "").replace("\x1b]9;", "").replace("\x1b\\", "")
    assert "\x1b" not in inside.replace("\x1b[22;2t", "")
    assert not set(inside) & {"\x07", "\x9d", "\x9c", "\n"}


def test_the_title_is_put_by_set_once_and_given_back() -> None:
    made, driver, _ = host()
    made.title("Rest · presence")
    made.title("Rest · presence")
    made.title("presence")
    made.restore()
    made.restore()
    assert driver.written == (
        "\x1b[22;2t\x1b]2;Rest · presence\x1b\\\x1b]2;presence\x1b\\\x1b[23;2t"
    )


@pytest.mark.parametrize("where", ["linux", "dumb", ""])
def test_a_console_is_left_alone(where: str) -> None:
    made, driver, _ = host(where)
    made.title("x")
    made.notify("x")
    assert driver.written == ""


def test_a_browser_is_left_alone() -> None:
    made, driver, screen = host()
    screen.is_web = True
    made.title("x")
    made.notify("x")
    assert driver.written == ""


class Room(LookApp):
    """An app that only listens."""

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.said: list[str] = []

    def notify(self, message: str, **more: Any) -> None:  # type: ignore[override]
        self.said.append(message)


@pytest.mark.parametrize("heard", [(), *[(place,) for place in HEARD], HEARD])
async def test_a_notice_goes_where_it_is_heard_and_nowhere_else(
    heard: tuple[str, ...], presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Room(presence)
    async with app.run_test():
        found: list[str] = []
        made = Host(app)
        monkeypatch.setattr(made, "bell", lambda: found.append("bell"))
        monkeypatch.setattr(made, "notify", lambda words: found.append("terminal"))

        async def shown(self: Desktop, words: str) -> None:
            found.append("desktop")

        monkeypatch.setattr(Desktop, "show", shown)
        Notices(app, made).tell(Notice("over", "inside [b]", "outside", heard))
        await app.workers.wait_for_complete()
    found += ["toast" for _ in app.said]
    assert set(found) == set(heard) - {"title"}


async def test_the_clipboard_gets_the_words_to_tell(presence: Presence) -> None:
    app = Room(presence)
    async with app.run_test():
        Host(app).copy("I'm offline\nuntil 8:00")
        assert app.clipboard == "I'm offline until 8:00"


@pytest.mark.parametrize("old", [False, True], ids=["tmux", "an old tmux"])
def test_tmux_gets_the_words_into_its_own_buffer(
    old: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuses = 'case "$*" in *-w*) exit 1 ;; esac\n' if old else ""
    tmux = tmp_path / "tmux"
    tmux.write_text(f'#!/bin/sh\n{refuses}echo "$@" > "{tmp_path}/said"; cat > "{tmp_path}/kept"\n')
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    _tell_tmux("rain\nsnow")
    assert (tmp_path / "said").read_text() == ("load-buffer -\n" if old else "load-buffer -w -\n")
    assert (tmp_path / "kept").read_text() == "rain\nsnow"
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    _tell_tmux("rain")


async def test_rows_keep_their_lines_on_the_clipboard(presence: Presence) -> None:
    app = Room(presence)
    async with app.run_test():
        Host(app).copy("rain\nsnow\x1b", lines=True)
        assert app.clipboard == "rain\nsnow"


# ── a real session bus ───────────────────────────────────────────────────────

RECORDER = """\
import asyncio, json, sys
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method

class Notifications(ServiceInterface):
    def __init__(self):
        super().__init__("org.freedesktop.Notifications")
        self.heard = []

    @dbus_method()
    def Notify(self, app: "s", replaces: "u", icon: "s", summary: "s", body: "s",
               actions: "as", hints: "a{sv}", expire: "i") -> "u":
        self.heard.append([app, replaces, summary, body, expire])
        return 41 + len(self.heard)

async def main():
    recorder = Notifications()
    bus = await MessageBus().connect()
    bus.export("/org/freedesktop/Notifications", recorder)
    await bus.request_name("org.freedesktop.Notifications")
    from presence_tui.services.desktop import Desktop
    desktop = Desktop()
    said = [await desktop.show("Rest <b>& more</b>"), await desktop.show("second")]
    print(json.dumps([recorder.heard, said]))

asyncio.run(main())
"""


def on_a_bus(script: str, tmp_path: Path) -> str:
    file = tmp_path / "recorder.py"
    file.write_text(script)
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(file)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs("dbus-run-session")
def test_the_desktop_is_told_and_a_newer_notice_replaces(tmp_path: Path) -> None:
    import json

    pytest.importorskip("dbus_fast", reason="needs dbus-fast, the extra `desktop`")
    heard, said = json.loads(on_a_bus(RECORDER, tmp_path))
    assert said == [None, None]
    assert heard == [
        ["presence", 0, "presence", "Rest &lt;b&gt;&amp; more&lt;/b&gt;", -1],
        ["presence", 42, "presence", "second", -1],
    ]


@needs("dbus-run-session")
def test_a_bus_without_a_service_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("dbus_fast", reason="needs dbus-fast, the extra `desktop`")
    script = (
        "import asyncio\nfrom presence_tui.services.desktop import Desktop\n"
        "print(asyncio.run(Desktop().show('x')))\nprint(asyncio.run(Desktop().missing()))\n"
    )
    said = on_a_bus(script, tmp_path)
    assert said.count("The desktop has no notification service") == 2


def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    said = asyncio.run(Desktop().show("x"))
    assert said is not None
    assert "desktop" in said


def test_the_doctor_names_what_is_missing_only_to_those_who_want_it(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")

    def found() -> list[str]:
        return [f.says for f in presence.doctor.examine() if f.area == "desktop"]

    assert found() == []
    presence.settings = Settings(heard=("desktop",))
    assert len(found()) == 1
