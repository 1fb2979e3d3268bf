"""Where things lie on this machine."""

import os
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import StoreError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


class Paths(NamedTuple):
    """The folders of one installation. Nothing is created by naming them."""

    config: Path
    journal: Path
    backups: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        """`config.toml`, whether or not it exists."""
        return self.config / "config.toml"

    @property
    def themes(self) -> Path:
        """Where the user's own themes are, whether or not there are any."""
        return self.config / "themes"

    @property
    def lock_file(self) -> Path:
        """The lock that every writer of this device takes."""
        return self.state / "lock"


def find_paths() -> Paths:
    """The folders that `PRESENCE_HOME` or the platform names."""
    home = os.environ.get("PRESENCE_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Paths(root, root / "journal", root / "backups", root / "state")
    # Here and not above: platformdirs costs a fifth of a start, and not every start needs it.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("presence", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Paths(
        Path(dirs.user_config_dir), data / "journal", data / "backups", Path(dirs.user_state_dir)
    )


def make_private_folder(folder: Path) -> None:
    """Creates a folder and its parents, 0700 whatever the umask. Raises StoreError."""
    try:
        _make(folder)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} could not be made ({reason(error)}). "
            "Make it writable, or set PRESENCE_HOME to another folder."
        ) from error


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    if not folder.parent.exists():
        _make(folder.parent)
    try:
        folder.mkdir(PRIVATE_FOLDER)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return
    folder.chmod(PRIVATE_FOLDER)
    descriptor = os.open(folder.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def reason(error: OSError) -> str:
    """Why a system call failed, in the system's own words, lower case."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
