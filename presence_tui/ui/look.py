"""What the settings say of the look and the keys, put on when it opens and when they change."""

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.notifications import Notify

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.theme import ThemeFile
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say, say_all
from presence_tui.ui.draw import folded
from presence_tui.ui.fixed_colours import FixedColours
from presence_tui.ui.glyphs import AsciiGlyphs, wants_ascii
from presence_tui.ui.key_order import KeysInOrder
from presence_tui.ui.plan import MIDDLE, WIDE
from presence_tui.ui.themes import textual_theme

FEW = "terminal"
"""The theme for terminals of sixteen colours or fewer: no other could be shown as it is."""


class LookApp(KeysInOrder[None]):
    """An app that looks and listens as the settings say."""

    WORD: ClassVar[str] = "presence"
    """What stands at the left of the header."""
    # Ours is a dialog like the others.
    ENABLE_COMMAND_PALETTE = False

    # Fields are drawn in the theme's own ink. A notice is muted words in the free row above the
    # footer, under those that are typed.
    CSS = """
    Screen { background: $background; overflow: hidden; }
    TextArea .text-area--cursor {
        color: $input-cursor-foreground; background: $input-cursor-background;
        text-style: $input-cursor-text-style;
    }
    TextArea .text-area--placeholder, Input .input--placeholder { color: $muted; text-style: none; }
    Input, Input:focus { background-tint: $foreground 0%; }
    ToastRack { overflow-y: hidden; }
    ToastHolder { align-horizontal: left; }
    Toast, Toast.-information, Toast.-warning, Toast.-error {
        border: none; width: 100%; max-width: 100%; margin: 0; padding: 0 4;
        background: $background; color: $muted;
    }
    Toast.-warning { color: $foreground; }
    .-narrow Toast { padding: 0 1; }
    .-wide Toast { padding: 0 5; }
    """

    def __init__(self, presence: Presence) -> None:
        super().__init__()
        self.presence = presence
        self.own_keys: dict[str, tuple[str, ...]] = {}
        """Keys by command, where they are the user's own."""
        self.veiled = False
        """Whether all words are hidden: someone is looking."""
        self.dark = False
        """Whether a bedtime is on the screen: nothing is said meanwhile."""
        self.withheld: list[str] = []
        """What is to be said when the veil lifts, or it is bright again."""
        self.worn: ThemeFile
        """The theme that is on."""
        self._ascii = AsciiGlyphs()
        self._fixed = FixedColours()
        self._watched = presence.settings_file
        self._said: set[str] = set()
        self._wanted = presence.themes.now()
        """The theme that the settings wanted when it was last put on."""
        self._plain = presence.settings.theme
        self._picked = False
        """Whether a theme was chosen since; it stays until another time of day brings its own."""
        self._problems = self._put_on()

    def _put_on(self) -> tuple[str, ...]:
        """Theme, glyphs and keys of the settings; gives back what is wrong with them."""
        settings = self.presence.settings
        self._ascii.enabled = wants_ascii(settings.glyphs)
        wanted = self.presence.themes.now()
        if wanted != self._wanted:
            self._wanted, self._picked = wanted, False
        elif settings.theme != self._plain:
            self._picked = True
        self._plain = settings.theme
        theme, problems = self.presence.themes.chosen(settings.theme if self._picked else wanted)
        self.wear(theme)
        keys: dict[str, tuple[str, ...]] = {}
        if settings.keys:
            # Only here: without keys of one's own there is nothing to check.
            from presence_tui.ui.keymap import read_keys

            found = read_keys(settings.keys, str(self.presence.paths.settings_file))
            keys, problems = dict(found.keys), (*problems, *found.problems)
        if keys != self.own_keys:
            self.own_keys = keys
            self.set_keymap({name: ",".join(said) for name, said in keys.items()})
        return problems

    def wear(self, theme: ThemeFile) -> None:
        """Puts a theme on; with few colours the terminal's own stand in for it."""
        if self.few_colours and not theme.ansi:
            theme = self.presence.themes.load(FEW)
        self.worn = theme
        if self.console.color_system == "256":
            from presence_tui.domain.few_colours import in_fixed_colours

            theme = in_fixed_colours(theme)
        self.register_theme(textual_theme(theme))
        if self.theme == theme.name:
            self.mutate_reactive(App.theme)
        else:
            self.theme = theme.name

    @property
    def few_colours(self) -> bool:
        """Whether the terminal has sixteen colours or fewer."""
        return self.console.color_system in ("standard", "windows")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and ASCII marks where they are wanted."""
        filters = [*super().get_line_filters()]
        if self._ascii.enabled:
            filters.append(self._ascii)
        if self.console.color_system == "256":
            filters.append(self._fixed)
        return filters

    def say_problems(self) -> None:
        """Says once what is wrong with theme and keys, when the screen is there."""
        found = (*self.presence.problems, *self._problems)
        say_all(self, [s for s in found if s not in self._said], "config check")
        self._said = set(found)

    def say_withheld(self) -> None:
        """Says what waited for the veil to lift or the night to end."""
        withheld, self.withheld = self.withheld, []
        for sentence in withheld:
            say(self, sentence, serious=True)

    def show(self, sentence: str, serious: bool, seconds: float) -> None:
        """Shows a notice; one that is longer than the screen is cut."""
        width, height = self.size
        narrow, wide = width < MIDDLE, width >= WIDE
        self.screen.set_class(narrow, "-narrow")
        self.screen.set_class(wide, "-wide")
        beside = 2 if narrow else 10 if wide else 8
        lines = folded(sentence, max(1, width - beside), max(1, height - 2))
        if lines[-1].endswith("…"):
            sentence = " ".join(lines)
        self.notify(
            sentence,
            severity="warning" if serious else "information",
            timeout=seconds,
            markup=False,
        )

    def on_notify(self, event: Notify) -> None:
        """A notice takes the place of the one before, and of itself.

        Only what is serious is read to its end: another one stands beside it.
        """
        for notice in list(self._notifications):
            # Textual's own way is to clear them all.
            if notice.severity == "information" or notice.message == event.notification.message:
                self._unnotify(notice, refresh=False)

    def follow_settings(self) -> bool:
        """Puts on what the settings say if they, or what they want at this time, have changed.

        For every tick, it costs two stats. Returns whether they had.
        """
        if not self._watched.changed() and self.presence.themes.now() == self._wanted:
            return False
        try:
            self._problems = self._put_on()
        except SettingsError as error:
            self._problems = (str(error),)
        self.say_problems()
        return True


def look_of(node: DOMNode) -> LookApp:
    """The app that a screen or a part of it is in."""
    return cast(LookApp, node.app)
