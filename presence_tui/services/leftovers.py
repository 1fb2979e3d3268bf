"""What the doctor says of what lies beside the months: earlier states, damaged bytes, purges."""

from collections.abc import Callable, Iterator

from presence_tui.domain.text import counted
from presence_tui.services.health import NOTE, OK, WRONG, Finding
from presence_tui.services.presence import Presence
from presence_tui.store import checkup
from presence_tui.store.backups import list_states, set_aside_files
from presence_tui.store.joined import entry_of
from presence_tui.store.lookup import Found
from presence_tui.store.recovery import set_aside
from presence_tui.store.revisions import Revision, device_of
from presence_tui.store.salvage import is_revision


def _purged(presence: Presence) -> Iterator[Finding]:
    """Words that a purge should have taken, and that stand beside the months all the same."""
    journal = presence.journal
    purged = [
        Found(table, held.month, entry_of(Revision({**row, "id": key})))
        for held in checkup.look_at_months(journal.afresh(), journal.device, set())
        if held.device == journal.device
        for table, rows in held.rows.items()
        for key, row in rows.items()
        if isinstance(row, dict) and row.get("purged") is True
    ]
    left = journal.words_left(purged)
    if left:
        yield Finding(
            "backups",
            WRONG,
            f"Words of {counted(len(left), 'purged entry', 'purged entries')} are still kept.",
            "Mending takes them out of the earlier states and the change log.",
            lambda: _purge_again(presence, left),
        )


def _purge_again(presence: Presence, left: list[Found]) -> None:
    with presence.journal.writing(presence.clock.now()) as writing:
        writing.purge(left)


def _aside(presence: Presence) -> Iterator[Finding]:
    folders = [presence.paths.state]
    if device := presence.journal.device:
        folders += [presence.journal.months.folder / device, presence.paths.backups / device]
    for folder in folders:
        for file in set_aside_files(folder):
            says = f"{file} holds damaged bytes."
            yield Finding("set aside", NOTE, says, "Delete it when it is no use.")


def _backups(presence: Presence) -> Iterator[Finding]:
    device = presence.journal.device
    if device is None:
        return
    unsound = checkup.unsound_states(presence.paths, device)
    for state in unsound:
        yield Finding(
            "backups",
            WRONG,
            f"The earlier state {state.name} is damaged.",
            f"Mending sets {state.file.name} aside; the next write keeps a new one.",
            lambda file=state.file: set_aside(file, presence.clock.now()),  # type: ignore[misc]
        )
    states = list_states(presence.paths, device)
    without = _written_twice(presence, device) - {state.month for state in states}
    for month in sorted(without):
        says = f"{month} was written more than once, and no earlier state of it is kept."
        advice = f"Look whether {presence.paths.backups} can be written."
        yield Finding("backups", NOTE, says, advice)
    sound = len(states) - len(unsound)
    yield Finding(
        "backups",
        OK,
        f"{counted(sound, 'earlier state is', 'earlier states are')} kept and sound.",
    )


def _written_twice(presence: Presence, device: str) -> set[str]:
    """The months of which one's own file holds what was written at two instants."""
    found = set()
    for held in checkup.look_at_months(presence.journal.afresh(), device, set()):
        every = [row for rows in held.rows.values() for row in rows.values()]
        revs = {str(row.get("rev")) for row in every if isinstance(row, dict)}
        own = {rev[:13] for rev in revs if is_revision(rev) and device_of(rev) == device}
        if held.device == device and len(own) > 1:
            found.add(held.month)
    return found


LOOKS: tuple[Callable[[Presence], Iterator[Finding]], ...] = (_purged, _aside, _backups)
"""Each looks at one thing."""
