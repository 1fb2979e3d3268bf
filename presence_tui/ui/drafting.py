"""Words being typed in the entry line: held in memory, and on the disk shortly after."""

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from presence_tui.domain.errors import PresenceError
from presence_tui.ui.alerts import say
from presence_tui.ui.keymap import with_keys

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard

KINDS = ("moment", "gratitude", "timed", "intention")
"""Drafts that the entry line shows while they wait; each is the id of the command that goes on."""

UNKEPT = "Words that you typed are not on the disk. {leave} once more leaves without them."

DRAFT_S = 0.4
"""Seconds after which words being typed are on the disk."""


class Drafting:
    """One draft for each kind of line, and one for each record being edited."""

    def __init__(self, room: "Dashboard") -> None:
        self._room = room
        self._held: dict[str, str] = {}
        self._timer: Timer | None = None
        self._warned = False

    def of(self, key: str) -> str:
        """The words left under a key, or none."""
        if key not in self._held:
            self._held[key] = self._read(key)
        return self._held[key]

    @property
    def waiting(self) -> tuple[str, str] | None:
        """The draft that was left last: its kind and its words."""
        waits = [(key, words) for key, words in self._held.items() if words and key in KINDS]
        return waits[-1] if waits else None

    async def look_up(self) -> None:
        """Reads what was left when the program ended, and shows it."""
        for key in KINDS:
            await self._room.desk.do(partial(self.of, key))
        if self.waiting is not None:
            self._room.entry.refresh()

    def hold(self, key: str, words: str) -> None:
        """Holds words under a key, in memory only; blank ones are none."""
        # Taken out first: what was left last comes last.
        self._held.pop(key, None)
        # Tags are for the rows chosen now, and mean nothing for others.
        self._held[key] = words if words.strip() and key != "tag" else ""

    def put(self, key: str, words: str) -> None:
        """Holds words under a key, and brings the disk up to it."""
        self.hold(key, words)
        self.sync(key)

    def sync(self, key: str) -> None:
        """Brings the disk up to what is held under a key."""
        self._room.run_worker(self._write(key), group="draft")

    def typed(self) -> None:
        """Words were typed: soon they are on the disk."""
        if self._timer is None:
            self._timer = self._room.set_timer(DRAFT_S, self._due)

    def _due(self) -> None:
        self._stop()
        entry = self._room.entry
        if entry.key is not None:
            self.put(entry.key, entry.draft)

    def flush(self) -> None:
        """Puts what is being typed, and what still waits, on the disk at once: the program ends."""
        self._stop()
        entry, drafts = self._room.entry, self._room.presence.drafts
        try:
            if entry.key is not None and _on_disk(entry.key):
                drafts.keep(_name(entry.key), entry.draft)
            drafts.settle()
        except PresenceError as error:
            say(self._room.app, error, serious=True)

    def may_leave(self) -> bool:
        """Whether the program may be left: words that the disk does not take are told of once."""
        waits = self._room.presence.drafts.waits
        told, self._warned = self._warned, waits
        if waits and not told:
            say(self._room.app, with_keys(self._room.app, UNKEPT), serious=True)
        return told or not waits

    def forget(self) -> None:
        """Forgets what is held in memory; the disk decides what is offered next."""
        self._held.clear()
        self._room.entry.refresh()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _read(self, key: str) -> str:
        if not _on_disk(key):
            return ""
        try:
            return self._room.presence.drafts.of(_name(key))
        except PresenceError as error:
            say(self._room.app, error, serious=True)
            return ""

    async def _write(self, key: str) -> None:
        if not _on_disk(key):
            return
        drafts = self._room.presence.drafts
        try:
            await self._room.desk.do(lambda: drafts.keep(_name(key), self._held.get(key, "")))
        except PresenceError as error:
            say(self._room.app, error, serious=True)


def _name(key: str) -> str:
    return f"entry-{key}"


def _on_disk(key: str) -> bool:
    """Ids come from files; one that is no plain word makes no file name."""
    return key.isalnum() and len(key) <= 40
