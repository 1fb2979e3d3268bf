"""The dashboard's pulse: once a second it looks at the clock and at the files."""

from typing import TYPE_CHECKING

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import PresenceError
from presence_tui.ui.alerts import say, say_all
from presence_tui.ui.look import look_of

if TYPE_CHECKING:
    from presence_tui.services.watch import Notice
    from presence_tui.ui.notices import Notices
    from presence_tui.ui.screens.dashboard import Dashboard

BEAT_S = 1.0


class Pulse:
    """Draws only what differs, and takes a fresh snapshot of the day where one is needed."""

    def __init__(self, room: "Dashboard") -> None:
        self._room = room
        self._prints: object = None
        """What the files of the day on the screen looked like."""
        self._minute = ""
        self._turned = ""
        """The minute in which a new day was last looked for."""
        self._notices: Notices | None = None
        self._hooks_said: tuple[str, ...] = ()
        """What went wrong with hooks, as far as it was said."""

    def begin(self) -> None:
        """From here on the files are compared with how they are now."""
        room = self._room
        self._prints = room.presence.history.prints(room.day.day)

    def beat(self) -> None:
        """Looks at the clock and the files."""
        room = self._room
        presence = room.presence
        if not room.asleep:
            look_of(room).follow_settings()
        room.now = presence.clock.now()
        minute = f"{room.now:%Y-%m-%d %H:%M %z}"
        new = room.looked_at is None and presence.today() != room.day.day
        if new and minute != self._turned:
            # A new day, perhaps in another place; one that cannot be read is tried each minute.
            self._turned = minute
            presence.look_around()
            room.reload()
            return
        prints = presence.history.prints(room.day.day)
        if room.standing is not None and (prints != self._prints or minute != self._minute):
            room.run_worker(room.prompts.look_at_standing(), group="standing")
        if prints != self._prints:
            self._prints = prints
            room.reload()
        if minute != self._minute or room.prompts.due():
            opening, self._minute = not self._minute, minute
            room.header.refresh()
            room.line.refresh()
            # What comes up by itself comes after the first paint.
            room.run_worker(self._look_round(opening), group="prompt")
        if presence.watch.due(room.day.running):
            room.heed_what_is_due()
        room.lamp.tick()

    async def _look_round(self, opening: bool) -> None:
        if opening:
            await self._room.drafting.look_up()
        await self._room.prompts.look_round(opening)

    async def look_again(self, at: str | None = None) -> None:
        """Takes a fresh snapshot of the day; with `at` the cursor goes to that record."""
        room = self._room
        history, day = room.presence.history, room.looked_at
        try:
            seen = await room.desk.do(lambda: history.today() if day is None else history.day(day))
        except PresenceError as error:
            say(room.app, error, serious=True)
            return
        before, room.day, room.now = room.day, seen, room.presence.clock.now()
        self._prints = history.prints(seen.day)
        if at:
            room.go_to(at)
        if seen.running != before.running:
            room.set_title()
            await self._hear_what_began(before.running, seen.running)
        if seen != before or at:
            room.lamp.tick()
            room.lay_out()
        say_all(room.app, [p for p in seen.problems if p not in before.problems], "doctor")
        self._say_hooks()

    def _say_hooks(self) -> None:
        """Says what has gone wrong with hooks since."""
        said, self._hooks_said = self._hooks_said, self._room.presence.said_by_hooks()
        for problem in dict.fromkeys(self._hooks_said[len(said) :]):
            if problem not in said:
                say(self._room.app, problem, serious=True)

    async def _hear_what_began(
        self, before: tuple[Boundary, ...], running: tuple[Boundary, ...]
    ) -> None:
        """What was started elsewhere is heard as if it had been started here."""
        known = {b.stamp.id for b in before}
        if any(b.stamp.id not in known for b in running):
            watch = self._room.presence.watch
            for notice in await self._room.desk.do(lambda: watch.begun(before, running)):
                self.heed(notice)

    async def heed_what_is_due(self) -> None:
        """Says once that an end is reached; what ends itself offers what it suggests."""
        room = self._room
        running = room.day.running
        try:
            notices = await room.desk.do(lambda: room.presence.watch.look(running))
        except PresenceError as error:
            say(room.app, error, serious=True)
            return
        await self.look_again()
        for notice in notices:
            self.heed(notice)
            if notice.what == "ended" and notice.boundary is not None:
                from presence_tui.ui.actions import rituals

                await rituals.suggest(room, notice.boundary, by_itself=True)

    def heed(self, notice: "Notice", shown: bool = False) -> None:
        """Takes a notice wherever it is to be heard; what is `shown` anyway needs no sentence."""
        if self._room.asleep:
            return
        if self._notices is None:
            from presence_tui.ui.notices import Notices

            self._notices = Notices(self._room.app, self._room.host)
        self._notices.tell(notice, toast=not shown)
