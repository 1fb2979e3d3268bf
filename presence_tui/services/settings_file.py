"""`config.toml` while the program runs: has it changed, and what does it say now."""

from pathlib import Path

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.settings_table import SETTINGS
from presence_tui.services.presence import Presence, journal_folder
from presence_tui.store.files import Print, fingerprint
from presence_tui.store.settings_edit import make_settings
from presence_tui.store.settings_file import load_settings, say_lines
from presence_tui.store.zones import SystemClock

TABLES = """\
# A boundary of your own, or a change to a shipped one.
# [presets.walk]
# name = "Walk with the dog"
# side = "self"
# minutes = 20

# If it is that time on one of these days, then this: asked quietly, in your words.
# [[plans]]
# at = "17:30"
# days = ["mon", "tue", "wed", "thu", "fri"]
# start = "logged-off"
# words = "then laptop closed"

# A line of a gentle week, on its weekday.
# [[week]]
# day = "Sunday"
# text = "cook ahead"

# Another key for a command, by its name.
# [keys]
# moment = "l"
"""
"""What the settings may hold beside one line each, as comments."""


class SettingsFile:
    """Watches the settings and the theme they name."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._prints = self._now()

    def changed(self) -> bool:
        """Whether the file, or that of the theme in use, has changed since this was last asked.

        If so, `presence.settings` and `presence.problems` are what it says now; where the journal
        lies stays as it is until the next start. Two `stat`s when nothing has changed.
        """
        found = self._now()
        if found == self._prints:
            return False
        self._take_in()
        self._prints = self._now()
        return True

    def _take_in(self) -> None:
        presence = self._presence
        before = presence.settings
        settings, problems = load_settings(presence.paths)
        if journal_folder(presence.paths, settings) != journal_folder(presence.paths, before):
            problems = (
                *problems,
                "The journal stays where it is until presence is opened again: "
                "journal_folder has changed.",
            )
        settings = settings._replace(journal_folder=before.journal_folder)
        if settings.zone != before.zone and isinstance(presence.clock, SystemClock):
            try:
                presence.clock.live_in(settings.zone)
            except SettingsError as error:
                problems = (*problems, str(error))
        presence.settings, presence.problems = settings, problems

    def _now(self) -> tuple[Print | None, Print | None]:
        presence = self._presence
        # Only what the user can write: a shipped theme does not change while the program runs.
        own = presence.paths.themes / f"{presence.themes.now()}.toml"
        return _print(presence.paths.settings_file), _print(own)

    def make(self) -> Path:
        """The file, made with a few commented lines where there is none. Raises StoreError."""
        paths = self._presence.paths
        make_settings(paths, template())
        return paths.settings_file

    def check(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All that is wrong, and what is merely worth knowing, a sentence each.

        Looks at the file, the theme in use, every theme and idea of one's own and, where the
        dashboard is installed with us, at the keys.
        """
        presence = self._presence
        wrong = list(presence.problems)
        notes: list[str] = []
        by_time = [name for _, name in presence.settings.themes_at]
        names = [presence.settings.theme, *by_time, *presence.themes.own()]
        for name in dict.fromkeys(names):
            try:
                notes += presence.themes.load(name).faint
            except SettingsError as error:
                wrong.append(str(error))
        presence.deck.ideas()
        wrong += presence.deck.problems
        for look in presence.checks:
            wrong += look(presence.settings, str(presence.paths.settings_file))
        return say_lines(presence.paths, wrong), tuple(notes)


def template() -> str:
    """Every setting as a comment: nothing is set until its `#` is taken away."""
    lines = ["# The settings of presence. Take a # away to set something.", ""]
    for setting in SETTINGS:
        lines += [f"# {setting.help}", f"# {setting.name} = {setting.example}", ""]
    return "\n".join([*lines, TABLES])


def _print(file: Path) -> Print | None:
    try:
        return fingerprint(file)
    except (OSError, ValueError):
        # Not there, or out of reach: reading it says so, not watching it.
        return None
