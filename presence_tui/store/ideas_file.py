"""The ideas of the deck: those that are shipped, and the user's own `ideas.toml`."""

from pathlib import Path
from typing import Any

from presence_tui.store.paths import Paths, reason

SHIPPED = Path(__file__).parent.parent / "data" / "ideas.toml"


def load_shipped() -> dict[str, Any]:
    """The table of the shipped ideas."""
    import tomllib

    return tomllib.loads(SHIPPED.read_text("utf-8"))


def load_own(paths: Paths) -> tuple[Path, dict[str, Any], str | None]:
    """The user's own file, its table, and one sentence when it cannot be read."""
    import tomllib

    file = paths.config / "ideas.toml"
    try:
        return file, tomllib.loads(file.read_bytes().decode("utf-8-sig")), None
    except FileNotFoundError:
        return file, {}, None
    except OSError as error:
        return file, {}, f"{file} could not be read ({reason(error)}); it is left out."
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return file, {}, f"{file} is not valid TOML ({error}); it is left out."
