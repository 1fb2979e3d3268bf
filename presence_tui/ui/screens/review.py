"""The review of a day: look, thanks, weigh, tomorrow; to be left at any point."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.day import Day
from presence_tui.domain.errors import PresenceError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import split_cue
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.review import STEPS
from presence_tui.domain.text import one_line
from presence_tui.services.memories import Memory
from presence_tui.services.past import as_words
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece, cut, folded
from presence_tui.ui.plan import WIDE
from presence_tui.ui.screens.evening import TYPING, EveningScreen
from presence_tui.ui.widgets.mobile import Frame, beside, boundary_lines, mobile
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, title_line

OFFERED_THANKS = 3
"""Thanks that are asked for; more can be given at any time."""


class ReviewScreen(EveningScreen[None]):
    """Four short steps on one screen; each answer is on the disk before the next is asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("right,tab", "step(1)", "Next step"),
        Binding("left,shift+tab", "step(-1)", "Step before"),
        Binding("enter", "go_on", "Go on"),
        Binding("down,j", "move(1)", "Next moment"),
        Binding("up,k", "move(-1)", "Moment before"),
        Binding("e", "mend", "Mend a row"),
        Binding("c,ctrl+g", "card", "Guilt card"),
        Binding("n", "not_this", "Not this one"),
        Binding("t", "fulfilled", "This was it"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence)
        self.day_of = day or presence.today()
        self.day = Day(self.day_of)
        self.at = STEPS[0]
        self.cursor: str | None = None
        self.because: Gratitude | None = None
        """The thanks whose reason is asked for."""
        self.when = False
        """Whether the cue of tomorrow's intention is asked for."""
        self.memory: Memory | None = None
        self.heavy_line = ""
        self.closing_day = False

    # ── beginning ────────────────────────────────────────────────────────────

    async def begin(self) -> None:
        """Goes on where it was left."""
        found = await self.desk(lambda: self.presence.reviews.step(self.day_of))
        await self.reload()
        await self.enter(found or STEPS[0], keep=False)

    async def on_screen_resume(self) -> None:
        """Back from a guilt card or the help."""
        await self.reload()
        self.redraw()
        if self.asking:
            self.set_focus(self.words)

    async def reload(self) -> None:
        """Takes the day anew."""
        day = await self.desk(lambda: self.presence.history.day(self.day_of))
        if day is not None:
            self.day = day
        line = await self.desk(lambda: self.presence.checkins.heavy_line(self.day_of))
        self.heavy_line = line or ""
        if self.closing_day:
            self.memory = await self.desk(lambda: self.presence.memories.closing(self.day_of))

    # ── steps ────────────────────────────────────────────────────────────────

    @property
    def _dated(self) -> str:
        return self.day_of.isoformat()

    async def enter(self, step: str, keep: bool = True) -> None:
        """Shows a step and asks what it asks."""
        self.hush()
        self.at, self.because, self.closing_day, self.when = step, None, False, False
        if keep:
            await self.desk(lambda: self.presence.reviews.go_to(self.day_of, step))
        await self.reload()
        if step == "thanks" and len(self.day.gratitude) < OFFERED_THANKS:
            self.ask(f"review-thanks-{self._dated}")
        elif step == "weigh":
            review = self.day.review
            self.ask(f"review-weigh-{self._dated}", review.note if review else "")
        elif step == "tomorrow":
            self.ask(f"review-tomorrow-{self._dated}", self._chosen())
        self.redraw()

    def _chosen(self) -> str:
        """The intention for the day after, as it was chosen."""
        after = self.day_of + timedelta(days=1)
        chosen = [i for i in self.day.intentions if i.for_day == after]
        return chosen[-1].text if chosen else ""

    async def step(self, by: int) -> None:
        """On to the next step, or back; words that were typed are kept as they should be."""
        if self.closing_day and by < 0:
            await self.enter("tomorrow")
            return
        if self.asking and self.at in ("weigh", "tomorrow") and not await self._keep_answer():
            return
        if self.when and by < 0:
            await self.enter("tomorrow", keep=False)
            return
        index = STEPS.index(self.at) + by
        if index >= len(STEPS):
            await self.close_up()
        elif index >= 0:
            await self.enter(STEPS[index])

    async def _keep_answer(self) -> bool:
        """Keeps note or intention; whether it could be kept."""
        words, key = self.words.text, self.asking
        try:
            await self._write(key, words)
        except PresenceError as error:
            say(self.app, str(error), serious=True)
            return False
        self.drop_draft()
        return True

    async def _write(self, key: str, words: str) -> None:
        presence, day = self.presence, self.day_of
        if key.startswith("review-weigh"):
            await asyncio.to_thread(lambda: presence.reviews.note(day, words))
        elif key.startswith("review-tomorrow"):
            if one_line(words) != self._chosen():
                after = day + timedelta(days=1)
                await asyncio.to_thread(lambda: presence.intentions.choose(words, after))
        elif key.startswith("review-when"):
            after = day + timedelta(days=1)
            await asyncio.to_thread(lambda: presence.intentions.say_when(words, after))
        elif key.startswith("review-mend"):
            ident = self.cursor or ""
            await asyncio.to_thread(lambda: presence.past.edit(ident, words))

    async def answered(self, words: str) -> None:
        """Enter: what was typed is kept, and the next thing asked."""
        if self.at == "thanks":
            await self._thank(words)
        elif self.at == "look":
            if not one_line(words) or await self._keep_answer():
                self.drop_draft()
                self.hush()
                await self.reload()
                self.redraw()
        elif self.at == "tomorrow" and not self.when and one_line(words):
            await self._ask_when()
        else:
            await self.step(1)

    async def _ask_when(self) -> None:
        """Keeps the intention and asks for its cue, which can stay open."""
        if not await self._keep_answer():
            return
        await self.reload()
        self.when = True
        self.ask(f"review-when-{self._dated}", split_cue(self._chosen())[0])

    async def _thank(self, words: str) -> None:
        """A line of thanks, or the reason for the one before."""
        given, day = self.because, self.day_of
        if given is not None:
            self.because = None
            if one_line(words):
                await self.desk(lambda: self.presence.gratitude.reason(given.stamp.id, words))
            self.drop_draft()
            await self.enter("thanks", keep=False)
            return
        if not one_line(words):
            self.drop_draft()
            await self.step(1)
            return
        today = self.presence.today()
        on = None if day == today else day
        kept = await self.desk(lambda: self.presence.gratitude.give(words, day=on))
        if kept is None:
            return
        self.drop_draft()
        await self.reload()
        self.because = kept
        self.ask(f"review-because-{self._dated}")

    async def close_up(self) -> None:
        """The last line, out of one's own log."""
        self.hush()
        self.closing_day = True
        await self.reload()
        self.redraw()

    # ── actions ──────────────────────────────────────────────────────────────

    async def action_go_on(self) -> None:
        """The next step, or the end of the day."""
        if not self.closing_day:
            await self.step(1)
            return
        closed = await self.desk(lambda: self.presence.reviews.close(self.day_of))
        if closed is not None:
            self.dismiss(None)

    async def action_go(self, step: str) -> None:
        """To a step by its name."""
        if self.asking and self.at in ("weigh", "tomorrow") and not await self._keep_answer():
            return
        await self.enter(step)

    def action_move(self, by: int) -> None:
        """The cursor, over the moments as they hang: down is earlier."""
        if self.at != "look" or self.asking or not self.day.moments:
            return
        ids = [m.stamp.id for m in self.day.moments][::-1]
        if self.size.width < 60:
            ids.reverse()
        index = ids.index(self.cursor) + by if self.cursor in ids else 0
        self.cursor = ids[max(0, min(len(ids) - 1, index))]
        self.redraw()

    def action_pick(self, ident: str) -> None:
        """The moment that was clicked."""
        self.cursor = ident
        self.redraw()

    def action_mend(self) -> None:
        """The cursor's moment in words, to be changed."""
        if self.at != "look" or self.asking:
            return
        if self.cursor is None:
            self.action_move(1)
        found = [m for m in self.day.moments if m.stamp.id == self.cursor]
        if found:
            self.ask(f"review-mend-{found[0].stamp.id.lower()}", as_words(found[0]))

    async def action_fulfilled(self) -> None:
        """The cursor's moment was the one chosen for this day; once more, it was not."""
        if self.at != "look" or self.asking or self.cursor is None:
            return
        ident, intentions = self.cursor, self.presence.intentions
        taken, chosen = self.day.fulfilled_by(ident), self.day.open_intention
        if taken is not None:
            await self.desk(lambda: intentions.fulfil(taken.stamp.id, None))
        elif chosen is not None:
            await self.desk(lambda: intentions.fulfil(chosen.stamp.id, ident))
        await self.reload()
        self.redraw()

    def action_card(self) -> None:
        """A guilt card."""
        from presence_tui.ui.screens.guilt import GuiltScreen

        self.keep_draft()
        self.app.push_screen(GuiltScreen(self.presence, self.day_of))

    async def action_not_this(self) -> None:
        """Puts the memory to rest; another one may come."""
        memory = self.memory
        if self.closing_day and memory is not None:
            await self.desk(lambda: self.presence.memories.rest(memory.id))
            await self.reload()
            self.redraw()

    async def action_leave(self) -> None:
        """Leaves; out of a row being mended, back to the page."""
        if self.asking.startswith("review-mend"):
            self.hush()
            self.redraw()
            return
        self.keep_draft()
        self.dismiss(None)

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """The date."""
        return self.day_title(self.day_of)

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The four steps."""
        return [(f"go('{step}')", step, step == self.at) for step in STEPS]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        found = [KeyHint("enter", self._onward(), "go_on")]
        if self.asking:
            found = [KeyHint("enter", "keep" if self.words.text else self._onward(), "field_enter")]
            found.append(KeyHint("tab", "on", "step(1)"))
            found.append(KeyHint("shift+tab", "back", "step(-1)"))
            if self.at == "weigh":
                found.append(KeyHint("ctrl+g", "guilt card", "card"))
        else:
            found.append(KeyHint("← →", "steps", "step(1)"))
            if self.at == "look" and self.day.moments:
                found.append(KeyHint("e", "mend a row", "mend"))
                if self.day.open_intention is not None and self.cursor is not None:
                    found.append(KeyHint("t", "this was it", "fulfilled"))
            if self.closing_day and self.memory is not None:
                found.append(KeyHint("n", "not this one", "not_this"))
        leave = "leave, nothing lost" if self.size.width >= WIDE else "leave"
        return [*found, KeyHint("esc", leave, "leave")]

    def _onward(self) -> str:
        if self.closing_day:
            return "close the day"
        if self.at == "tomorrow":
            return "the last line"
        return STEPS[STEPS.index(self.at) + 1]

    def body(self) -> list[Line]:
        """The step."""
        if self.closing_day:
            return self._last()
        return {
            "look": self._look,
            "thanks": self._thanks,
            "weigh": self._weigh,
            "tomorrow": self._tomorrow,
        }[self.at]()

    def _look(self) -> list[Line]:
        ink, day = self.ink, self.day
        if not (day.moments or day.boundaries or day.gratitude):
            lines = self._folded("An open page. The day was here all the same.")
            return [*lines, BLANK, *self._cares()]
        rest = self._lists()
        # The mobile comes first: what does not fit below it is scrolled to.
        frame = Frame(
            self.inner,
            self.sheet.room,
            self.sheet.room - len(rest) - 1,
            self.presence.clock.now(),
            self.presence.settings.day_ends,
            self.cursor,
        )
        lines = mobile(ink, day, frame)
        if self.asking:
            lines = [*self._question("the same, in other words"), BLANK, *lines]
        return [*lines, BLANK, *rest]

    def _lists(self) -> list[Line]:
        """Gratitude and boundaries, side by side where there is room."""
        ink, wide = self.ink, self.size.width >= WIDE
        width = (self.inner - 8) // 2 if wide else self.inner
        gap = [BLANK] if self.roomy else []
        thanks = [Line(((cut(g.text, width), ink.text),)) for g in self.day.gratitude]
        kept = boundary_lines(ink, self.day.boundaries, width, self.roomy)
        left = [title_line(ink, "Gratitude", width), *gap, *thanks] if thanks else []
        right = [title_line(ink, "Boundaries", width), *gap, *kept] if kept else []
        if wide:
            lines = beside(left, right, width, 8) if left else right
        else:
            lines = [*left, *([BLANK] if left and right else []), *right]
        chosen = self.day.open_intention
        if chosen is not None:
            words = (cut(chosen.text, max(0, width - 8)), ink.text)
            lines = [Line((("Chosen  ", ink.muted), words)), *([BLANK] if lines else []), *lines]
        cares = self._cares()
        if len(lines) + len(cares) + 12 > self.sheet.room:
            return lines
        return [*lines, *([BLANK] if cares else []), *cares]

    def _cares(self) -> list[Line]:
        """Plain marks of the day."""
        words = {c.name: c.words for c in self.presence.checkins.cares()}
        marked = [
            words.get(str(c.answer("care")), str(c.answer("care")))
            for c in self.day.checkins
            if c.kind == "care"
        ]
        text = " · ".join(dict.fromkeys(marked))
        return [Line(((cut(text, self.inner), self.ink.muted),))] if text else []

    def _said(self, text: str, muted: bool = True) -> Line:
        return Line(((cut(text, self.inner), self.ink.muted if muted else self.ink.text),))

    def _question(self, text: str) -> list[Line]:
        return [*self._folded(text), *self.field_lines()]

    def _folded(self, text: str, muted: bool = True) -> list[Line]:
        return [self._said(line, muted) for line in folded(text, self.inner)]

    def _thanks(self) -> list[Line]:
        lines: list[Line] = []
        for thanks in self.day.gratitude:
            lines += self._folded(thanks.text, muted=False)
            if thanks.because:
                lines += self._folded(f"because {one_line(thanks.because)}")
        if lines:
            lines.append(BLANK)
        if self.because is not None:
            return [*lines, *self._question("because … (enter leaves it open)")]
        if self.asking:
            asked = (
                "Something you are thankful for."
                if not lines
                else "And something else, if you like."
            )
            return [*lines, *self._question(asked)]
        return [*lines, self._said("Three lines of thanks. enter goes on.")]

    def _weigh(self) -> list[Line]:
        lines = self._question("Is anything heavy? A few words, or nothing.")
        lines += [BLANK, *self._folded("ctrl+g lays guilt on the table, step by step.")]
        if self.heavy_line:
            lines += [BLANK, *self._folded(self.heavy_line, muted=False)]
        return lines

    def _tomorrow(self) -> list[Line]:
        if self.when:
            lines = [*self._folded(self._chosen(), muted=False), BLANK]
            asked = "If …? “dinner is over” will do. enter leaves it open."
            return [*lines, *self._question(asked)]
        lines = self._question("One moment to make room for.")
        offers = self.presence.week.offers(self.day_of + timedelta(days=1))
        if offers:
            lines += [BLANK, self._said("From your week:")]
            lines += [self._said(o.line.text, muted=False) for o in offers]
        return lines

    def _last(self) -> list[Line]:
        lines: list[Line] = []
        if chosen := self._chosen():
            lines += [self._said("Tomorrow"), *self._folded(chosen, muted=False), BLANK]
        if self.memory is not None:
            when = (
                "Today" if self.memory.day == self.day_of else f"This day in {self.memory.day.year}"
            )
            lines += [self._said(when), *self._folded(self.memory.text, muted=False), BLANK]
        return [*lines, self._said("enter closes the day.")]

    def help_text(self) -> str:
        """What a review is."""
        return (
            "Four short steps: look at the day, give thanks, say what is heavy, choose one "
            "moment for tomorrow. Every step can be skipped, and the review can be left at any "
            f"point; it goes on where it was. {NO_THERAPY}"
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, single keys are letters."""
        if self.asking and action in ("move", "mend", "not_this", "fulfilled"):
            return False
        return super().check_action(action, parameters)
