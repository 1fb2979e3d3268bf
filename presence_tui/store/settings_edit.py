"""Changing `config.toml` for its owner: what they wrote around it stays as they wrote it."""

from collections.abc import Callable
from typing import Any, TypeVar

from presence_tui.domain.errors import SettingsError
from presence_tui.store.files import replace
from presence_tui.store.lock import held
from presence_tui.store.paths import Paths, make_private_folder, reason

T = TypeVar("T")


def edit_settings(paths: Paths, change: Callable[[Any], T]) -> T:
    """Lets `change` edit the parsed document and writes it back, whole or not at all.

    Gives back what `change` does; what it raises leaves the file alone.
    Comments, order and blank lines outside of what is changed are kept. Raises SettingsError when
    the file is not valid TOML, StoreError when it cannot be read or written.
    """
    # Only here: it is loaded by those who change a setting, and by no one at start.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    file = paths.settings_file
    with held(paths.lock_file):
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            text = ""
        except (OSError, UnicodeDecodeError) as error:
            why = reason(error) if isinstance(error, OSError) else "it is not UTF-8"
            raise SettingsError(
                f"{file} could not be read ({why}); nothing was changed."
            ) from error
        try:
            document = tomlkit.parse(text)
            done = change(document)
            words = tomlkit.dumps(document)
        except TOMLKitError as error:
            raise SettingsError(
                f"{file} is not valid TOML ({error}); mend it first. Nothing was changed."
            ) from error
        make_private_folder(file.parent)
        replace(file, words.encode())
        return done


def without_folder(raw: bytes) -> tuple[str | None, bytes | None]:
    """The `journal_folder` in the bytes of a settings file, and the bytes with it as a comment.

    No folder where none is set, no bytes where its line cannot be told from the others.
    """
    # Only here: restoring is rare.
    import re
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
        folder = tomllib.loads(text).get("journal_folder")
        if not isinstance(folder, str):
            return None, raw
        without = re.sub(r"(?m)^\s*journal_folder\s*=", r"# \g<0>", text, count=1)
        alone = "journal_folder" not in tomllib.loads(without)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return None, raw
    return folder, without.encode() if alone else None


def make_settings(paths: Paths, text: str) -> None:
    """Writes `text` as the settings where there are none yet. Raises StoreError."""
    file = paths.settings_file
    make_private_folder(file.parent)
    with held(paths.lock_file):
        if not file.exists():
            replace(file, text.encode())
