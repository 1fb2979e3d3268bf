"""Where themes lie: those shipped with the program, and the user's own beside the settings."""

import re
from pathlib import Path

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.theme import SHIPPED, ThemeFile, read_theme
from presence_tui.store.paths import Paths, reason

_NAME = re.compile(r"[A-Za-z0-9_-]+")


def shipped_themes() -> Path:
    """Their folder: inside an installed wheel, or beside the package in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def theme_names(paths: Paths) -> tuple[str, ...]:
    """The shipped ones, then the user's own by the alphabet."""
    return (*SHIPPED, *(name for name in own_themes(paths) if name not in SHIPPED))


def own_themes(paths: Paths) -> tuple[str, ...]:
    """Names of the user's own, by the alphabet."""
    try:
        files = [f.stem for f in paths.themes.glob("*.toml")]
    except OSError:
        # A folder that cannot be listed holds no theme that could be read.
        files = []
    return tuple(sorted(name for name in files if _NAME.fullmatch(name)))


def theme_file(paths: Paths, name: str) -> Path | None:
    """The file of a theme; one's own goes before a shipped one of the same name."""
    if not _NAME.fullmatch(name):
        return None
    own = paths.themes / f"{name}.toml"
    if own.is_file():
        return own
    return shipped_themes() / f"{name}.toml" if name in SHIPPED else None


def load_theme(name: str, file: Path) -> ThemeFile:
    """A theme from its file. Raises SettingsError, one sentence that names the file."""
    import tomllib

    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file} could not be read ({reason(error)}).") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{file} is not valid TOML ({error}).") from error
    return read_theme(name, table, str(file))
