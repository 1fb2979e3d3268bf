"""Short notices in a corner; what they say is never read as markup."""

from typing import Any

from textual.app import App

from presence_tui.domain.text import one_line


def say(app: App[Any], sentence: str, serious: bool = False) -> None:
    """Shows one sentence for a few seconds."""
    app.notify(
        one_line(sentence),
        severity="warning" if serious else "information",
        timeout=8 if serious else 4,
        markup=False,
    )
