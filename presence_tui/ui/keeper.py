"""Takes the words of the entry line and keeps them; what cannot be kept goes back into the line."""

from datetime import date
from typing import TYPE_CHECKING

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import PresenceError, UncertainWriteError, WordsError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import Intention, split_cue, with_cue
from presence_tui.domain.moment import Moment
from presence_tui.domain.quick_entry import read_names
from presence_tui.domain.record import Record
from presence_tui.domain.text import one_line
from presence_tui.services.boundary_lines import read_line
from presence_tui.ui.alerts import say, told
from presence_tui.ui.phrases import long_day
from presence_tui.ui.preview import (
    boundary_preview,
    gratitude_preview,
    moment_preview,
    timed_preview,
)
from presence_tui.ui.still import Still
from presence_tui.ui.widgets.entry import NOTES

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


class Keeper:
    """Stands between the entry line and the services."""

    def __init__(self, room: "Dashboard") -> None:
        self._room = room

    @property
    def _past(self) -> date | None:
        """The day looked at, when it is not today."""
        return self._room.looked_at

    def look(self) -> None:
        """Says under the words what would be kept, or what to mend."""
        entry = self._room.entry
        words, kind = entry.text, entry.kind
        if entry.blank or kind is None:
            entry.say(NOTES.get(kind or "", ""))
        elif entry.refused and entry.refused[0] == words:
            entry.say(entry.refused[1], wrong=True)
        else:
            try:
                entry.say(self._preview(kind, words, entry.editing))
            except PresenceError as error:
                entry.say(told(self._room.app, error), wrong=True)

    def _preview(self, kind: str, words: str, editing: str | None) -> str:
        presence = self._room.presence
        if kind == "intention":
            return f"tomorrow · {one_line(words)}"
        if kind == "when":
            return f"tomorrow · {with_cue(self._chosen(), words)}"
        what = "edit · " if editing is not None else ""
        if self._thanks(kind, editing):
            found = presence.gratitude.preview(words, day=self._past)
            return f"{what or 'thanks · '}{gratitude_preview(found)}"
        if kind == "tag":
            return self._tagging(words)
        boundary = self._boundary(editing)
        if boundary is not None:
            return what + boundary_preview(read_line(presence, boundary, words), self._room.now)
        if kind == "timed":
            return timed_preview(presence.moments.preview(words))
        moment = presence.moments.preview(words, day=self._past)
        return what + moment_preview(moment, began=editing is None)

    def _chosen(self) -> str:
        """Tomorrow's intention as it was just chosen."""
        found = self._room.intention.chosen()
        return found[1].text if found else ""

    def _tagging(self, words: str) -> str:
        """What tags would do, and to how many. Raises WordsError."""
        names = read_names(words)
        if not names:
            raise WordsError("Say a tag, such as #play.")
        count = len(self._room.tagged)
        rows = "the row" if count == 1 else f"{count} rows"
        return f"{' '.join(f'#{name}' for name in names)} on {rows}"

    def _thanks(self, kind: str, editing: str | None) -> bool:
        return kind == "gratitude" or editing in {g.stamp.id for g in self._room.day.gratitude}

    def _boundary(self, editing: str | None) -> Boundary | None:
        """The boundary of the day that is being edited, if it is one."""
        return next((b for b in self._room.lamp.walk() if b.stamp.id == editing), None)

    def take(self) -> None:
        """Takes the words out of the line; an error that can be mended leaves them in it."""
        room = self._room
        entry = room.entry
        words, kind, editing = entry.text, entry.kind, entry.editing
        if kind is None:
            return
        try:
            self._preview(kind, words, editing)
        except PresenceError as error:
            entry.say(told(self._room.app, error), wrong=True)
            return
        # Leaving the line and showing the moment, each painted for itself, would take as long again
        # as the write, and hold it up.
        still = Still(room.app)
        entry.leave(keep=False, taken=True)
        if self._thanks(kind, editing):
            room.focus_panel(room.gratitude)
        else:
            room.focus_row(editing)
        worker = self._keep_still(still, kind, words, editing, room.tagged)
        room.run_worker(worker, group="keep")

    async def _keep_still(
        self,
        still: Still,
        kind: str,
        words: str,
        editing: str | None,
        tagged: tuple[str, ...],
    ) -> None:
        try:
            kept = await self._keep(kind, words, editing, tagged)
        finally:
            still.end()
        if kept:
            self._room.drafting.sync(editing or kind)

    async def _keep(
        self, kind: str, words: str, editing: str | None, tagged: tuple[str, ...]
    ) -> bool:
        """Keeps the words and shows them. Returns whether they are, or may be, kept."""
        room = self._room
        try:
            record = await room.desk.do(lambda: self._write(kind, words, editing, tagged))
        except UncertainWriteError as error:
            # It may be there: to offer the words again would be to keep them twice.
            say(room.app, error, serious=True)
            await room.look_again()
            return True
        except PresenceError as error:
            await room.entry.give_back(kind, words, editing, told(room.app, error))
            say(room.app, error, serious=True)
            return False
        if record is None or isinstance(record, Intention):
            await room.look_again()
            if record is not None and kind == "intention" and room.free:
                await room.entry.begin("when", split_cue(record.text)[0])
                self.look()
            return True
        await room.look_again(at=record.stamp.id)
        elsewhere = room.list_of(record.stamp.id) is None
        if elsewhere and record.stamp.day is not None and record.stamp.day != room.day.day:
            say(room.app, f"Kept on {long_day(record.stamp.day)}.", veiled="Kept.")
        else:
            self._say_unseen(record)
        return True

    def _say_unseen(self, record: Record) -> None:
        """Says what was kept where its list is not on the screen, or is veiled."""
        rows = self._room.list_of(record.stamp.id)
        if rows is None or (rows.shown and not self._room.veiled):
            return
        if isinstance(record, Moment):
            say(self._room.app, f"Kept: {moment_preview(record)}.", veiled="Kept.")
        elif isinstance(record, Gratitude):
            say(self._room.app, f"Kept: {gratitude_preview(record)}.", veiled="Kept.")
        elif isinstance(record, Boundary):
            kept = boundary_preview(record, self._room.now)
            say(self._room.app, f"Kept: {kept}.", veiled="Kept.")

    def _write(
        self, kind: str, words: str, editing: str | None, tagged: tuple[str, ...]
    ) -> Record | None:
        presence = self._room.presence
        if kind == "intention":
            return presence.intentions.choose(words)
        if kind == "when":
            return presence.intentions.say_when(words)
        if editing is not None:
            return presence.past.edit(editing, words)
        if kind == "tag":
            return presence.past.tag_all(tagged, words)[-1]
        if kind == "timed":
            return presence.running_moments.start(words)
        if kind == "moment":
            return presence.moments.log(words, day=self._past)
        return presence.gratitude.give(words, day=self._past)
