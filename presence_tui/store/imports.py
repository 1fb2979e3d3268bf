"""Reading the files of an export that someone brings."""

from pathlib import Path

from presence_tui.domain.errors import NotFoundError, StoreError, WordsError
from presence_tui.store.paths import reason


def read_files(path: Path) -> list[tuple[str, str]]:
    """Name and text of a file, or of all CSV files of a folder.

    Raises NotFoundError, StoreError, WordsError for a file that is no text.
    """
    if not path.is_dir():
        return [(path.name, _text(path))]
    files = sorted(path.glob("*.csv"))
    if not files:
        raise NotFoundError(f"{path} holds no CSV files; name a file, or a folder of an export.")
    return [(file.name, _text(file)) for file in files]


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {file}.") from error
    except OSError as error:
        raise StoreError(f"{file} could not be read ({reason(error)}).") from error
    except UnicodeDecodeError as error:
        raise WordsError(f"{file} is no export of presence: it is not text in UTF-8.") from error
