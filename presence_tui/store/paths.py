"""Where things lie on this machine."""

import errno
import json
import os
from pathlib import Path
from typing import NamedTuple

from presence_tui.domain.errors import SettingsError, StoreError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

UNSUPPORTED = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.ENOTTY)
"""How a file system says that it has no such thing."""


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

    @property
    def places_file(self) -> Path:
        """Where the journal lies, if that is not the home's own folder or was not always."""
        return self.state / "places.json"

    @property
    def unfinished_file(self) -> Path:
        """What was begun and is still to be ended, whether or not there is any."""
        return self.state / "unfinished.json"


class Places(NamedTuple):
    """Where this device's journal lies, as far as it wrote it down."""

    journal: Path | None = None
    """Where it wrote last; none for the home's own folder, or when it never wrote."""
    before: tuple[Path, ...] = ()
    """Where records may still lie: places that were away when the journal moved, or that hold
    folders of other devices."""


def read_places(paths: Paths) -> Places:
    """What this device wrote down; where that cannot be read, the home's own folder is meant."""
    try:
        found = json.loads(paths.places_file.read_bytes())
        journal, before = found["journal"], found["before"]
        return Places(Path(journal) if journal else None, tuple(map(Path, before)))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Places()


def at_home(said: str, where: str) -> Path:
    """A path as it was said, with `~` and `~user` as the folders they stand for.

    Raises SettingsError, which names `where` it was said, for a user who is not known here.
    """
    found = os.path.expanduser(said)
    if found.startswith("~"):
        user = found[1:].partition("/")[0]
        whose = f"no user {user!r} is known here" if user else "it is not known here where home is"
        raise SettingsError(f"{where} is {said!r}, but {whose}; say the whole path.")
    return Path(found)


def find_paths() -> Paths:
    """The folders that `PRESENCE_HOME` or the platform names. Raises SettingsError."""
    home = os.environ.get("PRESENCE_HOME")
    if home:
        root = at_home(home, "PRESENCE_HOME").absolute()
        return Paths(root, root / "journal", root / "backups", root / "state")
    # Here and not above: platformdirs costs a fifth of a start, and not every start needs it.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("presence", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Paths(
        Path(dirs.user_config_dir), data / "journal", data / "backups", Path(dirs.user_state_dir)
    )


def make_private_folder(folder: Path, synced: bool = True) -> None:
    """Creates a folder and its parents, 0700 whatever the umask. Raises StoreError.

    One for what may be lost need not be `synced`.
    """
    try:
        _make(folder, synced)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} could not be made ({reason(error)}). "
            "Make it writable, or set PRESENCE_HOME to another folder."
        ) from error


def _make(folder: Path, synced: bool) -> None:
    if folder.is_dir():
        return
    if not folder.parent.exists():
        _make(folder.parent, synced)
    try:
        folder.mkdir(PRIVATE_FOLDER)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return
    make_private(folder, PRIVATE_FOLDER)
    if synced:
        # Here and not above: files needs what stands here.
        from presence_tui.store.files import sync_folder

        sync_folder(folder.parent)


def make_private(file: Path | int, mode: int = PRIVATE_FILE) -> None:
    """Closes a file or folder to others, as far as its file system keeps modes. Raises OSError.

    Where it keeps none, as WSL's on a disk of Windows, it is made all the same: the doctor says so.
    """
    try:
        os.chmod(file, mode)
    except OSError as error:
        if error.errno not in (errno.EPERM, *UNSUPPORTED):
            raise


def reason(error: OSError) -> str:
    """Why a system call failed, in the system's own words, lower case."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
