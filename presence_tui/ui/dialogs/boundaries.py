"""The chooser of boundaries: what runs, the presets, and words of one's own."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.presets import Preset
from presence_tui.domain.text import fold, one_line
from presence_tui.ui.screens.layer import Dialog


class Choice(NamedTuple):
    """What to do, and to which boundary or preset."""

    what: str
    """`start`, `stop`, `earlier`, `drop`, `pause`, `resume`, `return`, `presets`; longer: `5m`."""
    name: str
    side: str | None = None
    """Of words of one's own: whose time it is."""


class BoundaryDialog(Dialog[Choice | None]):
    """Type to narrow the list or to name a boundary of one's own; enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Close")]
    CSS = """
    BoundaryDialog { align: center middle; background: $background 60%; }
    BoundaryDialog > Vertical {
        width: 1fr; max-width: 56; min-width: 12; height: auto; max-height: 100%;
        padding: 1 2; background: $surface;
    }
    BoundaryDialog Input {
        border: none; padding: 0; height: 1; background: $surface; min-width: 4;
    }
    BoundaryDialog OptionList {
        border: none; padding: 0; height: auto; max-height: 14; min-width: 4;
        background: $surface; margin: 1 0 0 0; scrollbar-size-vertical: 1;
    }
    BoundaryDialog OptionList > .option-list--option-highlighted {
        background: $rule; color: $foreground; text-style: bold;
    }
    BoundaryDialog Static { color: $muted; margin: 1 0 0 0; }
    """

    def __init__(self, presets: tuple[Preset, ...], running: tuple[Boundary, ...]) -> None:
        super().__init__()
        self._choices = _choices(presets, running)
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical():
            field = Input(placeholder="what is this time for?", compact=True)
            field.cursor_blink = False
            yield field
            yield OptionList(markup=False, compact=True)
            yield Static(
                "enter chooses · or your own words: piano 30m, logged off until 20:00, "
                "a walk at 16:30",
                markup=False,
            )

    def on_mount(self) -> None:
        """All choices to begin with."""
        self._fill("")
        self.set_focus(self.query_one(Input))

    def _fill(self, words: str) -> None:
        wanted = fold(one_line(words))
        found = [(c, line) for c, line in self._choices if wanted in fold(line)]
        self._shown = [choice for choice, _ in found]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(line)) for _, line in found])
        if wanted:
            self._shown.append(Choice("start", one_line(words)))
            options.add_option(Option(Content(f"Start “{one_line(words)}”")))
        options.highlighted = 0 if self._shown else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list."""
        self._fill(event.value)

    def on_key(self, event: Key) -> None:
        """Arrows move in the list while one types."""
        options = self.query_one(OptionList)
        if event.key in ("down", "up") and self.query_one(Input).has_focus:
            event.stop()
            if event.key == "down":
                options.action_cursor_down()
            else:
                options.action_cursor_up()

    def on_input_submitted(self) -> None:
        """Chooses what is marked."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and marked < len(self._shown):
            self.dismiss(self._shown[marked])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses what was clicked."""
        self.dismiss(self._shown[event.option_index])


def _choices(
    presets: tuple[Preset, ...], running: tuple[Boundary, ...]
) -> list[tuple[Choice, str]]:
    """Ends of what runs first, then what can start."""
    found: list[tuple[Choice, str]] = []
    for boundary in reversed(running):
        name = one_line(boundary.name)
        if boundary.kind == "moment":
            found.append((Choice("stop", boundary.stamp.id), f"End {name} and keep it"))
            found.append((Choice("drop", boundary.stamp.id), f"Drop {name}, unlogged"))
        else:
            found.append((Choice("stop", boundary.stamp.id), f"End {name}"))
        pause = ("resume", "Go on with") if boundary.paused else ("pause", "Pause")
        found.append((Choice(pause[0], boundary.stamp.id), f"{pause[1]} {name}"))
        found.append((Choice("return", boundary.stamp.id), f"A return in {name}"))
        if boundary.planned_s is not None or boundary.until is not None:
            found.append((Choice("5m", boundary.stamp.id), f"5 min longer, {name}"))
            found.append((Choice("15m", boundary.stamp.id), f"15 min longer, {name}"))
    keys = {b.preset for b in running}
    found += [(Choice("start", p.key), f"Start {p.name}") for p in presets if p.key not in keys]
    found.append((Choice("presets", ""), "Make or change a preset"))
    return found
