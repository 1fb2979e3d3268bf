"""One paint for all that a key brings about."""

from contextlib import ExitStack
from typing import Any

from textual.app import App

PATIENCE_S = 0.15
"""How long the screen may wait: on a slow disk it shows meanwhile that the words were taken."""


class Still:
    """Nothing is painted from its making until its end, or until patience ends."""

    def __init__(self, app: App[Any]) -> None:
        self._batch = ExitStack()
        self._batch.enter_context(app.batch_update())
        self._timer = app.set_timer(PATIENCE_S, self.end)

    def end(self) -> None:
        """Paints what has changed; a second time nothing."""
        self._timer.stop()
        self._batch.close()
