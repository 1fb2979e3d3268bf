"""What the doctor says of where the journal lies, and of records that lie elsewhere."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from presence_tui.services.health import NOTE, OK, WRONG, Finding
from presence_tui.services.presence import Presence
from presence_tui.store.months import devices_in, month_named

ROOM = 20 * 1024 * 1024
"""Bytes that should be free where the journal is."""


def look_at_places(presence: Presence) -> Iterator[Finding]:
    """Where the journal lies, whether it can be written there, and what lies elsewhere."""
    journal = presence.journal
    folder = journal.months.folder
    if journal.gone is not None:
        yield Finding("folders", WRONG, journal.gone)
    elif not folder.is_dir():
        yield Finding("folders", NOTE, f"{folder} is made with the first entry.")
    for place in (folder, presence.paths.state, presence.paths.backups):
        if place.is_dir() and not os.access(place, os.W_OK | os.X_OK):
            yield Finding(
                "folders", WRONG, f"{place} cannot be written.", "Make it writable for you."
            )
    for place in journal.months.elsewhere:
        yield from _elsewhere(presence, place)
    there = next((f for f in (folder, *folder.parents) if f.is_dir()), Path("/"))
    if shutil.disk_usage(there).free < ROOM:
        yield Finding(
            "folders", WRONG, f"The disk of {there} is almost full.", "Make some room on it."
        )
    elif journal.gone is None:
        yield Finding("folders", OK, f"The journal is in {folder}.")


def _elsewhere(presence: Presence, place: Path) -> Iterator[Finding]:
    """What is to be said of a place where the journal lay before."""
    journal = presence.journal
    if not place.is_dir():
        if place != presence.paths.journal:
            says = f"{place}, where the journal lay before, is not there."
            yield Finding("folders", NOTE, says, "What lies in it comes along when it is back.")
        return
    devices = devices_in(place)
    own = place / journal.device if journal.device in devices and journal.device else None
    if own is not None and (months := sorted(filter(None, map(month_named, os.listdir(own))))):
        what = months[0] if len(months) == 1 else f"{len(months)} months"
        says = f"{what} of this device lie in {place}; they are read along."
        if os.access(own, os.W_OK | os.X_OK):
            where = journal.months.folder
            yield Finding("folders", NOTE, says, f"With the next entry they come to {where}.")
        else:
            yield Finding("folders", WRONG, says, f"Make {own} writable, so that they can come.")
    others = sorted(set(devices) - {journal.device})
    if others:
        says = f"What {', '.join(others)} wrote in {place} is still read there."
        yield Finding("folders", NOTE, says, "It comes along when it is moved on that device.")
