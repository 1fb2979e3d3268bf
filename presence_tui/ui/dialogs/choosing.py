"""What dialogs share in which one chooses: a field, a list, a line of keys, as tall as needed."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from presence_tui.ui.draw import folded
from presence_tui.ui.screens.layer import Dialog
from presence_tui.ui.widgets.choices import MARGIN, Choices, Option
from presence_tui.ui.widgets.keys import Key, KeyLine

R = TypeVar("R")

LOW = 16
"""Rows of the screen below which everything but field and list is left out."""
HINT_ROWS = 3


_CSS = """
NAME { align: center middle; background: $background 60%; }
NAME > Vertical { width: 1fr; max-width: WIDEST; min-width: 8; height: 1; background: $surface; }
NAME Input, NAME Input:focus {
    border: none; padding: 0; height: 1; min-width: 4; width: 1fr; background: $background;
}
NAME Static { color: $muted; min-width: 4; height: auto; }
"""


def choosing_css(name: str, widest: int) -> str:
    """The CSS of a dialog of that name; Textual hands a screen's own down to no subclass."""
    return _CSS.replace("NAME", name).replace("WIDEST", str(widest))


class ChoosingDialog(Dialog[R]):
    """Subclasses give the options for what is typed, and say what became of a choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Close", priority=True),
        Binding("enter", "choose", "Choose", priority=True),
        Binding("down", "move(1)", "Next", priority=True),
        Binding("up", "move(-1)", "Before", priority=True),
        Binding("pagedown", "turn(1)", "Further down", priority=True),
        Binding("pageup", "turn(-1)", "Further up", priority=True),
        Binding("right", "step(1)", "Next act", priority=True),
        Binding("left", "step(-1)", "Act before", priority=True),
    ]
    hint: ClassVar[str] = ""
    """What stands under the list while nothing else is to be said there."""
    widest: ClassVar[int] = 60
    tallest: ClassVar[int] = 20
    """Rows of the list at most."""

    def __init__(self, placeholder: str | None = None) -> None:
        """`placeholder` is what the field says while it is empty; without one there is no field."""
        super().__init__()
        self._field: Input | None = None
        if placeholder is not None:
            self._field = Input(placeholder=placeholder, compact=True)
            self._field.cursor_blink = False
        self.choices = Choices()
        self._hint = Static(markup=False)
        self._said = ""
        self._keys = KeyLine()

    # ── what subclasses say ──────────────────────────────────────────────────

    def options(self, words: str) -> Sequence[Option]:
        """The options for what is typed."""
        raise NotImplementedError

    def chosen(self, value: Any) -> None:
        """One was chosen."""
        raise NotImplementedError

    def keys(self) -> Sequence[Key]:
        """What the line of keys says."""
        return (Key("enter", "choose", "choose"), Key("esc", "leave", "cancel"))

    # ── how it is made ───────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """The dialog, from the top."""
        with Vertical():
            if self._field is not None:
                yield self._field
            yield self.choices
            yield self._hint
            yield self._keys

    def on_mount(self) -> None:
        """All there is, to begin with."""
        self.fill()
        if self._field is not None:
            self.set_focus(self._field)

    def on_resize(self) -> None:
        """As tall as the screen allows; a low one leaves titles out."""
        self.fill(keep=True)

    @property
    def words(self) -> str:
        """What is typed."""
        return self._field.value if self._field is not None else ""

    @property
    def low(self) -> bool:
        """Whether there is room only for what can be chosen."""
        return self.size.height < LOW

    def fill(self, at: int | None = None, keep: bool = False) -> None:
        """Takes the options anew, with the cursor on the first, on `at`, or where it was."""
        found = [o for o in self.options(self.words) if not (self.low and o.is_title)]
        if keep and self.choices.current in found:
            at = found.index(self.choices.current)
        self.choices.show(found, at)
        self.fit()

    def say(self, words: str) -> None:
        """Says something under the list, or nothing."""
        self._said = words
        self.fit()

    def fit(self) -> None:
        """Shares the rows: the list has what the others leave, and at least one."""
        width, height = self.size
        if not height:
            return
        inner = max(1, min(width, self.widest) - 2 * MARGIN)
        words = self._said or ("" if self.low else self.hint)
        said = folded(words, inner, HINT_ROWS) if words else []
        self._hint.update(Content("\n".join(said)))
        gap = 0 if self.low else 1
        field = (1 + gap) if self._field is not None else 0
        keys = 0 if self.low else 1
        hint = min(len(said), max(0, height - field - 1))
        around = 2 * gap + field + (hint + gap if hint else 0) + (keys + gap if keys else 0)
        rows = max(1, min(self.choices.rows, self.tallest, height - around))
        self._hint.display, self._keys.display = bool(hint), bool(keys)
        self._hint.styles.height = max(1, hint)
        self._hint.styles.margin = (gap, MARGIN, 0, MARGIN)
        self._keys.styles.margin = (gap, 0, 0, 0)
        if self._field is not None:
            self._field.styles.margin = (0, MARGIN, gap, MARGIN)
        self.choices.styles.height = rows
        box = self.query_one(Vertical)
        box.styles.padding = (gap, 0)
        box.styles.height = min(height, rows + around)
        self._keys.show(self.keys())

    # ── keys ─────────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Left and right are the field's while something is typed in it."""
        return action != "step" or not self.words

    def action_cancel(self) -> None:
        """Leaves without a choice."""
        self.cancel()

    def action_choose(self) -> None:
        """Chooses what is marked."""
        if self.choices.value is not None:
            self.chosen(self.choices.value)

    def action_move(self, by: int) -> None:
        """Another row."""
        self.choices.move(by)

    def action_turn(self, pages: int) -> None:
        """Some rows on, or back."""
        self.choices.turn(pages)

    def action_step(self, by: int) -> None:
        """Another act of the row."""
        self.choices.step(by)

    @on(Input.Changed)
    def typed(self) -> None:
        """Other words, other options."""
        self.fill()

    @on(Choices.Chosen)
    def clicked(self, event: Choices.Chosen) -> None:
        """A click chooses."""
        event.stop()
        self.chosen(event.value)

    @on(KeyLine.Pressed)
    async def pressed(self, event: KeyLine.Pressed) -> None:
        """A click on a key does what the key does."""
        event.stop()
        await self.run_action(event.does)
