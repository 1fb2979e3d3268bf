"""One Static and one key that updates it."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static


class Bare(App[None]):
    """The floor of start, key, rest and end."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "count"), Binding("q", "quit")]
    ENABLE_COMMAND_PALETTE = False
    counted = 0

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield Static("bare floor")

    def action_count(self) -> None:
        """One update."""
        self.counted += 1
        self.query_one(Static).update(f"bare floor {self.counted}")


if __name__ == "__main__":
    Bare().run()
