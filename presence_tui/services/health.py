"""What the doctor looks at around the journal: folders, privacy, clock, settings, terminal."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from presence_tui import __version__
from presence_tui.services.presence import Presence
from presence_tui.store import checkup
from presence_tui.store.migrations import VERSION
from presence_tui.store.salvage import is_revision

OK, NOTE, WRONG = "ok", "note", "wrong"

LATE = timedelta(minutes=5)
"""How far the clock may be behind the newest entry before it is named."""


class Finding(NamedTuple):
    """One line of the doctor's."""

    area: str
    """files, privacy, backups, clock, …"""
    state: str
    """`ok`, `note` (worth knowing, nothing to do) or `wrong`."""
    says: str
    advice: str = ""
    """What to do, or what mending would do."""
    mend: Callable[[], object] | None = None
    """Mends it; raises StoreError, OSError."""


def _own_folders(presence: Presence) -> list[Path]:
    folders = [presence.paths.backups, presence.paths.state]
    if presence.journal.device:
        folders.append(presence.journal.months.folder / presence.journal.device)
    return folders


def _privacy(presence: Presence) -> Iterator[Finding]:
    sound = True
    for folder in _own_folders(presence):
        open_ones = list(checkup.open_to_others([folder]))
        sound = sound and not open_ones
        if open_ones and not checkup.keeps_modes(folder):
            says = f"The file system of {folder} keeps no modes, so nothing there can be closed."
            advice = "Whoever may read that disk can read it; another place would keep it yours."
            yield Finding("privacy", NOTE, says, advice)
            continue
        for path, mode in open_ones:
            yield Finding(
                "privacy",
                WRONG,
                f"{path} is open to others.",
                "Mending makes it yours alone.",
                lambda path=path, mode=mode: _close(path, mode),  # type: ignore[misc]
            )
    if sound:
        yield Finding("privacy", OK, "What you wrote is yours alone to read on this machine.")


def _close(path: Path, mode: int) -> None:
    # What was set aside or removed by another mending is not open any more.
    with suppress(FileNotFoundError):
        path.chmod(mode)


def _temporaries(presence: Presence) -> Iterator[Finding]:
    for file in checkup.temporaries(_own_folders(presence)):
        yield Finding(
            "temporary files",
            WRONG,
            f"{file} was left by a run that ended early.",
            "Mending removes it: what it holds is in the journal, or was never said to be kept.",
            lambda file=file: file.unlink(missing_ok=True),  # type: ignore[misc]
        )


def _lock(presence: Presence) -> Iterator[Finding]:
    problem = checkup.lock_problem(presence.paths)
    if problem:
        yield Finding("lock", NOTE, problem)
    else:
        yield Finding("lock", OK, "No one else is writing.")


def _clock(presence: Presence) -> Iterator[Finding]:
    now, place = presence.clock.now(), presence.clock.place()
    journal = presence.journal
    newest = 0
    for found in checkup.look_at_months(journal.afresh(), journal.device, set()):
        if found.device != journal.device:
            continue
        for rows in found.rows.values():
            revs = (str(row.get("rev", "")) for row in rows.values() if isinstance(row, dict))
            newest = max([newest, *(int(r[:13]) for r in revs if is_revision(r))])
    written = datetime.fromtimestamp(min(newest, 253_402_300_000_000) / 1000, UTC)
    if now.astimezone(UTC) + LATE < written:
        yield Finding(
            "clock",
            WRONG,
            f"The clock says {now:%Y-%m-%d %H:%M}, but an entry here was written at "
            f"{written.astimezone(place.tz):%Y-%m-%d %H:%M}.",
            "Set the machine's clock if it is the one that is wrong.",
        )
    else:
        yield Finding("clock", OK, f"It is {now:%Y-%m-%d %H:%M}.")
    if place.name is None:
        yield Finding(
            "time zone",
            NOTE,
            "The machine's time zone has rules and no name.",
            "Set zone in config.toml to a name such as Europe/Paris.",
        )
    else:
        yield Finding("time zone", OK, f"{place.name}.")


def _settings(presence: Presence) -> Iterator[Finding]:
    file = presence.paths.settings_file
    wrong, notes = presence.settings_file.check()
    for sentence in wrong:
        opens = f"`presence config edit` opens {file}."
        mend = opens if sentence.startswith(str(file)) else "Mend it there."
        yield Finding("settings", WRONG, sentence, mend)
    for sentence in notes:
        yield Finding("settings", NOTE, sentence)
    if not wrong:
        yield Finding("settings", OK, f"{file} is understood.")


def _terminal(presence: Presence) -> Iterator[Finding]:
    name = os.environ.get("TERM") or "none"
    colours = (
        "24-bit"
        if os.environ.get("COLORTERM") in ("truecolor", "24bit")
        else ("256" if "256" in name else "16 or fewer")
    )
    size = shutil.get_terminal_size((0, 0))
    shown = f"{size.columns}×{size.lines}" if size.columns else "no size"
    encoding = (sys.stdout.encoding or "none").lower()
    says = f"TERM is {name}, {shown}, {colours} colours, {encoding}."
    if encoding not in ("utf-8", "utf8"):
        yield Finding("terminal", NOTE, says, "Set a UTF-8 locale, such as LANG=C.UTF-8.")
    else:
        yield Finding("terminal", OK, says)


def _versions(presence: Presence) -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    parts = [f"presence {__version__}", f"Python {sys.version.split()[0]}"]
    for package in ("textual", "tinydb", "pendulum"):
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            yield Finding(
                "versions", WRONG, f"{package} is not installed.", "Install presence anew."
            )
    yield Finding("versions", OK, ", ".join(parts) + f", format {VERSION}.")


def _hooks(presence: Presence) -> Iterator[Finding]:
    for sentence in presence.hooks.wrong():
        yield Finding("hooks", WRONG, sentence)


def _desktop(presence: Presence) -> Iterator[Finding]:
    """Only for those who want to hear of boundaries there."""
    settings = presence.settings
    if not any("desktop" in (p.heard or settings.heard) for p in settings.presets if not p.quiet):
        return
    import asyncio

    from presence_tui.services.desktop import Desktop

    missing = asyncio.run(Desktop().missing())
    if missing is None:
        yield Finding("desktop", OK, "The desktop shows notifications.")
    else:
        yield Finding("desktop", NOTE, missing, 'Or leave "desktop" out of `heard`.')


LOOKS: tuple[Callable[[Presence], Iterator[Finding]], ...] = (
    _versions,
    _privacy,
    _temporaries,
    _lock,
    _clock,
    _settings,
    _terminal,
    _hooks,
    _desktop,
)
"""Each looks at one thing."""
