"""The field of a sheet: words being typed, and the keys that lead on from it."""

from textual.events import Key
from textual.message import Message

from presence_tui.ui.widgets.words import Words


class Field(Words):
    """As the entry line; tab goes on a step, and so do arrows where nothing is typed."""

    DEFAULT_CSS = """
    Field { position: absolute; layer: field; height: 1; display: none; }
    """

    class Step(Message):
        """On to the next step (1) or back to the one before (-1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    async def _on_key(self, event: Key) -> None:
        by = {"tab": 1, "shift+tab": -1}.get(event.key, 0)
        if not self.text:
            by = by or {"right": 1, "left": -1}.get(event.key, 0)
        if by:
            event.stop()
            event.prevent_default()
            self.post_message(self.Step(by))
        elif event.key == "question_mark" and not self.text:
            event.stop()
            event.prevent_default()
            await self.screen.run_action("help")
        else:
            await super()._on_key(event)
