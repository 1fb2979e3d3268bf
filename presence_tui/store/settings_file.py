"""`config.toml`: read once, its problems named, everything else still working."""

from collections.abc import Iterable
from typing import Any

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.settings import Settings
from presence_tui.store.paths import Paths, at_home, read_places, reason


def load_settings(paths: Paths) -> tuple[Settings, tuple[str, ...]]:
    """The settings and one sentence for each problem; a missing file means the defaults.

    Where the file does not say any more where the journal lies, it stays where it was.
    """
    file = paths.settings_file
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), ()
    except OSError as error:
        return _where_it_was(paths, Settings()), (
            f"{file} could not be read ({reason(error)}); the default settings are used, and the "
            "journal stays where it was.",
        )
    # Only here: without settings of one's own, reading them is not worth its start-up time.
    import tomllib

    from presence_tui.domain.settings_table import read_settings

    try:
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        kept = _lines_that_read(raw.decode("utf-8", "replace"))
        settings, _ = read_settings(kept, str(file))
        if settings.journal_folder is None:
            settings = _where_it_was(paths, settings)
        settings, unknown = _where_it_can_be(paths, settings)
        said = f"{file} is not valid TOML ({error}); what cannot be read is left out."
        return settings, (said, *unknown)
    settings, problems = read_settings(table, str(file))
    settings, unknown = _where_it_can_be(paths, settings)
    problems = (*problems, *unknown)
    if settings.journal_folder is None and "journal_folder" in table:
        settings = _where_it_was(paths, settings)
    if problems:
        from presence_tui.store.settings_lines import with_lines

        problems = with_lines(problems, str(file), raw.decode("utf-8-sig"))
    return settings, problems


def _where_it_can_be(paths: Paths, settings: Settings) -> tuple[Settings, tuple[str, ...]]:
    """The settings without a `journal_folder` in the home of someone who is not known here."""
    said = settings.journal_folder
    if said is not None:
        try:
            at_home(said, f"{paths.settings_file}: journal_folder")
        except SettingsError as error:
            return _where_it_was(paths, settings), (f"{error} The journal stays where it was.",)
    return settings, ()


def _where_it_was(paths: Paths, settings: Settings) -> Settings:
    """The settings with the journal where this device wrote last: it moves when it is told to."""
    place = read_places(paths).journal
    return settings._replace(journal_folder=None if place is None else str(place))


def say_lines(paths: Paths, problems: Iterable[str]) -> tuple[str, ...]:
    """Problems with the settings, each with the line it is about where that is known."""
    from presence_tui.store.settings_lines import with_lines

    try:
        text = paths.settings_file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        # What cannot be read has no lines; that it cannot is among the problems already.
        text = ""
    return with_lines(problems, str(paths.settings_file), text)


def _lines_that_read(text: str) -> dict[str, Any]:
    """Top-level lines that are sound on their own: one broken line costs only itself."""
    import tomllib

    table: dict[str, Any] = {}
    for line in text.splitlines():
        if line.lstrip().startswith("["):
            break
        try:
            table.update(tomllib.loads(line))
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return table
