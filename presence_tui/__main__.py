"""The one door: no words opens the dashboard, words go to the command line."""

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presence_tui.domain.settings import Settings


def main() -> int:
    """Runs `presence` and returns its exit status: 0 done, 1 could not be done, 2 wrong usage."""
    if len(sys.argv) == 1:
        from presence_tui.ui.app import run_dashboard

        return run_dashboard()
    if sys.argv[1] == "review" and _on_a_terminal():
        reviewed = _review(sys.argv[2:])
        if reviewed is not None:
            return reviewed
    if sys.argv[1:] == ["demo"] and _on_a_terminal():
        from presence_tui.ui.demo_app import run_demo

        return run_demo()
    # A command answers and leaves: collecting its garbage, at its end too, is only waited for.
    gc.disable()
    from presence_tui.cli.main import run

    status = run(sys.argv[1:], (_keys,))
    gc.freeze()
    return status


def _keys(settings: "Settings", place: str) -> tuple[str, ...]:
    """What the dashboard says of its keys, for those who check the settings."""
    from presence_tui.ui.keymap import read_keys

    return read_keys(settings.keys, place).problems


def _on_a_terminal() -> bool:
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()


def _review(words: list[str]) -> int | None:
    """The review as a screen; none where the words ask for text, or are not meant for it."""
    weekly = "--week" in words
    rest = [word for word in words if word != "--week"]
    if len(rest) == 1 and rest[0].startswith("--day="):
        rest = ["--day", rest[0].removeprefix("--day=")]
    if rest and not (len(rest) == 2 and rest[0] == "--day"):
        return None
    from presence_tui.ui.review_app import run_review

    return run_review(rest[1] if rest else None, weekly)


if __name__ == "__main__":
    sys.exit(main())
