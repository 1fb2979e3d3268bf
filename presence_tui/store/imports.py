"""Reading the files of an export that someone brings."""

import codecs
from pathlib import Path

from presence_tui.domain.errors import NotFoundError, StoreError, WordsError
from presence_tui.store.paths import reason

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
        raw = file.read_bytes()
        # A spreadsheet saves its “Unicode text” so, and says it at the beginning.
        return raw.decode("utf-16" if raw.startswith(UTF_16) else "utf-8-sig")
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {file}.") from error
    except OSError as error:
        raise StoreError(f"{file} could not be read ({reason(error)}).") from error
    except UnicodeDecodeError as error:
        raise WordsError(
            f"{file} cannot be read as text. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet)."
        ) from error
