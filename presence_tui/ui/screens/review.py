"""The review of a day: look, thanks, weigh, tomorrow; to be left at any point."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import split_cue
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.review import STEPS
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece
from presence_tui.ui.page_keys import ROW_KEYS
from presence_tui.ui.screens import review_pages
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.review_answers import ChangedElsewhere
from presence_tui.ui.screens.review_rows import ReviewRows
from presence_tui.ui.widgets.sheet import KeyHint, Line

OFFERED_THANKS = 3
"""Thanks that are asked for; more can be given at any time."""


class ReviewScreen(ReviewRows):
    """Four short steps on one screen; each answer is on the disk before the next is asked."""

    careful = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("right,tab", "step(1)", "Next step"),
        Binding("left,shift+tab", "step(-1)", "Step before"),
        Binding("enter", "go_on", "Go on"),
        *ROW_KEYS,
        Binding("e", "change", "Change a row", id="edit"),
        Binding("ctrl+g", "card", "Guilt card"),
        Binding("g", "more_thanks", "One more line of thanks", id="gratitude"),
        Binding("z", "not_this", "Not this one", id="rest"),
        Binding("u", "bring_back", "Bring it back", id="undo"),
        Binding("t", "fulfilled", "This was it", id="fulfilled"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence, day or presence.today())
        self.closing_day = False

    # ── beginning ────────────────────────────────────────────────────────────

    async def begin(self) -> None:
        """Goes on where it was left."""
        found = await self.desk(lambda: self.presence.reviews.step(self.day_of))
        await self.enter(found if found in self.answers.steps else STEPS[0], keep=False)

    async def on_screen_resume(self) -> None:
        """Back from a guilt card or the help."""
        await self.reload()
        self.redraw()
        if self.asking:
            self.set_focus(self.words)

    async def reload(self) -> None:
        """Takes the day anew."""
        await self.desk(self.answers.reload)
        if self.closing_day:
            await self.desk(self.answers.remember)

    # ── steps ────────────────────────────────────────────────────────────────

    async def enter(self, step: str, keep: bool = True) -> None:
        """Shows a step and asks what it asks."""
        self.hush()
        answers = self.answers
        self.at, self.asked, self.closing_day, answers.given = step, "", False, None
        if keep:
            await self.desk(lambda: self.presence.reviews.go_to(self.day_of, step))
        await self.reload()
        if step == "thanks":
            await self._ask_thanks()
        elif step == "weigh":
            self.ask_for("weigh", answers.day.review.note if answers.day.review else "")
        elif step == "tomorrow":
            self.ask_for("tomorrow", answers.chosen.text if answers.chosen else "")
        self.redraw()

    async def _ask_thanks(self) -> None:
        """A reason that was begun first, then the next line, as long as there are few."""
        begun = await self.desk(self.answers.begun_reason)
        left = await self.desk(lambda: self.presence.drafts.of(self.answers.key("thanks")))
        if begun is not None:
            self._ask_reason(begun)
        elif len(self.answers.day.gratitude) < OFFERED_THANKS or left:
            self.ask_for("thanks")

    def _ask_reason(self, given: Gratitude) -> None:
        self.answers.given = given
        self.ask_for("because", given.because or "", given.stamp.id)

    async def step(self, by: int) -> None:
        """On to the next step, or back; words that were typed are kept."""
        steps = self.answers.steps
        if self.closing_day:
            if by < 0:
                await self.enter(steps[-1])
            return
        if not await self._keep():
            return
        if self.asked in ("when", "because") and by < 0:
            await self.enter(self.at, keep=False)
            return
        index = steps.index(self.at) + by
        if index >= len(steps):
            await self.close_up()
        elif index >= 0:
            await self.enter(steps[index])

    async def _keep(self) -> bool:
        """Keeps what the field holds, if it is new; whether that could be done."""
        if not self.asking:
            return True
        asked, words, since = self.asked, self.words.text, self.filled
        try:
            if self.changed:
                await asyncio.to_thread(lambda: self.answers.keep(asked, words, since))
        except PresenceError as error:
            if isinstance(error, ChangedElsewhere):
                self.filled = error.words
            say(self.app, error, serious=True)
            return False
        self.drop_draft()
        return True

    async def answered(self, words: str) -> None:
        """Enter: what was typed is kept, and the next thing asked."""
        asked, blank = self.asked, not one_line(words)
        if asked == "change":
            if blank:
                self.drop_draft()
            if blank or await self._keep():
                await self.enter("look", keep=False)
        elif asked in ("weigh", "when") or (blank and asked in ("thanks", "tomorrow")):
            await self.step(1)
        else:
            await self._ask_further(asked)

    async def _ask_further(self, asked: str) -> None:
        """After thanks their reason, after a reason more thanks, after a choice its cue."""
        if not await self._keep():
            return
        given = self.answers.given
        await self.reload()
        chosen = self.answers.chosen
        if asked == "thanks" and given is not None:
            self._ask_reason(given)
        elif asked == "tomorrow" and chosen is not None:
            self.ask_for("when", split_cue(chosen.text)[0], chosen.stamp.id)
        else:
            await self.enter(self.at, keep=False)

    async def close_up(self) -> None:
        """The last line, out of one's own log."""
        self.hush()
        self.asked, self.closing_day = "", True
        await self.reload()
        self.redraw()

    # ── actions ──────────────────────────────────────────────────────────────

    async def action_go_on(self) -> None:
        """The next step, or the end of the day; in a hard week the last line comes at once."""
        if self.closing_day:
            if await self.written(lambda: self.presence.reviews.close(self.day_of)):
                self.dismiss(None)
        elif self.answers.hard and self.at == "look":
            await self.close_up()
        else:
            await self.step(1)

    async def action_go(self, step: str) -> None:
        """To a step by its name."""
        if await self._keep():
            await self.enter(step)

    def action_more_thanks(self) -> None:
        """One more line, where there are several."""
        if self.at == "thanks" and not self.closing_day:
            self.ask_for("thanks")

    def action_card(self) -> None:
        """A guilt card."""
        from presence_tui.ui.screens.guilt import GuiltScreen

        self.keep_draft()
        about = self.words.text if self.asked == "weigh" and self.asking else ""
        self.app.push_screen(GuiltScreen(self.presence, self.day_of, about))

    def offered(self) -> str | None:
        """The memory, on the last page."""
        memory = self.answers.memory
        return memory.id if self.closing_day and memory is not None else None

    async def offer_again(self) -> None:
        """Another memory, or the one that was brought back."""
        await self.reload()
        self.redraw()

    async def action_leave(self) -> None:
        """Leaves; out of a row being changed, back to the page."""
        if self.asked == "change" and self.asking:
            self.hush()
            self.asked = ""
            self.redraw()
            return
        self.keep_draft()
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, single keys are letters."""
        letters = ("move", "change", "not_this", "bring_back", "fulfilled", "more_thanks")
        if self.asking and action in letters:
            return False
        return super().check_action(action, parameters)

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """The date."""
        return self.day_title(self.day_of)

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The steps."""
        steps = self.answers.steps
        return [(f"go('{step}')", self.named(step), step == self.at) for step in steps]

    def named(self, step: str) -> str:
        """A step as it is shown: the day after may be today."""
        today = self.answers.after == self.presence.today()
        return "today" if step == "tomorrow" and today else step

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return review_pages.hints(self)

    def body(self) -> list[Line]:
        """The step."""
        return review_pages.page(self)

    def help_text(self) -> str:
        """What a review is."""
        return (
            "Four short steps: look at the day, give thanks, say what is heavy, choose one "
            "moment for tomorrow. Every step can be skipped, and the review can be left at any "
            "point; it goes on where it was. What is heavy is private: it stays out of find, "
            f"letters, hooks and the diary unless you ask for it. {NO_THERAPY}"
        )
