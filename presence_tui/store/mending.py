"""Mending this device's own files, and showing what is known of one that cannot be mended now."""

import os
import zlib
from typing import TYPE_CHECKING

from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.changes import can_be_appended, changes_file
from presence_tui.store.conflicts import fold
from presence_tui.store.devices import is_damaged, mend_names
from presence_tui.store.files import read_bytes
from presence_tui.store.joined import META, MonthFile
from presence_tui.store.months import version_of
from presence_tui.store.own import PutBackError, mark_of
from presence_tui.store.paths import reason
from presence_tui.store.recovery import brought_forward, last_good, set_aside
from presence_tui.store.recovery import put_back as put_damaged_back
from presence_tui.store.recovery import put_forward as put_older_forward

if TYPE_CHECKING:
    from presence_tui.store.own import OwnFiles


def clear_way(own: "OwnFiles") -> None:
    """Mends what a writer needs beside the months; call it under the lock. Raises StoreError."""
    paths, now = own.paths, own.clock.now()
    changes = changes_file(paths)
    try:
        if is_damaged(paths):
            own.say("devices", mend_names(paths, now))
        if not can_be_appended(paths):
            aside = set_aside(changes, now)
            said = f"Something else lay in the place of the change log; it is kept as {aside}."
            own.say("changes", said)
    except OSError as error:
        raise StoreError(
            f"{paths.state} could not be mended ({reason(error)}); nothing was changed."
        ) from error


def put_back(own: "OwnFiles", device: str, month: str) -> MonthFile | None:
    """A month as it was left, put back under the lock. Raises StoreError, OSError."""
    try:
        return own.sound(device, month)
    except DamagedError as error:
        damage = error  # No other process has mended it before the lock was ours.
    file = own.months.file(device, month)
    if isinstance(damage, PutBackError):
        loaded = own.months.load(device, month)
        said = put_older_forward(own.paths, file, device, month, loaded.tables if loaded else {})
    else:
        said = put_damaged_back(own.paths, file, device, month, own.clock.now()).sentence
    own.say(month, None if own.moving else f"{damage} {said}")
    return own.sound(device, month) if os.path.lexists(file) else None


def shown_instead(own: "OwnFiles", device: str, month: str, said: str | None) -> MonthFile | None:
    """What is known of a month, for a reader, with what is to be said of it. Raises StoreError."""
    if said is not None:
        own.say("place" if own.unsettled is not None else month, said)
    file = own.months.file(device, month)
    mark = mark_of(file)
    shown = own.shown.get(month)
    if shown and shown[0] == mark:
        return shown[1]
    try:
        raw = read_bytes(file)
    except StoreError:
        raw = None
    try:
        tables = last_good(own.paths, device, month, raw)
    except OSError as error:
        raise StoreError(
            f"What is known of {month} could not be read ({reason(error)})."
        ) from error
    loaded = MonthFile(tables, version_of(file, tables)) if tables else None
    own.shown[month] = (mark, loaded)
    return loaded


def look_back(own: "OwnFiles", device: str, month: str, found: MonthFile) -> None:
    """Looks whether a file that something else wrote holds all that this device wrote there.

    Raises PutBackError when it does not.
    """
    file = own.months.file(device, month)
    mark, note = own.months.read_as(device, month), own.read_note(device, month)
    raw = read_bytes(file)
    if raw is None or mark_of(file) != mark:
        # Another process has just written it; whoever reads next looks at that.
        return
    if note is not None and note.digest != zlib.crc32(raw):
        try:
            lacks = _lacks(own, device, month, found)
        except (OSError, StoreError):
            # What is known cannot be read now; a later process looks again.
            lacks = None
        if lacks is None:
            own.note_written(device, month, None)
            return
        if lacks and mark_of(file) == mark:
            raise PutBackError(f"{file} was put back to an earlier state by something else.")
    own.note_written(device, month, raw)


def _lacks(own: "OwnFiles", device: str, month: str, found: MonthFile) -> bool | None:
    """Whether a file lacks what was written there; none when a copy beside it holds that.

    Sync engines leave such copies, and the next write folds them in.
    """
    if brought_forward(own.paths, device, month, found.tables) is None:
        return False
    copies = own.months.copies(device, month, []).values()
    tables = fold(found.tables, [held.tables for _, held in copies], META)
    return True if brought_forward(own.paths, device, month, tables) else None
