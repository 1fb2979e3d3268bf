"""The chooser of themes: each is put on while one moves, and escape puts the old one back."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.theme import ThemeFile
from presence_tui.services.themes import Themes
from presence_tui.ui.dialogs.choosing import ChoosingDialog, choosing_css
from presence_tui.ui.look import look_of
from presence_tui.ui.widgets.choices import Choices, Option
from presence_tui.ui.widgets.keys import Key

KNOWN = {
    "lamplight": "warm and dark",
    "paper": "light",
    "ember": "for the night",
    "clear": "high contrast",
    "rain": "cool and quiet",
    "terminal": "your terminal's own",
}
FEW = "This terminal has too few colours to show it."


class ThemeDialog(ChoosingDialog[str | None]):
    """Gives back the name chosen, with that theme on; or nothing, with the old one on again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "cancel", "Go back", id="leave"),
        Binding("j", "move(1)", "Next", id="down"),
        Binding("k", "move(-1)", "Before", id="up"),
        Binding("home", "move(-99)", "First"),
        Binding("end", "move(99)", "Last"),
    ]
    # The page stays in sight: it is what one looks at while choosing.
    CSS = choosing_css("ThemeDialog", 46) + (
        "ThemeDialog { align: right bottom; background: transparent; }"
    )
    widest = 46

    def __init__(self, themes: Themes, now: str) -> None:
        super().__init__()
        self._themes, self._start = themes, now
        self._names, self._own = themes.names(), themes.own()
        self._before: ThemeFile | None = None

    def options(self, words: str) -> Sequence[Option]:
        """All there are."""
        return [
            Option(name, name, tail="your own" if name in self._own else KNOWN.get(name, ""))
            for name in self._names
        ]

    def on_mount(self) -> None:
        """Begins on the theme in use."""
        self._before = look_of(self).worn
        self.fill(self._names.index(self._start) if self._start in self._names else 0)

    def keys(self) -> Sequence[Key]:
        """What the line of keys says."""
        return (Key("enter", "keep it", "choose"), Key("esc", "go back", "cancel"))

    @on(Choices.Marked)
    def marked(self, event: Choices.Marked) -> None:
        """Puts on what is marked; a broken one says why it cannot be."""
        event.stop()
        self._wear(str(event.value))

    def _wear(self, name: str) -> None:
        try:
            theme = self._themes.load(name)
        except SettingsError as error:
            self.say(str(error))
            return
        app = look_of(self)
        app.wear(theme)
        self.choices.refresh()
        few = app.few_colours and not theme.ansi
        self.say(FEW if few else theme.faint[0] if theme.faint else "")

    def chosen(self, value: str) -> None:
        """Chooses; what is broken cannot be chosen."""
        try:
            theme = self._themes.load(value)
        except SettingsError as error:
            self.say(str(error))
            return
        look_of(self).wear(theme)
        self.dismiss(value)

    def cancel(self) -> None:
        """Puts the old theme back on."""
        if self._before is not None:
            look_of(self).wear(self._before)
        self.dismiss(None)
