"""The change log: every change of this device, one JSON line a record, in `state/`.

A line is appended under the lock before the file it tells of is renamed; undo and recovery read
it, and a torn line is skipped. What one service call wrote carries one `change` id, so an import of
a thousand entries is one change.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from presence_tui.domain.errors import StoreError
from presence_tui.domain.record import Row
from presence_tui.store.paths import PRIVATE_FILE, Paths, make_private
from presence_tui.store.revisions import Revision, is_void

LARGEST = 4 * 1024 * 1024
"""Bytes after which the log goes on in a new file; those before are kept beside it."""
LONGEST = 16 * LARGEST
"""Bytes of files before that are kept at most, beside those of the newest change."""
NEEDED = ("change", "undoes", "redoes")
"""Where a line names the changes whose lines must all be there while it is written."""
KEPT = 200
"""Changes that are kept at least: a hundred, and that each of them was taken back."""

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_BEFORE = r"changes\.(\d+)\.jsonl"
_CHANGE = rb'(?m)^\{"change": "([^"]+)"'
_MONTH = rb'"month": "(\d{4}-\d\d|always)"'

LetGo = Callable[[set[str]], None]
"""Told of months whose lines are about to go. Raises StoreError or OSError where they must stay."""


def changes_file(paths: Paths) -> Path:
    """Where the log is."""
    return paths.state / "changes.jsonl"


def can_be_appended(paths: Paths) -> bool:
    """Whether the log is a file, or not there yet."""
    try:
        return stat.S_ISREG(os.lstat(changes_file(paths)).st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        # Writing to it says what is wrong.
        return True


def parts(paths: Paths) -> list[Path]:
    """The files of the log, oldest first."""
    try:
        names = os.listdir(paths.state)
    except (FileNotFoundError, NotADirectoryError):
        return []
    before = sorted(int(found[1]) for name in names if (found := re.fullmatch(_BEFORE, name)))
    return [*(_before(paths, number) for number in before), changes_file(paths)]


def _before(paths: Paths, number: int) -> Path:
    return paths.state / f"changes.{number}.jsonl"


def append_changes(paths: Paths, lines: list[Row], let_go: LetGo | None = None) -> int:
    """Adds one line a record; returns the size the log had before. Raises OSError.

    Before old lines are let go, `let_go` is told of the months they are about.
    """
    file = changes_file(paths)
    if _size(file) > LARGEST:
        newest = {str(line[key]) for line in lines for key in NEEDED if key in line}
        _begin_anew(paths, newest, let_go)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(file, flags, PRIVATE_FILE)
    try:
        make_private(descriptor)
        size = os.fstat(descriptor).st_size
        data = b"".join(map(_encoded, lines))
        # A line torn by a crash must not swallow the next one.
        if size:
            data = b"\n" + data
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    finally:
        os.close(descriptor)
    return size


def take_back_lines(paths: Paths, size: int) -> None:
    """Cuts the log to the size it had before lines about a write that failed.

    Otherwise a later recovery would bring back what was said not to be kept. Where it cannot be
    cut, the lines are told from others by what is on the disk.
    """
    with suppress(OSError):
        os.truncate(changes_file(paths), size)


def _encoded(line: Row) -> bytes:
    # Half a surrogate pair is no UTF-8; what Python writes for it is JSON's own escape.
    return f"{json.dumps(line, ensure_ascii=False)}\n".encode(errors="backslashreplace")


def _size(file: Path) -> int:
    try:
        return os.stat(file).st_size
    except FileNotFoundError:
        return 0


def _begin_anew(paths: Paths, newest: set[str], let_go: LetGo | None) -> None:
    """Puts the log by, and removes what is older than need be; no line of the `newest` changes.

    A change that is left without some of its lines can no longer be taken back as a whole, and is
    passed over from then on. Raises OSError.
    """
    *before, file = parts(paths)
    last = int(re.fullmatch(_BEFORE, before[-1].name)[1]) if before else 0  # type: ignore[index]
    os.replace(file, _before(paths, last + 1))
    kept: set[bytes] = set()
    cut: set[bytes] = set()
    size = 0
    for part in reversed(parts(paths)[:-1]):
        raw = part.read_bytes()
        changes = set(re.findall(_CHANGE, raw))
        old = len(kept) > KEPT or size > LONGEST
        if old and not changes & {name.encode() for name in newest} and _let_go(raw, let_go):
            part.unlink()
            cut |= changes
        else:
            size += len(raw)
            kept |= changes
    if halved := sorted(kept & cut):
        append_changes(paths, [{"passes": change.decode()} for change in halved])


def _let_go(raw: bytes, let_go: LetGo | None) -> bool:
    """Whether these lines may go: what they tell of is kept elsewhere."""
    try:
        if let_go is not None:
            let_go({month.decode() for month in re.findall(_MONTH, raw)})
    except (OSError, StoreError):
        # They stay until what they tell of can be kept another way.
        return False
    return True


def lines_of(file: Path, about: bytes = b"") -> list[Row]:
    """Every line that can be read and holds `about`. Raises OSError."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return []
    lines = []
    for text in raw.splitlines():
        # Parsing a whole log takes seconds, looking through it does not.
        if about not in text:
            continue
        try:
            line = json.loads(text)
        except (ValueError, RecursionError):
            # Blank, or torn by a crash.
            continue
        if isinstance(line, dict):
            lines.append(line)
    return lines


def read_changes(paths: Paths, month: str | None = None) -> list[Row]:
    """Every record's line that can be read, or those of one month, oldest first. Raises OSError."""
    about = f'"month": "{month}"'.encode() if month else b""
    return [
        line
        for part in parts(paths)
        for line in lines_of(part, about)
        if isinstance(line.get("row"), dict) and month in (None, line.get("month"))
    ]


def torn_lines(paths: Paths) -> int:
    """How many lines cannot be read. Raises OSError."""
    torn = 0
    for part in parts(paths):
        if part.is_file():
            held = sum(1 for text in part.read_bytes().splitlines() if text)
            torn += held - len(lines_of(part))
    return torn


def taken_back(paths: Paths) -> set[tuple[str, str]]:
    """Table and id of what was last deleted by taking a change back. Raises OSError."""
    found: set[tuple[str, str]] = set()
    for line in read_changes(paths):
        name = (str(line.get("table")), str(line["row"].get("id")))
        if isinstance(line.get("undoes"), str) and line["row"].get("deleted") is True:
            found.add(name)
        else:
            found.discard(name)
    return found


def blank_changes(paths: Paths, purged: Mapping[tuple[str, str], Row]) -> None:
    """Takes every line that tells of words from before a purge out of the log.

    `purged` are the rows that purges left, by table and id. Raises OSError, StoreError.
    """
    from presence_tui.store.files import replace

    for part in parts(paths):
        lines = lines_of(part)
        kept = [line for line in lines if not tells_of(line, purged)]
        # What cannot be read may hold the words, so a torn line goes as well.
        text = b"".join(map(_encoded, kept))
        if part.exists() and text != part.read_bytes():
            replace(part, text)


def tells_of(line: Row, purged: Mapping[tuple[str, str], Row]) -> bool:
    """Whether a line holds words that one of these purges has taken."""
    row = line.get("row")
    if not isinstance(row, dict):
        return False
    purge = purged.get((str(line.get("table")), str(row.get("id"))))
    return purge is not None and any(
        isinstance(held, dict) and is_void(Revision(held), [Revision(purge)])
        for held in (row, line.get("before"))
    )


def forget_changes(paths: Paths) -> None:
    """Takes the whole log away: from here on nothing can be taken back. Raises OSError."""
    for part in parts(paths):
        part.unlink(missing_ok=True)
