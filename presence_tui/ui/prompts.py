"""What comes up by itself, quietly and one at a time: plans, forgotten ends, the evening's review.

Nothing comes while someone types, another screen is open, or a hard week rests all prompts; it
waits, and goes where it was answered elsewhere meanwhile.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from presence_tui.domain.errors import NotFoundError, PresenceError
from presence_tui.domain.plans import Occasion
from presence_tui.domain.text import one_line
from presence_tui.services.forgotten import Forgotten
from presence_tui.ui.alerts import say
from presence_tui.ui.asking import ask
from presence_tui.ui.dialogs.question import WITHDRAWN, Choice

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard

LATER = 10
"""Minutes after which a plan is asked about again."""


class Prompts:
    """Asks on one dashboard."""

    def __init__(self, room: "Dashboard") -> None:
        self._room = room
        self._forgotten: Forgotten | None = None
        """An end to be asked about as soon as someone can be asked."""
        self._review: date | None = None
        """The day whose review is to be offered as soon as someone can be asked."""
        self._again: datetime | None = None
        """When a plan that was put off here is to be asked about, to the second."""

    def due(self) -> bool:
        """Whether someone is back, or what was put off is due now; reads nothing."""
        again = self._again is not None and self._again <= self._now()
        return again or (self._room.absence.over and self._room.free)

    def _now(self) -> datetime:
        return self._room.presence.clock.now().astimezone(UTC)

    async def look_round(self, back: bool = False) -> None:
        """Once a minute, and when someone is `back`: beats, and asks what is due, if anything."""
        room, presence = self._room, self._room.presence
        if self._again is not None and self._again <= self._now():
            self._again = None
        back, room.absence.over = back or room.absence.over, False
        try:
            found = await room.desk.do(partial(self._someone_is_back, back))
            self._forgotten = found or self._forgotten
            await self.ask_what_waited()
            await room.at_rest.look()
            if room.at_rest.hard_until is not None:
                return
            occasion = await room.desk.do(presence.plans.due)
            if occasion is not None and not room.asleep:
                running = room.day.running
                heard = await room.desk.do(lambda: presence.watch.planned(occasion, running))
                room.heed(heard, shown=room.free)
            if room.free:
                await self._ask(occasion)
        except PresenceError as error:
            say(room.app, error, serious=True)

    async def ask_what_waited(self) -> None:
        """What came up while no one could be asked, one after the other."""
        room = self._room
        while room.put_off and room.free:
            await room.put_off.pop(0)()

    async def look_at_standing(self) -> None:
        """Takes a question away that was answered elsewhere, or is none any more."""
        room = self._room
        standing = room.standing
        if standing is None:
            return
        try:
            still = await room.desk.do(standing.still)
        except PresenceError as error:
            say(room.app, error, serious=True)
            return
        if not still and room.standing is standing:
            standing.question.withdraw()

    # ── how ──────────────────────────────────────────────────────────────────

    def _someone_is_back(self, back: bool) -> Forgotten | None:
        """The forgotten end to ask about, looked for before the first beat and after a silence."""
        presence = self._room.presence
        found = presence.forgotten.ask() if back else None
        silent = presence.watch.heartbeat.beat()
        if silent:
            # After a journey, perhaps: not every terminal says that it has the focus again.
            presence.look_around()
        return presence.forgotten.ask() if silent and found is None else found

    async def _ask(self, occasion: Occasion | None) -> None:
        """Asks the first thing there is to ask, unless someone began to type while it was found.

        Of several ends that were forgotten, one after the other.
        """
        room, forgotten, today = self._room, self._forgotten, self._room.presence.today()
        if forgotten is not None and not await room.desk.do(partial(self._runs, forgotten)):
            forgotten = self._forgotten = None
        if forgotten is None and occasion is None and self._review != today:
            offered = await room.desk.do(room.presence.reviews.offer)
            self._review = today if offered else None
        if not room.free:
            return
        if forgotten is not None:
            while forgotten is not None and room.free:
                self._forgotten = None
                await self._ask_end(forgotten)
                forgotten = self._forgotten = await room.desk.do(room.presence.forgotten.ask)
        elif occasion is not None:
            await self._ask_plan(occasion)
        elif self._review is not None:
            self._review = None
            await self._ask_review()

    def _runs(self, forgotten: Forgotten) -> bool:
        """Whether it has still no end."""
        try:
            found = self._room.presence.past.find(forgotten.boundary.stamp.id)
        except NotFoundError:
            return False
        return bool(found.runs)

    async def _ask_end(self, forgotten: Forgotten) -> None:
        from presence_tui.ui.actions import rituals
        from presence_tui.ui.ending import ask_end

        room = self._room
        ended = await ask_end(
            room,
            forgotten,
            still=partial(self._runs, forgotten),
            answered=lambda: room.presence.forgotten.answered(forgotten.boundary),
        )
        if ended is not None:
            await rituals.suggest(room, ended)

    async def _ask_plan(self, occasion: Occasion) -> None:
        """The words the user chose; start, in ten minutes, not today."""
        room, presence = self._room, self._room.presence
        reply = await ask(
            room,
            one_line(occasion.plan.words),
            (
                Choice("enter", "start", "start"),
                Choice("t", "in ten minutes", "later"),
                Choice("n", "not today", "not", shown="n esc"),
            ),
            skip="",
            still=lambda: presence.plans.due() == occasion,
        )
        if reply is WITHDRAWN:
            return
        if reply is not None and reply.answer == "start":
            from presence_tui.ui.actions import boundaries

            await boundaries.start(room, occasion.plan.start)
        elif reply is not None and reply.answer == "later":
            await room.desk.do(lambda: presence.plans.later(occasion, LATER))
            self._again = self._now() + timedelta(minutes=LATER)
        else:
            await room.desk.do(lambda: presence.plans.not_today(occasion))

    async def _ask_review(self) -> None:
        """Of today, whichever day is on the screen."""
        room = self._room
        today = room.presence.today()
        reply = await ask(
            room,
            "Two minutes to close the day?",
            (Choice("enter", "yes", "yes"),),
            skip="not tonight",
        )
        if reply is not None:
            from presence_tui.ui.actions import evening

            await evening.review(room, today)
