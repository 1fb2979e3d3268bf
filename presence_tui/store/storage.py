"""A drop-in for `tinydb.JSONStorage` that cannot tear a file, and tables with string ids."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage, touch
from tinydb.table import Table

from presence_tui.domain.errors import StoreError
from presence_tui.store.files import replace

Database = dict[str, dict[str, Any]]


class DurableJSONStorage(Storage):
    """Keeps a TinyDB database in one JSON file.

    Each write goes to a new private file beside the old one, is synced, and takes its place, so a
    reader sees the old state or the new one and a write that returned is on the disk. Keyword
    arguments go to `json.dumps`, as with `tinydb.JSONStorage`.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        *,
        create: bool = True,
        **kwargs: Any,
    ) -> None:
        """Opens `path`; with `create` an empty file is made when there is none.

        Raises OSError when the file can be neither opened nor made.
        """
        super().__init__()
        self.kwargs = kwargs
        self._path = Path(path)
        self._encoding = encoding or "utf-8"
        self._writable = any(sign in access_mode for sign in "+wa")
        if self._writable:
            if create:
                touch(str(path), create_dirs=create_dirs)
        else:
            os.stat(path)

    def read(self) -> Database | None:
        """All tables, or none when the file is empty or missing. Raises ValueError if damaged."""
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return None
        if not raw:
            return None
        database: Database = json.loads(raw.decode(self._encoding))
        return database

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replaces the whole database, durably.

        Raises StoreError when nothing was changed, UncertainWriteError when the disk did not
        confirm, OSError when opened for reading only.
        """
        self.put(self.encoded(data))

    def put(self, raw: bytes, before_rename: Callable[[], None] | None = None) -> None:
        """Does so with a database as `encoded`.

        `before_rename` runs when the new bytes are safe and the old still stand.
        """
        if not self._writable:
            raise OSError("Cannot write to the database: it was opened for reading only.")
        replace(self._path, raw, before_rename)

    def encoded(self, data: Mapping[str, Mapping[str, Any]]) -> bytes:
        """The bytes of the file. Raises StoreError for what is nested too deeply."""
        try:
            text = self.serialize(data)
        except RecursionError as error:
            raise StoreError(
                f"{self._path} could not be written (an entry in it is nested too deeply); "
                "nothing was changed."
            ) from error
        # Half a surrogate pair cannot be encoded; what Python writes for it is JSON's own escape.
        return text.encode(self._encoding, "backslashreplace")

    def serialize(self, data: Mapping[str, Mapping[str, Any]]) -> str:
        """The text of the file."""
        return json.dumps(data, **self.kwargs)


class LinedJSONStorage(DurableJSONStorage):
    """The same with one record a line, so that a person and a diff can read it."""

    def serialize(self, data: Mapping[str, Mapping[str, Any]]) -> str:
        """The text of the file: a line for each table and each record."""
        encode = json.JSONEncoder(ensure_ascii=False).encode
        tables = (
            f"{encode(name)}: {{\n"
            + ",\n".join(f"{encode(key)}: {encode(row)}" for key, row in rows.items())
            + "\n}"
            for name, rows in data.items()
        )
        return "{\n" + ",\n".join(tables) + "\n}\n"


class RecordTable(Table):
    """A TinyDB table whose ids are strings, for whoever queries a month file with TinyDB."""

    # TinyDB calls whatever stands here to make an id of a JSON key.
    document_id_class: Any = str
