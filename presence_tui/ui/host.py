"""What goes to the terminal itself and not onto the screen: its title, its own notifications.

The one place that writes past Textual. Everything is cleaned first, and nothing is written where
the screen is no terminal.
"""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App

from presence_tui.domain.text import clean, one_line

_SAVE, _RESTORE = "\x1b[22;2t", "\x1b[23;2t"
_END = "\x1b\\"
PROGRAM = "presence"


class Host:
    """The terminal around one dashboard."""

    def __init__(self, app: App[Any], environ: Mapping[str, str] = os.environ) -> None:
        self._app = app
        self._environ = environ
        self._title: str | None = None

    def title(self, words: str) -> None:
        """Sets the window's title, where it differs; the first time the old one is put by."""
        words = one_line(words)
        if words == self._title:
            return
        first = self._title is None
        self._title = words
        self._write((_SAVE if first else "") + f"\x1b]2;{words}{_END}")

    def restore(self) -> None:
        """Gives the window the title back that it had; call it before the screen ends."""
        if self._title is not None:
            self._title = None
            self._write(_RESTORE)

    def bell(self) -> None:
        """Rings the terminal's bell, whatever it does with it."""
        self._app.bell()

    def notify(self, words: str) -> None:
        """Shows the terminal's own notification, in the dialect it speaks."""
        self._write(notification(words, self._environ))

    def copy(self, words: str, lines: bool = False) -> None:
        """Offers words to the clipboard (OSC 52), in one line unless their `lines` are to stay.

        Not every terminal allows it, and none says so. tmux as it comes drops what programs inside
        it offer, so it is told itself: its own paste key has them then, and often the clipboard.
        """
        words = clean(words) if lines else one_line(words)
        self._app.copy_to_clipboard(words)
        if "TMUX" in self._environ and not self._app.is_headless and not self._app.is_web:
            self._app.run_worker(
                lambda: _tell_tmux(words), thread=True, group="clipboard", exit_on_error=False
            )

    def _write(self, sequence: str) -> None:
        driver = self._app._driver
        if not sequence or driver is None or self._app.is_headless or self._app.is_web:
            return
        if self._environ.get("TERM", "") in ("linux", "dumb", ""):
            return
        driver.write(sequence)
        driver.flush()


def _tell_tmux(words: str) -> None:
    """Puts words into tmux's paste buffer, and through it on the clipboard where it may (3.2)."""
    import subprocess

    for command in (("load-buffer", "-w", "-"), ("load-buffer", "-")):
        try:
            done = subprocess.run(
                ["tmux", *command],
                input=words.encode(),
                capture_output=True,
                timeout=3,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            # No tmux at hand: the terminal has been offered the words all the same.
            return
        if done.returncode == 0:
            return


def notification(words: str, environ: Mapping[str, str]) -> str:
    """The sequence of a notification; one dialect only, for some terminals understand several.

    OSC 99 for kitty, 777 for foot, urxvt and VTE, 9 for the others.
    """
    words = one_line(words)
    term = environ.get("TERM", "")
    if "STY" in environ:
        return ""
    if "kitty" in term or "KITTY_WINDOW_ID" in environ:
        found = f"\x1b]99;i={PROGRAM}:d=0;{PROGRAM}{_END}\x1b]99;i={PROGRAM}:p=body;{words}{_END}"
    elif term.startswith(("foot", "rxvt")) or "VTE_VERSION" in environ:
        found = f"\x1b]777;notify;{PROGRAM};{words}{_END}"
    else:
        # Its name first: `9;4;…` would be a progress bar.
        found = f"\x1b]9;{PROGRAM}: {words}{_END}"
    if "TMUX" in environ:
        doubled = found.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}{_END}"
    return found
