"""Where this device's journal lies, and how it comes along when that changes.

It lies in one place. What this device wrote in another one is read as a copy at once and comes
along under the lock at the next write: a union by revision. What lay in the old place is then put
away among the earlier states, where a purge reaches it. Folders of other devices stay where they
are, for each device is the only writer of its own, and are read there as well.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_tui.domain.errors import DamagedError, StoreError
from presence_tui.store.backups import set_aside_files
from presence_tui.store.files import read_bytes, replace
from presence_tui.store.joined import META, MonthFile
from presence_tui.store.migrations import VERSION
from presence_tui.store.months import devices_in, is_month_file, month_named, parse_month
from presence_tui.store.paths import Paths, Places, reason
from presence_tui.store.recovery import last_good, set_aside

if TYPE_CHECKING:
    from presence_tui.store.writing import Writing

REMEMBERED = 8
"""Places of before that are remembered at most."""


def elsewhere(paths: Paths, folder: Path, places: Places) -> tuple[Path, ...]:
    """The places but `folder` where records of this journal may lie."""
    found = dict.fromkeys((places.journal or paths.journal, *places.before, paths.journal))
    return tuple(place for place in found if place != folder and not _is_same(place, folder))


def _is_same(place: Path, folder: Path) -> bool:
    """Whether two names mean one folder: what lies there must not be taken for a copy of itself."""
    try:
        return os.path.samefile(place, folder)
    except OSError:
        # One of them is away.
        return False


def missing(paths: Paths, folder: Path, places: Places, device: str | None) -> str | None:
    """What to do about a folder that should be there: it may be away, or still to be made.

    None where all is as it should be. The home's own folder is simply made.
    """
    if folder == paths.journal:
        return None
    if not folder.is_dir():
        return (
            f"The journal folder {folder} is not there, so nothing is written: bring its disk or "
            f"sync engine back if that is away, or make the folder (mkdir -p '{folder}') if it is "
            "new."
        )
    if device and places.journal == folder and not (folder / device).is_dir():
        return (
            f"The journal folder {folder} holds nothing of this device any more, so nothing is "
            "written: bring its disk or sync engine back if that is away, or make its folder "
            f"there (mkdir '{folder / device}') and your entries come back from what this device "
            "knows."
        )
    return None


def away(places: Places, folder: Path) -> str:
    """What is to be said while the journal moves to `folder`; nothing where all of it is there."""
    if places.journal is None or places.journal.is_dir():
        return ""
    return (
        f"The journal folder {places.journal} is not there; what this device knows of it is shown, "
        f"and comes to {folder} with the next entry."
    )


def own_elsewhere(places: Iterable[Path], device: str) -> list[Path]:
    """This device's folders in other places."""
    return [place / device for place in places if (place / device).is_dir()]


def settle(
    paths: Paths, places: Places, others: tuple[Path, ...], writing: "Writing"
) -> str | None:
    """Brings along what this device wrote elsewhere, and writes down where the journal lies.

    Returns one sentence when entries came. Interrupted, the next write goes on with it. Raises
    StoreError.
    """
    folder, device = writing.folder.parent, writing.folder.name
    moves = (places.journal or paths.journal) != folder
    old = own_elsewhere(others, device)
    if not (moves or old):
        return None
    months = {month for place in old for month in _months_in(place)}
    if moves:
        months |= writing.journal.begun()
    came = sum(_bring(writing, month) for month in sorted(months))
    for place in old:
        _put_away(place, writing.folder, writing.now)
    if moves or (places.before and old):
        _write_down(paths, folder, others)
    if not came:
        return None
    entries = f"{came:,} {'entry' if came == 1 else 'entries'}"
    if moves:
        return f"The journal moves to {folder}: {entries}."
    return f"{entries} from {' and '.join(str(place.parent) for place in old)} came to {folder}."


def _bring(writing: "Writing", month: str) -> int:
    """Takes in what this device wrote of a month elsewhere; returns how many entries came."""
    journal, device = writing.journal, writing.folder.name
    existed = os.path.lexists(writing.folder / f"{month}.json")
    # Where nothing of it lies anywhere, this puts back what is known of it.
    own = journal.own(month)
    before = _live(own) if existed else set()
    copies = journal.months.copies(device, month, [])
    newer = own is not None and own.version > VERSION
    if not newer and any(loaded.version <= VERSION for _, loaded in copies.values()):
        # What lies elsewhere may itself have been put back to an earlier state.
        known = None if own else last_good(journal.paths, device, month, None)
        writing.rewrite(month, [known] if known else [])
    return len(_live(journal.own(month)) - before)


def _live(file: MonthFile | None) -> set[tuple[str, str]]:
    """Table and id of what is neither deleted nor purged."""
    return {
        (table, key)
        for table, rows in (file.tables if file else {}).items()
        for key, row in rows.items()
        if table != META and isinstance(row, dict) and not (row.get("deleted") or row.get("purged"))
    }


def _months_in(place: Path) -> set[str]:
    try:
        return {month for name in os.listdir(place) if (month := month_named(name))}
    except OSError as error:
        raise StoreError(f"{place} could not be read ({reason(error)}).") from error


def _put_away(place: Path, folder: Path, now: datetime) -> None:
    """Brings along what is set aside in an old place, and removes the place if nothing is left.

    What cannot be read as a month is set aside as well. What cannot be moved stays: the doctor
    names it, and the next write tries again.
    """
    with suppress(OSError):
        for file in sorted(place.iterdir()):
            if is_month_file(file.name) and _is_damaged(file):
                set_aside(file, now)
        for aside in set_aside_files(place):
            if not os.path.lexists(folder / aside.name):
                shutil.move(aside, folder / aside.name)
        place.rmdir()


def _is_damaged(file: Path) -> bool:
    try:
        raw = read_bytes(file)
        if raw is not None:
            parse_month(raw, file)
    except DamagedError:
        return True
    except StoreError:
        # It may be read another time.
        return False
    return False


def _write_down(paths: Paths, folder: Path, others: tuple[Path, ...]) -> None:
    """Where the journal lies now, and where to look for what was away. Raises StoreError."""
    before = [p for p in others if p != paths.journal and _is_of_use(p)][:REMEMBERED]
    own = None if folder == paths.journal else str(folder)
    noted = {"journal": own, "before": [str(place) for place in before]}
    replace(paths.places_file, json.dumps(noted).encode())


def _is_of_use(place: Path) -> bool:
    """Whether a place may still hold records: it is away, or a device has a folder there."""
    try:
        return not place.is_dir() or bool(devices_in(place))
    except OSError:
        return True
