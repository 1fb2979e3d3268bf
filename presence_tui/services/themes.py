"""Choosing among colour themes; a broken one is a sentence, and the default opens."""

from pathlib import Path
from typing import Any

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.theme import DEFAULT_THEME, ThemeFile
from presence_tui.services.presence import Presence
from presence_tui.store.settings_edit import edit_settings
from presence_tui.store.theme_files import (
    load_theme,
    own_themes,
    shipped_themes,
    theme_file,
    theme_names,
)


class Themes:
    """What a person can do with themes."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def names(self) -> tuple[str, ...]:
        """All there are, the shipped ones first."""
        return theme_names(self._presence.paths)

    def own(self) -> tuple[str, ...]:
        """Those in the user's own folder, also one that stands in for a shipped one."""
        return own_themes(self._presence.paths)

    def now(self) -> str:
        """The name of the theme that the settings want at this time of day."""
        settings = self._presence.settings
        if not settings.themes_at:
            return settings.theme
        return settings.theme_at(self._presence.clock.now().time())

    def load(self, name: str) -> ThemeFile:
        """The theme of that name. Raises SettingsError: what is wrong, and where."""
        file = theme_file(self._presence.paths, name)
        if file is None:
            raise SettingsError(
                f"{self._presence.paths.settings_file}: {self._setting(name)} is {name!r}; "
                f"allowed are {', '.join(self.names())}."
            )
        return load_theme(name, file)

    def _setting(self, name: str) -> str:
        """Which setting asks for a theme."""
        settings = self._presence.settings
        if name == settings.theme:
            return "theme"
        at = next((at for at, theme in settings.themes_at if theme == name), None)
        return "theme" if at is None else f"themes_at at {at:%H:%M}"

    def chosen(self, name: str | None = None) -> tuple[ThemeFile, tuple[str, ...]]:
        """The theme of that name, null for that of the settings at this time, or the default.

        And a sentence for each thing wrong with it.

        Raises SettingsError only when the program was installed without its own themes.
        """
        try:
            theme = self.load(self.now() if name is None else name)
        except SettingsError as error:
            shipped = load_theme(DEFAULT_THEME, shipped_themes() / f"{DEFAULT_THEME}.toml")
            return shipped, (f"{error} The theme {DEFAULT_THEME} is used.",)
        return theme, theme.faint

    def choose(self, name: str) -> None:
        """Writes the choice to the settings, whose comments stay. Raises SettingsError, StoreError.

        The theme itself must be sound.
        """
        self.load(name)

        def change(document: Any) -> None:
            document["theme"] = name

        edit_settings(self._presence.paths, change)
        self._presence.settings = self._presence.settings._replace(theme=name)

    def file(self) -> Path | None:
        """The file of the theme in use, or none when there is none of that name."""
        return theme_file(self._presence.paths, self.now())
