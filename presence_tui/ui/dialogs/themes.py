"""The chooser of themes: each is put on while one moves, and escape puts the old one back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.theme import ThemeFile
from presence_tui.services.themes import Themes
from presence_tui.ui.look import look_of
from presence_tui.ui.screens.layer import Dialog

KNOWN = {
    "lamplight": "warm and dark",
    "paper": "light",
    "ember": "for the night",
    "clear": "high contrast",
    "rain": "cool and quiet",
    "terminal": "your terminal's own colours",
}
HINT = "enter keeps it · escape goes back"


class ThemeDialog(Dialog[str | None]):
    """Gives back the name chosen, with that theme on; or nothing, with the old one on again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "leave", "Go back"),
        ("j", "move(1)", "Next"),
        ("k", "move(-1)", "Before"),
    ]
    CSS = """
    ThemeDialog { align: right bottom; background: transparent; }
    ThemeDialog > Vertical {
        width: 1fr; max-width: 46; min-width: 12; height: auto; max-height: 100%;
        padding: 1 2; background: $surface;
    }
    ThemeDialog OptionList {
        border: none; padding: 0; height: auto; max-height: 12; min-width: 4;
        background: $surface; background-tint: $surface 0%; scrollbar-size-vertical: 1;
    }
    ThemeDialog OptionList > .option-list--option-highlighted {
        background: $rule; color: $foreground; text-style: bold;
    }
    ThemeDialog.-ansi OptionList > .option-list--option-highlighted { text-style: bold reverse; }
    ThemeDialog Static { color: $muted; margin: 1 0 0 0; max-height: 6; }
    """

    def __init__(self, themes: Themes, now: str) -> None:
        super().__init__()
        self._themes = themes
        self._names = themes.names()
        self._start = now
        self._before: ThemeFile | None = None

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical():
            options = [Option(Content(self._line(name)), id=name) for name in self._names]
            yield OptionList(*options, markup=False, compact=True)
            yield Static(HINT, markup=False)

    def _line(self, name: str) -> str:
        about = "your own" if name in self._themes.own() else KNOWN.get(name, "")
        return f"{name:<12} {about}"

    def on_mount(self) -> None:
        """Begins on the theme in use."""
        self._before = look_of(self).worn
        options = self.query_one(OptionList)
        options.highlighted = self._names.index(self._start) if self._start in self._names else 0
        self.set_focus(options)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Puts on what is marked; a broken one says why it cannot be."""
        said = HINT
        try:
            theme = self._themes.load(self._names[event.option_index])
        except SettingsError as error:
            said = str(error)
        else:
            app = look_of(self)
            app.wear(theme)
            if app.few_colours and not theme.ansi:
                said = "This terminal has too few colours to show it. " + HINT
            elif theme.faint:
                said = theme.faint[0]
            self.set_class(app.worn.ansi, "-ansi")
        self.query_one(Static).update(said)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses; what is broken cannot be chosen."""
        name = self._names[event.option_index]
        try:
            self._themes.load(name)
        except SettingsError:
            return
        self.dismiss(name)

    def action_move(self, by: int) -> None:
        """Moves as the arrows do."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Puts the old theme back on."""
        if self._before is not None:
            look_of(self).wear(self._before)
        self.dismiss(None)
